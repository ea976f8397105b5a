# The first page of staff, and what alerts say.

rooms-dashboard-alerts = Please look at this
rooms-dashboard-settled = Settled
rooms-dashboard-todo = Today
rooms-dashboard-todo-none = Nothing waits for you. What comes in stands here first.
rooms-dashboard-dispute = Dispute about { $amount }: { $status }
rooms-dashboard-answer-by = answer by { $moment }
rooms-dashboard-custody = { $count ->
    [one] One thing waits about the keys of volunteers
   *[other] { $count } things wait about the keys of volunteers
}
rooms-dashboard-people-waiting = { $count ->
    [one] { $count } volunteer waits for an answer for more than two weeks
   *[other] { $count } volunteers wait for an answer for more than two weeks
}
rooms-dashboard-people-new = { $count ->
    [one] { $count } new offer of help
   *[other] { $count } new offers of help
}
rooms-dashboard-people-steps = { $count ->
    [one] { $count } next step with a volunteer of yours is due
   *[other] { $count } next steps with volunteers of yours are due
}
rooms-dashboard-people-unowned = { $count ->
    [one] { $count } volunteer needs somebody who looks after them
   *[other] { $count } volunteers need somebody who looks after them
}
rooms-dashboard-people-ending = { $count ->
    [one] { $count } volunteer’s record is erased within 30 days
   *[other] { $count } volunteers’ records are erased within 30 days
}
rooms-dashboard-people-quarantined = { $count ->
    [one] { $count } offer of help was kept apart as a likely advert
   *[other] { $count } offers of help were kept apart as likely adverts
}
rooms-dashboard-flagged = { $count ->
    [one] { $count } donation needs a look
   *[other] { $count } donations need a look
}
rooms-dashboard-failing = { $count ->
    [one] { $count } monthly gift fails
   *[other] { $count } monthly gifts fail
}
rooms-dashboard-dead = { $count ->
    [one] { $count } event given up
   *[other] { $count } events given up
}
rooms-dashboard-unsent = { $count ->
    [one] { $count } mail has not left yet
   *[other] { $count } mails have not left yet
}
rooms-dashboard-asked = { $count ->
    [one] { $count } refund waits for Stripe; we ask again every five minutes
   *[other] { $count } refunds wait for Stripe; we ask again every five minutes
}
rooms-dashboard-broken = { $count ->
    [one] What is published at one address cannot be shown
   *[other] What is published at { $count } addresses cannot be shown
}
rooms-dashboard-pages-waiting = { $count ->
    [one] { $count } page has changes that are not published yet
   *[other] { $count } pages have changes that are not published yet
}
rooms-dashboard-raised = Raised
rooms-dashboard-nothing-yet = Nothing yet
rooms-dashboard-months = Month by month
rooms-dashboard-month = { $month ->
    [1] January { $year }
    [2] February { $year }
    [3] March { $year }
    [4] April { $year }
    [5] May { $year }
    [6] June { $year }
    [7] July { $year }
    [8] August { $year }
    [9] September { $year }
    [10] October { $year }
    [11] November { $year }
   *[12] December { $year }
}
rooms-dashboard-in-gifts = { $count ->
    [one] in { $count } gift
   *[other] in { $count } gifts
}
rooms-dashboard-agrees = all agree
rooms-dashboard-look = look at this
rooms-dashboard-heard = Last heard from { $age }, { $moment }
rooms-dashboard-not-heard = Nothing heard yet
rooms-dashboard-now = just now
rooms-dashboard-minutes-ago = { $count ->
    [one] a minute ago
   *[other] { $count } minutes ago
}
rooms-dashboard-hours-ago = { $count ->
    [one] an hour ago
   *[other] { $count } hours ago
}
rooms-dashboard-days-ago = { $count ->
    [one] a day ago
   *[other] { $count } days ago
}
rooms-dashboard-latest = Latest donations
rooms-dashboard-latest-none = No donation yet. Open the donation form yourself, or share its address, /donate: the first gift stands here at once.
rooms-dashboard-sent = Sent
rooms-dashboard-amount = Amount
rooms-dashboard-state = State
rooms-dashboard-all-donations = All donations

rooms-alert-dead_event = An event of the payment processor could not be applied
rooms-alert-dispute = A donor's bank disputes a payment
rooms-alert-fraud_warning = A card network warns that a payment may be fraudulent
rooms-alert-refund_failed = A refund came back, because the donor's bank did not take it
rooms-alert-orphan = A payment fits no donation
rooms-alert-difference = The processor's books and the ledger differ
rooms-alert-odd_donation = A donation is not as the donor chose it
rooms-alert-under_attack = Somebody seems to try out stolen cards on the donation form
rooms-alert-unsent_mails = Mails do not leave
rooms-alert-proxy_fault = The site cannot tell visitors apart: its setting CLIENT_IP_SOURCE does not fit the proxy in front (whoever runs the site finds the details in its log)
rooms-alert-mail-subject = Please look at the site
rooms-alert-mail-body =
    { $sentence }.

    Which one, and what to do about it, stands on your first page:
    { $url }
