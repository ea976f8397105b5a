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

use super::{
    client::{Stripe, currency_of},
    error::StripeError,
    session::CheckoutSession,
};
use crate::{language::Language, money::Amount};

/// How long a checkout stays open: between Stripe's limits of 30 minutes and 24 hours.
const CHECKOUT_OPEN: time::Duration = time::Duration::minutes(60);

/// What a new checkout is made for.
pub(crate) struct NewCheckout<'a> {
    /// The donation's id, which comes back with every event.
    pub(crate) donation_id: Uuid,
    pub(crate) amount: Amount,
    /// What the donor reads on Stripe's page.
    pub(crate) product: &'a str,
    /// The donor's mail address, if they gave one.
    pub(crate) mail: Option<&'a str>,
    /// The language of Stripe's page.
    pub(crate) language: Language,
    /// Whether it is paid again every month until the donor stops it.
    pub(crate) is_monthly: bool,
    /// Where the donor comes back to; `{CHECKOUT_SESSION_ID}` is filled in by Stripe.
    pub(crate) success_url: String,
    /// Where the donor comes back to without paying.
    pub(crate) cancel_url: String,
    /// The key under which Stripe does this at most once.
    pub(crate) idempotency_key: &'a str,
    /// When the checkout was first asked for. A repeated request must be the same to the letter.
    pub(crate) asked_at: OffsetDateTime,
}

impl Stripe {
    /// Makes a checkout session for a gift. The donor may be sent to its `url`, which was checked.
    pub(crate) async fn create_checkout(&self, new: &NewCheckout<'_>) -> Result<CheckoutSession, StripeError> {
        let request = create_request(new);
        let session: CheckoutSession =
            self.send(request.build().customize(), &request, Some(new.idempotency_key)).await?;
        match &session.url {
            Some(url) if !self.is_checkout_url(url) => Err(StripeError::ForeignCheckout),
            _ => Ok(session),
        }
    }

    /// A checkout session as it is now.
    pub async fn checkout(&self, id: &str) -> Result<CheckoutSession, StripeError> {
        let request = RetrieveCheckoutSession::new(id);
        self.send(request.build().customize(), &request, None).await
    }

    /// Closes an open checkout session, so that it cannot be paid any more.
    pub(crate) async fn expire_checkout(&self, id: &str) -> Result<CheckoutSession, StripeError> {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Currency;

    /// The fields of a request, decoded.
    fn fields(new: &NewCheckout<'_>) -> Vec<(String, String)> {
        let body = create_request(new).build().body.unwrap_or_default();
        let decoded = |text: &str| {
            let text = text.replace('+', " ");
            percent_encoding::percent_decode_str(&text).decode_utf8_lossy().into_owned()
        };
        body.split('&')
            .filter_map(|field| field.split_once('='))
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect()
    }

    proptest! {
        #[test]
        fn what_stripe_is_told_beside_the_sum_is_ids_only(
            id in any::<u128>(), minor in 1..=Amount::MAXIMUM_MINOR, index in 0..4_usize, is_monthly in any::<bool>(),
            product in ".{1,40}", mail in proptest::option::of("[a-z]{1,9}@[a-z]{1,9}\\.org"), korean in any::<bool>(),
        ) {
            let donation_id = Uuid::from_u128(id);
            let fields = fields(&NewCheckout {
                donation_id,
                amount: Amount::from_minor(minor, Currency::ALL[index]),
                product: &product,
                mail: mail.as_deref(),
                language: if korean { Language::Korean } else { Language::English },
                is_monthly,
                success_url: "https://example.org/donate/thanks?session_id={CHECKOUT_SESSION_ID}".to_owned(),
                cancel_url: format!("https://example.org/donate/thanks?gift={donation_id}"),
                idempotency_key: "co-1",
                asked_at: OffsetDateTime::UNIX_EPOCH,
            });
            let about: Vec<_> = fields.iter().filter(|(name, _)| name.contains("metadata")).collect();
            let other = if is_monthly { "subscription_data" } else { "payment_intent_data" };
            prop_assert_eq!(about.len(), 2);
            for (name, value) in about {
                let known = name == "metadata[donation_id]" || *name == format!("{other}[metadata][donation_id]");
                prop_assert!(known, "{}", name);
                prop_assert_eq!(value, &donation_id.to_string());
            }
            let tells = |text: &str| fields.iter().filter(|(_, value)| value == text).map(|(name, _)| name.as_str()).collect::<Vec<_>>();
            if let Some(mail) = &mail {
                prop_assert_eq!(tells(mail), ["customer_email"]);
            }
            prop_assert!(!fields.iter().any(|(name, _)| name.contains("payment_method_types") || name == "customer"));
        }
    }
}
