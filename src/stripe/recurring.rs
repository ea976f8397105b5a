//! What belongs to monthly gifts: subscriptions, and the bill of each turn.

use std::collections::HashMap;

use miniserde::{Deserialize, json::Value};
use time::OffsetDateTime;

use super::{
    values::{Page, amount, moment},
    words::{BillingReason, InvoicePaymentStatus, InvoiceStatus, SubscriptionStatus},
};
use crate::{money::Amount, words::Open};

/// The bill of one turn of a monthly gift.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Invoice {
    /// `in_…`
    pub(crate) id: String,
    pub(crate) status: Option<Open<InvoiceStatus>>,
    pub(crate) billing_reason: Option<Open<BillingReason>>,
    pub(crate) amount_paid: i64,
    /// What is still to be paid.
    pub(crate) amount_remaining: i64,
    pub(crate) currency: String,
    pub(crate) created: i64,
    /// How often payment was tried.
    pub(crate) attempt_count: i64,
    /// When it is tried again.
    pub(crate) next_payment_attempt: Option<i64>,
    /// The subscription that it belongs to.
    pub(crate) parent: Option<InvoiceParent>,
    /// The payments, because we ask for them.
    pub(crate) payments: Option<Page<InvoicePayment>>,
}

/// To what an invoice belongs. Since the version of March 2025 this is the only place that names the subscription.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct InvoiceParent {
    pub(crate) subscription_details: Option<SubscriptionDetails>,
}

/// The subscription of an invoice.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct SubscriptionDetails {
    /// `sub_…`
    pub(crate) subscription: String,
    /// The subscription's metadata as it was when the invoice was made.
    pub(crate) metadata: Option<HashMap<String, String>>,
}

/// What joins an invoice and a payment.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct InvoicePayment {
    /// `in_…`
    pub(crate) invoice: String,
    pub(crate) status: Open<InvoicePaymentStatus>,
    /// What was paid of the invoice by it.
    pub(crate) amount_paid: Option<i64>,
    pub(crate) payment: InvoicePaymentPayment,
}

/// The payment of an invoice.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct InvoicePaymentPayment {
    /// `pi_…`
    pub(crate) payment_intent: Option<String>,
    /// `ch_…`, of a payment without a payment intent.
    pub(crate) charge: Option<String>,
}

/// A monthly gift at Stripe.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Subscription {
    /// `sub_…`
    pub(crate) id: String,
    pub(crate) status: Open<SubscriptionStatus>,
    /// `cus_…`
    pub(crate) customer: String,
    /// Whether it ends with the present turn.
    pub(crate) cancel_at_period_end: bool,
    pub(crate) cancel_at: Option<i64>,
    /// When its end was decided.
    pub(crate) canceled_at: Option<i64>,
    pub(crate) ended_at: Option<i64>,
    /// Set while turns are skipped.
    pub(crate) pause_collection: Option<Pause>,
    /// What is paid every month: one item, unless somebody changed it at Stripe.
    pub(crate) items: Page<SubscriptionItem>,
    /// Our donation's id under `donation_id`.
    pub(crate) metadata: HashMap<String, String>,
    /// What is taken off every turn.
    pub(crate) discounts: Option<Vec<Value>>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Pause {
    /// When they are not skipped any more.
    pub(crate) resumes_at: Option<i64>,
}

/// What is paid every month.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct SubscriptionItem {
    /// `si_…`
    pub(crate) id: String,
    /// When the present turn ends and the next begins.
    pub(crate) current_period_end: i64,
    pub(crate) price: Price,
    /// How many times the price is paid: once, unless somebody changed it at Stripe.
    pub(crate) quantity: Option<i64>,
}

/// How much is paid every month.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Price {
    pub(crate) currency: String,
    pub(crate) unit_amount: Option<i64>,
    /// `prod_…`, which a changed price keeps.
    pub(crate) product: String,
    pub(crate) recurring: Option<Recurring>,
}

/// How often a price is paid.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Recurring {
    /// Such as `month`.
    pub(crate) interval: String,
    pub(crate) interval_count: i64,
}

impl Invoice {
    /// The subscription that it belongs to.
    pub(crate) fn subscription(&self) -> Option<&SubscriptionDetails> {
        self.parent.as_ref()?.subscription_details.as_ref()
    }

    /// The payment by which it was paid, or is being paid.
    pub(crate) fn payment_intent(&self) -> Option<&str> {
        let payments = &self.payments.as_ref()?.data;
        let paid = payments
            .iter()
            .find(|payment| payment.status == InvoicePaymentStatus::Paid)
            .or_else(|| payments.first())?;
        paid.payment.payment_intent.as_deref()
    }

    /// How much money came through Stripe for it, in minor units. An invoice that somebody marked as paid has none.
    pub(crate) fn moved_minor(&self) -> i64 {
        let Some(payments) = &self.payments else { return self.amount_paid };
        let came = |payment: &&InvoicePayment| {
            let source = &payment.payment;
            payment.status == InvoicePaymentStatus::Paid && (source.payment_intent.is_some() || source.charge.is_some())
        };
        payments.data.iter().filter(came).filter_map(|payment| payment.amount_paid).sum()
    }

    /// Whether it is settled. What came for it through Stripe is told by [`Self::moved`].
    pub(crate) fn is_paid(&self) -> bool {
        self.stands(InvoiceStatus::Paid) && self.amount_paid > 0
    }

    /// Whether payment was tried and did not succeed so far.
    pub(crate) fn is_failing(&self) -> bool {
        self.stands(InvoiceStatus::Open) && self.attempt_count > 0 && self.amount_remaining > 0
    }

    fn stands(&self, status: InvoiceStatus) -> bool {
        self.status.as_ref().is_some_and(|said| *said == status)
    }

    /// Whether it is for the first turn of its subscription.
    pub(crate) fn is_first(&self) -> bool {
        self.billing_reason.as_ref().is_some_and(|reason| *reason == BillingReason::SubscriptionCreate)
    }

    /// The money that came through Stripe, if it is of a currency that we know.
    pub(crate) fn moved(&self) -> Option<Amount> {
        amount(self.moved_minor(), &self.currency)
    }
}

impl Subscription {
    /// What is paid every month, if it is of a currency that we know.
    pub(crate) fn amount(&self) -> Option<Amount> {
        let items = &self.items.data;
        let currency = &items.first()?.price.currency;
        let sums = items.iter().map(|item| {
            let price = (item.price.currency == *currency).then_some(item.price.unit_amount)??;
            price.checked_mul(item.quantity.unwrap_or(1))
        });
        amount(sums.sum::<Option<i64>>()?, currency)
    }

    /// Whether it is something else than the one sum a month that a donor chooses here, because somebody changed it at
    /// Stripe.
    pub(crate) fn is_odd(&self) -> bool {
        let [item] = &self.items.data[..] else { return true };
        let is_monthly = |recurring: &Recurring| recurring.interval == "month" && recurring.interval_count == 1;
        item.quantity.unwrap_or(1) != 1
            || item.price.unit_amount.is_none()
            || !item.price.recurring.as_ref().is_none_or(is_monthly)
            || self.discounts.as_ref().is_some_and(|discounts| !discounts.is_empty())
    }

    /// When the present turn ends.
    pub(crate) fn period_end(&self) -> Option<OffsetDateTime> {
        moment(self.items.data.first()?.current_period_end)
    }

    /// Until when turns are skipped.
    pub(crate) fn rests_until(&self) -> Option<OffsetDateTime> {
        moment(self.pause_collection.as_ref()?.resumes_at?)
    }

    /// When it ends or ended, if that is decided.
    pub(crate) fn ends_at(&self) -> Option<OffsetDateTime> {
        if let Some(at) = self.ended_at.or(self.cancel_at) {
            return moment(at);
        }
        self.period_end().filter(|_| self.cancel_at_period_end)
    }
}
