# The donation form and the page after the checkout.

currency-usd = US dollars
currency-eur = euros
currency-krw = South Korean won
currency-jpy = Japanese yen

donate-title = Donate
donate-description = Give once or every month and pay by card on Stripe’s page. Every gift gets a receipt, and you can stop a monthly gift at any time.
donate-lead = Your gift lets us go on making human rights abuses in North Korea known and helping refugees. You choose how much and how often, and you see the sum once more before you pay.

donate-amount-legend = How much?
donate-own-name = Another amount
donate-own-choice = I type the amount myself
donate-own-amount = Amount
donate-own-hint = Such as 25 or 25.50, if none of the amounts above is the right one.
donate-own-currency = Currency of this amount

donate-you-legend = May we know who you are?
donate-name = Name
donate-name-note = It stands on your receipt. Read by the staff who look after donations. Kept as long as tax law requires. Without a name your gift counts just the same.
donate-mail = E-mail address

donate-card-sentence = You type your card data on the page of Stripe, our payment processor, and never here.
donate-submit = Continue to payment
donate-after-submit = The next page belongs to Stripe and shows the amount again. Nothing is charged until you confirm it there.
donate-help = Questions, or another way to give:
thanks-help = Questions:

donate-problem-mail = This does not look like an e-mail address. Please check it, or leave the field empty.
donate-problem-amount-missing = Please choose one of the amounts, or type your own.
donate-problem-currency = Please choose one of the amounts, or type your own and choose its currency.
donate-problem-too-small = Please give { $least } or more, because card fees would use up a smaller gift.
donate-problem-below-minimum = The payment page does not take so small an amount. Please choose a larger one; nothing was charged.
donate-problem-too-large = The form takes gifts up to { $most }. For a larger one please write to { $mail }, so that we can arrange it with you.
donate-problem-not-a-number = We could not read this amount. Please type it in digits, such as 25 or 25.50.
donate-problem-not-positive = Please type an amount greater than zero.
donate-problem-too-precise = This has more decimals than its currency. Please type, for example, 25 or 25.50 in dollars and euros, and whole numbers in won and yen.

donate-notice-stripe-away = The payment page cannot be reached at the moment. Nothing was charged. What you chose is still here: please try again in a few minutes.
donate-notice-stale = This form had been open for a long time, so we renewed it. Nothing was charged. Please check what you chose and send it again.
donate-notice-database-away = We cannot take gifts at this moment, because our records cannot be reached. Nothing was charged. What you chose is still here: please try again in a few minutes, or write to { $mail }.

thanks-paid-title = Thank you
thanks-paid-amount = Your gift of { $amount } has arrived.
thanks-confirming-title = We are confirming your payment
thanks-confirming-text = There is nothing left for you to do, so please do not pay again.
thanks-confirming-soon = This page looks again by itself in a few seconds.
thanks-confirming-late = It takes longer than usual. You can close this page: if you left an e-mail address, we write to it as soon as the gift is confirmed.
thanks-processing-title = Your gift is on its way
thanks-processing-text = Your bank is still working on the payment, which can take some days. There is nothing left for you to do, so please do not pay again. If you left an e-mail address, we write to it when the gift arrives.
thanks-open-title = Your payment is still open
thanks-open-text = You left the payment page before the end, and nothing was charged. You can go on where you stopped, or leave it at that.
thanks-open-resume = Go on to the payment page
thanks-not-paid-title = The payment did not go through
thanks-not-paid-text = Nothing was charged. You can try again, with another card if you like.
thanks-try-again = Back to the donation form
thanks-unknown-title = Thank you for your visit
thanks-unknown-text = From this address alone we cannot tell how a payment ended. If you have just paid and left an e-mail address, our e-mail will tell you. If you are unsure, please write to us before you pay again.
