# What leaves the site: mails, and the words on Stripe's page. Subjects name nothing that others should not see.

checkout-product = Donation to { $organisation }

mail-thanks-subject = Thank you
mail-thanks-text = Thank you for your gift of { $amount }. It has arrived, and it helps us to go on with our work.
mail-thanks-facts =
    Receipt number: { $serial }
    Amount: { $amount }
    Date: { $day }
    { $purpose }How often: { $rhythm ->
        [monthly] every month
       *[once] once
    }
mail-thanks-purpose = Purpose: { $purpose }
mail-thanks-rhythm = { $rhythm ->
    [monthly]
        Your gift comes every month until you stop it. To stop it, to pause it or to change the amount or the card, open this page:
        { $gift }
        Anyone who has this address can open it for two months. The e-mail of next month brings a new one.
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

mail-link-subject = The link that you asked for
mail-link-body =
    Somebody, probably you, asked for a link to manage giving with this e-mail address. Here it is:
    { $link }

    It works once, for 60 minutes.

    If you did not ask for it, you need not do anything: nothing was changed, and nobody else has the link.

    { $organisation }
    { $mail }

mail-notice-subject = About your gift
mail-stopped-body =
    Your monthly gift of { $amount } has ended on { $day }. Nothing more will be charged.

    Thank you for all that you gave. Your gifts and receipts stay here for you:
    { $manage }

    If you did not want it to end, you can begin again at any time:
    { $donate }

    { $organisation }
mail-changed-body =
    { $kind ->
        [ends] Your monthly gift of { $amount } has been stopped. { $course }
        [rests] Your monthly gift of { $amount } has been paused. { $course }
       *[goes] Your monthly gift has been changed. It is { $amount } every month now. { $course }
    }

    If this is not what you wanted, you can change it here, for two months:
    { $gift }

    If it was not you, simply reply to this e-mail.

    { $organisation }
mail-failed-body =
    The payment of { $amount } for your monthly gift did not go through. { $again ->
        [yes] It will be tried again on { $day }; if the card is in order by then, you need not do anything.
       *[no] It will not be tried again by itself.
    }

    If the card has expired or was replaced, you can change it here. You can also change the amount, pause or stop:
    { $gift }

    Thank you for standing by us. If anything is unclear, simply reply to this e-mail.

    { $organisation }
mail-payment-failed-body =
    You wanted to give { $amount }. Your bank has now told us that the payment did not go through. Nothing was charged.

    If you would like to try again:
    { $donate }

    Thank you for wanting to help. If anything is unclear, simply reply to this e-mail.

    { $organisation }
mail-refunded-body =
    We have given { $amount } of your gift back to you. It goes back the way it came; your bank may take five to ten working days to show it.

    Your receipt shows it, too. You find it here:
    { $manage }

    If you did not expect this, simply reply to this e-mail.

    { $organisation }

mail-volunteer-subject-open = Please confirm your address
mail-volunteer-subject-discreet = Please confirm your address
mail-volunteer-body-open =
    Somebody, probably you, offered us help and gave this e-mail address. If it was you, please open this page and press the button there:
    { $link }

    Until then nobody reads what you sent; after seven days it is erased.

    Your code is { $code }. With it you can see how your application stands, replace it, or take it back:
    { $mine }

    If it was not you, you need not do anything. On the first of the two pages you can also have everything erased at once.

    { $organisation }
mail-volunteer-body-discreet =
    Somebody, probably you, filled in a form and gave this e-mail address. If it was you, please open this page and press the button there:
    { $link }

    Until then nobody reads it; after seven days it is erased.

    Your code is { $code }.

    If it was not you, you need not do anything. On that page you can also have everything erased at once.
