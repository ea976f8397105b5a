# What all rooms of staff share: the frame, lists, forms.

rooms-title = Staff of { $organisation }
rooms-skip = Skip to the content
rooms-trial = This site is being tried out with a test key of Stripe: no card is charged, and no gift is real.
rooms-public-site = , the public site
rooms-nav = Staff
rooms-menu = Menu
rooms-dashboard = Dashboard
rooms-account = My account:
rooms-signed-in-as = Signed in as
rooms-sign-out = Sign out
rooms-times = Times are those of Seoul (UTC+9).
rooms-style = What pages are made of

rooms-group-people = People
rooms-group-money = Money
rooms-group-site = Site
rooms-group-settings = Administration
rooms-nav-volunteers = Volunteers
rooms-nav-donations = Donations
rooms-nav-monthly = Monthly
rooms-nav-transfers = Transfers
rooms-nav-events = Events
rooms-nav-reconciliation = Reconciliation
rooms-nav-defence = Defence
rooms-nav-pages = Pages
rooms-nav-mails = Mails
rooms-nav-visits = Visits
rooms-nav-settings = Settings

rooms-role-owner = owner
rooms-role-owner-several = owners
rooms-role-editor = editor
rooms-role-editor-several = editors
rooms-role-coordinator = volunteer coordinator
rooms-role-coordinator-several = volunteer coordinators
rooms-role-treasurer = treasurer
rooms-role-treasurer-several = treasurers

rooms-refusal-title = Not for you
rooms-refusal-heading = This room is for { $wanted }
rooms-refusal-text = You are signed in as { $held }. Nothing was shown and nothing was changed; that you came to this door is on record.
rooms-refusal-ask = If you need this room for your work, please write to an owner, who decides on roles:
rooms-back-to-dashboard = Back to the dashboard

rooms-way = You are here
rooms-home = Home
rooms-all = All
rooms-pager = More of this list
rooms-pager-newest = Back to the newest
rooms-pager-older = Older ones
rooms-sum = Together
rooms-day = Day
rooms-month = Month
rooms-yes = yes
rooms-no = no
rooms-empty = empty

rooms-problem = Problem:
rooms-may-stay-empty = may stay empty
rooms-currency = Currency
rooms-up = Up
rooms-down = Down
rooms-save = Save
rooms-leave = Leave without saving
rooms-not-booked = Nothing is booked yet: please look at these first
rooms-not-saved = Nothing is saved yet: please look at these first
rooms-database-away = The database does not answer, so nothing is saved yet. What you wrote is still here: please try again in a minute.

rooms-chart-numbers = The numbers
rooms-chart-counts = { $total } { $what } in all; most on { $name }: { $value }.
rooms-chart-none = No { $what } yet.

rooms-count-gifts = { $count ->
    [one] { $count } gift
   *[other] { $count } gifts
}

rooms-not-changed = Nothing is changed yet: please look at these first
rooms-in-english = In English
rooms-in-korean = In Korean

rooms-do = Do
rooms-fill-in = Please fill this in.
rooms-differences = Differences
rooms-take-theirs = Take theirs, drop mine
rooms-link-unreadable = “{ $link }” is not an address that browsers can read. Please write it anew.
rooms-link-hides = “{ $link }” hides where it leads: what stands before the @ is only a name, and the page that opens is of { $host }. Please write the address without it.
rooms-link-deceives = “{ $link }” leads to “{ $shown }”, which mixes alphabets or only looks like Latin letters. Please type the address by hand, or leave the link out.

rooms-no-older = There are no older ones.
rooms-remove = Remove
