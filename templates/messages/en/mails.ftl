# What leaves the site: mails, and the words on Stripe's page. Subjects name nothing that others should not see.

checkout-product = Donation to { $organisation }

mail-thanks-subject = Thank you
mail-thanks-body =
    Thank you for your gift of { $amount }. It has arrived and was counted once. Your receipt has the number { $serial }.

    With it you help to make human rights abuses in North Korea known and to support refugees.

    If anything about this payment surprises you, simply reply to this e-mail.

    { $organisation }
