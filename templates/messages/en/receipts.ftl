# A receipt to read and to print.

receipt-title = Receipt for a gift
receipt-original = Original
receipt-copy = Copy
receipt-says = We have received this gift and thank you for it.
receipt-serial = Receipt number
receipt-day = Date
receipt-amount = Amount
receipt-way = Way of giving
receipt-way-card = by card, on Stripe’s page
receipt-way-transfer = by bank transfer
receipt-way-offline = directly to the organisation
receipt-rhythm-monthly = part of a monthly gift
receipt-from = From
receipt-purpose = Purpose
receipt-dedicated = Dedicated
receipt-dedication = { $kind ->
    [memory] in memory of { $name }
   *[honour] in honour of { $name }
    }
receipt-since = Since then
receipt-given-back-whole = The whole gift was given back.
receipt-given-back-part = { $amount } of the gift was given back.

receipt-print-title = Printing
receipt-print-how = Print this page with your browser, or save it as a PDF in the same window. Only the receipt itself is printed.
receipt-original-hint = What you see is marked as a copy. There is one original: once you ask for it, it is shown for ten minutes, and everything after that is a copy.
receipt-original-button = Show the original for printing
receipt-original-now = This is the original. Please print it within ten minutes; after that the page shows a copy.
receipt-copy-hint = The original was shown before, so this is a copy. It says the same.
receipt-other = All your gifts and receipts

no-receipt-title = This address opens no receipt
no-receipt-text = The address of a receipt works for 90 days, and only if it was copied completely. You can get a fresh one at any time: we send it to the e-mail address that you left with your gift.
no-receipt-button = Get a fresh address
