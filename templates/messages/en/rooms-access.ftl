# Signing in, one's own account, and mails about keys, sign-ins and roles.

rooms-access-title = Sign in
rooms-access-text = Staff sign in with a passkey: a key that your device or a small hardware key keeps, opened by your finger, your face or a PIN. There are no passwords.
rooms-access-key-button = Sign in with your passkey
rooms-access-needs = Signing in takes a browser that knows passkeys, with scripts switched on: any current Chrome, Edge, Safari, Firefox, Samsung Internet or Whale. Please update yours, or use another device.
rooms-access-cancelled = No key answered. Perhaps it was cancelled, took too long, or this device has no key for this site. Please try again.
rooms-access-refused = The key was not accepted. Please try again. If this goes on, ask an owner.
rooms-access-dead-link = This link does not work. It may have been used, or it is too old: links work once, those from a mail for 48 hours. Ask an owner for a new one, or whoever runs this site.
rooms-access-link-text = Press the button to go on. The link is used up by it.
rooms-access-link-button = Go on
rooms-access-link-trial = This site is for trying out: the link signs in at once. On the real site it only leads to the page where you make your passkey.
rooms-access-trial = This site is for trying out: a one-time link signs in without a key. The real site asks everybody for a passkey.
rooms-access-lost-title = You have lost your key?
rooms-access-lost-text = Tell us your mail address. The owners are told, and one of them sends you a new link. If you have another key or another device with your passkey, you need nothing of this.
rooms-access-lost-button = Ask for a new link
rooms-access-lost-sent = If this address belongs to somebody on the staff, the owners know now. Please also call one of them, so that they know it is you.
rooms-access-email = Your mail address
rooms-access-problem = Problem:
rooms-access-no-address = This is no mail address.
rooms-access-back = Back to signing in
rooms-access-enrol-title = Make your passkey
rooms-access-enrol-text = With it you sign in from now on. Your browser asks for your finger, your face or a PIN, or for a hardware key; nothing of that leaves your device. Until you have a key, nothing else opens.
rooms-access-enrol-earlier = Keys that you had before stop working, and your other sessions end.
rooms-access-enrol-button = Make the passkey
rooms-access-account-title = My account
rooms-access-keys-title = Keys
rooms-access-keys-text = What you sign in with. Two are better than one: if you lose the first, the second still opens.
rooms-access-keys-none = You have no key yet.
rooms-access-keys-one = Your only key cannot be removed. Add another one first.
rooms-access-key-name = Name of the key
rooms-access-key-name-hint = So that you know it again, such as “office laptop”.
rooms-access-key-added = Added
rooms-access-key-used = Last used
rooms-access-rename = Rename
rooms-access-remove = Remove
rooms-access-add-title = Add a key
rooms-access-add-button = Add this key
rooms-access-sessions-title = Sessions
rooms-access-sessions-text = Where you are signed in. A session ends after 30 minutes without use, and after 12 hours in any case. If you do not know one of these, end it and remove keys that you do not know.
rooms-access-browser = Browser
rooms-access-place = Address
rooms-access-begun = Since
rooms-access-seen = Last used
rooms-access-this = this one
rooms-access-end = End
rooms-access-end-others = End all others
rooms-access-language-title = Language
rooms-access-language-text = For all pages of staff and for mails to you.
rooms-access-done-enrolled = Your key is ready. It is the only one that opens your account; other sessions have ended.
rooms-access-done-added = The key is added. Other sessions of yours have ended.
rooms-access-done-renamed = The key has another name now.
rooms-access-done-removed = The key is removed and opens nothing any more. Other sessions of yours have ended.
rooms-access-done-last-key = Your only key cannot be removed.
rooms-access-done-ended = The session has ended.
rooms-access-done-ended-all = All other sessions have ended.
rooms-access-done-language = The rooms speak English now.

rooms-proof-title = Please confirm with your key
rooms-proof-text = What you are about to do cannot easily be taken back. So please show with your passkey that it is you; for ten minutes you are not asked again. What you typed goes along.
rooms-proof-button = Confirm with your passkey
rooms-proof-trial = This site is for trying out, and you have no key, so a press is enough. The real site asks for the passkey.
rooms-proof-trial-button = Confirm

access-subject = Security notice from the site of { $organisation }
access-link-subject = Your link to the site of { $organisation }
access-unknown = unknown
access-by-command = somebody on the server
access-facts =
    When: { $at }
    Browser: { $browser }
    From the address: { $address }

    This mail has no link on purpose. If something is wrong here, type the address of the site yourself, or call an owner.
access-key-added = { $whose ->
    [own] A key was added to your account. Other sessions of yours have ended. If this was not you, call an owner at once.
   *[other] { $about } came by a one-time link and made a new key. Earlier keys and sessions of this account have ended.
}
access-key-removed = A key was removed from your account. Other sessions of yours have ended. If this was not you, call an owner at once.
access-new-browser = Somebody signed in to your account from a browser that you have not used before. If this was not you, call an owner at once, and end the session on the page of your account.
access-key-lost = { $whose ->
    [own] Somebody asked for a new link for your account, saying that the key is lost. If this was you, wait for the link. If not, you need do nothing, but tell an owner.
   *[other] { $about } says that their key is lost. Call them, on a number that you know, and make sure that it was them. Then send a new link on the page of people.
}
access-key-misused = { $whose ->
    [own] Somebody tried to use a key of yours in a way that looks like an attack: on a false sign-in page, with an answer that was used before, or with a copy of the key. It was refused. Think about where you used your key last, and call an owner.
   *[other] Somebody tried to use a key of { $about } in a way that looks like an attack: on a false sign-in page, with an answer that was used before, or with a copy of the key. It was refused. Call them.
}
access-roles-proposed = { $by } proposes a change of who is on the staff, or of who may do what. Please look at it on the page of proposals. Where there is no other owner to confirm it, it takes effect after 24 hours, unless somebody on the staff stops it.
access-roles-changed = { $whose ->
    [own] What you may do on the site has changed. Please sign in again.
   *[other] What { $about } may do on the site has changed.
}
access-bank-account-proposed = { $by } proposes another bank account for donors. Please look at it on the page of proposals. Where there is nobody else to confirm it, it takes effect after 24 hours, unless somebody on the staff stops it.
access-bank-account-changed = The bank account that donors read has changed, as it was proposed.
access-disabled = { $about } is not on the staff of the site any more. Sessions, keys and links have ended.
access-withdrawn = { $by } stopped what { $about } had proposed. Nothing changes.
access-custody-set-up = { $by } has moved the keys to what volunteers write from the server to the coordinators. From now on, only coordinators open it, in their browsers.
access-custody-let-in = { $by } has let { $about } in: this person holds the keys to what volunteers write now. If you did not expect this, call both.
access-epoch-prepared = { $by } has made a new key for what volunteers write. Everybody who held the keys has it too.
access-custody-recovered = { $by } has put two shares of the recovery key together, and can open what volunteers wrote. If nobody told you of a trial, call the owners at once.
access-shares-renewed = { $by } has made new shares of the recovery key to what volunteers write. If you keep one of the old shares, destroy it.
access-invited =
    { $by } has added you to the staff of the site of { $organisation }.

    Open this address on the device with which you will work, and make your passkey there. It works once, until { $until }.

    { $link }

    If you did not expect this, please call { $by } before you open it.
access-link-sent =
    { $by } sends you a new link to the site of { $organisation }.

    Open this address on the device with which you will work, and make your passkey there. It works once, until { $until }. Once you have made it, your earlier keys stop working.

    { $link }

    If you did not ask for it, please call { $by } before you open it.

rooms-nav-people = Staff
rooms-nav-proposals = Proposals
rooms-people-title = Staff
rooms-people-who = Who
rooms-people-roles = Roles
rooms-people-seen = Last seen
rooms-people-no-key = no key yet
rooms-people-invite-title = Add somebody
rooms-people-invite-text = Another owner confirms it; then a mail with a link goes to the address, which is good for 48 hours and for one passkey.
rooms-people-email = Mail address
rooms-people-language = Language of the rooms
rooms-people-invite-button = Propose
rooms-people-gone-title = No longer on the staff
rooms-people-may-owner = Everything: names, staff, the log, and what all others may do.
rooms-people-may-editor = The pages: write and publish.
rooms-people-may-coordinator = The volunteers: open and follow up what they wrote.
rooms-people-may-treasurer = The money: gifts, refunds, bank lists, exports, settings of giving.
rooms-people-no-roles = Please tick at least one role.
rooms-people-is-here = Somebody with this address is on the staff already.
rooms-people-is-self = Another owner decides on your own roles.
rooms-people-same-roles = These are the roles that they have.
rooms-people-keys = { $count ->
    [0] No key yet.
    [1] One key.
   *[other] { $count } keys.
}
rooms-people-roles-text = Another owner confirms a change. Then the sessions of this person end, and they sign in again.
rooms-people-roles-button = Propose these roles
rooms-people-link-title = A new link
rooms-people-link-text = For somebody who lost their key. Call them first, on a number that you know. The link goes to this address by mail, works once within 48 hours, and replaces keys that they had.
rooms-people-link-button = Send a new link
rooms-people-no-sessions = Not signed in anywhere.
rooms-people-end-all = End all sessions
rooms-people-removal-title = Take off the staff
rooms-people-removal-text = Sessions, keys and links end. What this person did stays on record. Another owner confirms it; to shut somebody out at once, end their sessions and ask whoever runs this site.
rooms-people-volunteers = { $count ->
    [one] They look after { $count } volunteer. If they leave or lose the role, this person stands as looked after by nobody until somebody hands them over:
   *[other] They look after { $count } volunteers. If they leave or lose the role, these people stand as looked after by nobody until somebody hands them over:
}
rooms-people-removal-button = Propose to take off
rooms-people-done-linked = A mail with a new link is on its way.
rooms-people-done-ended = The session has ended.
rooms-people-done-ended-all = All sessions have ended.

rooms-proposals-title = Proposals
rooms-proposals-text = Changes of the staff and of the bank account take two people: one proposes, another confirms. Where nobody else could confirm, a change takes effect after 24 hours. Until then, anybody on the staff can stop it. What somebody could confirm and nobody does lapses after 14 days.
rooms-proposals-none = Nothing is proposed.
rooms-proposals-by = Proposed by { $who }
rooms-proposals-due = Nobody else could confirm it, so it takes effect by itself:
rooms-proposals-waits = Somebody else has to confirm it. Those who can have been told by mail.
rooms-proposals-confirm = Confirm
rooms-proposals-stop = Stop it
rooms-proposals-withdraw = Take it back
rooms-proposals-settled = Settled lately
rooms-proposals-what = Proposal
rooms-proposals-proposer = Proposed by
rooms-proposals-outcome = Outcome
rooms-proposals-settler = Settled by
rooms-proposals-clock = the clock
rooms-proposals-in-force = in force
rooms-proposals-stopped = stopped
rooms-proposals-lapsed = lapsed
rooms-proposals-new-member = Add { $who } to the staff: { $roles }
rooms-proposals-roles = Roles of { $who }: { $roles }
rooms-proposals-removal = Take { $who } off the staff
rooms-proposals-bank-account = Another bank account for donors
rooms-proposals-no-account = No account: bank transfers are not offered in this language.
rooms-proposals-done-confirmed = Confirmed. It is in force.
rooms-proposals-done-stopped = Stopped. Nothing changes.
rooms-proposals-done-lapsed = It could not be done any more, for example because this would take away the last owner. Nothing has changed.
rooms-proposals-done-gone = Somebody else has settled this meanwhile.
rooms-proposals-done-proposed = Proposed. Somebody else has to confirm it; those who can have been told by mail.
rooms-proposals-done-alone = Proposed. Nobody else could confirm it, so it takes effect after 24 hours. Everybody on the staff has been told, and can stop it.
rooms-proposals-done-is-open = Nothing new was proposed: something about the same waits already. Confirm or stop it first.
rooms-proposals-done-not-you = This takes somebody else: neither who proposed it nor whom it concerns.

rooms-proposals-wait = { $count ->
    [1] A proposal waits
   *[other] { $count } proposals wait
}

access-left-alone = Nobody but { $by } could confirm a proposal of theirs any more. It takes effect in 24 hours, unless somebody on the staff stops it. Please look at it on the page of proposals.
access-lapsed = A proposal of { $about } has lapsed: nobody confirmed it in time, or it could not be done any more. Nothing changes.
