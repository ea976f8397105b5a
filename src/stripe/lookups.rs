//! Looking at objects of Stripe as they are now. What does not exist is [`StripeError::NotFound`].

use stripe_billing::{
    invoice::RetrieveInvoice,
    invoice_payment::{ListInvoicePayment, ListInvoicePaymentPayment, ListInvoicePaymentPaymentType},
    subscription::RetrieveSubscription,
};
use stripe_checkout::checkout_session::ListCheckoutSession;
use stripe_client_core::StripeRequest as _;
use stripe_core::{
    dispute::RetrieveDispute,
    payment_intent::RetrievePaymentIntent,
    refund::{ListRefund, RetrieveRefund},
};

use super::{
    client::Stripe,
    error::StripeError,
    objects::{Dispute, Invoice, InvoicePayment, Page, Payment, Refund, Subscription},
    session::CheckoutSession,
};

impl Stripe {
    /// A payment with its charge and what that brought.
    pub(crate) async fn payment(&self, id: &str) -> Result<Payment, StripeError> {
        let request = RetrievePaymentIntent::new(id).expand(vec!["latest_charge.balance_transaction".to_owned()]);
        self.send(request.build().customize(), &request, None).await
    }

    /// An invoice with its payments.
    pub(crate) async fn invoice(&self, id: &str) -> Result<Invoice, StripeError> {
        let request = RetrieveInvoice::new(id).expand(vec!["payments".to_owned()]);
        self.send(request.build().customize(), &request, None).await
    }

    /// A monthly gift.
    pub(crate) async fn subscription(&self, id: &str) -> Result<Subscription, StripeError> {
        let request = RetrieveSubscription::new(id);
        self.send(request.build().customize(), &request, None).await
    }

    /// A refund.
    pub(crate) async fn refund(&self, id: &str) -> Result<Refund, StripeError> {
        let request = RetrieveRefund::new(id).expand(vec!["failure_balance_transaction".to_owned()]);
        self.send(request.build().customize(), &request, None).await
    }

    /// The ids of a charge's refunds, at most a hundred: more than a gift can have.
    pub(crate) async fn refunds_of_charge(&self, charge_id: &str) -> Result<Vec<String>, StripeError> {
        let request = ListRefund::new().charge(charge_id).limit(100);
        let page: Page<Named> = self.send(request.build().customize(), &request, None).await?;
        Ok(page.data.into_iter().map(|refund| refund.id).collect())
    }

    /// A dispute.
    pub(crate) async fn dispute(&self, id: &str) -> Result<Dispute, StripeError> {
        let request = RetrieveDispute::new(id);
        self.send(request.build().customize(), &request, None).await
    }

    /// The checkout session by which a payment was made, if it was made by one.
    pub(crate) async fn checkout_of_payment(
        &self,
        payment_intent_id: &str,
    ) -> Result<Option<CheckoutSession>, StripeError> {
        let request = ListCheckoutSession::new().payment_intent(payment_intent_id).limit(1);
        let page: Page<CheckoutSession> = self.send(request.build().customize(), &request, None).await?;
        Ok(page.data.into_iter().next())
    }

    /// The id of the invoice that a payment pays, if it pays one.
    pub(crate) async fn invoice_of_payment(&self, payment_intent_id: &str) -> Result<Option<String>, StripeError> {
        let mut payment = ListInvoicePaymentPayment::new(ListInvoicePaymentPaymentType::PaymentIntent);
        payment.payment_intent = Some(payment_intent_id.to_owned());
        let request = ListInvoicePayment::new().payment(payment).limit(1);
        let page: Page<InvoicePayment> = self.send(request.build().customize(), &request, None).await?;
        Ok(page.data.into_iter().next().map(|payment| payment.invoice))
    }
}

/// An object of which only the id is of interest.
#[derive(miniserde::Deserialize)]
struct Named {
    id: String,
}
