//! Asks for refunds, and looks for one when it is not known whether an earlier request was heard.

use std::collections::HashMap;

use stripe_client_core::StripeRequest as _;
use stripe_core::refund::{CreateRefund, CreateRefundReason, ListRefund};
use uuid::Uuid;

use super::{client::Stripe, error::StripeError, values::Page, words::RefundReason};
use crate::money::Amount;

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
    /// Asks for a refund; the bank may take days. Gives its id. If Stripe does not answer, it may have been made all the same.
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
