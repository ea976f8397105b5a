//! What came of looking at an object of Stripe, as it is kept beside the event that told of it. Staff read these words.

use crate::words::words;

words! {
    pub enum Outcome {
        /// The event is of another account or mode, or names no object.
        NotApplied = "not applied",
        /// Events of this kind mean nothing to us.
        NothingToDo = "nothing to do",
        NoReference = "not ours: no reference",
        UnknownReference = "not ours: unknown reference",
        UnknownPayment = "not ours: unknown payment",
        /// The monthly gift is ours, and its first donation is gone.
        NoDonation = "not ours: no donation",
        /// The checkout can still be paid.
        Open = "open",
        Processing = "processing",
        Failed = "failed",
        Expired = "expired",
        Paid = "paid",
        /// It was paid in a currency that we do not know, so it is not booked.
        UnknownCurrency = "unknown currency",
        /// The invoice is for something else than a monthly gift.
        NoMonthlyGift = "no monthly gift",
        /// A turn could not be paid so far.
        Failing = "failing",
        NoMoney = "no money",
        MonthlyGift = "monthly gift",
        /// The subscription does not exist any more.
        Gone = "gone",
        /// The monthly gift has another subscription already.
        SecondSubscription = "a second subscription",
        Refunded = "refunded",
        /// All refunds of a charge were looked at.
        Refunds = "refunds",
        RefundFailed = "refund failed",
        NoMoneyMoved = "no money moved",
        Disputed = "disputed",
        DisputeOver = "dispute over",
        FraudWarning = "fraud warning",
        CustomerForgotten = "customer forgotten",
    }
}
