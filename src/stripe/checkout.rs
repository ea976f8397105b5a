//! Checkout sessions: made, looked at, closed.

use std::collections::HashMap;

use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionAdaptivePricing, CreateCheckoutSessionLineItems,
    CreateCheckoutSessionLineItemsPriceData, CreateCheckoutSessionLineItemsPriceDataRecurring,
    CreateCheckoutSessionLineItemsPriceDataRecurringInterval, CreateCheckoutSessionPaymentIntentData,
    CreateCheckoutSessionSubscriptionData, ExpireCheckoutSession, ProductData, RetrieveCheckoutSession,
};
use stripe_client_core::StripeRequest as _;
use stripe_shared::{CheckoutSessionLocale, CheckoutSessionMode, CheckoutSessionSubmitType};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{CheckoutSession, Stripe, StripeError, currency_of};
use crate::{language::Language, money::Amount};

/// How long a checkout stays open: between Stripe's limits of 30 minutes and 24 hours.
const CHECKOUT_OPEN: time::Duration = time::Duration::minutes(60);

/// What a new checkout is made for.
pub struct NewCheckout<'a> {
    /// The donation's id, which comes back with every event.
    pub donation_id: Uuid,
    /// How much.
    pub amount: Amount,
    /// What the donor reads on Stripe's page.
    pub product: &'a str,
    /// The donor's mail address, if they gave one.
    pub mail: Option<&'a str>,
    /// The language of Stripe's page.
    pub language: Language,
    /// Whether it is paid again every month until the donor stops it.
    pub is_monthly: bool,
    /// Where the donor comes back to; `{CHECKOUT_SESSION_ID}` is filled in by Stripe.
    pub success_url: String,
    /// Where the donor comes back to without paying.
    pub cancel_url: String,
    /// The key under which Stripe does this at most once.
    pub idempotency_key: &'a str,
    /// When the checkout was first asked for. A repeated request must be the same to the letter.
    pub asked_at: OffsetDateTime,
}

impl Stripe {
    /// Makes a checkout session for a gift. The donor may be sent to its `url`, which was checked.
    ///
    /// # Errors
    /// When Stripe refuses, does not answer, or names a foreign host.
    pub async fn create_checkout(&self, new: &NewCheckout<'_>) -> Result<CheckoutSession, StripeError> {
        let request = create_request(new);
        let session: CheckoutSession =
            self.send(request.build().customize(), &request, Some(new.idempotency_key)).await?;
        match &session.url {
            Some(url) if !self.is_checkout_url(url) => Err(StripeError::ForeignCheckout),
            _ => Ok(session),
        }
    }

    /// A checkout session as it is now.
    ///
    /// # Errors
    /// When there is none, or Stripe does not answer.
    pub async fn checkout(&self, id: &str) -> Result<CheckoutSession, StripeError> {
        let request = RetrieveCheckoutSession::new(id);
        self.send(request.build().customize(), &request, None).await
    }

    /// Closes an open checkout session, so that it cannot be paid any more.
    ///
    /// # Errors
    /// When it is not open, or Stripe does not answer.
    pub async fn expire_checkout(&self, id: &str) -> Result<CheckoutSession, StripeError> {
        let request = ExpireCheckoutSession::new(id);
        self.send(request.build().customize(), &request, Some(&format!("expire-{id}"))).await
    }
}

fn create_request(new: &NewCheckout<'_>) -> CreateCheckoutSession {
    let reference = new.donation_id.to_string();
    let metadata = HashMap::from([("donation_id".to_owned(), reference.clone())]);
    let mut price = CreateCheckoutSessionLineItemsPriceData::new(currency_of(new.amount));
    price.unit_amount = Some(new.amount.minor());
    price.product_data = Some(ProductData::new(new.product));
    if new.is_monthly {
        price.recurring = Some(CreateCheckoutSessionLineItemsPriceDataRecurring::new(
            CreateCheckoutSessionLineItemsPriceDataRecurringInterval::Month,
        ));
    }
    let mut item = CreateCheckoutSessionLineItems::new();
    item.quantity = Some(1);
    item.price_data = Some(price);
    let locale = match new.language {
        Language::English => CheckoutSessionLocale::En,
        Language::Korean => CheckoutSessionLocale::Ko,
    };
    let request = CreateCheckoutSession::new()
        .submit_type(CheckoutSessionSubmitType::Donate)
        .line_items(vec![item])
        .client_reference_id(reference)
        .metadata(metadata.clone())
        .locale(locale)
        .adaptive_pricing(CreateCheckoutSessionAdaptivePricing { enabled: Some(false) })
        .expires_at((new.asked_at + CHECKOUT_OPEN).unix_timestamp())
        .success_url(new.success_url.clone())
        .cancel_url(new.cancel_url.clone());
    let request = match new.mail {
        Some(mail) => request.customer_email(mail),
        None => request,
    };
    // A session's metadata is copied neither to its payment nor to its subscription.
    if new.is_monthly {
        let mut subscription = CreateCheckoutSessionSubscriptionData::new();
        subscription.metadata = Some(metadata);
        request.mode(CheckoutSessionMode::Subscription).subscription_data(subscription)
    } else {
        let mut payment = CreateCheckoutSessionPaymentIntentData::new();
        payment.metadata = Some(metadata);
        request.mode(CheckoutSessionMode::Payment).payment_intent_data(payment)
    }
}
