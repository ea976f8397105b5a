//! What the way to Stripe has to be told. `crate::config` makes it from the settings.

use secrecy::SecretString;

use super::signature::WebhookSecrets;

#[derive(Clone)]
pub struct StripeConfig {
    pub(crate) secret_key: SecretString,
    pub(crate) webhook_secrets: WebhookSecrets,
    /// The API's address, with a slash at the end.
    pub(crate) api_base: String,
    /// The origin of the page on which donors pay.
    pub checkout_origin: String,
    /// The origin of the page on which donors change their card.
    pub portal_origin: String,
    /// What donors may do there, if not Stripe's default.
    pub(crate) portal_configuration: Option<String>,
    /// Whether events must be of live mode.
    pub(crate) live: bool,
    /// Whether a test key is used where visitors are real, so that every page must say that no gift is.
    pub(crate) is_trial: bool,
}
