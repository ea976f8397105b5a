//! Settings from the environment or from flags of the same name, checked together before anything starts. Each area
//! has a file: what is typed (`…Settings`), what may be wrong with it, and what the site gets (`…Config`).

mod allowances;
mod checks;
mod database;
mod environment;
mod keys;
mod mail;
mod policies;
mod proxy;
mod smtp;
mod stand_in;
mod state;
mod stripe;
mod web;

use clap::Args;
use secrecy::SecretString;

pub use self::allowances::Allowances;
use self::checks::Faults;
pub(crate) use self::{
    environment::Environment,
    mail::MailConfig,
    policies::Policies,
    smtp::{Encryption, SmtpServer},
    stand_in::StandInConfig,
    web::WebConfig,
};
use crate::{seal::Keys, signing::SigningKey, stripe::StripeConfig};

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

/// Settings that were checked together.
pub struct Config {
    pub(crate) environment: Environment,
    pub(crate) database_url: SecretString,
    /// The same database as its owner, where the site serves as another role.
    pub(crate) owner_url: Option<SecretString>,
    /// What signs the heads of the chains.
    pub(crate) signing_key: SigningKey,
    pub web: WebConfig,
    /// The security policies of our pages.
    pub(crate) policies: Policies,
    pub keys: Keys,
    pub stripe: StripeConfig,
    /// The stand-in that is started with the site, if Stripe itself is not used.
    pub(crate) stand_in: Option<StandInConfig>,
    pub(crate) mail: MailConfig,
    pub allowances: Allowances,
    /// Whether a one-time link signs in by itself, as it does on a machine for trying out. On the real site it only admits to
    /// the page where a key is enrolled.
    pub links_sign_in: bool,
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

    /// The key that signs the heads of the chains, for commands that need nothing else.
    pub(crate) fn signing_key(&self) -> Result<SigningKey, BadSettings> {
        self.keys.signing_key(self.app_env).map_err(|fault| BadSettings(vec![fault]))
    }

    /// Checks all settings together. The error lists every fault, so that one start shows them all.
    pub fn check(&self) -> Result<Config, BadSettings> {
        let mut faults = Faults::default();
        let environment = self.app_env;
        let database_url = faults.of(self.database.url());
        let owner_url = faults.of(self.database.owner_url());
        let origin = self.web.origin(environment, &mut faults);
        let client_ip_source = faults.of(self.proxy.client_ip_source(environment));
        let keys = faults.of(self.keys.keys());
        // Without data keys development has nothing to derive one from; that fault is told already.
        let can_sign = environment.is_production() || keys.is_some();
        let signing_key = if can_sign { faults.of(self.keys.signing_key(environment)) } else { None };
        let stand_in = self.stripe.wants_stand_in(environment).then(|| self.stand_in.config());
        let stripe = self.stripe.config(environment, stand_in.as_ref(), &mut faults);
        let mail = self.mail.config(environment, &mut faults);
        let policies = faults.of(Policies::leading_to(&stripe.checkout_origin, &stripe.portal_origin));
        let (Some(database_url), Some(owner_url), Some(keys), Some(signing_key)) =
            (database_url, owner_url, keys, signing_key)
        else {
            return Err(BadSettings(faults.0));
        };
        let (Some(origin), Some(client_ip_source), Some(mail), Some(policies), true) =
            (origin, client_ip_source, mail, policies, faults.0.is_empty())
        else {
            return Err(BadSettings(faults.0));
        };
        Ok(Config {
            environment,
            database_url,
            owner_url,
            signing_key,
            web: self.web.config(environment, origin, client_ip_source),
            policies,
            keys,
            stripe,
            stand_in,
            mail,
            allowances: Allowances::of(environment),
            links_sign_in: !environment.is_production(),
            state_dir: self.state.folder(),
        })
    }
}
