# What volunteers did, as they read it on paper.

work-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
work-hours-minutes = { $hours } h { $minutes } min
work-title = Confirmation of volunteer work
work-name = Name
work-period = Period
work-period-days = { $count ->
    [one] { $from } to { $to }, on one day
   *[other] { $from } to { $to }, on { $count } days
}
work-long = Together
work-tasks = Tasks
work-says = We confirm that the person named above worked for us as a volunteer, as stated.
work-signature = Signature and seal:
