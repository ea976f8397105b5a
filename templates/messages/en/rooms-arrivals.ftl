# What comes outside Stripe, in the rooms: awaited transfers, gifts by hand, a bank's list.

rooms-arrivals-title = Transfers
rooms-arrivals-booked = It is booked.
rooms-arrivals-booked-show = Show the donation
rooms-arrivals-code = Code on the transfer
rooms-arrivals-find = Find
rooms-arrivals-import = Import a bank’s list
rooms-arrivals-by-hand = Enter a gift by hand
rooms-arrivals-found = Found
rooms-arrivals-awaited = Awaited
rooms-arrivals-not-found = No gift has this code. Small letters, blanks and dashes make no difference; a wrong letter does.
rooms-arrivals-show-all = Show all that are awaited
rooms-arrivals-none = No transfer is awaited. Gifts that donors announce with the donation form appear here; what came unannounced can be entered by hand.
rooms-arrivals-none-older = There are no older ones.
rooms-arrivals-choose = Choose a code to record what arrived for it.
rooms-arrivals-together = { $count ->
    [one] { $count } transfer is awaited, in all { $sums }.
   *[other] { $count } transfers are awaited, in all { $sums }.
}
rooms-arrivals-day = { $count ->
    [one] { $count } transfer
   *[other] { $count } transfers
}
rooms-arrivals-day-sums = awaited { $sums }
rooms-arrivals-announced = Announced
rooms-arrivals-arrived = Arrived
rooms-arrivals-open = Still awaited
rooms-arrivals-state = State
rooms-arrivals-since = Since
rooms-arrivals-donation = Donation
rooms-arrivals-show = Open
rooms-arrivals-show-which = the donation { $code }
rooms-arrivals-leave = Leave without booking
rooms-arrivals-go-on = Go on
rooms-arrivals-away = The database does not answer, so nothing is booked yet. What you wrote is still here: please try again in a minute. Sending it again books it once.

# What arrived for one.
rooms-arrivals-what = What arrived for
rooms-arrivals-right = Is this right?
rooms-arrivals-sum = Sum
rooms-arrivals-sum-hint = As the bank credited it.
rooms-arrivals-date = Date
rooms-arrivals-date-hint = The day on which it arrived.
rooms-arrivals-line = Id of the bank
rooms-arrivals-line-hint = The number of the line, if your bank gives one. It keeps the same line from being booked twice.
rooms-arrivals-code-short = Code
rooms-arrivals-arrived-so-far = Arrived so far
rooms-arrivals-nothing = nothing
rooms-arrivals-now = To be booked now
rooms-arrivals-now-day = arrived { $day }
rooms-arrivals-then = Then arrived
rooms-arrivals-then-of = { $sum } of { $announced }
rooms-arrivals-whole-donation = The donation, with its donor and its ledger
rooms-arrivals-part = This is a part. The gift stays open until the rest arrives.
rooms-arrivals-complete = With this the gift is complete.
rooms-arrivals-more = This is more than was announced. It is booked as received, and the donation is marked to be looked at. If the same money was recorded before, do not book it again.
rooms-arrivals-receipt = A receipt is issued for what arrived, and the donor is thanked by mail, if they left an address. The ledger cannot be changed afterwards; a mistake is put right by a further entry.
rooms-arrivals-book-sum = Book { $sum }
rooms-arrivals-change = Change it
rooms-arrivals-problem-currency = This gift was announced in { $currency }. Please record what the bank credited in { $currency }, or enter another gift by hand.
rooms-arrivals-problem-line = Please write the bank’s id in { $longest } characters at most, on one line.
rooms-arrivals-problem-taken = A line with this id of the bank is booked already. Please compare the two.
rooms-arrivals-sent-before = This form was sent before with something else, which is booked. Please begin anew.
rooms-arrivals-day-empty = Please write a date.
rooms-arrivals-day-none = Please write the date as year, month and day, such as 2026-11-24.
rooms-arrivals-day-range = This date is in the future, or before the year 2000.

# A gift by hand.
rooms-arrivals-offline-title = Gift by hand
rooms-arrivals-offline-lead = For money that came in cash, by cheque, or by a transfer that nobody announced here. What a donor announced is recorded with its code:
rooms-arrivals-gift = The gift
rooms-arrivals-offline-date-hint = The day on which it was received.
rooms-arrivals-purpose = Purpose
rooms-arrivals-purpose-any = Where it is needed most
rooms-arrivals-donor = The donor
rooms-arrivals-donor-note = Name and address are sealed. Whoever shows them leaves a record.
rooms-arrivals-name = Name
rooms-arrivals-mail = E-mail
rooms-arrivals-thanks = Mail the thanks with the receipt to this address
rooms-arrivals-language = Language
rooms-arrivals-language-hint = In which the donor is written to.
rooms-arrivals-anonymous = The name stays with those who account for gifts
rooms-arrivals-dedication = Dedication
rooms-arrivals-given = Given
rooms-arrivals-no-dedication = without dedication
rooms-arrivals-honour = in honour of
rooms-arrivals-memory = in memory of
rooms-arrivals-dedicatee = For whom
rooms-arrivals-offline-then = It is booked at once, and a receipt is issued. The ledger cannot be changed afterwards; a mistake is put right by a further entry.
rooms-arrivals-offline-book = Book this gift
rooms-arrivals-offline-stale = This form was open for too long. Please look at it once more and send it again.
rooms-arrivals-problem-currency-missing = Please choose a currency.
rooms-arrivals-problem-mail = Please write a mail address, such as dana@example.org, or leave it empty.
rooms-arrivals-problem-thanks = Please write where the thanks go, or untick the box below.
rooms-arrivals-problem-language = Please choose the donor’s language.
rooms-arrivals-problem-fund = This fund is not open any more. Please choose another.
rooms-arrivals-problem-dedicatee = Please write for whom, or choose no dedication.
rooms-arrivals-problem-dedication = Please choose in honour or in memory, or leave the name empty.

# A bank's list.
rooms-arrivals-import-title = Import a list
rooms-arrivals-import-none-taken = Nothing was taken from this file
rooms-arrivals-import-mend = Please mend this and choose the file again:
rooms-arrivals-import-line = Line { $line }:
rooms-arrivals-import-more = And { $count } more.
rooms-arrivals-import-lead = First you see what would be booked, line by line. Nothing is booked before you say so, and then all of it or nothing.
rooms-arrivals-import-file = File
rooms-arrivals-import-file-hint = CSV as UTF-8 or EUC-KR, at most 5,000 lines and 1 MiB.
rooms-arrivals-import-show = Show what would be booked
rooms-arrivals-import-leave = Leave without importing
rooms-arrivals-import-columns = Columns
rooms-arrivals-import-columns-lead = The first line names them, in any order. Other columns are not read.
rooms-arrivals-import-english = English
rooms-arrivals-import-korean = Korean
rooms-arrivals-import-meaning = What stands in it
rooms-arrivals-import-may-be-missing = may be missing
rooms-arrivals-import-kept = The file is kept sealed until you confirm it, at most for a day, and only you can see it.
rooms-arrivals-column-date = The day on which the money arrived, such as 2026-11-24 or 2026.11.24. A time behind it is not read.
rooms-arrivals-column-amount = What came in, such as 30,000. A line with 0 is left out: that money went the other way.
rooms-arrivals-column-reference = What was written on the transfer. Our code is found anywhere in it.
rooms-arrivals-column-currency = usd, eur, krw or jpy. Without it, won are meant.
rooms-arrivals-column-payer = Who paid. Our code is found here, too.
rooms-arrivals-column-id = The bank’s own number of the line. It keeps the same line from being booked twice, and tells equal lines apart.
rooms-arrivals-fault-no-file = Please choose a file.
rooms-arrivals-fault-too-large = The file is larger than 1 MiB. Please split it, by month for instance.
rooms-arrivals-fault-workbook = This is a workbook, not a list. In Excel, choose Save As, then “CSV UTF-8 (Comma delimited)”.
rooms-arrivals-fault-encoding = The file is neither UTF-8 nor EUC-KR. In Excel, choose Save As, then “CSV UTF-8 (Comma delimited)”.
rooms-arrivals-fault-head = The first line cannot be read.
rooms-arrivals-fault-too-long = The list has more than 5,000 lines. Please split it, by month for instance.
rooms-arrivals-fault-no-lines = The list has no lines below its head.
rooms-arrivals-fault-cells = It has { $cells } cells where the head has { $expected }. A comma inside a cell needs quotes around the cell.
rooms-arrivals-fault-unreadable = It cannot be read.
rooms-arrivals-fault-column-twice = The column “{ $name }” is there twice.
rooms-arrivals-fault-no-column = There is no column “{ $english }” or “{ $korean }”.
rooms-arrivals-fault-currency = Please write the currency as usd, eur, krw or jpy.
rooms-arrivals-fault-id = The id has more than 100 characters.
rooms-arrivals-fault-cell = “{ $cell }”: { $sentence }
rooms-arrivals-fault-same-line = It says the same as line { $line }. If both arrived, please give each its id of the bank.
rooms-arrivals-fault-same-id = It has the same id as line { $line }.
rooms-arrivals-fault-booked = It was booked before. Please take it out of the list.

# What would be booked of it.
rooms-arrivals-plan-title = What would be booked
rooms-arrivals-plan-none = Nothing of this list can be booked
rooms-arrivals-plan-other-file = Choose another file
rooms-arrivals-plan-with = With a code of ours
rooms-arrivals-plan-without = Without
rooms-arrivals-plan-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
rooms-arrivals-plan-unread = Columns not read
rooms-arrivals-plan-empty = There is nothing to book in this list.
rooms-arrivals-plan-unmatched = Book the lines without a code, too, as gifts of those who paid
rooms-arrivals-plan-unmatched-note = Without this they are left out, and you can enter them by hand.
rooms-arrivals-plan-book = Book this list
rooms-arrivals-plan-by-line = Line by line
rooms-arrivals-plan-line = Line
rooms-arrivals-plan-reference = Reference
rooms-arrivals-plan-payer = Payer
rooms-arrivals-plan-fate = What becomes of it
rooms-arrivals-plan-part = a part, then { $sum } arrived
rooms-arrivals-plan-complete = complete
rooms-arrivals-plan-more = more than announced
rooms-arrivals-plan-more-then = then { $sum } arrived. Was it recorded by hand before?
rooms-arrivals-plan-unnamed = no code of ours: a gift without a name, if you tick the box
rooms-arrivals-plan-of-payer = no code of ours: a gift of the payer, if you tick the box
rooms-arrivals-plan-left-out = left out: { $reason }
rooms-arrivals-left-out-twin = the same sum of this day was booked before, by hand or from a list that names its lines in another way: if this is other money, please record it by hand
rooms-arrivals-left-out-no-money = no money came in
rooms-arrivals-left-out-several = it holds the codes of several gifts: please record it by hand
rooms-arrivals-left-out-currency = its gift was announced in another currency: please record it by hand
rooms-arrivals-plan-before = This list was booked before. Nothing was booked twice.
rooms-arrivals-plan-refused = Nothing was booked, because something changed since the dry run. This is how it is now.
rooms-arrivals-plan-busy = Another list is being booked right now, so nothing was done. Please try again in a minute.
rooms-arrivals-plan-done = The list is booked
rooms-arrivals-plan-done-lines = { $count ->
    [one] { $count } line was booked.
   *[other] { $count } lines were booked.
}
rooms-arrivals-plan-done-at = Booked at
rooms-arrivals-plan-erased = What the file said is erased.
