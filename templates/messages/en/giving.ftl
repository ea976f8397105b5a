# The parts of the donation form beyond the sum, and what is said after a gift that comes every month or without mail.

giving-frequency-legend = How often?
giving-once = Once
giving-month = Every month
giving-month-note = A monthly gift is charged on the same day of every month until you stop it. You can change, pause or stop it at any time, without giving a reason, by a link that we send to your e-mail address.
giving-month-manage = Manage your giving

giving-mail-mark = (optional; needed for a monthly gift)
giving-mail-note = For your receipt, for news of this gift, such as a payment that failed, and for the link by which you manage your giving. For nothing else. We pass it on to Stripe’s page, where you pay; if you leave it empty, the receipt goes to the address that you type there. Read by the staff who look after donations, kept as long as tax law requires.

giving-notice-mail = Please look at your e-mail address once more, because a mistyped one gets no receipt.
giving-mail-question = Did you mean { $meant }?
giving-mail-question-yes = Yes, { $meant }
giving-mail-question-no = No, { $typed } is right
giving-problem-mail-meant = This does not look like an e-mail address. Did you mean { $meant }? Please correct it.

giving-more-legend = If you like
giving-more-note = All of this may stay closed. Your gift counts just the same.
giving-purpose-summary = Choose what your gift is for
giving-purpose = Purpose
giving-purpose-any = Where it is needed most
giving-dedication-summary = Give in honour or in memory of somebody
giving-dedication = Dedication
giving-dedication-none = None
giving-dedication-honour = In honour of
giving-dedication-memory = In memory of
giving-dedicatee = Name of this person
giving-dedicatee-hint = It stands on your receipt and is read by the staff who look after donations. Do not name anybody in North Korea.
giving-message-summary = Write to us
giving-message = Message to the organisation
giving-message-hint = Up to { $longest } characters. Read by the staff who look after donations. Leave out what could endanger somebody.
giving-quiet-summary = Stay anonymous, or get no e-mail
giving-anonymous = Do not pass my name on: only the staff who account for gifts see it.
giving-no-mail = Send me no e-mail about this gift. For a gift given once we then keep no address at all; for a monthly gift we keep it only so that you can stop it.

giving-cover = Add the card fees, so that the whole gift arrives
giving-cover-hint = You see the exact sum before you go on to payment.
giving-cover-offer = This would add { $cover }. Your gift would be { $total }.
giving-cover-total = Your gift is { $total }, of which { $cover } covers the fees.
giving-cover-total-monthly = Your gift is { $total } a month, of which { $cover } covers the fees.
giving-submit-once = Give { $amount }
giving-submit-month = Give { $amount } a month
giving-transfer-link = Give by bank transfer instead

giving-problem-two-sums = This form names more than one sum: { $sums }. Please choose here the one that you mean.
giving-problem-unclear = “{ $typed }” can be read in more than one way: { $sums }. Please choose here the sum that you mean, or type it in another way.
giving-problem-perhaps = We are not sure how to read “{ $typed }”. If you mean { $sums }, please choose it here; if not, please type the amount in another way.
giving-problem-which-currency = You typed { $named }, and { $chosen } are chosen. Which is right? If you mean { $sums }, please choose it here; if not, please correct the amount.
giving-problem-other-currency = This names a currency in which we cannot take gifts. Please choose one of the currencies below, and type the amount in it.
giving-problem-frequency = Please choose whether you give once or every month.
giving-problem-mail-missing = Please leave an e-mail address for a monthly gift. Without one we could not send you the link to change or stop it.
giving-problem-mail-monthly = This does not look like an e-mail address. Please check it: a monthly gift needs one, so that you can stop it at any time.
giving-problem-purpose = This purpose is not on offer any more. Please choose another one, or none: then your gift goes where it is needed most.
giving-problem-dedication = Please choose whether this is in honour or in memory of the person, or take out the name.
giving-problem-dedicatee = Please write the person’s name, or choose no dedication.

giving-notice-read = Your gift will be { $total }. Press again to go on.
giving-notice-read-monthly = Your gift will be { $total } every month. Press again to go on.
giving-notice-total = Your gift will be { $total }, of which { $cover } covers the fees. Press again to go on.
giving-notice-total-monthly = Your gift will be { $total } every month, of which { $cover } covers the fees. Press again to go on.
giving-notice-too-often = This form was sent many times with different contents, so we renewed it. Nothing was charged. Please check what you chose and send it once more, or write to { $mail }.

checkout-product-monthly = Monthly donation to { $organisation }

thanks-monthly = From now on this gift comes every month, until you stop it. You can change, pause or stop it at any time:
thanks-paid-first = The first payment of { $amount } has arrived.
thanks-paid-quiet = It was charged once.
thanks-receipt-mail = Your receipt is on its way to { $mail }.
thanks-receipt-not-yours = Not yours? Write to us
thanks-receipt-there = If you left an e-mail address, your receipt is on its way there.
thanks-receipt-number = The number of your receipt:
thanks-receipt = Please note it down: no e-mail goes out, and by this number our staff find your gift and can send you a copy of the receipt.
