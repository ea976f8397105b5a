//! Objects of Stripe as they come back, each read with only the fields that we need. Sums are in minor units, times in
//! Unix seconds, currencies in small letters.

use std::collections::HashMap;

use miniserde::Deserialize;

use super::words::{DisputeStatus, PaymentStatus, RefundReason, RefundStatus};
pub(crate) use super::{
    recurring::{Invoice, InvoicePayment, Subscription, SubscriptionDetails},
    values::{Page, amount, donation_id, moment},
};
use crate::{money::Amount, words::Open};

/// A payment, with its last charge and what that brought to the balance.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Payment {
    /// `pi_…`
    pub(crate) id: String,
    pub(crate) status: Open<PaymentStatus>,
    /// What was captured of it, in minor units.
    pub(crate) amount_received: Option<i64>,
    pub(crate) currency: String,
    /// The charge by which it was paid, or was tried to be.
    pub(crate) latest_charge: Option<Charge>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Charge {
    pub(crate) created: i64,
    /// What it brought; Stripe may say so a little later than the charge.
    pub(crate) balance_transaction: Option<BalanceTransaction>,
}

/// A movement of the balance at Stripe.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct BalanceTransaction {
    /// `txn_…`
    pub(crate) id: String,
    /// How much, negative where money left. In the currency of the balance, not of the donor.
    pub(crate) amount: i64,
    /// What Stripe kept, positive.
    pub(crate) fee: i64,
    /// The currency of the balance.
    pub(crate) currency: String,
    pub(crate) created: i64,
}

/// Money on its way back to a donor.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Refund {
    /// `re_…`
    pub(crate) id: String,
    pub(crate) amount: i64,
    pub(crate) currency: String,
    /// When it was asked for.
    pub(crate) created: i64,
    pub(crate) status: Option<Open<RefundStatus>>,
    pub(crate) reason: Option<Open<RefundReason>>,
    /// The payment that is given back.
    pub(crate) payment_intent: Option<String>,
    /// By which the money left the balance; none while it did not.
    pub(crate) balance_transaction: Option<String>,
    /// By which it came back because the donor's bank did not take it.
    pub(crate) failure_balance_transaction: Option<BalanceTransaction>,
    /// The id of our own row under `refund_id`, if the refund was asked for here.
    pub(crate) metadata: Option<HashMap<String, String>>,
}

/// A payment that the donor's bank wants back.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Dispute {
    /// `dp_…` or `du_…`
    pub(crate) id: String,
    pub(crate) amount: i64,
    pub(crate) currency: String,
    pub(crate) created: i64,
    pub(crate) status: Open<DisputeStatus>,
    /// What the donor's bank says, in a word of Stripe's that is only shown to staff.
    pub(crate) reason: String,
    pub(crate) payment_intent: Option<String>,
    /// Until when we can answer.
    pub(crate) evidence_details: EvidenceDetails,
    /// Money that left the balance, and that came back.
    pub(crate) balance_transactions: Vec<BalanceTransaction>,
}

/// Until when a dispute can be answered.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct EvidenceDetails {
    pub(crate) due_by: Option<i64>,
}

impl Payment {
    /// What came, if it is known and of a currency that we know. That can be less than what the donor agreed to.
    pub(crate) fn received(&self) -> Option<Amount> {
        amount(self.amount_received.filter(|minor| *minor > 0)?, &self.currency)
    }

    /// Whether the donor's bank said no: then it waits for another way to pay, which a finished checkout does not offer.
    pub(crate) fn has_failed(&self) -> bool {
        matches!(self.status.known(), Some(PaymentStatus::RequiresPaymentMethod | PaymentStatus::Canceled))
    }
}
