# Giving by bank transfer: the form, the page of one transfer, and the mail with the account.

transfer-title = Give by bank transfer
transfer-description = Give by transfer from your own bank, without a card. You get our account and a code that tells us the gift is yours.
transfer-lead = No card, no payment company in between: you transfer from your own bank, and a code tells us that the gift is yours.
transfer-step-code = Say below how much you want to give. You get a code of eight characters and our account.
transfer-step-bank = Transfer the sum from your bank and put the code where you can write a message.
transfer-step-thanks = When it arrives, we record it. If you leave an e-mail address, we write to you then.
transfer-fees-note = Your bank may ask for a fee, above all for a transfer from abroad. Ask it before you send a small sum.
transfer-none = We cannot show an account for bank transfers at the moment. Please write to us, and we will tell you where your gift can go.

transfer-amount-hint = Such as 25 or 25.50.
transfer-mail-note = For an e-mail with the account and your code, for the receipt when the gift arrives, and for the link by which you manage your giving, if you ask for it. For nothing else. Read by the staff who look after donations, kept as long as tax law requires; erased after 60 days if nothing arrives.
transfer-quiet-summary = Stay anonymous
transfer-submit = Get the code for my transfer
transfer-after-submit = This is no payment and no promise that binds you. If nothing arrives within 60 days, we erase your name and address.
transfer-card-link = Give by card instead
transfer-help = Questions about a transfer:

transfer-problem-amount-missing = Please type the amount that you want to transfer.
transfer-problem-currency = Please choose the currency of the amount.
transfer-problem-too-small = Please give { $least } or more, because bank fees would use up a smaller gift.
transfer-notice-mail = Please look at your e-mail address once more, because a mistyped one gets no e-mail. Answer here or leave it as it is, then send the form again.
transfer-notice-no-account = We have just taken down the account for bank transfers, so there is no code now. What you typed is still here. Please write to { $mail }, and we will tell you where your gift can go.

promise-title = Your bank transfer
promise-waiting = Nothing has arrived for this code yet. A transfer takes a day or two, from abroad up to a week.
promise-part = { $received } of { $amount } have arrived. Thank you! If you send the rest, please use the same code.
promise-arrived = Your gift of { $amount } has arrived.
promise-given-back = This gift arrived and was given back, all or in part.
promise-expired = Nothing arrived for this code within 60 days, so we erased who had asked for it. You can still use it: what arrives with this code is recorded as a gift.
promise-code = Code
promise-code-note = Write the code where your bank lets you add a message or a sender’s name. It is all that we need to find your gift. Keep this page or print it: whoever has its address sees the sum and nothing about you.
promise-copy = Copy the code
promise-amount = Amount
promise-account = Account
promise-next-title = What happens next
promise-next-bank = You transfer the sum from your bank and add the code.
promise-next-book = Our staff compare the account’s statement with the codes, usually within a few working days, and record your gift.
promise-next-page = This page then says that it has arrived. If you left an e-mail address, your receipt goes there.

mail-transfer-subject = The details of your transfer
mail-transfer-body =
    Thank you for wanting to give { $amount } by bank transfer. Please write this code on it:

    { $code }

    Our account:

    { $account }

    How the transfer stands, at any time: { $address }

    If nothing arrives within 60 days, we erase this address from our records. If you did not ask for this e-mail, you need not do anything.

    Questions: { $mail }

    { $organisation }
