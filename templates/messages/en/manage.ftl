# Manage my giving: the way in, what was given, a monthly gift, a year's statement.

manage-title = Manage your giving
manage-lead = See your gifts and receipts, change or stop a monthly gift. No account, no password: we send a link to the e-mail address that you left with your gift.
manage-mail = Your e-mail address
manage-mail-note = Used to send you this one link, if gifts were given with the address. It is forgotten as soon as the e-mail has left.
manage-ask = Send me the link
manage-after-ask = The link works once, for 60 minutes.
manage-help = Something does not work, or you no longer have that address:
manage-problem-mail = This does not look like an e-mail address. Please check it.
manage-notice-stale = This form had been open for a long time, so we renewed it. Please send it again.
manage-notice-away = We cannot take your request at this moment. What you typed is still here: please try again in a few minutes, or write to { $mail }.

manage-asked-title = Please check your e-mail
manage-asked-text = If gifts were given with this address, a link is on its way to it.
manage-asked-then = Open it on this device or on another one. It works once, for 60 minutes.
manage-asked-nothing = Nothing there after a few minutes?
manage-asked-spam = Please look in your spam folder.
manage-asked-address = Perhaps you gave with another address.
manage-ask-again = Try another address
manage-asked-help = Otherwise please write to us:

manage-link-title = Open your giving
manage-link-text = One more press, and you see your gifts and receipts and can change a monthly gift.
manage-link-button = Show my gifts
manage-link-note = The button uses the link up. It is there because some mail programs open links by themselves.
manage-link-over-title = This link does not work any more
manage-link-over-text = A link works once, for 60 minutes, and only if it was copied completely. You can have a fresh one sent at any time.
manage-gift-link-over-text = A link in an e-mail about a monthly gift works for two months. You can have a fresh one sent at any time.
manage-over-title = This visit is over
manage-over-text = For your safety it ends 30 minutes after the last thing that you did. What you changed is kept.
manage-fresh = Get a fresh link

manage-overview-title = Your giving
manage-overview-lead = All gifts that were given with your e-mail address. Thank you for every one of them.
manage-monthly = Monthly gifts
manage-monthly-open = See it or change it
manage-monthly-look = See it
manage-gifts = Gifts and receipts
manage-no-gifts = There are no gifts with this address.
manage-statements = A year on one page
manage-statement = Statement of { $year }
manage-end-title = When you are done
manage-end-text = Whoever uses this browser can open this page until the visit is over. It ends by itself 30 minutes after the last thing that you did. On a device that is not yours, please close the window as well.
manage-end-button = End this visit now
manage-back = Back to all gifts
manage-whole = See all your gifts and receipts
manage-notice-sent = The receipt is on its way to your mailbox.
manage-notice-often = This receipt was already sent five times within a day. You can read and print it here.
manage-notice-no-address = There is no e-mail address with this gift. You can read and print the receipt here.

gift-once = once
gift-monthly = monthly
gift-receipt = Receipt { $serial }
gift-send-receipt = Send by e-mail
gift-state-pending = not completed, nothing was charged
gift-state-announced = transfer not arrived yet
gift-state-processing = the bank is working on it
gift-state-failed = payment failed, nothing was charged
gift-state-expired = not completed, nothing was charged
gift-state-partly-paid = arrived in part
gift-state-paid = arrived
gift-state-partly-refunded = arrived, given back in part
gift-state-refunded = given back
gift-state-disputed = taken back by your bank

monthly-title = Your monthly gift
monthly-sum = { $amount } every month
monthly-begins-some-day = The first payment has not arrived yet.
monthly-goes = It comes again on { $day }.
monthly-goes-some-day = It comes again every month.
monthly-rests = It rests. The next payment is on { $day }; nothing is charged before.
monthly-rests-some-day = It rests. Nothing is charged.
monthly-fails = The last payment did not go through. It is tried again on { $day }. Please change the card if it has expired or was replaced.
monthly-fails-some-day = The last payment did not go through. Please change the card if it has expired or was replaced.
monthly-ends = It ends on { $day } and is paid until then. Nothing more will be charged.
monthly-ended = It ended on { $day }. Nothing more will be charged.
monthly-ended-some-day = It has ended. Nothing more will be charged.
monthly-again = Give again

monthly-go-on-text = Did you change your mind? Until it ends, it can simply go on.
monthly-go-on = Let it go on
monthly-resume-text = It can go on before that day if you like.
monthly-resume = Let it go on now

monthly-card-title = Card and payments
monthly-card-text = You change the card on the page of Stripe, our payment processor. From there you come back here.
monthly-card = Change the card
monthly-bills = See the payments
monthly-card-note = Your card data never reaches this site.

monthly-amount-title = Another amount
monthly-amount-label = From the next time on, in { $currency }
monthly-amount-hint = For example { $example }. Nothing is charged for the present month.
monthly-amount-cover = Of the present amount, { $cover } is meant for the card fees. With a new amount that part ends: all that you type is your gift.
monthly-amount = Change the amount

monthly-pause-title = A pause
monthly-pause-label = How long it rests
monthly-pause-text = The next payments are left out. Then it goes on by itself.
monthly-pause-one = One month: the next payment is on { $day }
monthly-pause-more = { $months } months: the next payment is on { $day }
monthly-pause = Pause this gift

monthly-stop-title = Stop
monthly-stop-text = You can stop at any time. No reason is asked for.
monthly-stop-now-text = It ends by itself. You can also end it today.
monthly-stop = Stop this gift

monthly-notice-done = Done. This is how your gift stands now.
monthly-notice-behind = Stripe has taken your change. This page shows it as soon as Stripe confirms it; please load it again in a minute.
monthly-notice-stale = This page had been open for a long time, so we renewed it. Nothing was changed. Please try once more.
monthly-notice-refused = Stripe, our payment processor, did not make this change, so your gift stands as this page shows it. Please try it once more, or write to { $mail }, and we do it for you.
monthly-notice-stripe-away = Stripe, our payment processor, does not answer at the moment, so we cannot say that anything was changed. Please try again in a few minutes; doing it twice does no harm. Or write to { $mail }, and we do it for you.
monthly-problem-no-amount = Please type the new amount, for example { $bound }.
monthly-problem-too-small = Please choose { $bound } or more.
monthly-problem-too-large = Up to { $bound } can be chosen here. For more please write to { $mail }.
monthly-problem-too-precise = This has more decimals than the currency. Please type, for example, { $bound }.
monthly-problem-below-minimum = Stripe does not take so small an amount. Please choose a larger one; nothing was changed.

stop-title = Stop your monthly gift
stop-lead = It is about { $amount } every month. Thank you for all that you gave.
stop-text = It is paid until { $day }. If you stop, it ends on that day and nothing more is charged. Until then you can change your mind.
stop-text-some-day = If you stop, it ends with the month that is paid, and nothing more is charged. Until then you can change your mind.
stop-button = Stop at the end of the paid month
stop-now-text = Or end it today. What was given stays given; to go on later, you would begin a new gift.
stop-now-button = End it today
stop-back = Keep it as it is

statement-title = Statement of gifts { $year }
statement-says = What we received from you in this year, and what was given back.
statement-print-how = Print this page with your browser, or save it as a PDF in the same window. Only the statement itself is printed.
statement-made = Made on
statement-sum = In { $currency }
statement-sum-given = Given: { $amount }.
statement-sum-back = Given back: { $amount }.
statement-caption = By the day on which the money moved, in Seoul time
statement-what = What
statement-charge = gift
statement-transfer = gift by transfer
statement-refund = given back
statement-dispute = taken back by the bank
statement-reversal = came in again
statement-correction = put right
statement-empty = Nothing was given with your address in this year.
