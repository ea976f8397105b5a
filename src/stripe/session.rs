//! A checkout session as it comes back, read with only the fields that we need.

use std::collections::HashMap;

use uuid::Uuid;

use super::{
    values::donation_id,
    words::{SessionPayment, SessionStatus},
};
use crate::{
    money::{Amount, Currency},
    words::Open,
};

/// A checkout session, as far as we believe and need it.
#[derive(Clone, Debug, miniserde::Deserialize)]
pub struct CheckoutSession {
    /// `cs_…`
    pub(crate) id: String,
    pub(crate) status: Option<Open<SessionStatus>>,
    pub(crate) payment_status: Open<SessionPayment>,
    /// In minor units.
    pub(crate) amount_total: Option<i64>,
    pub(crate) currency: Option<String>,
    pub(crate) client_reference_id: Option<String>,
    /// Our donation's id once more, under `donation_id`.
    pub(crate) metadata: Option<HashMap<String, String>>,
    /// `pi_…`, once there is one.
    pub(crate) payment_intent: Option<String>,
    /// `sub_…`, of a monthly gift whose first turn was paid.
    pub(crate) subscription: Option<String>,
    /// `in_…`, of its first turn.
    pub(crate) invoice: Option<String>,
    /// Where the donor pays while it is open.
    pub(crate) url: Option<String>,
    /// When it closes by itself, in Unix seconds.
    pub(crate) expires_at: i64,
    /// When it was made, in Unix seconds.
    pub(crate) created: i64,
    /// What the donor typed on Stripe's page.
    pub(crate) customer_details: Option<CustomerDetails>,
}

#[derive(Clone, Debug, miniserde::Deserialize)]
pub(crate) struct CustomerDetails {
    pub(crate) email: Option<String>,
}

impl CheckoutSession {
    /// The donation that our metadata names; none in sessions of other systems.
    pub(crate) fn named(&self) -> Option<Uuid> {
        donation_id(self.metadata.as_ref()?)
    }

    /// The donation that this session is for: both places that we fill must name it.
    pub(crate) fn donation_id(&self) -> Option<Uuid> {
        self.named().filter(|id| self.client_reference_id.as_deref() == Some(&id.to_string()))
    }

    /// The whole sum, if it is of a currency that we know.
    pub(crate) fn amount(&self) -> Option<Amount> {
        Some(Amount::from_minor(self.amount_total?, Currency::from_code(self.currency.as_deref()?)?))
    }

    /// The mail address that the donor left at Stripe.
    pub(crate) fn donor_mail(&self) -> Option<&str> {
        self.customer_details.as_ref()?.email.as_deref()
    }

    /// Whether the money is there. Nothing else means paid.
    pub(crate) fn is_paid(&self) -> bool {
        self.payment_status == SessionPayment::Paid
    }

    /// Whether the donor can still pay.
    pub(crate) fn is_open(&self) -> bool {
        self.stands(SessionStatus::Open)
    }

    /// Whether the donor finished it. If it is not paid, only the bank is waited for.
    pub(crate) fn is_complete(&self) -> bool {
        self.stands(SessionStatus::Complete)
    }

    /// Whether it closed without a payment.
    pub(crate) fn is_expired(&self) -> bool {
        self.stands(SessionStatus::Expired)
    }

    fn stands(&self, status: SessionStatus) -> bool {
        self.status.as_ref().is_some_and(|said| *said == status)
    }
}

/// `cs_test_…` or `cs_live_…` and nothing but letters and digits after it.
pub(crate) fn is_checkout_id(text: &str) -> bool {
    let rest = text.strip_prefix("cs_test_").or_else(|| text.strip_prefix("cs_live_"));
    rest.is_some_and(|rest| (1..=200).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
