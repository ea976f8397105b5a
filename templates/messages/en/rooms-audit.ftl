# The log of what staff did, and its signed heads.

rooms-audit-mail-subject = Records of { $day }
rooms-audit-mail-body =
    Please keep this mail. It says how the records of the site ended today: what staff did (audit), and the money that
    moved (ledger). The lines are signed by the site's key { $fingerprint }.

    { $lines }

    With these lines anybody can find out later whether something was cut off or written anew since. Save this mail as
    text, and have whoever looks after the server run, with the name of that file:
    connect-kindness audit verify --heads FILE
    connect-kindness ledger verify --heads FILE

    Nothing is to be done today.

rooms-audit-title = Log
rooms-audit-lead = What staff did, what they opened, and what was refused. Nobody can change or delete an entry, and every night a signed line about it leaves by mail to the owners.
rooms-audit-odd = To look through
rooms-audit-odd-text = Please look the log through once a month. Marked as unusual, since the last time or within 31 days: thirty or more openings of personal data by one person in a day, openings between 23:00 and 6:00 in Seoul, and addresses from which somebody never came before. Unusual is not wrong: ask the person.
rooms-audit-odd-none = Nothing unusual.
rooms-audit-odd-many = { $who } opened personal data { $count } times in one day
rooms-audit-odd-night = { $who } opened personal data at night ({ $count })
rooms-audit-odd-address = { $who } came from { $address } for the first time
rooms-audit-reviewed = Looked through last by { $who } on
rooms-audit-reviewed-to = , up to entry { $entry }.
rooms-audit-reviewed-never = Nobody has looked it through yet.
rooms-audit-review = I have looked it through up to now
rooms-audit-entries = Entries
rooms-audit-filter = Which entries
rooms-audit-who = Who
rooms-audit-what = What
rooms-audit-outcome = How it ended
rooms-audit-from = From
rooms-audit-to = Until
rooms-audit-object-id = Id of an object
rooms-audit-show = Show
rooms-audit-show-all = Show all
rooms-audit-none = No entry fits. Choose fewer things, or show all.
rooms-audit-when = When
rooms-audit-on = On what
rooms-audit-where = From where
rooms-audit-nobody = nobody signed in
rooms-audit-its-entries = its entries
rooms-audit-repeats = (and { $count } times more within a minute)
rooms-audit-reason = Reason: { $reason }

rooms-audit-outcome-done = done
rooms-audit-outcome-refused = refused
rooms-audit-outcome-failed = failed
rooms-audit-cause-no-role = without the role
rooms-audit-cause-bad-link = the link was used, too old or none of ours
rooms-audit-cause-stale-challenge = the question to the key was too old, or there was no answer
rooms-audit-cause-unknown-key = a key that nobody has
rooms-audit-cause-foreign-origin = the key was used on another site
rooms-audit-cause-replayed-answer = the answer came before
rooms-audit-cause-cloned-key = perhaps a copy of the key
rooms-audit-cause-wrong-answer = the answer does not hold
rooms-audit-cause-last-key = it is the only key
rooms-audit-cause-not-possible = it could not be done any more

rooms-audit-volunteer = Volunteer
rooms-audit-role = Task for volunteers
rooms-audit-donation = Donation
rooms-audit-donor = Donor
rooms-audit-alert = Alert
rooms-audit-event = Event
rooms-audit-bank-list = Bank list
rooms-audit-finding = Finding
rooms-audit-page = Page
rooms-audit-settings = Settings
rooms-audit-fund = Fund
rooms-audit-giving = Donation form
rooms-audit-member = Staff member
rooms-audit-key = Key
rooms-audit-proposal = Proposal
rooms-audit-epoch = Key of volunteers
rooms-audit-export = Export
rooms-audit-door = Room
rooms-audit-object = Object

rooms-audit-act-signed-in = Signed in
rooms-audit-act-signed-out = Signed out
rooms-audit-act-opened-volunteer = Opened a volunteer
rooms-audit-act-searched-person = Looked whether anything is held about somebody
rooms-audit-act-exported-person = Made a copy of what is held about a volunteer
rooms-audit-act-erased-person = Erased a volunteer who asked for it
rooms-audit-act-exported-donor = Made a copy of what is held about a donor
rooms-audit-act-erased-donor = Erased a donor as far as the law allows
rooms-audit-act-rotated-keys = Sealed everything with another key
rooms-audit-act-created-role = Wrote a task for volunteers
rooms-audit-act-changed-role = Changed a task for volunteers
rooms-audit-act-opened-role = Opened a task for volunteers
rooms-audit-act-closed-role = Closed a task for volunteers
rooms-audit-act-deleted-role = Deleted the draft of a task
rooms-audit-act-assigned-volunteer = Assigned a volunteer to a task
rooms-audit-act-ended-assignment = Ended the task of a volunteer
rooms-audit-act-noted-hours = Noted hours of a volunteer
rooms-audit-act-removed-hours = Removed hours of a volunteer
rooms-audit-act-noted-check = Noted a check of a volunteer
rooms-audit-act-removed-check = Removed a check of a volunteer
rooms-audit-act-opened-donation = Opened a donor
rooms-audit-act-searched-donations = Searched donations
rooms-audit-act-searched-donor = Searched for a donor
rooms-audit-act-asked-refund = Asked for a refund
rooms-audit-act-recorded-sent-back = Recorded money sent back
rooms-audit-act-corrected-donation = Put a donation’s books right
rooms-audit-act-sent-receipt-again = Sent a receipt again
rooms-audit-act-corrected-address = Corrected a donor’s address
rooms-audit-act-settled-flag = Took a flag away
rooms-audit-act-settled-alert = Settled an alert
rooms-audit-act-sent-mails-again = Sent mails again
rooms-audit-act-applied-event-again = Applied an event again
rooms-audit-act-exported-ledger = Exported the ledger
rooms-audit-act-exported-donors = Exported the ledger with donors
rooms-audit-act-brought-bank-list = Brought a bank list
rooms-audit-act-compared-books = Compared the books
rooms-audit-act-looked-at-finding = Looked at a finding
rooms-audit-act-marked-page = Marked that both languages say the same
rooms-audit-act-saved-page = Saved a page
rooms-audit-act-published-page = Published a page
rooms-audit-act-scheduled-page = Published a page for later
rooms-audit-act-withdrew-page = Took a page away
rooms-audit-act-cancelled-publication = Took back a planned publication
rooms-audit-act-made-preview = Made a preview link
rooms-audit-act-revoked-preview = Revoked a preview link
rooms-audit-act-created-page = Made a page
rooms-audit-act-moved-page = Gave a page another address
rooms-audit-act-moved-in-menu = Changed the navigation
rooms-audit-act-listed-page = Let search engines find a page
rooms-audit-act-unlisted-page = Kept a page out of search engines
rooms-audit-act-trashed-page = Put a page into the trash
rooms-audit-act-restored-page = Took a page out of the trash
rooms-audit-act-purged-page = Deleted a page for good
rooms-audit-act-changed-settings = Changed settings
rooms-audit-act-changed-fund = Changed a fund
rooms-audit-act-recorded-transfer = Recorded a transfer
rooms-audit-act-added-offline-gift = Entered a gift by hand
rooms-audit-act-imported-transfers = Booked a bank list
rooms-audit-act-made-sign-in-link = Made a sign-in link
rooms-audit-act-added-staff-member = Added a staff member
rooms-audit-act-changed-giving = Changed the donation form
rooms-audit-act-refused-at-door = Came to a closed room
rooms-audit-act-removed-staff-member = Removed a staff member
rooms-audit-act-granted-owner = Gave the role owner
rooms-audit-act-granted-editor = Gave the role editor
rooms-audit-act-granted-coordinator = Gave the role coordinator
rooms-audit-act-granted-treasurer = Gave the role treasurer
rooms-audit-act-withdrew-owner = Took the role owner away
rooms-audit-act-withdrew-editor = Took the role editor away
rooms-audit-act-withdrew-coordinator = Took the role coordinator away
rooms-audit-act-withdrew-treasurer = Took the role treasurer away
rooms-audit-act-tried-to-sign-in = Tried to sign in
rooms-audit-act-looked-through-audit = Looked the log through
rooms-audit-act-made-custody-key = Made a key for what volunteers write
rooms-audit-act-read-wrapped-key = Was handed wrapped keys
rooms-audit-act-set-up-custody = Moved the keys to coordinators
rooms-audit-act-let-in-coordinator = Let somebody in to the keys
rooms-audit-act-prepared-epoch = Made a new key of volunteers
rooms-audit-act-began-epoch = Began a new key of volunteers
rooms-audit-act-tried-recovery = Put two shares together
rooms-audit-act-exported-volunteers = Exported volunteers, sealed
rooms-audit-act-used-link = Used a one-time link
rooms-audit-act-asked-for-link = Asked for a new link
rooms-audit-act-sent-link = Sent a link
rooms-audit-act-enrolled-key = Added a key
rooms-audit-act-renamed-key = Renamed a key
rooms-audit-act-removed-key = Removed a key
rooms-audit-act-ended-session = Ended a session
rooms-audit-act-ended-sessions = Ended sessions
rooms-audit-act-changed-language = Chose a language
rooms-audit-act-proved-identity = Confirmed with the key
rooms-audit-act-proposed = Proposed a change
rooms-audit-act-confirmed-proposal = Confirmed a proposal
rooms-audit-act-stopped-proposal = Stopped a proposal
rooms-audit-act-applied-proposal = A proposal took effect by the clock
rooms-audit-act-lapsed-proposal = Let a proposal lapse
