# The room about mails that did not leave.

rooms-mails-lead = A mail that does not leave is tried again for five days, with growing pauses. Once one leaves again, the others follow by themselves. What was given up after that waits here.
rooms-mails-again = Sent again { $moment }:
rooms-mails-being-tried = { $count ->
    [one] { $count } mail is being tried.
   *[other] { $count } mails are being tried.
}
rooms-mails-look-again = Look again
rooms-mails-have-left = { $sent } of { $all } have left
rooms-mails-refused-part = , { $count } went to mailboxes that do not exist
rooms-mails-waiting-part = , { $count } wait.
rooms-mails-unsent = Not sent
rooms-mails-none = No mail waits because something failed.
rooms-mails-none-other = No other mail waits because something failed.
rooms-mails-mail = Mail
rooms-mails-count = How many
rooms-mails-given-up = Given up
rooms-mails-why = Why
rooms-mails-oldest = The oldest
rooms-mails-send = { $count ->
    [one] Send it again
   *[other] Send all { $count } again
}
rooms-mails-first = Put the cause right first; whoever runs the site finds with “connect-kindness doctor” whether the mail server lets us in.
rooms-mails-refused = { $count ->
    [one] { $count } mail went to a mailbox that does not exist and is not sent again.
   *[other] { $count } mails went to mailboxes that do not exist and are not sent again.
}
rooms-mails-kind-receipt = Thanks with the receipt
rooms-mails-kind-payment_failed = A payment failed
rooms-mails-kind-renewal_failed = A month of a monthly gift failed
rooms-mails-kind-monthly_stopped = A monthly gift ended
rooms-mails-kind-monthly_changed = A monthly gift was changed
rooms-mails-kind-refunded = Money was given back
rooms-mails-kind-transfer_promise = Where a bank transfer goes
rooms-mails-kind-manage_link = Link to manage giving
rooms-mails-kind-chain_heads = To owners: signed lines about the records
rooms-mails-kind-alert = Alert to staff
rooms-mails-kind-confirm_gift = Link to go on without scripts
rooms-mails-kind-giving_changed = To staff: the donation form changed
rooms-mails-kind-page_published = To owners: what was published
rooms-mails-kind-volunteer_confirm = To volunteers: confirm your address
rooms-mails-kind-volunteer_new = To coordinators: new offers of help
rooms-mails-kind-volunteer_waiting = To coordinators: who waits for an answer
rooms-mails-kind-volunteer_ending = To coordinators: records that end soon
rooms-mails-kind-volunteer_reminder = To coordinators: next steps
rooms-mails-kind-volunteer_openings = To coordinators and owners: many records were opened
rooms-mails-kind-access_event = To staff: keys, sign-ins and roles
rooms-mails-kind-staff_link = To staff: a one-time link
rooms-mails-trouble-unreachable = the mail server cannot be reached
rooms-mails-trouble-encryption = the connection to the mail server cannot be encrypted
rooms-mails-trouble-sign_in = the mail server refuses our sign-in; look at user and password in SMTP_URL
rooms-mails-trouble-sender = the mail server refuses mails from our address; look at MAIL_FROM
rooms-mails-trouble-recipient = the mail server refuses the recipient
rooms-mails-trouble-no_such_recipient = there is no such mailbox
rooms-mails-trouble-content = the mail server refuses what the mail says
rooms-mails-trouble-busy = the mail server takes no mail now, or no more of it
rooms-mails-trouble-unknown = refused by the mail server; no reason was kept
