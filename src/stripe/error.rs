//! Why Stripe did not do what was asked.

use stripe_shared::ApiErrorsCode;

/// Nothing personal and no secret is in it.
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
            stripe::StripeError::Timeout => Self::Away("it does not answer".to_owned()),
            stripe::StripeError::JSONDeserialize(_) => Self::Away("its answer cannot be read".to_owned()),
            stripe::StripeError::ClientError(words) if words.contains("Connect") => {
                Self::Away("no connection comes about".to_owned())
            }
            stripe::StripeError::ClientError(words) => Self::Away(words),
        }
    }
}

impl StripeError {
    /// What an operator can do about it.
    pub(crate) fn advice(&self) -> String {
        match self {
            Self::Refused { status: 401, .. } => "Stripe does not know the key; look at STRIPE_SECRET_KEY".to_owned(),
            Self::Refused { status: 403, code } => {
                let code = code.as_deref().unwrap_or("no code");
                format!("the key in STRIPE_SECRET_KEY lacks a right ({code}); README.md lists what it needs")
            }
            Self::Away(why) => format!("Stripe cannot be reached: {why}"),
            other => format!("Stripe: {other}"),
        }
    }
}
