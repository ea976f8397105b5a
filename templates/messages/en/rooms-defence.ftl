# The room about the donation form's defence against stolen cards, and the mail when it changes.

rooms-defence-title = Donation form
rooms-defence-open-badge = open
rooms-defence-guarded-badge = under attack
rooms-defence-closed-badge = closed
rooms-defence-since-by = Since { $moment }, set by { $by }. It stays like this until one of you changes it.
rooms-defence-since-attack = Since { $moment }, because the site saw an attack.
rooms-defence-until = It opens by itself at { $moment } if it stays quiet until then.
rooms-defence-since-quiet = Since { $moment }, because it had been quiet for an hour.
rooms-defence-never = It was never changed.
rooms-defence-figures = What goes on
rooms-defence-what = What
rooms-defence-15-minutes = 15 minutes
rooms-defence-24-hours = 24 hours
rooms-defence-begun = Checkouts begun
rooms-defence-paid = Checkouts paid
rooms-defence-declined = Payments declined
rooms-defence-limited = Forms asked for work because many came, or worn out
rooms-defence-ceiling = Checkouts beyond what donors begin
rooms-defence-without-proof = Forms without the work that was asked for
rooms-defence-mailed = Links sent by mail, for browsers without scripts
rooms-defence-figures-text = Many declined payments and few paid ones mean that somebody tries out stolen cards. When ten or more are declined within 15 minutes, and more than three times as many as are paid, or when more checkouts begin than donors would, the form guards itself.
rooms-defence-switch = The switch
rooms-defence-mode = How the donation form takes gifts by card
rooms-defence-open = Open
rooms-defence-open-text = From everybody. Who sends many at once works for each.
rooms-defence-guarded = Under attack
rooms-defence-guarded-text = Every donor’s browser works for a few seconds first; without scripts a link comes by mail. Donors hardly notice, programs do.
rooms-defence-closed = Closed
rooms-defence-closed-text = Nobody can give by card. Visitors read what you write below, and are led to the bank transfer. What was paid already still arrives.
rooms-defence-words = What visitors read while it is closed
rooms-defence-missing-english = Please tell visitors in English why the form is closed.
rooms-defence-missing-korean = Please tell visitors in Korean why the form is closed.
rooms-defence-choose = Please choose one of the three.
rooms-defence-change = Change it for everybody
rooms-defence-change-text = All owners and treasurers get a mail. Your name and the time are recorded.
rooms-defence-changes = Changes
rooms-defence-changes-none = Nothing was changed so far. Each change stands here with who made it.
rooms-defence-when = When
rooms-defence-how = How
rooms-defence-by = By
rooms-defence-by-itself = the site itself

rooms-defence-mail-subject = The donation form
rooms-defence-mail-guarded = The donation form guards itself now: every donor's browser does some work first
rooms-defence-mail-closed = The donation form is closed now and takes no gifts by card
rooms-defence-mail-open = The donation form is open to everybody now
rooms-defence-mail-by = { $what }. This was decided by { $by }.
rooms-defence-mail-by-itself = { $what }. The site decided this by itself, after it had been quiet for an hour.
rooms-defence-mail-body =
    { $sentence }

    What goes on, and the switch, stand here:
    { $url }
