//! Stripe's words for how its objects stand. Stripe may add words within one version of its API, so they are read as
//! [`Open`] words: one that is not listed here is kept as it is and means nothing to us.

use miniserde::{Deserialize, de::Visitor, make_place};

use super::error::StripeError;
use crate::words::{Open, Word, words};

words! {
    /// How a checkout session stands.
    pub(crate) enum SessionStatus { Open = "open", Complete = "complete", Expired = "expired" }
}

words! {
    /// Whether the money of a checkout session is there.
    pub(crate) enum SessionPayment { Paid = "paid", Unpaid = "unpaid", NotRequired = "no_payment_required" }
}

words! {
    pub(crate) enum PaymentStatus {
        Canceled = "canceled",
        Processing = "processing",
        RequiresAction = "requires_action",
        RequiresCapture = "requires_capture",
        RequiresConfirmation = "requires_confirmation",
        /// The last way to pay was refused, or none was chosen yet.
        RequiresPaymentMethod = "requires_payment_method",
        Succeeded = "succeeded",
    }
}

words! {
    pub(crate) enum InvoiceStatus {
        Draft = "draft",
        Open = "open",
        Paid = "paid",
        Uncollectible = "uncollectible",
        Void = "void",
    }
}

words! {
    /// Why an invoice was made, as far as it matters here.
    pub(crate) enum BillingReason {
        /// For the first turn of a subscription.
        SubscriptionCreate = "subscription_create",
        SubscriptionCycle = "subscription_cycle",
        SubscriptionUpdate = "subscription_update",
        Manual = "manual",
    }
}

words! {
    /// How a payment stands to the invoice that it pays.
    pub(crate) enum InvoicePaymentStatus { Canceled = "canceled", Open = "open", Paid = "paid" }
}

words! {
    pub(crate) enum SubscriptionStatus {
        /// The first invoice is not paid yet.
        Incomplete = "incomplete",
        /// The first invoice was not paid in time.
        IncompleteExpired = "incomplete_expired",
        Trialing = "trialing",
        Active = "active",
        /// The last invoice could not be paid so far.
        PastDue = "past_due",
        /// The last invoice was given up; new ones are made and not paid.
        Unpaid = "unpaid",
        /// A trial ended without a way to pay.
        Paused = "paused",
        Canceled = "canceled",
    }
}

words! {
    pub(crate) enum RefundStatus {
        Pending = "pending",
        /// The donor has to say where the money goes.
        RequiresAction = "requires_action",
        Succeeded = "succeeded",
        /// The donor's bank did not take it.
        Failed = "failed",
        Canceled = "canceled",
    }
}

words! {
    /// Why money is given back, as Stripe wants to know it; the likeliest first.
    pub(crate) enum RefundReason {
        /// The donor asked for it.
        RequestedByCustomer = "requested_by_customer",
        Duplicate = "duplicate",
        /// The card was not the donor's.
        Fraudulent = "fraudulent",
    }
}

words! {
    pub(crate) enum DisputeStatus {
        WarningNeedsResponse = "warning_needs_response",
        WarningUnderReview = "warning_under_review",
        WarningClosed = "warning_closed",
        NeedsResponse = "needs_response",
        UnderReview = "under_review",
        Won = "won",
        Lost = "lost",
        Prevented = "prevented",
    }
}

words! {
    /// Why a payment is disputed, as the card network says.
    pub(crate) enum DisputeReason {
        BankCannotProcess = "bank_cannot_process",
        CheckReturned = "check_returned",
        CreditNotProcessed = "credit_not_processed",
        CustomerInitiated = "customer_initiated",
        DebitNotAuthorized = "debit_not_authorized",
        Duplicate = "duplicate",
        Fraudulent = "fraudulent",
        General = "general",
        IncorrectAccountDetails = "incorrect_account_details",
        InsufficientFunds = "insufficient_funds",
        Noncompliant = "noncompliant",
        ProductNotReceived = "product_not_received",
        ProductUnacceptable = "product_unacceptable",
        SubscriptionCanceled = "subscription_canceled",
        Unrecognized = "unrecognized",
    }
}

/// The word, for a column that takes only words that we know. If Stripe added one, nothing is kept until this program
/// knows it.
pub(crate) fn known<W: Word>(said: &Open<W>) -> Result<W, StripeError> {
    said.known().ok_or_else(|| StripeError::NewWord(said.as_str().into()))
}

impl DisputeStatus {
    /// Whether such a dispute waits for nobody any more. The index `disputes_open_idx` and the query that it serves say the
    /// same in SQL.
    pub(crate) fn is_over(self) -> bool {
        matches!(self, Self::Won | Self::Lost | Self::WarningClosed | Self::Prevented)
    }
}

make_place!(Place);

impl<W: Word> Visitor for Place<Open<W>> {
    fn string(&mut self, word: &str) -> miniserde::Result<()> {
        self.out = Some(Open::new(word));
        Ok(())
    }
}

impl<W: Word> Deserialize for Open<W> {
    fn begin(out: &mut Option<Self>) -> &mut dyn Visitor {
        Place::new(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_with_a_new_word_is_still_read() {
        let read = |text: &str| miniserde::json::from_str::<Vec<Open<RefundStatus>>>(text).ok();
        let words = read(r#"["failed", "on_the_moon"]"#).expect("two words");
        assert_eq!(words, [Open::Known(RefundStatus::Failed), Open::Other("on_the_moon".into())]);
        assert_eq!(read("[7]"), None);
    }
}
