//! What belongs to monthly gifts: subscriptions, and the bill of each turn.

use std::collections::HashMap;

use miniserde::Deserialize;
use time::OffsetDateTime;

use super::objects::{Page, amount, moment};
use crate::money::Amount;

/// The bill of one turn of a monthly gift.
#[derive(Clone, Debug, Deserialize)]
pub struct Invoice {
    /// `in_…`
    pub id: String,
    /// `paid`, `open`, `void` and others.
    pub status: Option<String>,
    /// `subscription_create` for the first turn.
    pub billing_reason: Option<String>,
    /// What was paid.
    pub amount_paid: i64,
    /// What is still to be paid.
    pub amount_remaining: i64,
    /// Its currency.
    pub currency: String,
    /// When it was made.
    pub created: i64,
    /// How often payment was tried.
    pub attempt_count: i64,
    /// When it is tried again.
    pub next_payment_attempt: Option<i64>,
    /// The subscription that it belongs to.
    pub parent: Option<InvoiceParent>,
    /// The payments, because we ask for them.
    pub payments: Option<Page<InvoicePayment>>,
}

/// To what an invoice belongs. Since the version of March 2025 this is the only place that names the subscription.
#[derive(Clone, Debug, Deserialize)]
pub struct InvoiceParent {
    /// The subscription.
    pub subscription_details: Option<SubscriptionDetails>,
}

/// The subscription of an invoice.
#[derive(Clone, Debug, Deserialize)]
pub struct SubscriptionDetails {
    /// `sub_…`
    pub subscription: String,
    /// The subscription's metadata as it was when the invoice was made.
    pub metadata: Option<HashMap<String, String>>,
}

/// What joins an invoice and a payment.
#[derive(Clone, Debug, Deserialize)]
pub struct InvoicePayment {
    /// `in_…`
    pub invoice: String,
    /// `paid`, `open` or `canceled`.
    pub status: String,
    /// The payment.
    pub payment: InvoicePaymentPayment,
}

/// The payment of an invoice.
#[derive(Clone, Debug, Deserialize)]
pub struct InvoicePaymentPayment {
    /// `pi_…`
    pub payment_intent: Option<String>,
}

/// A monthly gift at Stripe.
#[derive(Clone, Debug, Deserialize)]
pub struct Subscription {
    /// `sub_…`
    pub id: String,
    /// `active`, `past_due`, `canceled` and others.
    pub status: String,
    /// `cus_…`
    pub customer: String,
    /// Whether it ends with the present turn.
    pub cancel_at_period_end: bool,
    /// When it will end.
    pub cancel_at: Option<i64>,
    /// When its end was decided.
    pub canceled_at: Option<i64>,
    /// When it ended.
    pub ended_at: Option<i64>,
    /// Set while turns are skipped.
    pub pause_collection: Option<Pause>,
    /// What is paid every month: one item.
    pub items: Page<SubscriptionItem>,
    /// Our donation's id under `donation_id`.
    pub metadata: HashMap<String, String>,
}

/// While turns are skipped.
#[derive(Clone, Debug, Deserialize)]
pub struct Pause {
    /// When they are not skipped any more.
    pub resumes_at: Option<i64>,
}

/// What is paid every month.
#[derive(Clone, Debug, Deserialize)]
pub struct SubscriptionItem {
    /// `si_…`
    pub id: String,
    /// When the present turn ends and the next begins.
    pub current_period_end: i64,
    /// How much.
    pub price: Price,
}

/// How much is paid every month.
#[derive(Clone, Debug, Deserialize)]
pub struct Price {
    /// Its currency.
    pub currency: String,
    /// The sum.
    pub unit_amount: Option<i64>,
    /// `prod_…`, which a changed price keeps.
    pub product: String,
}

impl Invoice {
    /// The subscription that it belongs to.
    pub fn subscription(&self) -> Option<&SubscriptionDetails> {
        self.parent.as_ref()?.subscription_details.as_ref()
    }

    /// The payment by which it was paid, or is being paid.
    pub fn payment_intent(&self) -> Option<&str> {
        let payments = &self.payments.as_ref()?.data;
        let paid = payments.iter().find(|payment| payment.status == "paid").or_else(|| payments.first())?;
        paid.payment.payment_intent.as_deref()
    }

    /// Whether money came for it. Nothing else is a gift.
    pub fn is_paid(&self) -> bool {
        self.status.as_deref() == Some("paid") && self.amount_paid > 0
    }

    /// Whether payment was tried and did not succeed so far.
    pub fn is_failing(&self) -> bool {
        self.status.as_deref() == Some("open") && self.attempt_count > 0 && self.amount_remaining > 0
    }

    /// What was paid, if it is of a currency that we know.
    pub fn paid(&self) -> Option<Amount> {
        amount(self.amount_paid, &self.currency)
    }
}

impl Subscription {
    /// What is paid every month, if it is of a currency that we know.
    pub fn amount(&self) -> Option<Amount> {
        let price = &self.items.data.first()?.price;
        amount(price.unit_amount?, &price.currency)
    }

    /// When the present turn ends.
    pub fn period_end(&self) -> Option<OffsetDateTime> {
        moment(self.items.data.first()?.current_period_end)
    }

    /// When it ends or ended, if that is decided.
    pub fn ends_at(&self) -> Option<OffsetDateTime> {
        if let Some(at) = self.ended_at.or(self.cancel_at) {
            return moment(at);
        }
        self.period_end().filter(|_| self.cancel_at_period_end)
    }
}
