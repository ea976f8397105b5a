# While somebody tries out stolen cards: the form that guards itself, the way by mail, the form that is closed.

guard-why = At the moment somebody is trying out stolen cards on forms like this one.
guard-task = So your browser solves a small task before the payment page opens. It takes a few seconds and tells us nothing about you.
guard-no-scripts = Your browser runs no scripts, and that is fine. Please leave your e-mail address above: we send it a link that leads on to the payment page.
guard-working = Your browser is solving the task. You can go on filling in the form.
guard-waiting = One moment more: the payment page opens by itself as soon as the task is solved.
guard-ready = The task is solved. You can continue to payment.
guard-step = Done: %1 of %2.
guard-problem-mail = At the moment we need your e-mail address, because your browser runs no scripts. We send it one link, which leads on to the payment page.
guard-notice-again = At the moment somebody is trying out stolen cards here, so your browser has to solve a small task first. Nothing was charged. What you chose is still here and goes on by itself; if it does not, please send the form once more.
guard-notice-worn-out = This form was sent very often, so we renewed it. Nothing was charged. What you chose is still here: please wait a few minutes and send it again.

mail-sent-title = Please check your e-mail
mail-sent-text = We have sent a link to the e-mail address in the form. It leads to the payment page and is good for 30 minutes. Nothing was charged, and what you chose is kept until then.
mail-sent-nothing = Nothing there after a few minutes? Please look in your spam folder, or go back to the form and check the address. We send at most three such e-mails a day to one address.
mail-sent-back = Back to the donation form

confirm-title = Go on to the payment page
confirm-once = You are about to give { $amount }, once.
confirm-monthly = You are about to give { $amount } every month.
confirm-text = The next page belongs to Stripe, our payment processor, and shows the amount again. Nothing is charged until you confirm it there.
confirm-submit = Continue to payment
confirm-other = If you did not ask for this, simply close the page: nothing happens.

link-ended-title = This link no longer works
link-ended-text = Such a link works for 30 minutes. Nothing was charged. Please fill in the form once more; it takes a minute.

closed-title = The donation form is closed for now
closed-transfer = You can still give by bank transfer.
closed-transfer-link = Give by bank transfer
closed-mail = Write to us, and we will gladly tell you when the form is open again:

mail-confirm-subject = The link that you asked for
mail-confirm-body =
    Somebody, probably you, asked our site for this link. It leads to one page with one button and is good for 30 minutes:

    { $link }

    If it was not you, there is nothing for you to do. The link ends by itself, and nothing was charged.

    { $organisation }

# While many forms come at once, by whatever way
toll-why = Many forms are arriving at the moment.
toll-task = So your browser solves a small task before this form is sent. It takes a few seconds and tells us nothing about you.
toll-no-scripts = Your browser runs no scripts, and that is fine. When this page has been open for { $wait }, the form is taken as it is.
toll-waiting = One moment more: the form is sent by itself as soon as the task is solved.
toll-ready = The task is solved. You can send the form.
toll-notice = Many forms are arriving at the moment. What you wrote is still here. If it is not sent by itself, please wait { $wait } and press the button again.
toll-notice-wait = Many forms are arriving at the moment. What you wrote is still here. Please wait { $wait } and press the button again.
toll-notice-checkout = Many forms are arriving at the moment, so your browser solves a small task first. Nothing was charged. What you chose is still here, and goes on by itself.
toll-seconds = { $count } seconds
toll-minutes = { $count } minutes
toll-hours = { $count } hours
