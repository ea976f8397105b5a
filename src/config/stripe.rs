//! Stripe's key, its webhook's secrets, and where donors pay. Development without a key uses the stand-in.

use clap::Args;
use secrecy::{ExposeSecret as _, SecretString};

use super::{
    checks::{Faults, is_loopback, present, typed},
    environment::Environment,
    stand_in::StandInConfig,
};
use crate::stripe::{StripeConfig, WebhookSecrets};

/// Stripe's own address; anything else is a stand-in.
const STRIPE_API: &str = "https://api.stripe.com/";

#[derive(Args, Clone, Debug)]
pub(super) struct StripeSettings {
    /// Stripe's secret or restricted key (sk_… or rk_…). Without one, development uses the stand-in.
    #[arg(long, env, global = true, hide_env_values = true)]
    stripe_secret_key: Option<SecretString>,
    /// `yes` lets production use a test key, to try the site out where it will run. Every page says so then.
    #[arg(long, env, global = true)]
    allow_test_keys: Option<String>,
    /// The webhook's signing secret (whsec_…); several, parted by commas, while one is being replaced.
    #[arg(long, env, global = true, hide_env_values = true)]
    stripe_webhook_secret: Option<SecretString>,
    /// Another address of the Stripe API, for a stand-in. Refused in production.
    #[arg(long, env, global = true)]
    stripe_api_base: Option<String>,
    /// Where donors pay; the only foreign address to which the donation form may lead.
    #[arg(long, env, global = true)]
    stripe_checkout_origin: Option<String>,
    /// Where donors change the card of a monthly gift.
    #[arg(long, env, global = true)]
    stripe_portal_origin: Option<String>,
    /// What donors may do there (bpc_…), as `connect-kindness stripe portal` made it. Without it, Stripe's default.
    #[arg(long, env, global = true)]
    stripe_portal_configuration: Option<String>,
}

impl StripeSettings {
    /// Whether the stand-in is to be started with the site: there is neither a key nor another API.
    pub(super) fn wants_stand_in(&self, environment: Environment) -> bool {
        let has_key = present(self.stripe_secret_key.as_ref()).is_some();
        !has_key && self.api_base().is_none() && !environment.is_production()
    }

    pub(super) fn config(
        &self,
        environment: Environment,
        stand_in: Option<&StandInConfig>,
        faults: &mut Faults,
    ) -> StripeConfig {
        let mut config = match stand_in {
            Some(stand_in) => of_stand_in(stand_in),
            None => self.of_stripe(environment, faults),
        };
        if let Some(base) = self.api_base() {
            config.api_base = format!("{}/", base.trim_end_matches('/'));
        }
        check_api_base(&config, environment, faults);
        let origin = |name, setting: Option<&String>, origin: &mut String, faults: &mut Faults| {
            if let Some(setting) = typed(setting) {
                setting.trim_end_matches('/').clone_into(origin);
            }
            if environment.is_production() && !origin.starts_with("https://") {
                faults.add(format!("{name} must begin with https:// in production"));
            }
        };
        origin("STRIPE_CHECKOUT_ORIGIN", self.stripe_checkout_origin.as_ref(), &mut config.checkout_origin, faults);
        origin("STRIPE_PORTAL_ORIGIN", self.stripe_portal_origin.as_ref(), &mut config.portal_origin, faults);
        config.portal_configuration = typed(self.stripe_portal_configuration.as_ref()).map(str::to_owned);
        if config.portal_configuration.as_deref().is_some_and(|id| !id.starts_with("bpc_")) {
            faults.add("STRIPE_PORTAL_CONFIGURATION is not the id of a portal configuration: it begins with bpc_");
        }
        if let Some(secrets) = faults.of(self.webhook_secrets(stand_in.is_some())) {
            config.webhook_secrets = secrets.unwrap_or(config.webhook_secrets);
        }
        config
    }

    /// The secrets that were typed; nothing if they may be missing, because the stand-in brings its own.
    fn webhook_secrets(&self, has_stand_in: bool) -> Result<Option<WebhookSecrets>, String> {
        match present(self.stripe_webhook_secret.as_ref()) {
            Some(setting) => WebhookSecrets::parse(setting.expose_secret()).map(Some).ok_or_else(|| {
                "STRIPE_WEBHOOK_SECRET is not a list of secrets: each begins with whsec_, none is empty".to_owned()
            }),
            None if has_stand_in => Ok(None),
            None => {
                Err("STRIPE_WEBHOOK_SECRET is missing: payments are only believed when Stripe signed them".to_owned())
            }
        }
    }

    fn api_base(&self) -> Option<&str> {
        typed(self.stripe_api_base.as_ref())
    }

    fn of_stripe(&self, environment: Environment, faults: &mut Faults) -> StripeConfig {
        let key = present(self.stripe_secret_key.as_ref()).map_or("", |key| key.expose_secret()).trim();
        let live = key.starts_with("sk_live_") || key.starts_with("rk_live_");
        if key.is_empty() {
            faults
                .add("STRIPE_SECRET_KEY is missing: without it nothing but the stand-in of development takes payments");
        } else if key.starts_with("pk_") {
            faults.add("STRIPE_SECRET_KEY holds a publishable key (pk_…); the secret or restricted one is needed");
        } else if !live && !is_test_key(key) {
            faults.add("STRIPE_SECRET_KEY is not a key of Stripe: it begins with sk_ or rk_");
        } else if live && !environment.is_production() {
            faults.add("STRIPE_SECRET_KEY is a live key; it is accepted only with APP_ENV=production");
        }
        let is_trial = environment.is_production() && is_test_key(key);
        match typed(self.allow_test_keys.as_ref()).map(str::to_ascii_lowercase).as_deref() {
            Some("yes") => {}
            Some(_) => faults.add("ALLOW_TEST_KEYS is either yes or not set"),
            None if is_trial => faults.add("STRIPE_SECRET_KEY is a test key, with which no gift is real; to try the site out with it, set ALLOW_TEST_KEYS=yes, and every page says so"),
            None => {}
        }
        StripeConfig {
            secret_key: SecretString::from(key),
            webhook_secrets: WebhookSecrets::default(),
            api_base: STRIPE_API.to_owned(),
            checkout_origin: "https://checkout.stripe.com".to_owned(),
            portal_origin: "https://billing.stripe.com".to_owned(),
            portal_configuration: None,
            live,
            is_trial,
        }
    }
}

fn of_stand_in(stand_in: &StandInConfig) -> StripeConfig {
    let origin = format!("http://localhost:{}", stand_in.bind.port());
    StripeConfig {
        secret_key: SecretString::from("sk_test_stand_in"),
        webhook_secrets: WebhookSecrets::parse(&stand_in.webhook_secret).unwrap_or_default(),
        api_base: format!("http://{}/", stand_in.bind),
        portal_origin: origin.clone(),
        portal_configuration: None,
        checkout_origin: origin,
        live: false,
        is_trial: false,
    }
}

/// A real key never leaves for another address than Stripe's.
fn check_api_base(config: &StripeConfig, environment: Environment, faults: &mut Faults) {
    if config.api_base == STRIPE_API {
        return;
    }
    if environment.is_production() {
        faults.add("STRIPE_API_BASE must not be set in production: the stand-in moves no money");
    } else if !is_test_key(config.secret_key.expose_secret()) && !is_loopback(&config.api_base) {
        faults.add("STRIPE_API_BASE may lead away from Stripe only to this machine or with a test key");
    }
}

fn is_test_key(key: &str) -> bool {
    key.starts_with("sk_test_") || key.starts_with("rk_test_")
}
