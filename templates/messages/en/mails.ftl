# What leaves the site: mails, and the words on Stripe's page. Subjects name nothing that others should not see.

checkout-product = Donation to { $organisation }

mail-thanks-subject = Thank you
mail-thanks-text = Thank you for your gift of { $amount }. It has arrived and was counted once. With it you help to make human rights abuses in North Korea known and to support refugees.
mail-thanks-facts =
    Receipt number: { $serial }
    Amount: { $amount }
    Date: { $day }
    { $purpose }Rhythm: { $rhythm ->
        [monthly] every month
       *[once] once
    }
mail-thanks-purpose = Purpose: { $purpose }
mail-thanks-rhythm = { $rhythm ->
    [monthly]
        Your gift comes every month until you stop it. To stop it, to pause it or to change the amount or the card, begin here:
        { $manage }
   *[once] This gift was given once. Nothing more will be charged.
    }
mail-thanks-receipt =
    Your receipt, to read and to print:
    { $receipt }
    This address works for 90 days. After that, or if this e-mail is lost, you get a fresh one here:
    { $manage }
mail-thanks-end =
    If anything about this payment surprises you, simply reply to this e-mail.

    { $organisation }
