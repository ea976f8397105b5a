# Donations in the rooms: the list, the story of one, what staff do about it, months, monthly gifts, events, the export.

rooms-donations-title = Donations
rooms-donations-one = Donation
rooms-donations-back = Back to the donation
rooms-donations-leave = Leave it
rooms-donations-go-on = Go on
rooms-donations-no = No, leave it
rooms-donations-number = Our number
rooms-donations-why = Why
rooms-donations-look-at-this = look at this
rooms-donations-how-much = How much, in { $currency }
rooms-donations-at-most = At most { $rest }, which is what is left.
rooms-donations-nothing-left = Nothing is left of this gift.
rooms-donations-stale = This form was open for too long. Please look once more and send it again.

rooms-donations-state-pending = pending
rooms-donations-state-processing = processing
rooms-donations-state-failed = failed
rooms-donations-state-expired = expired
rooms-donations-state-partly_paid = partly paid
rooms-donations-state-paid = paid
rooms-donations-state-partly_refunded = partly refunded
rooms-donations-state-refunded = refunded
rooms-donations-state-disputed = disputed
rooms-donations-method-card = through Stripe
rooms-donations-method-transfer = bank transfer
rooms-donations-method-offline = by hand

# The list.
rooms-donations-more = More about donations
rooms-donations-months = Month by month
rooms-donations-export = Export
rooms-donations-search = Search
rooms-donations-search-hint = A whole mail address, a receipt such as 2026-000123, the code of a transfer, our number, or Stripe’s (cs_, pi_, in_, re_, sub_). Each search is recorded.
rooms-donations-search-empty = Please write what to look for.
rooms-donations-search-nothing = Nothing goes by exactly this. Is every letter of it there?
rooms-donations-filter = Filter
rooms-donations-filter-any = Any
rooms-donations-filter-any-way = Any way
rooms-donations-filter-from = Sent from
rooms-donations-filter-to = until
rooms-donations-filter-look = Needs a look
rooms-donations-filter-show = Show
rooms-donations-show-all = Show all
rooms-donations-all = All donations
rooms-donations-of-donor = All gifts of one donor.
rooms-donations-of-monthly = All turns of one monthly gift.
rooms-donations-none = Nobody has given yet. What is sent by the donation form appears here; what comes in cash or by a transfer that nobody announced can be entered by hand.
rooms-donations-none-like-this = No donation is like this. Another filter may find it.
rooms-donations-none-older = There are no older ones.
rooms-donations-sent = Sent
rooms-donations-amount = Amount
rooms-donations-state = State
rooms-donations-came = Came
rooms-donations-purpose = Purpose
rooms-donations-is-monthly = monthly
rooms-donations-day = { $count ->
    [one] { $count } gift
   *[other] { $count } gifts
}
rooms-donations-day-sums = arrived { $sums }
rooms-donations-day-note = A day’s sum is what arrived for its gifts of this list and was not given back. Fees are not taken off, and currencies are never added.
rooms-donations-problem-choice = This is no longer a choice. Please choose again.
rooms-donations-problem-day = Please write the day as year-month-day, such as 2026-03-09.
rooms-donations-problem-range = The last day is before the first one.
rooms-donations-problem-donor = The look at this donor’s gifts is over. Please search for them again.

# Sums that staff type.
rooms-donations-sum-empty = Please write a sum.
rooms-donations-sum-no-number = Please write the sum as a number, such as { $example }.
rooms-donations-sum-not-positive = Please write a sum above zero.
rooms-donations-sum-no-decimals = This currency has no decimals.
rooms-donations-sum-two-decimals = This currency has two decimals at most.
rooms-donations-sum-too-large = This sum is larger than what can be entered here.

# The story of one.
rooms-donations-flagged = Please look at this one: { $flag }.
rooms-donations-flag-seen = I have looked at it
rooms-donations-flag-more-arrived-than-was-announced = more arrived than was announced
rooms-donations-flag-a-turn-was-marked-as-paid-outside-stripe = a turn was marked as paid outside Stripe
rooms-donations-flag-paid-in-an-unknown-currency = paid in an unknown currency
rooms-donations-flag-amount-differs = amount differs
rooms-donations-flag-paid-twice = paid twice
rooms-donations-flag-given-twice = given twice?
rooms-donations-flag-fraud-warning = fraud warning
rooms-donations-flag-held-back-from-the-total-no-card-can-be-charged-so-much = held back from the total: no card can be charged so much
rooms-donations-paid = Paid
rooms-donations-not-paid = not known to be
rooms-donations-with-code = with the code
rooms-donations-fee-cover = Of it for the fees
rooms-donations-language = Read the form in
rooms-donations-anonymous = Anonymous
rooms-donations-anonymous-text = The donor’s name stays with those who account for gifts.
rooms-donations-donor = Donor
rooms-donations-name = Name
rooms-donations-mail = E-mail
rooms-donations-not-given = not given
rooms-donations-dedication = Given
rooms-donations-dedication-honour = in honour of
rooms-donations-dedication-memory = in memory of
rooms-donations-message = Message
rooms-donations-sealed = Who gave is sealed. Showing it is recorded with your name and the time.
rooms-donations-show-donor = Show donor
rooms-donations-no-donor = The donor left neither name nor address.
rooms-donations-correct-address = Correct the address
rooms-donations-add-address = Add an address
rooms-donations-story = What happened
rooms-donations-answer-by = answer by
rooms-donations-by = by { $email }
rooms-donations-ledger = Ledger
rooms-donations-ledger-none = No money moved. An entry appears here as soon as money comes.
rooms-donations-when = When
rooms-donations-what = What
rooms-donations-so-far = Gift so far
rooms-donations-source = Source
rooms-donations-receipts = Receipts
rooms-donations-send-again = Send again
rooms-donations-send-again-which = receipt { $serial }
rooms-donations-receipt-goes = It goes to the donor’s address, and nowhere else.
rooms-donations-receipt-no-address = There is no address of the donor, so none can be sent.
rooms-donations-notice-no-address = The donor left no address, so nothing was sent.
rooms-donations-notice-too-often = This receipt was sent again five times today. Please wait until tomorrow.
rooms-donations-monthly-one = Monthly gift
rooms-donations-monthly-turn = A turn of { $amount } every month: { $words }.
rooms-donations-monthly-turns = { $turns ->
    [one] Its only turn so far
   *[other] All { $turns } turns
}
rooms-donations-at-stripe = At Stripe:

rooms-donations-step-turn = A turn of the monthly gift came
rooms-donations-step-transfer = The donor announced a bank transfer
rooms-donations-step-offline = Staff entered a gift
rooms-donations-step-card = The donor sent the form
rooms-donations-step-checkout = Checkout { $attempt } begun at Stripe
rooms-donations-step-closes = The checkout closes
rooms-donations-step-processing = The bank takes its time: the money is not here yet
rooms-donations-step-failed = The bank said no
rooms-donations-step-closed = The checkout closed without a payment
rooms-donations-step-numbered = Receipt numbered
rooms-donations-step-shown = Original of the receipt shown
rooms-donations-step-mail-waiting = Mail waits to be sent
rooms-donations-step-mail-sent = Mail sent
rooms-donations-step-mail-refused = Mail refused for good by the donor’s mail server
rooms-donations-step-event = Stripe told of { $kind }
rooms-donations-step-dispute = Dispute: { $status }
rooms-donations-step-settled = The alert was settled
rooms-donations-mail-receipt = thanks with the receipt
rooms-donations-mail-refunded = money given back
rooms-donations-mail-payment_failed = the payment failed
rooms-donations-mail-monthly_stopped = the monthly gift ended
rooms-donations-mail-copy = copy { $copy }
rooms-donations-event-dead = given up
rooms-donations-event-waiting = waiting

rooms-donations-movement-charge = The gift arrived through Stripe
rooms-donations-movement-transfer = The gift arrived
rooms-donations-movement-fee = Fee of the processor
rooms-donations-movement-refund = Given back to the donor
rooms-donations-movement-dispute = Taken back by the donor’s bank
rooms-donations-movement-reversal = Came back to us
rooms-donations-movement-correction = Put right by staff

rooms-donations-refund-asked = Refund asked for; Stripe has not answered yet
rooms-donations-refund-refused = Refund refused by Stripe; nothing was given back
rooms-donations-refund-pending = Refund on its way
rooms-donations-refund-requires_action = Refund waits for the donor: Stripe asked them where to send it
rooms-donations-refund-succeeded = Refund done
rooms-donations-refund-failed = Refund came back: the donor’s bank did not take it
rooms-donations-refund-canceled = Refund called off
rooms-donations-refusal-everything = Everything was given back already, perhaps in Stripe’s own dashboard.
rooms-donations-refusal-disputed = The donor’s bank disputes this payment, so the money goes back that way.
rooms-donations-refusal-too-much = Stripe holds less of this gift than that.
rooms-donations-refusal-balance = The balance at Stripe is too small. Top it up there and try again.
rooms-donations-refusal-unknown = Stripe does not know this payment.
rooms-donations-refusal-key = The key of this site may not give money back. Whoever runs the site can allow it.
rooms-donations-refusal-other = Stripe gave no reason that we know. Its dashboard may say more.

rooms-donations-dispute-warning_needs_response = warning needs response
rooms-donations-dispute-warning_under_review = warning under review
rooms-donations-dispute-warning_closed = warning closed
rooms-donations-dispute-needs_response = needs response
rooms-donations-dispute-under_review = under review
rooms-donations-dispute-won = won
rooms-donations-dispute-lost = lost
rooms-donations-dispute-prevented = prevented
rooms-donations-dispute-why-bank_cannot_process = the bank cannot process it
rooms-donations-dispute-why-check_returned = cheque returned
rooms-donations-dispute-why-credit_not_processed = money back was promised and did not come
rooms-donations-dispute-why-customer_initiated = begun by the donor
rooms-donations-dispute-why-debit_not_authorized = debit not authorised
rooms-donations-dispute-why-duplicate = charged twice
rooms-donations-dispute-why-fraudulent = fraudulent
rooms-donations-dispute-why-general = no reason told
rooms-donations-dispute-why-incorrect_account_details = wrong account details
rooms-donations-dispute-why-insufficient_funds = not enough money on the account
rooms-donations-dispute-why-noncompliant = against the rules of the card network
rooms-donations-dispute-why-product_not_received = nothing received for it
rooms-donations-dispute-why-product_unacceptable = not as described
rooms-donations-dispute-why-subscription_canceled = monthly gift had been stopped
rooms-donations-dispute-why-unrecognized = not recognised by the donor

rooms-donations-act-opened_donation = Donor shown
rooms-donations-act-searched_donations = Found by a search
rooms-donations-act-searched_donor = Donor searched for
rooms-donations-act-asked_refund = Refund asked for by staff
rooms-donations-act-recorded_sent_back = Money sent back recorded by staff
rooms-donations-act-corrected_donation = Books put right by staff
rooms-donations-act-sent_receipt_again = Receipt sent again by staff
rooms-donations-act-corrected_address = Donor’s mail address corrected by staff
rooms-donations-act-settled_flag = Looked at, and the flag taken away
rooms-donations-act-recorded_transfer = Arrival recorded by staff
rooms-donations-act-added_offline_gift = Gift entered by staff

# Money given back.
rooms-donations-refund-title = Give money back
rooms-donations-refund-lead = The money goes back the way it came. The donor is told by mail, if they left an address. You are asked once more before anything happens.
rooms-donations-refund-sure = You are about to give { $sum } back, of a gift of { $amount }.
rooms-donations-refund-sure-all = Nothing of it is left then.
rooms-donations-refund-sure-end = It cannot be called back, and Stripe keeps its fee.
rooms-donations-refund-now = Give { $sum } back now
rooms-donations-refund-why-requested_by_customer = The donor asked for it
rooms-donations-refund-why-duplicate = The gift came twice
rooms-donations-refund-why-fraudulent = The card was not the donor’s own
rooms-donations-refund-problem-reason = Please choose a reason: Stripe passes it on to the bank.
rooms-donations-refund-problem-most = At most { $most } is left of this gift.
rooms-donations-refund-by-hand = This gift did not come through Stripe, so the money goes back by hand. Record it when it left.
rooms-donations-refund-unknown = Stripe’s payment of this gift is not known here, so it can only be given back in Stripe’s dashboard.
rooms-donations-refund-disputed = The donor’s bank disputes this payment, so the money goes back that way.

# Money that moved without Stripe.
rooms-donations-sent-back = Record money sent back
rooms-donations-correction = Put the books right
rooms-donations-sent-back-lead = Record it after the money left your account. This page moves no money. You are asked once more before it is booked.
rooms-donations-correction-lead = The books hold { $rest } of this gift. One more entry puts them right; the entries before it stay. You are asked once more before it is booked.
rooms-donations-by-hand-sure = You are about to book { $sum } on { $day }, at a gift of { $amount } of which { $rest } is left.
rooms-donations-by-hand-sure-end = The ledger forgets nothing: a mistake is put right by one more entry.
rooms-donations-by-hand-now = Book { $sum } now
rooms-donations-direction = The books hold
rooms-donations-direction-more = too little: add
rooms-donations-direction-less = too much: take away
rooms-donations-by-hand-day = Day, by the clock of Seoul
rooms-donations-by-hand-reason-hint = Whoever audits the books reads this. It is kept sealed beside your name.
rooms-donations-by-hand-stripe = This gift came through Stripe, whose books are put right there; what changes there is booked here.
rooms-donations-by-hand-no-money = No money came for this gift yet, so there is nothing to send back or to put right.
rooms-donations-by-hand-problem-direction = Please say whether the books hold too little or too much.
rooms-donations-by-hand-problem-day = Please write the day on which the money moved, such as 2026-03-09.
rooms-donations-by-hand-problem-future = This day is still to come.
rooms-donations-by-hand-problem-reason = Please write why. Whoever audits the books reads it.

# The donor's address.
rooms-donations-address-title = Donor’s address
rooms-donations-address-correct = Correct the donor’s address
rooms-donations-address-add = Add the donor’s address
rooms-donations-address-when = Change it when the donor asks for it, or when mail to it comes back.
rooms-donations-address-replaced = The old address is replaced; that you did so stays on record.
rooms-donations-address-replaced-monthly = The old address is replaced at every turn of this monthly gift; that you did so stays on record.
rooms-donations-address-kept = It is kept sealed; that you did so stays on record.
rooms-donations-address-kept-monthly = It is kept sealed at every turn of this monthly gift; that you did so stays on record.
rooms-donations-address-then = The link to manage the gift then goes to the new address, and no longer to another one. What Stripe writes still goes to the address that it knows.
rooms-donations-address-new = New e-mail address
rooms-donations-address-send = Send the receipt there at once, if there is one.
rooms-donations-address-save = Save the address
rooms-donations-address-meant-bad = This is no mail address. Did the donor mean { $meant }?
rooms-donations-address-bad = Please write one mail address, such as kim@example.org.
rooms-donations-address-meant = Did the donor mean { $meant }? If so, correct it here; if this one is right, save it again.

# Month by month.
rooms-donations-months-lead = What came in the last twelve months and was not given back, on the days on which the money moved. Fees are not taken off, and sums of different currencies are never added.
rooms-donations-months-none = No money moved in the last twelve months. The first gift begins a drawing here.
rooms-donations-months-gifts = Gifts
rooms-donations-months-sum = Sum
rooms-donations-months-numbers = Numbers: { $currency }
rooms-donations-months-summary = { $sum } in { $count ->
    [one] { $count } gift
   *[other] { $count } gifts
}; the best month brought { $best }.

# Monthly gifts.
rooms-donations-monthly-title = Monthly gifts
rooms-donations-monthly-which = Which monthly gifts
rooms-donations-monthly-active = Active
rooms-donations-monthly-failing = Failing
rooms-donations-monthly-stopping = Stopping
rooms-donations-monthly-ended = Ended
rooms-donations-monthly-none = Nobody gives monthly yet. A monthly gift appears here when its first payment has come.
rooms-donations-monthly-none-active = No monthly gift goes on right now.
rooms-donations-monthly-none-failing = No monthly gift fails. Nothing is to be done here.
rooms-donations-monthly-none-stopping = No monthly gift is about to end.
rooms-donations-monthly-none-ended = No monthly gift has ended.
rooms-donations-monthly-since = Since
rooms-donations-monthly-each = Each month
rooms-donations-monthly-brought = Last 12 turns
rooms-donations-monthly-of-twelve = { $turns } of the last 12 turns: { $brought }
rooms-donations-monthly-stands = How it stands
rooms-donations-monthly-next = Next
rooms-donations-monthly-failing-since = failing since
rooms-donations-monthly-together = { $count ->
    [one] { $count } monthly gift
   *[other] { $count } monthly gifts
} in all: { $sums } each month.
rooms-donations-course-not-begun = not begun
rooms-donations-course-not-paid = first turn not paid yet
rooms-donations-course-active = active
rooms-donations-course-pauses = pauses
rooms-donations-course-unpaid = not paid any more
rooms-donations-course-failing = failing
rooms-donations-course-stops = stops
rooms-donations-course-never-paid = never paid
rooms-donations-course-ended = ended
rooms-donations-next-turn = next turn
rooms-donations-next-goes-on = goes on
rooms-donations-next-again = tried again
rooms-donations-next-ends = ends
rooms-donations-next-ended = ended

# Events.
rooms-donations-events-title = Events
rooms-donations-events-lead = What Stripe told us. An event is a hint: what it names is asked for and booked. One that could not be booked after many tries waits here for you.
rooms-donations-events-foreign = { $count ->
    [one] Other systems use the same account at Stripe: { $count } event of the last 30 days was theirs. Nothing of it is booked, and it counts nowhere else.
   *[other] Other systems use the same account at Stripe: { $count } events of the last 30 days were theirs. Nothing of them is booked, and they count nowhere else.
}
rooms-donations-events-which = Which events
rooms-donations-events-ours = Ours
rooms-donations-events-waiting = Waiting
rooms-donations-events-dead = Given up
rooms-donations-events-repeats = Nothing to do
rooms-donations-events-others = Other systems
rooms-donations-events-none = Stripe has told nothing yet. Its first event comes with the first checkout.
rooms-donations-events-none-waiting = No event waits. Nothing is to be done here.
rooms-donations-events-none-dead = No event was given up. Nothing is to be done here.
rooms-donations-events-none-of-these = There are none of these.
rooms-donations-events-came = Came
rooms-donations-events-event = Event
rooms-donations-events-object = Object
rooms-donations-events-from-list = found in Stripe’s list
rooms-donations-events-failed = { $attempts ->
    [one] failed once, last:
   *[other] failed { $attempts } times, last:
}
rooms-donations-events-applied = applied
rooms-donations-events-again = Apply again
rooms-donations-events-trouble-stripe = Stripe did not answer, or refused
rooms-donations-events-trouble-database = the database did not answer
rooms-donations-outcome-not-applied = not applied
rooms-donations-outcome-nothing-to-do = nothing to do
rooms-donations-outcome-not-ours = not ours
rooms-donations-outcome-ours-unknown-reference = ours: unknown reference
rooms-donations-outcome-ours-no-donation = ours: no donation
rooms-donations-outcome-told-before = told before
rooms-donations-outcome-open = open
rooms-donations-outcome-processing = processing
rooms-donations-outcome-failed = failed
rooms-donations-outcome-expired = expired
rooms-donations-outcome-paid = paid
rooms-donations-outcome-paid-outside-stripe = paid outside Stripe
rooms-donations-outcome-unknown-currency = unknown currency
rooms-donations-outcome-failing = failing
rooms-donations-outcome-no-money = no money
rooms-donations-outcome-monthly-gift = monthly gift
rooms-donations-outcome-gone = gone
rooms-donations-outcome-a-second-subscription = a second subscription
rooms-donations-outcome-refunded = refunded
rooms-donations-outcome-refunds = refunds
rooms-donations-outcome-refund-failed = refund failed
rooms-donations-outcome-no-money-moved = no money moved
rooms-donations-outcome-disputed = disputed
rooms-donations-outcome-dispute-over = dispute over
rooms-donations-outcome-fraud-warning = fraud warning
rooms-donations-outcome-customer-forgotten = customer forgotten

# The export.
rooms-donations-export-lead = A sheet (CSV, UTF-8) with one row for each movement of money, in the order of the ledger: so the sums of any days are those of the books, with fees and what was given back on the days on which it happened. Its words are those of the language of your rooms; amounts, times and numbers are the same in both.
rooms-donations-export-which = Which movements
rooms-donations-export-from = Money moved from
rooms-donations-export-state = State of the gift
rooms-donations-export-reason = What it is for
rooms-donations-export-reason-hint = Kept sealed beside your name and the time.
rooms-donations-export-donors = With the names and mail addresses of donors. This is recorded too; please keep the sheet as safe as this site.
rooms-donations-export-take = Take the sheet
rooms-donations-export-columns = Columns
rooms-donations-export-formula = A text that begins like a formula has an apostrophe before it, so that no spreadsheet runs it.
rooms-donations-export-problem-reason = Please write what the sheet is for. It is kept beside your name.
rooms-donations-export-problem-stale = This form was open for too long. Please send it again.
rooms-donations-export-problem-often = You took { $count } sheets within a day. Please wait until tomorrow.
rooms-donations-sheet-entry = entry
rooms-donations-sheet-entry-about = The number of the movement in the ledger. No two rows share one.
rooms-donations-sheet-moved_at = moved_at
rooms-donations-sheet-moved_at-about = When the money moved, by the clock of Seoul.
rooms-donations-sheet-kind = kind
rooms-donations-sheet-kind-about = charge, transfer, fee, refund, dispute, reversal or correction.
rooms-donations-sheet-amount = amount
rooms-donations-sheet-amount-about = In whole units of the currency, such as 25.50; negative where money left.
rooms-donations-sheet-currency = currency
rooms-donations-sheet-currency-about = USD, EUR, KRW or JPY. Sums of different currencies are never added.
rooms-donations-sheet-source = source
rooms-donations-sheet-source-about = Who says so: stripe, bank, offline or staff.
rooms-donations-sheet-source_id = source_id
rooms-donations-sheet-source_id-about = The source’s own name for it, such as pi_… at Stripe.
rooms-donations-sheet-donation = donation
rooms-donations-sheet-donation-about = Our number of the gift. Several movements may belong to one gift.
rooms-donations-sheet-asked_at = asked_at
rooms-donations-sheet-asked_at-about = When the donor sent the form, or the turn of a monthly gift came.
rooms-donations-sheet-state = state
rooms-donations-sheet-state-about = How the gift stands now.
rooms-donations-sheet-method = method
rooms-donations-sheet-method-about = By which way it came.
rooms-donations-sheet-monthly_gift = monthly_gift
rooms-donations-sheet-monthly_gift-about = Our number of the monthly gift of which it is a turn.
rooms-donations-sheet-purpose = purpose
rooms-donations-sheet-purpose-about = The purpose that the donor chose.
rooms-donations-sheet-receipt = receipt
rooms-donations-sheet-receipt-about = The serial number of the receipt, at the movement that it is for.
rooms-donations-sheet-anonymous = anonymous
rooms-donations-sheet-anonymous-about = yes if the donor’s name must not be told to others.
rooms-donations-sheet-donor_name = donor_name
rooms-donations-sheet-donor_name-about = The donor’s name.
rooms-donations-sheet-donor_mail = donor_mail
rooms-donations-sheet-donor_mail-about = The donor’s mail address.
rooms-donations-sheet-yes = yes
rooms-donations-kind-charge = charge
rooms-donations-kind-transfer = transfer
rooms-donations-kind-fee = fee
rooms-donations-kind-refund = refund
rooms-donations-kind-dispute = dispute
rooms-donations-kind-reversal = reversal
rooms-donations-kind-correction = correction
rooms-donations-source-stripe = stripe
rooms-donations-source-bank = bank
rooms-donations-source-offline = offline
rooms-donations-source-staff = staff

rooms-donations-privacy-title = Copy and erasure
rooms-donations-privacy-text = { $count ->
    [one] One gift was left with this mail address.
   *[other] { $count } gifts were left with this mail address.
}
rooms-donations-privacy-none = This gift has no mail address any more, so nothing is found by it.
rooms-donations-privacy-copy-title = A copy for the donor
rooms-donations-privacy-copy-text = A file with everything that we hold about the donor, for the donor alone. That you made it is on record.
rooms-donations-privacy-copy = Make the copy
rooms-donations-privacy-erase-title = Erase the donor
rooms-donations-privacy-erase-text = Messages and names in dedications go at once, and everything of gifts that were never paid. Name and address of a gift in the books stay for ten years after its year, as tax law asks, and go by themselves then. This cannot be undone.
rooms-donations-privacy-sure = The donor asked for it, and I made sure that it is them.
rooms-donations-privacy-problem-sure = Please tick the box if the donor asked for it.
rooms-donations-privacy-erase = Erase
rooms-donations-privacy-erased = { $count ->
    [0] Messages and dedications were erased.
    [one] Nothing personal is left of one gift.
   *[other] Nothing personal is left of { $count } gifts.
}
rooms-donations-privacy-booked = Gifts in the books keep name and address, the last until { $until }.
rooms-donations-privacy-running = { $count ->
    [one] Nothing was erased: one gift still runs or is being paid. Please have the monthly gift stopped first.
   *[other] Nothing was erased: { $count } gifts still run or are being paid. Please have the monthly gift stopped first.
}
