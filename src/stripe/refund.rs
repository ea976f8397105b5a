//! Refunds: asked for, and looked for when it is not known whether an asking was heard.

use std::collections::HashMap;

use stripe_client_core::StripeRequest as _;
use stripe_core::refund::{CreateRefund, CreateRefundReason, ListRefund};
use uuid::Uuid;

use super::{Stripe, StripeError, objects::Page};
use crate::money::Amount;

/// Why money is given back, as Stripe wants to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RefundReason {
    Duplicate,
    /// The card was not the donor's.
    Fraudulent,
    /// The donor asked for it.
    RequestedByCustomer,
}

impl RefundReason {
    /// All reasons, the likeliest first.
    pub(crate) const ALL: [Self; 3] = [Self::RequestedByCustomer, Self::Duplicate, Self::Fraudulent];

    /// Stripe's word.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Fraudulent => "fraudulent",
            Self::RequestedByCustomer => "requested_by_customer",
        }
    }

    /// The reason of a word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// What a refund is asked for.
#[derive(Clone, Debug)]
pub(crate) struct NewRefund<'a> {
    /// The row's id, which comes back with every event.
    pub(crate) refund_id: Uuid,
    pub(crate) donation_id: Uuid,
    /// `pi_…`
    pub(crate) payment_intent_id: &'a str,
    pub(crate) amount: Amount,
    pub(crate) reason: Option<RefundReason>,
    /// The key under which Stripe does this at most once.
    pub(crate) idempotency_key: &'a str,
}

/// A refund as it comes without being asked for in full.
#[derive(miniserde::Deserialize)]
struct Made {
    id: String,
    metadata: Option<HashMap<String, String>>,
}

impl Stripe {
    /// Gives money back, which may take its time. Gives the refund's id.
    ///
    /// # Errors
    /// When Stripe refuses, or does not answer: then it may have been done all the same.
    pub(crate) async fn create_refund(&self, new: &NewRefund<'_>) -> Result<String, StripeError> {
        let request = CreateRefund::new().payment_intent(new.payment_intent_id).amount(new.amount.minor()).metadata(
            HashMap::from([
                ("donation_id".to_owned(), new.donation_id.to_string()),
                ("refund_id".to_owned(), new.refund_id.to_string()),
            ]),
        );
        let request = match new.reason {
            Some(RefundReason::Duplicate) => request.reason(CreateRefundReason::Duplicate),
            Some(RefundReason::Fraudulent) => request.reason(CreateRefundReason::Fraudulent),
            Some(RefundReason::RequestedByCustomer) => request.reason(CreateRefundReason::RequestedByCustomer),
            None => request,
        };
        let made: Made = self.send(request.build().customize(), &request, Some(new.idempotency_key)).await?;
        Ok(made.id)
    }

    /// The id at Stripe of a refund that was asked for here, if it was made.
    ///
    /// # Errors
    /// When Stripe does not answer.
    pub(crate) async fn refund_made(
        &self,
        payment_intent_id: &str,
        refund_id: Uuid,
    ) -> Result<Option<String>, StripeError> {
        let request = ListRefund::new().payment_intent(payment_intent_id).limit(100);
        let page: Page<Made> = self.send(request.build().customize(), &request, None).await?;
        let ours = refund_id.to_string();
        let is_ours =
            |refund: &Made| refund.metadata.as_ref().and_then(|metadata| metadata.get("refund_id")) == Some(&ours);
        Ok(page.data.into_iter().find(is_ours).map(|refund| refund.id))
    }
}
