# From what somebody writes to what visitors read: deciding between two changes, publishing, revisions, links to show.

rooms-publishing-merge-title = Two changes of the same words
rooms-publishing-merge-step = Decide
rooms-publishing-merge-by = { $who } saved this page while you were writing.
rooms-publishing-merge-own = You saved this page yourself meanwhile, in another tab.
rooms-publishing-merge-text = What only one of you changed is together already. Below is what both changed: choose one text each, or write it anew in the field of yours.
rooms-publishing-merge-changed = Something changed again while you were deciding. Please look at it once more: what you chose and wrote is still here.
rooms-publishing-merge-missing = Please decide here, too
rooms-publishing-merge-choose = Please choose one of the two.
rooms-publishing-merge-base = What stood there before
rooms-publishing-merge-theirs = { $who }
rooms-publishing-merge-other-tab = Saved in the other tab
rooms-publishing-merge-mine = Mine
rooms-publishing-merge-mine-text = Mine, as it is written here
rooms-publishing-merge-write = Mine, to be changed
rooms-publishing-merge-gone = removed
rooms-publishing-merge-button = Take what is chosen
rooms-publishing-merge-later = Decide later
rooms-publishing-merge-after = It becomes your draft. Nothing is saved for others and nothing is published by this.

rooms-publishing-title = Publish { $page }
rooms-publishing-step = Publish
rooms-publishing-stands-nothing = Visitors read nothing here yet.
rooms-publishing-stands = Visitors read revision { $number }, since { $since }.
rooms-publishing-stands-until = Visitors read revision { $number }, from { $since } until { $until }.
rooms-publishing-stood-nothing = nothing
rooms-publishing-merged = { $who } saved this side while you were writing. Both changes are together below.
rooms-publishing-writing = { $who } is writing on this side, too (last change { $when }). What they write is not part of this.
rooms-publishing-undecided = Somebody else and you changed the same words.
rooms-publishing-decide = Decide which stay
rooms-publishing-faults = Please put this right before
rooms-publishing-same = Nothing changes for visitors.
rooms-publishing-changes = What changes for visitors
rooms-publishing-all-new = What visitors will read
rooms-publishing-notices = { $count ->
    [one] One thing to know
   *[other] { $count } things to know
}
rooms-publishing-block = Block { $number }
rooms-publishing-empty = There are no words on this side yet.
rooms-publishing-unknown = A newer version of the site wrote this block. It is kept, and left out of the page.
rooms-publishing-dead-link = Nobody finds anything at { $link }.
rooms-publishing-heading-order = A sub-heading stands here without a heading above it. Screen readers announce the order.
rooms-publishing-reads-anew = The words stay, but marks such as lists, emphasis and links are read in a newer way, so this block looks different. Please look at it.
rooms-publishing-no-source = This claim has no source.

rooms-publishing-form = Publish
rooms-publishing-which = Which language?
rooms-publishing-nothing-there = nothing there yet
rooms-publishing-unchanged = unchanged
rooms-publishing-when = When?
rooms-publishing-now = Now
rooms-publishing-later = At a time
rooms-publishing-starts = From when
rooms-publishing-ends = Until when
rooms-publishing-zone = By the clock of Seoul ({ $zone }).
rooms-publishing-more = An end, or a note
rooms-publishing-note = Note
rooms-publishing-note-hint = What changed and why, for colleagues. Visitors do not read it.
rooms-publishing-button = Publish
rooms-publishing-save = Save without publishing
rooms-publishing-save-text = Saving makes a revision that colleagues see. Visitors go on reading what stands there.
rooms-publishing-back = Back to the page
rooms-publishing-to-previews = Show it to somebody first

rooms-publishing-not-done = Nothing was published. Please correct this:
rooms-publishing-no-side = Please choose English, Korean or both.
rooms-publishing-no-time = Please write the day and time, such as 2026-12-24 09:00.
rooms-publishing-now-or-later = Now, or at this time? Choose “At a time”, or empty this field.
rooms-publishing-time-past = This time has passed. It is { $now } in Seoul now.
rooms-publishing-ends-before = The end must come after the beginning.
rooms-publishing-refused-changed = This page changed while you were looking at it, so nothing was published. Below is how it stands now.
rooms-publishing-refused-trashed = This page is in the trash. Take it out of there before publishing it.
rooms-publishing-refused-faults = Nothing was published: something must be put right first. It stands below, each with a link to its place.
rooms-publishing-refused-home = The first page cannot be taken away: visitors would find nothing at the address of the site.
rooms-publishing-refused-begun = It had begun already, or somebody took it back before you.

rooms-publishing-done-saved = Saved as a revision. Visitors still read what was published before.
rooms-publishing-done-published = Published. Visitors read it now:
rooms-publishing-done-published-soon = Published, but this server does not show it yet. Please look at the page itself in a moment:
rooms-publishing-done-scheduled = Planned. It appears by itself at the time that stands below.
rooms-publishing-done-withdrawn = Taken away. Visitors do not find it any more.
rooms-publishing-done-withdrawn-soon = Taken away, but this server still shows it. Please look at the page itself in a moment.
rooms-publishing-done-cancelled = Taken back. It will not appear.
rooms-publishing-done-nothing = There was nothing to do: everything stands as you wanted it.
rooms-publishing-put-back = Put it back

rooms-publishing-ahead = Planned
rooms-publishing-side = Language
rooms-publishing-what = What
rooms-publishing-from = From
rooms-publishing-until = Until
rooms-publishing-made = made
rooms-publishing-cancel = Take back
rooms-publishing-cancelled-by = taken back by { $who }
rooms-publishing-revision = Revision { $number }
rooms-publishing-taken-away = Taken away
rooms-publishing-withdraw = Take the page away from visitors
rooms-publishing-withdraw-text = The words stay here and can be put back. If one language stays, visitors of the other one read that, with a sentence about it.
rooms-publishing-withdraw-button = Take away
rooms-publishing-past = What was published
rooms-publishing-never = Nothing was published yet.
rooms-publishing-on = What stood there at the end of
rooms-publishing-on-button = Show
rooms-publishing-on-day = At the end of { $day }, visitors read:
rooms-publishing-no-day = Please write a day, such as 2026-11-30.
rooms-publishing-since = since

rooms-publishing-mail-subject-published = Published: { $page }
rooms-publishing-mail-subject-scheduled = Planned for { $when }: { $page }
rooms-publishing-mail-subject-withdrawn = Taken away: { $page }
rooms-publishing-mail-subject-cancelled = Taken back: { $page }
rooms-publishing-mail-published = { $by } published the page { $page } at { $made }. This changes for visitors:
rooms-publishing-mail-scheduled = { $by } published the page { $page } for later. From { $when } on, this changes for visitors:
rooms-publishing-mail-withdrawn = { $by } took the page { $page } away at { $made }. Visitors do not find this any more:
rooms-publishing-mail-cancelled = { $by } took back what was to appear on the page { $page } at { $when }. This will not happen:
rooms-publishing-mail-until = It stands there until { $until }.
rooms-publishing-mail-note = Note: { $note }
rooms-publishing-mail-same = the same words as before
rooms-publishing-mail-more = { $count ->
    [one] One more line is left out.
   *[other] { $count } more lines are left out.
}
rooms-publishing-mail-end = All times are those of Seoul. If you do not expect this, please ask the person, or end their access in the rooms of { $organisation }.

rooms-publishing-no-revisions = Nothing was saved on this side yet.
rooms-publishing-is-ahead = planned
rooms-publishing-read = As visitors would read it
rooms-publishing-beside-newest = Beside the newest
rooms-publishing-beside-published = Beside what visitors read
rooms-publishing-shown-as = How it is shown
rooms-publishing-saved-by = Saved by { $who }
rooms-publishing-restore = Write on from this revision
rooms-publishing-restore-text = Its words become your draft. Nothing is published by this.
rooms-publishing-restore-over = Its words take the place of your draft; undoing brings your draft back. Nothing is published by this.
rooms-publishing-is-itself = This is that revision.
rooms-publishing-says-same = It says the same as revision { $number }.
rooms-publishing-marks = Struck out is what only this one says, underlined what only revision { $number } says.

rooms-publishing-previews = Preview links of { $page }
rooms-publishing-previews-step = Preview links
rooms-publishing-preview-text = Whoever has the link reads the page as it is written now, in both languages, without an account, until the link ends. Search engines do not find it. What you write later is not in it.
rooms-publishing-preview-saves = What you are writing is saved as a revision for it. Visitors go on reading what stands there.
rooms-publishing-preview-days = For how long?
rooms-publishing-preview-for = { $days ->
    [one] 1 day
   *[other] { $days } days
}
rooms-publishing-preview-button = Make a link
rooms-publishing-preview-made = Here is the link
rooms-publishing-preview-link = Preview link
rooms-publishing-preview-once = Please copy it now: it is shown only this once.
rooms-publishing-preview-until = It is good until
rooms-publishing-preview-open = Open it
rooms-publishing-preview-empty = Nothing is written on this page yet, so there is nothing to show.
rooms-publishing-preview-since = Made
rooms-publishing-preview-list = Links
rooms-publishing-preview-revoke = Revoke
rooms-publishing-preview-revoked = Revoked. The link leads nowhere now.
rooms-publishing-preview-gone = This link had ended already.
rooms-publishing-preview-is-revoked = revoked
rooms-publishing-preview-is-over = over
rooms-publishing-planned-takes-over = Revision { $number } is planned for { $moment }. From then on it stands in the place of what you publish now.
rooms-publishing-planned-takes-away = What stands in this language is planned to be taken away on { $moment }.
