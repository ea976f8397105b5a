# What volunteers can do for us: the public page, its traces on other pages, and the form for one role.

roles-title = Where help is wanted
roles-description = Tasks for volunteers that are open now: what, where, in which languages, and how much time each takes.
roles-lead = These tasks look for somebody right now. Choose one, and the form opens for it.
roles-none = No particular task is open right now. You can offer help all the same.
roles-any = Nothing of this fits? Tell us what you would like to do, and we look for a task with you.
roles-any-link = Offer help without a particular task
roles-offer = Offer help for this
roles-where = Where
roles-hours = Time
roles-languages = Languages
roles-until = Until
roles-wanted = Wanted
roles-wanted-count = { $count ->
    [one] one more person
   *[other] { $count } more people
}
roles-check = Before it begins
roles-check-text = We look at papers together with you, because the task asks for it by law or for the safety of others. We keep no copies.
roles-teaser = { $count ->
    [one] One task is open:
   *[other] { $count } tasks are open:
}

roles-form-for = You offer help for: { $title }
roles-form-more = Read all about this task
roles-form-without = Offer help without a particular task
roles-form-open = { $count ->
    [one] One particular task is open.
   *[other] { $count } particular tasks are open.
}
roles-form-look = Have a look
roles-form-gone = For which task?
roles-form-gone-text = The one that you chose is taken or closed. You can choose another one, or none.
roles-form-none = No particular task
