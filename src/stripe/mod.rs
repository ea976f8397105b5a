//! The way to Stripe: requests are made by `async-stripe`, and answers are read into small types of our own.
//!
//! Only this module knows Stripe's field names. Requests carry the idempotency key that the caller stored first.

mod checkout;
mod config;
pub(crate) mod event;
pub(crate) mod lists;
mod lookups;
pub(crate) mod objects;
mod portal;
mod recurring;
mod refund;
mod session;
pub(crate) mod signature;
mod subscription_changes;
pub(crate) mod words;

use std::time::Duration;

use secrecy::ExposeSecret;
use stripe::{ClientBuilder, IdempotencyKey, RequestStrategy};
use stripe_client_core::StripeRequest;
use stripe_shared::ApiErrorsCode;

pub use self::config::StripeConfig;
pub(crate) use self::{
    checkout::NewCheckout,
    portal::{NewPortalSession, PortalRoom},
    refund::NewRefund,
    session::{CheckoutSession, is_checkout_id},
    signature::WebhookSecrets,
    words::RefundReason,
};

use crate::money::{Amount, Currency};

/// How long one attempt may take.
const ATTEMPT: Duration = Duration::from_secs(3);
/// How often a request is sent at most, with growing waits in between.
const ATTEMPTS: u32 = 3;

/// The processor's client. Cloning it is cheap.
#[derive(Clone)]
pub struct Stripe {
    client: stripe::Client,
    checkout_origin: String,
    portal_origin: String,
    portal_configuration: Option<String>,
}

/// Why Stripe did not do what was asked. Nothing personal and no secret is in it.
#[derive(Debug, thiserror::Error)]
pub enum StripeError {
    /// The amount falls below Stripe's minimum after conversion.
    #[error("the amount is below Stripe's minimum")]
    AmountTooSmall,
    /// The object does not exist.
    #[error("no such object")]
    NotFound,
    /// Stripe refused the request, and sending it again changes nothing.
    #[error("refused with status {status}, code {code:?}")]
    Refused {
        status: u16,
        /// Stripe's code, if it gave one.
        code: Option<String>,
    },
    /// Stripe answered that something went wrong on its side. It repeats that answer under the same idempotency key.
    #[error("a fault of Stripe, status {0}")]
    Faulty(u16),
    /// Stripe does not take the donor's mail address.
    #[error("the mail address was refused")]
    MailRefused,
    /// Stripe stands by a word that its API did not have when this was written.
    #[error("Stripe uses a word that this version does not know: {0:?}")]
    NewWord(Box<str>),
    /// No answer, or none that can be read, after all attempts.
    #[error("no usable answer: {0}")]
    Away(String),
    /// The checkout leads to a host that we do not know.
    #[error("the checkout leads to another host than the configured one")]
    ForeignCheckout,
    /// The customer portal leads to a host that we do not know.
    #[error("the customer portal leads to another host than the configured one")]
    ForeignPortal,
    /// The client could not be made from the settings.
    #[error("the client cannot be made: {0}")]
    Setup(String),
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

    async fn send<T: miniserde::Deserialize>(
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
fn is_below(url: &str, origin: &str) -> bool {
    url.strip_prefix(origin).is_some_and(|rest| rest.starts_with('/'))
}

/// Stripe's name for an amount's currency.
fn currency_of(amount: Amount) -> stripe_types::Currency {
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

impl From<stripe::StripeError> for StripeError {
    fn from(error: stripe::StripeError) -> Self {
        match error {
            stripe::StripeError::Stripe(error, status) => match error.code {
                Some(ApiErrorsCode::AmountTooSmall) => Self::AmountTooSmall,
                Some(ApiErrorsCode::ResourceMissing) => Self::NotFound,
                Some(ApiErrorsCode::EmailInvalid) => Self::MailRefused,
                _ if status >= 500 => Self::Faulty(status),
                _ if status == 429 || status == 409 => Self::Away(format!("status {status}")),
                code => Self::Refused { status, code: code.map(|code| code.to_string()) },
            },
            stripe::StripeError::ConfigError(message) => Self::Setup(message),
            other => Self::Away(other.to_string()),
        }
    }
}
