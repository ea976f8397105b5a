# The rooms of coordinators: people who offer help, by their handles.

rooms-volunteers-none = Nobody has offered help yet. Offers from the form appear here; share its address, /volunteer.
rooms-volunteers-none-like-this = Nobody is like this.
rooms-volunteers-no-more = Nobody else stands here.
rooms-volunteers-show-all = Show all
rooms-volunteers-more = More about volunteers
rooms-volunteers-form = Look at the form
rooms-volunteers-text = People stand here by a handle. Who they are is shown when you open one, and each opening is recorded with your name. There is no export to an address book and no mail to many at once: both would put people at risk.
rooms-volunteers-pager-first = Back to the beginning
rooms-volunteers-pager-further = Further on

rooms-volunteers-search = Handle or exact contact
rooms-volunteers-search-button = Look for
rooms-volunteers-search-hint = Such as “blue pine 12”, in either language, or a whole address or number as the person gave it. Each search is recorded.
rooms-volunteers-search-empty = Type a handle or a contact.
rooms-volunteers-search-nothing = Nobody with this handle or this exact contact stands here.
rooms-volunteers-search-found = { $count ->
    [one] { $count } person was found:
   *[other] { $count } people were found:
}

rooms-volunteers-filter = Show only some
rooms-volunteers-filter-show = Show
rooms-volunteers-any = Any
rooms-volunteers-area = Area
rooms-volunteers-role = Task
rooms-volunteers-due = What is pressing
rooms-volunteers-due-any = Everything
rooms-volunteers-due-waiting = Waits for an answer for more than two weeks
rooms-volunteers-due-step = Next step is due
rooms-volunteers-due-ending = Record ends within 30 days
rooms-volunteers-quiet = Without contact
rooms-volunteers-quiet-any = Does not matter
rooms-volunteers-quiet-days = For more than { $count } days

rooms-volunteers-handle = Handle
rooms-volunteers-state = Stage
rooms-volunteers-areas = Wants to help with
rooms-volunteers-often = How often
rooms-volunteers-language = Read the form in
rooms-volunteers-arrived = Arrived
rooms-volunteers-owner = Looked after by
rooms-volunteers-owner-any = Anybody
rooms-volunteers-owner-mine = Me
rooms-volunteers-owner-nobody = Nobody, or somebody who left
rooms-volunteers-owner-none = nobody
rooms-volunteers-owner-left = left the staff or the role
rooms-volunteers-next = Next step
rooms-volunteers-not-opened = not opened
rooms-volunteers-not-yet = not yet
rooms-volunteers-waits = waits more than two weeks
rooms-volunteers-double = same contact
rooms-volunteers-overdue = overdue
rooms-volunteers-ends-on = ends { $day }

rooms-volunteers-stage-new = new
rooms-volunteers-stage-contacted = contacted
rooms-volunteers-stage-meeting = meeting
rooms-volunteers-stage-active = active
rooms-volunteers-stage-paused = paused
rooms-volunteers-stage-closed = closed
rooms-volunteers-stage-open = All but closed
rooms-volunteers-stage-all = All, also closed
rooms-volunteers-step-new = New again
rooms-volunteers-step-contacted = Contacted
rooms-volunteers-step-meeting = We are going to meet
rooms-volunteers-step-active = Active
rooms-volunteers-step-paused = Pauses
rooms-volunteers-step-closed = Close
rooms-volunteers-stage-since = In this stage since
rooms-volunteers-undo = Undo: back to “{ $stage }”

rooms-volunteers-last-contact = Last contact
rooms-volunteers-erased = Erased on
rooms-volunteers-end-arrival = twelve months after the offer
rooms-volunteers-end-contact = twelve months after the last contact
rooms-volunteers-end-prolonged = put off by staff

rooms-volunteers-who = Who it is
rooms-volunteers-name = Name or pseudonym
rooms-volunteers-languages = Languages
rooms-volunteers-skills = Skills
rooms-volunteers-region = Region
rooms-volunteers-message = Message
rooms-volunteers-no-message = none
rooms-volunteers-copy = Copy
rooms-volunteers-sent-on = Sent on { $day }
rooms-volunteers-replaced-on = replaced on { $day }
rooms-volunteers-discreet = discreet
rooms-volunteers-discreet-text = Name neither us nor the matter when you write, not even in the subject.
rooms-volunteers-consent-processing = Use of what they sent
rooms-volunteers-consent-sensitive = Belief and opinions
rooms-volunteers-agreed-on = agreed on { $day }, text { $version }
rooms-volunteers-withdrawn-on = withdrawn on { $day }
rooms-volunteers-agreed-text = Write to them only in the way they chose. Your opening is recorded; what is shown is closed again when you leave this page.
rooms-volunteers-sealed = Name, contact, message and notes are sealed. Opening them is recorded with your name, the time and the reason.
rooms-volunteers-reason = Why do you open this record?
rooms-volunteers-choose = Please choose
rooms-volunteers-reason-first_reading = To read it for the first time
rooms-volunteers-reason-answering = To answer or to get in touch
rooms-volunteers-reason-matching = To find a task that fits
rooms-volunteers-reason-duplicate = To see whether two are one person
rooms-volunteers-reason-asked_by_person = The person asked for it
rooms-volunteers-reason-handing_over = A colleague handed the person over
rooms-volunteers-open = Open

rooms-volunteers-rights-title = Copy and erasure
rooms-volunteers-rights-text = What { $handle } may ask for. Make sure first that it is really them who ask.
rooms-volunteers-rights-copy-title = A copy for the person
rooms-volunteers-rights-copy-text = A file with everything that we hold about the person: what they wrote, what they agreed to, contacts, hours and checks. Notes of staff are only counted. Give it to them by a safe way, then delete it. That you made it is on record.
rooms-volunteers-rights-copy = Make the copy
rooms-volunteers-rights-erase-title = Erase the person
rooms-volunteers-rights-erase-text = Everything goes at once: what they wrote, notes, mails, hours, and the key without which no copy in a backup opens. Only a number stays. This cannot be undone.
rooms-volunteers-rights-sure = The person asked for it, and I made sure that it is them.
rooms-volunteers-rights-problem-sure = Please tick the box if the person asked for it.
rooms-volunteers-rights-erase = Erase
rooms-volunteers-rights-leave = Leave it as it is

rooms-volunteers-notes = Notes
rooms-volunteers-notes-none = Nobody has noted anything.
rooms-volunteers-notes-sealed = { $count ->
    [one] { $count } note, to be read once you have opened the record:
   *[other] { $count } notes, to be read once you have opened the record:
}
rooms-volunteers-note = New note
rooms-volunteers-note-hint = Up to 2,000 characters. Sealed; only coordinators read it, never the person. No names of relatives, and no routes.
rooms-volunteers-note-save = Keep the note
rooms-volunteers-note-remove = Remove

rooms-volunteers-follow = What happens next
rooms-volunteers-take = I look after them
rooms-volunteers-leave-to-nobody = Leave to nobody
rooms-volunteers-hand = Hand over to
rooms-volunteers-hand-button = Hand over
rooms-volunteers-next-what = What is to be done
rooms-volunteers-next-none = nothing planned
rooms-volunteers-next-on = On which day
rooms-volunteers-next-hint = On this day whoever looks after the person gets a mail, which says the handle alone.
rooms-volunteers-next-save = Plan
rooms-volunteers-next-write = write
rooms-volunteers-next-call = call
rooms-volunteers-next-meet = meet
rooms-volunteers-next-introduce = introduce to somebody
rooms-volunteers-next-wait = look whether an answer came
rooms-volunteers-next-ask_again = ask again

rooms-volunteers-contacts = Contacts
rooms-volunteers-contacts-text = Each contact moves the end of the record to twelve months later. The first one takes a new person to “contacted”.
rooms-volunteers-contact-what = What was it?
rooms-volunteers-contact-when = When?
rooms-volunteers-contact-save = Note the contact
rooms-volunteers-contact-remove = Was a mistake
rooms-volunteers-contact-wrote = wrote to them
rooms-volunteers-contact-called = called them
rooms-volunteers-contact-met = met them
rooms-volunteers-contact-heard = they wrote or called
rooms-volunteers-contact-took_part = they took part in something
rooms-volunteers-story = What was done
rooms-volunteers-event-prolonged = End put off until { $until }: { $why }
rooms-volunteers-event-opened = Opened: { $why }
rooms-volunteers-by = by { $email }

rooms-volunteers-end = End of the record
rooms-volunteers-end-text = On { $day } everything about this person is erased:
rooms-volunteers-end-months = Put it off by
rooms-volunteers-end-why = Why?
rooms-volunteers-end-save = Put off
rooms-volunteers-months = { $count } months
rooms-volunteers-prolonging-asked = the person asked for it
rooms-volunteers-prolonging-on_duty = has a role at present
rooms-volunteers-prolonging-long_task = their task takes longer

rooms-volunteers-not-done = This was not done yet
rooms-volunteers-changed = Somebody changed this meanwhile. This is how it is now; please look again.
rooms-volunteers-problem-reason = Choose why you open this record.
rooms-volunteers-problem-note = Write what you want to note.
rooms-volunteers-problem-next = Choose what is to be done, or leave the day empty as well.
rooms-volunteers-problem-next-on = Give a day from today on, within two years.
rooms-volunteers-problem-contact = Choose what the contact was.
rooms-volunteers-problem-contact-on = Give a day between { $arrived }, when the offer came, and today.
rooms-volunteers-problem-months = Choose for how long.
rooms-volunteers-problem-prolonging = Choose why.
rooms-volunteers-problem-longest = Nothing is kept beyond 24 months from today, { $most }. Choose less, or note a contact when there is one.

rooms-volunteers-done-stage = The stage was changed.
rooms-volunteers-done-undone = The last step was undone.
rooms-volunteers-done-taken = You look after this person now.
rooms-volunteers-done-handed = It was changed who looks after this person.
rooms-volunteers-done-planned = The next step was kept.
rooms-volunteers-done-contact = The contact was noted, and the end of the record moved with it.
rooms-volunteers-done-contact-removed = The contact was removed, and the end of the record was set anew.
rooms-volunteers-done-prolonged = The end was put off.
rooms-volunteers-done-noted = The note was sealed and kept.
rooms-volunteers-done-note-removed = The note was removed.
rooms-volunteers-done-merged = The two are one now.
rooms-volunteers-done-merged-before = The other one is not there any more: a colleague merged the two, or the record was erased.

rooms-volunteers-beside = Look at both
rooms-volunteers-beside-title = Two who may be one
rooms-volunteers-beside-text = Both gave the same contact, or you chose them. Open both to see whether they are one person.
rooms-volunteers-beside-open = Open both
rooms-volunteers-merge-title = Make them one
rooms-volunteers-merge-text = Offers, notes, contacts, roles and hours of both stay; the later end counts. The handle and the stage are those of the one you keep.
rooms-volunteers-merge-keep = Which one do you keep?
rooms-volunteers-merge-sure = I have looked at both. I know that this cannot be undone.
rooms-volunteers-merge-button = Make them one
rooms-volunteers-merge-leave = Leave them as they are
rooms-volunteers-merge-problem-keep = Choose which of the two you keep.
rooms-volunteers-merge-problem-sure = Tick that you know that this cannot be undone.
rooms-volunteers-merge-changed = One of the two changed since you looked. Nothing was merged; please look again.

rooms-volunteers-handing-title = Hand over all
rooms-volunteers-handing-text = All people whom one colleague looks after go to another one. Do this before somebody leaves, or afterwards: until then their people stand as looked after by nobody.
rooms-volunteers-handing-none = Nobody looks after anybody yet.
rooms-volunteers-handing-from = From
rooms-volunteers-handing-to = To
rooms-volunteers-handing-giver = { $email }: { $count ->
    [one] { $count } person
   *[other] { $count } people
}
rooms-volunteers-handing-left = { $email } (left): { $count ->
    [one] { $count } person
   *[other] { $count } people
}
rooms-volunteers-handing-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
rooms-volunteers-handing-button = Hand over all
rooms-volunteers-handing-latest = Done lately
rooms-volunteers-handing-undo = Undo
rooms-volunteers-handing-problem-from = Choose whose people are handed over.
rooms-volunteers-handing-problem-to = Choose somebody else who takes them.
rooms-volunteers-handing-done-handed = All were handed over.
rooms-volunteers-handing-done-undone = The hand-over was undone for those who were still with the second one.

rooms-volunteers-stopped-title = Many records in a short time
rooms-volunteers-stopped-text = You have opened as many different people as anybody can: 30 within an hour, 60 within a day. This protects them if somebody else sits at your screen. The other coordinators and the owners were told.
rooms-volunteers-stopped-until = It goes on at { $moment }.
rooms-volunteers-stopped-help = People whom you opened before stay open to you. If something is urgent, another coordinator can open it for you.
rooms-volunteers-stopped-back = Back to the person

rooms-volunteers-mail-subject-new = { $count ->
    [one] A new offer of help
   *[other] { $count } new offers of help
}
rooms-volunteers-mail-new =
    { $count ->
        [one] Somebody has offered help:
       *[other] { $count } people have offered help:
    }
    { $lines }

    People are promised an answer within two weeks. Who they are stands in the room alone:
    { $url }
rooms-volunteers-mail-subject-waiting = { $count ->
    [one] Somebody waits for an answer
   *[other] { $count } people wait for an answer
}
rooms-volunteers-mail-waiting =
    { $count ->
        [one] One person has waited longer than the two weeks that we promise:
       *[other] { $count } people have waited longer than the two weeks that we promise:
    }
    { $lines }

    Answer them, and note the contact:
    { $url }
rooms-volunteers-mail-waited = { $count ->
    [one] for { $count } day
   *[other] for { $count } days
}
rooms-volunteers-mail-subject-ending = { $count ->
    [one] A record ends soon
   *[other] { $count } records end soon
}
rooms-volunteers-mail-ending =
    { $count ->
        [one] One record is erased within 30 days:
       *[other] { $count } records are erased within 30 days:
    }
    { $lines }

    If a person shall stay, note a contact or put the end off:
    { $url }
rooms-volunteers-mail-subject-reminder = { $count ->
    [one] A next step is due
   *[other] { $count } next steps are due
}
rooms-volunteers-mail-reminder =
    You wanted to be reminded:
    { $lines }

    { $url }
rooms-volunteers-mail-subject-openings = Many records were opened
rooms-volunteers-mail-openings =
    { $who } has opened { $count } different volunteers within an hour, up to { $at } (Seoul).

    There may be a good reason. Please ask them, in person or by telephone. If it was not them, end their sessions at once:
    { $url }
rooms-volunteers-mail-stopped =
    { $who } has opened as many volunteers as anybody can ({ $count } within an hour, at { $at }, Seoul) and tried to open more. No further one was opened.

    There may be a good reason. Please ask them, in person or by telephone. If it was not them, end their sessions at once:
    { $url }
