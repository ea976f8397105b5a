//! Sends requests to Stripe, and sends them again when that is worth it.

use std::time::Duration;

use secrecy::ExposeSecret as _;
use stripe::{ClientBuilder, IdempotencyKey, RequestStrategy};
use stripe_client_core::StripeRequest;

use super::{config::StripeConfig, error::StripeError};
use crate::money::{Amount, Currency};

/// How long one attempt may take.
const ATTEMPT: Duration = Duration::from_secs(3);
/// How often a request is sent at most, with growing waits in between.
const ATTEMPTS: u32 = 3;

/// The processor's client. Cloning it is cheap.
#[derive(Clone)]
pub struct Stripe {
    pub(super) client: stripe::Client,
    pub(super) checkout_origin: String,
    pub(super) portal_origin: String,
    pub(super) portal_configuration: Option<String>,
}

impl Stripe {
    /// The client for these settings.
    pub(crate) fn new(config: &StripeConfig) -> Result<Self, StripeError> {
        let client = ClientBuilder::new(config.secret_key.expose_secret())
            .url(config.api_base.clone())
            .timeout(ATTEMPT)
            .build()
            .map_err(|error| StripeError::Setup(error.to_string()))?;
        Ok(Self {
            client,
            checkout_origin: config.checkout_origin.clone(),
            portal_origin: config.portal_origin.clone(),
            portal_configuration: config.portal_configuration.clone(),
        })
    }

    /// Whether an address is one where donors pay: the configured origin, nothing else.
    pub(crate) fn is_checkout_url(&self, url: &str) -> bool {
        is_below(url, &self.checkout_origin)
    }

    pub(super) async fn send<T: miniserde::Deserialize>(
        &self,
        mut customized: stripe_client_core::CustomizableStripeRequest<T>,
        request: &impl StripeRequest,
        key: Option<&str>,
    ) -> Result<T, StripeError> {
        let mut attempt = 1;
        loop {
            if let Some(key) = key {
                let key = IdempotencyKey::new(key).map_err(|error| StripeError::Setup(error.to_string()))?;
                customized = customized.request_strategy(RequestStrategy::Idempotent(key));
            }
            let error = match customized.send(&self.client).await {
                Ok(object) => return Ok(object),
                Err(error) => error,
            };
            if attempt == ATTEMPTS || !is_passing(&error) {
                return Err(StripeError::from(error));
            }
            tokio::time::sleep(pause(attempt)).await;
            attempt += 1;
            customized = request.build().customize();
        }
    }
}

/// Whether an address lies at an origin.
pub(super) fn is_below(url: &str, origin: &str) -> bool {
    url.strip_prefix(origin).is_some_and(|rest| rest.starts_with('/'))
}

/// Stripe's name for an amount's currency.
pub(super) fn currency_of(amount: Amount) -> stripe_types::Currency {
    match amount.currency() {
        Currency::Usd => stripe_types::Currency::USD,
        Currency::Eur => stripe_types::Currency::EUR,
        Currency::Krw => stripe_types::Currency::KRW,
        Currency::Jpy => stripe_types::Currency::JPY,
    }
}

/// Failures that may pass by themselves, so that another attempt is worth it.
fn is_passing(error: &stripe::StripeError) -> bool {
    match error {
        stripe::StripeError::Stripe(_, status) => matches!(status, 409 | 429 | 500..),
        stripe::StripeError::ClientError(_)
        | stripe::StripeError::Timeout
        | stripe::StripeError::JSONDeserialize(_) => true,
        stripe::StripeError::ConfigError(_) => false,
    }
}

/// Growing waits, each a little different so that many clients do not come back together.
fn pause(attempt: u32) -> Duration {
    let jitter = u64::from(crate::seal::random::<1>()[0]);
    Duration::from_millis(200 * u64::from(attempt * attempt) + jitter)
}
