//! What came of looking at an object of Stripe, as it is kept beside the event that told of it. Staff read these words.

use crate::words::words;

words! {
    pub enum Outcome {
        /// The event is of another account or mode, or names no object.
        NotApplied = "not applied",
        /// Events of this kind mean nothing to us.
        NothingToDo = "nothing to do",
        /// It belongs to another system that uses the same account at Stripe.
        Foreign = "not ours",
        /// It names a donation that this database does not hold.
        UnknownReference = "ours: unknown reference",
        /// The monthly gift is ours, and its first donation is gone.
        NoDonation = "ours: no donation",
        /// A later look at the same object was applied before.
        Overtaken = "told before",
        /// The checkout can still be paid.
        Open = "open",
        Processing = "processing",
        Failed = "failed",
        Expired = "expired",
        Paid = "paid",
        /// An invoice was marked as paid by money that did not come through Stripe.
        PaidElsewhere = "paid outside Stripe",
        /// It was paid in a currency that we do not know, so it is not booked.
        UnknownCurrency = "unknown currency",
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
