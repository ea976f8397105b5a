//! Settings from the environment or from flags of the same name, checked together before anything starts. Each area
//! has a file: what is typed (`…Settings`), what may be wrong with it, and what the site gets (`…Config`).

mod checkouts;
mod database;
mod keys;
mod mail;
mod policies;
mod proxy;
mod stand_in;
mod state;
mod stripe;
mod web;

use clap::{Args, ValueEnum};
use secrecy::{ExposeSecret as _, SecretString};

pub use self::checkouts::CheckoutLimits;
pub(crate) use self::{mail::MailConfig, policies::Policies, stand_in::StandInConfig, web::WebConfig};
use crate::{seal::Keys, stripe::StripeConfig};

/// Settings as typed. An empty value counts as absent.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    #[command(flatten)]
    database: database::DatabaseSettings,
    #[command(flatten)]
    web: web::WebSettings,
    /// Whether this is a machine for trying out or the real site.
    #[arg(long, env, global = true, value_enum, default_value_t = Environment::Development)]
    app_env: Environment,
    #[command(flatten)]
    stripe: stripe::StripeSettings,
    #[command(flatten)]
    mail: mail::MailSettings,
    #[command(flatten)]
    keys: keys::KeySettings,
    #[command(flatten)]
    proxy: proxy::ProxySettings,
    #[command(flatten)]
    stand_in: stand_in::StandInSettings,
    #[command(flatten)]
    state: state::StateSettings,
}

/// Which rules hold: the real site refuses everything that is only good for trying out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Environment {
    /// A machine for trying out.
    Development,
    /// The real site.
    Production,
}

impl Environment {
    pub(crate) fn is_production(self) -> bool {
        self == Self::Production
    }
}

/// Settings that were checked together.
pub struct Config {
    pub(crate) environment: Environment,
    pub(crate) database_url: SecretString,
    pub web: WebConfig,
    /// The security policies of our pages.
    pub(crate) policies: Policies,
    pub keys: Keys,
    pub stripe: StripeConfig,
    /// The stand-in that is started with the site, if Stripe itself is not used.
    pub(crate) stand_in: Option<StandInConfig>,
    pub(crate) mail: MailConfig,
    pub checkouts: CheckoutLimits,
    /// The folder for a copy of the public pages.
    pub(crate) state_dir: Option<std::path::PathBuf>,
}

/// Everything that is wrong with the settings, one sentence each, without their values.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct BadSettings(pub(crate) Vec<String>);

impl Settings {
    /// The database's address, for commands that need nothing else.
    pub(crate) fn database_url(&self) -> Result<SecretString, BadSettings> {
        self.database.url().map_err(|fault| BadSettings(vec![fault]))
    }

    /// Checks all settings together. The error lists every fault, so that one start shows them all.
    pub fn check(&self) -> Result<Config, BadSettings> {
        let mut faults = Faults::default();
        let environment = self.app_env;
        let database_url = faults.of(self.database.url());
        let origin = self.web.origin(environment, &mut faults);
        let client_ip_source = faults.of(self.proxy.client_ip_source(environment));
        let keys = faults.of(self.keys.keys());
        let stand_in = self.stripe.wants_stand_in(environment).then(|| self.stand_in.config());
        let stripe = self.stripe.config(environment, stand_in.as_ref(), &mut faults);
        let mail = self.mail.config(environment, &mut faults);
        let policies = faults.of(Policies::leading_to(&stripe.checkout_origin, &stripe.portal_origin));
        let (Some(database_url), Some(origin), Some(client_ip_source), Some(keys), Some(mail), Some(policies), true) =
            (database_url, origin, client_ip_source, keys, mail, policies, faults.0.is_empty())
        else {
            return Err(BadSettings(faults.0));
        };
        Ok(Config {
            environment,
            database_url,
            web: self.web.config(environment, origin, client_ip_source),
            policies,
            keys,
            stripe,
            stand_in,
            mail,
            checkouts: CheckoutLimits::of(environment),
            state_dir: self.state.folder(),
        })
    }
}

/// What is wrong with the settings, as far as they were looked at.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, sentence: impl Into<String>) {
        self.0.push(sentence.into());
    }

    /// Notes a setting's fault and goes on with the other settings.
    fn of<T>(&mut self, checked: Result<T, String>) -> Option<T> {
        checked.map_err(|fault| self.0.push(fault)).ok()
    }
}

/// A secret that was typed, and not left empty.
fn present(secret: Option<&SecretString>) -> Option<&SecretString> {
    secret.filter(|secret| !secret.expose_secret().trim().is_empty())
}

/// A text that was typed, and not left empty.
fn typed(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// Whether an address leads to this machine.
fn is_loopback(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest.rsplit('@').next().unwrap_or(rest));
    ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|name| host.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/', '?'])))
}
