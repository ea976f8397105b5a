# The rooms about tasks for volunteers, and about what one person does.

rooms-nav-roles = Tasks for volunteers
rooms-roles-lead = What is open here stands on the public site, in both languages, until it is full, closed, or over.
rooms-roles-public = See it as visitors do
rooms-roles-new = New task
rooms-roles-new-lead = A task begins as a draft that only coordinators see. Before it is opened, every field needs words in both languages.
rooms-roles-change-title = Change: { $title }
rooms-roles-change-lead = What you save stands on the public site at once, if the task is open.
rooms-roles-which = Which tasks
rooms-roles-none = There are no tasks yet. Write the first one; nobody sees it before you open it.
rooms-roles-none-such = There is none of these.
rooms-roles-state = State
rooms-roles-standing-draft = Draft
rooms-roles-standing-open = Open
rooms-roles-standing-full = Full
rooms-roles-standing-over = Over
rooms-roles-standing-closed = Closed
rooms-roles-places = People
rooms-roles-taken = { $taken } of { $wanted }
rooms-roles-no-end = no end
rooms-roles-choose = Please choose

rooms-roles-title = Title
rooms-roles-area = Area
rooms-roles-title-en = Title in English
rooms-roles-title-ko = Title in Korean
rooms-roles-text-en = What to do, in English
rooms-roles-text-ko = What to do, in Korean
rooms-roles-place-en = Where, in English
rooms-roles-place-ko = Where, in Korean
rooms-roles-hours-en = How much time, in English
rooms-roles-hours-ko = How much time, in Korean
rooms-roles-languages-en = Which languages, in English
rooms-roles-languages-ko = Which languages, in Korean
rooms-roles-line-hint = At most { $longest } characters.
rooms-roles-text-hint = At most { $longest } characters. An empty line begins a new paragraph. No addresses of people, no places where refugees are.
rooms-roles-wanted = How many people in all
rooms-roles-wanted-hint = From 1 to 999. Those who are in it already count.
rooms-roles-until = Last day
rooms-roles-until-hint = On the day after, it goes from the public site by itself.
rooms-roles-needs-check = Needs a check
rooms-roles-needs-check-text = Before somebody begins, papers are looked at (such as for work with minors)

rooms-roles-problem-area = Choose an area.
rooms-roles-problem-title = Give it a title, in one language at least.
rooms-roles-problem-missing = Visitors need to know this. Please fill it in.
rooms-roles-problem-wanted = Write a number from 1 to { $most }, in digits.
rooms-roles-problem-day = Write a day, such as 2026-12-31.
rooms-roles-problem-over = This day is over. Choose a later one, or none.
rooms-roles-problem-future = This day has not come yet.
rooms-roles-problem-before = This is before the first day.
rooms-roles-problem-years = A check holds for { $most } years at most.
rooms-roles-problem-check-kind = Choose what was checked.
rooms-roles-problem-long = Write hours in digits, such as 2, 2.5 or 2:30.
rooms-roles-problem-long-range = At least 5 minutes, at most 24 hours.
rooms-roles-problem-language = Choose a language.
rooms-roles-problem-no-hours = No hours are noted in this time.
rooms-roles-problem-full = This task is full: somebody else took the last place. Choose another one, or raise the number of people.
rooms-roles-problem-closed = This task is not open any more. Choose another one.
rooms-roles-problem-unchecked = This task needs a check of the person, and there is none that holds. Note one below first, or tick this box.

rooms-roles-conflict = Somebody else saved this task meanwhile
rooms-roles-conflict-text = What you wrote is still below, and it is not saved. This is where the two differ:
rooms-roles-field = Field
rooms-roles-theirs = Theirs
rooms-roles-mine = Yours
rooms-roles-save-mine = Save mine

rooms-roles-change = Change
rooms-roles-open = Open
rooms-roles-reopen = Open again
rooms-roles-close = Close
rooms-roles-copy = Copy
rooms-roles-delete = Delete draft
rooms-roles-not-opened = It is not open yet: please look at these first
rooms-roles-changed-meanwhile = Somebody changed this task meanwhile, so nothing was done. This is how it is now.
rooms-roles-done-created = The draft is saved.
rooms-roles-done-changed = The change is saved.
rooms-roles-done-opened = The task is open. Visitors read it from now on.
rooms-roles-done-closed = The task is closed. Visitors do not see it any more; you can open it again.
rooms-roles-done-deleted = The draft is deleted.
rooms-roles-preview = As visitors see it
rooms-roles-in-it = Who does it
rooms-roles-in-it-none = Nobody yet.
rooms-roles-since = since { $day }
rooms-roles-from-to = from { $from } to { $to }
rooms-roles-offering = Who offered help for it
rooms-roles-offering-none = Nobody who does not do it already.
rooms-roles-offered-on = on { $day }
rooms-roles-put-in = Assign

rooms-roles-running-out = { $count ->
    [one] A check runs out within 30 days, or has run out
   *[other] { $count } checks run out within 30 days, or have run out
}
rooms-roles-dashboard-checks = { $count ->
    [one] The check of a volunteer runs out
   *[other] { $count } checks of volunteers run out
}

rooms-roles-work = Tasks, hours and checks
rooms-roles-work-link = See and note tasks, hours and checks
rooms-roles-in-none = This person has no task.
rooms-roles-together = Helped for { $long } in all.
rooms-roles-none-open = No task is open.
rooms-roles-role = Task
rooms-roles-assign = Assign
rooms-roles-end = End
rooms-roles-confirmed = The task needs a check, and I have made sure in another way that it is all right
rooms-roles-confirmed-field = Check
rooms-roles-done-assigned = The person has the task.
rooms-roles-done-ended = The task has ended for this person. The place is free.

rooms-roles-hours-title = Hours
rooms-roles-hours-none = No hours are noted yet.
rooms-roles-in-year = { $year }: { $long }
rooms-roles-worked-on = Day
rooms-roles-long = How long
rooms-roles-long-hint = In hours: 2, 2.5 or 2:30.
rooms-roles-hours-role = Task
rooms-roles-no-role = no particular task
rooms-roles-note-hours = Note hours
rooms-roles-done-noted = The hours are noted.
rooms-roles-done-removed = The hours are removed.

rooms-roles-checks = Checks
rooms-roles-checks-text = What is noted here is that papers were looked at, by whom, and until when this holds. Never keep copies, numbers or findings, neither here nor elsewhere.
rooms-roles-checks-none = Nothing is noted.
rooms-roles-check-kind = What was checked
rooms-roles-kind-identity = Identity
rooms-roles-kind-crimes_against_minors = Criminal record check (work with minors)
rooms-roles-kind-training = Training
rooms-roles-checked-on = Checked on
rooms-roles-valid-until = Holds until
rooms-roles-valid-hint = At most 5 years.
rooms-roles-check-over = has run out
rooms-roles-check-soon = runs out soon
rooms-roles-check-renewed = renewed
rooms-roles-warning-over = { $kind }: ran out on { $day }
rooms-roles-warning-soon = { $kind }: runs out on { $day }
rooms-roles-note-check = Note the check
rooms-roles-done-checked = The check is noted.
rooms-roles-done-unchecked = The check is removed.

rooms-roles-confirmation = Confirmation of volunteer work
rooms-roles-confirmation-text = For somebody who asks for it. The paper names the person as they called themselves in the form, so making it opens the person; that is recorded with your name. Nothing else is stored.
rooms-roles-from = First day
rooms-roles-to = Last day
rooms-roles-paper-language = Language of the paper
rooms-roles-make = Open the person and show the paper
rooms-roles-not-made = There is no paper yet: please look at these first
rooms-roles-print = Print this page and sign it. It is gone when you leave it.
