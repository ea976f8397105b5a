//! Settings from the environment or from flags of the same name, checked before anything starts.

use std::{net::SocketAddr, path::PathBuf, str::FromStr as _};

use axum::http::HeaderValue;
use axum_client_ip::ClientIpSource;
use clap::{Args, ValueEnum};
use lettre::{AsyncSmtpTransport, Tokio1Executor, message::Mailbox};
use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::PgConnectOptions;

use crate::{seal::Keys, stripe::signature::WebhookSecrets};

/// Stripe's own address; anything else is a stand-in.
const STRIPE_API: &str = "https://api.stripe.com/";

/// Settings as typed. An empty value counts as absent.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Where PostgreSQL is, with user and database: postgres://user@host/database.
    #[arg(long, env, global = true, hide_env_values = true)]
    database_url: Option<SecretString>,
    /// Address and port to listen on.
    #[arg(long, env, global = true, default_value = "127.0.0.1:3000")]
    bind: SocketAddr,
    /// The address under which visitors reach the site, without a path.
    #[arg(long, env, global = true, default_value = "http://localhost:3000")]
    public_url: String,
    /// Whether this is a machine for trying out or the real site.
    #[arg(long, env, global = true, value_enum, default_value_t = Environment::Development)]
    app_env: Environment,
    /// Stripe's secret or restricted key (sk_… or rk_…). Without one, development uses the stand-in.
    #[arg(long, env, global = true, hide_env_values = true)]
    stripe_secret_key: Option<SecretString>,
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
    /// The mail server: smtps://user:password@host. Without one, development shows mails at /dev/mail.
    #[arg(long, env, global = true, hide_env_values = true)]
    smtp_url: Option<SecretString>,
    /// The sender of mails, such as "Our Name <hello@example.org>".
    #[arg(long, env, global = true)]
    mail_from: Option<String>,
    /// Keys for personal data, id:base64 with 32 bytes each, parted by commas; the first seals, all open.
    #[arg(long, env, global = true, hide_env_values = true)]
    data_keys: Option<SecretString>,
    /// Where the visitor's address stands: the header that the proxy in front sets, such as RightmostXForwardedFor, or
    /// ConnectInfo if nothing stands in front. Development takes ConnectInfo.
    #[arg(long, env, global = true)]
    client_ip_source: Option<ClientIpSource>,
    /// Address and port of the Stripe stand-in in development.
    #[arg(long, env, global = true, default_value = "127.0.0.1:12111")]
    stand_in_bind: SocketAddr,
    /// A file in which the stand-in keeps its books between starts.
    #[arg(long, env, global = true)]
    stand_in_books: Option<PathBuf>,
    /// A folder for a copy of the public pages, from which the site starts while the database is away. Without one, it
    /// starts only with the database.
    #[arg(long, env, global = true)]
    state_dir: Option<PathBuf>,
}

/// Which rules hold: the real site refuses everything that is only good for trying out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Environment {
    /// A machine for trying out.
    Development,
    Production,
}

/// Settings that were checked together.
pub struct Config {
    pub(crate) environment: Environment,
    /// Address and port to listen on.
    pub(crate) bind: SocketAddr,
    /// The public origin, scheme and host, without a slash at the end.
    pub origin: String,
    /// Hosts under which requests are answered, as they stand in `Host`.
    pub(crate) hosts: Vec<String>,
    pub(crate) database_url: SecretString,
    /// The folder for a copy of the public pages.
    pub(crate) state_dir: Option<PathBuf>,
    pub keys: Keys,
    /// Where the visitor's address stands.
    pub(crate) client_ip_source: ClientIpSource,
    pub stripe: StripeConfig,
    /// How mail is sent; `None` keeps it at `/dev/mail`.
    pub(crate) smtp_url: Option<SecretString>,
    pub(crate) mail_from: Mailbox,
    /// How many checkouts one address may begin within ten minutes. Whoever tries out stolen cards wants many.
    pub checkouts_per_address: i32,
    /// How many checkouts may be begun with one mail address within ten minutes.
    pub checkouts_per_mail: i32,
    /// How often one showing of the donation form may be sent.
    pub sendings_per_form: i32,
    /// How many checkouts all addresses together may begin within ten minutes.
    pub checkouts_of_site: i32,
    /// The security policy of all pages.
    pub(crate) page_policy: HeaderValue,
    /// The security policy of the page with the donation form: browsers hold `form-action` also against a redirect.
    pub(crate) donation_policy: HeaderValue,
    /// The security policy of the page that leads to Stripe's customer portal.
    pub(crate) portal_policy: HeaderValue,
}

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
    /// The stand-in to start with the site, if no key was set.
    pub(crate) stand_in: Option<StandInConfig>,
}

#[derive(Clone, Debug)]
pub(crate) struct StandInConfig {
    /// Address and port to listen on.
    pub(crate) bind: SocketAddr,
    /// The file of its books.
    pub(crate) books: Option<PathBuf>,
    /// The secret with which it signs.
    pub(crate) webhook_secret: String,
}

/// Everything that is wrong with the settings, one sentence each, without their values.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct BadSettings(pub(crate) Vec<String>);

impl Settings {
    /// The database's address, for commands that need nothing else.
    ///
    /// # Errors
    /// When it is missing.
    pub(crate) fn database_url(&self) -> Result<SecretString, BadSettings> {
        let fault = |sentence: &str| {
            BadSettings(vec![format!("DATABASE_URL {sentence}, such as postgres://user@localhost/connect_kindness")])
        };
        let url = present(self.database_url.as_ref()).ok_or_else(|| fault("is missing: say where PostgreSQL is"))?;
        match PgConnectOptions::from_str(url.expose_secret()) {
            Ok(_) if url.expose_secret().contains("://") => Ok(url.clone()),
            _ => Err(fault("is not the address of a PostgreSQL database")),
        }
    }

    /// Checks all settings together.
    ///
    /// # Errors
    /// Every fault found, so that one start shows them all.
    pub fn check(&self) -> Result<Config, BadSettings> {
        let mut faults = Vec::new();
        let production = self.app_env == Environment::Production;
        let database_url = self.database_url().map_err(|fault| faults.extend(fault.0)).unwrap_or_default();
        let origin = self.origin().unwrap_or_else(|fault| fault_of(&mut faults, fault));
        if production && !origin.is_empty() && !origin.starts_with("https://") {
            faults.push("PUBLIC_URL must begin with https:// in production".to_owned());
        }
        if !production && !origin.is_empty() && !is_loopback(&origin) {
            faults.push("PUBLIC_URL may name only this machine (localhost) while APP_ENV is development: /dev/mail shows mails to everybody".to_owned());
        }
        if production && self.client_ip_source.is_none() {
            faults.push("CLIENT_IP_SOURCE is missing: name the header in which your proxy puts the visitor's address, such as RightmostXForwardedFor, or ConnectInfo if nothing stands in front".to_owned());
        }
        let keys = match present(self.data_keys.as_ref()) {
            Some(setting) => Keys::parse(setting).map_err(|fault| faults.push(fault.to_string())).ok(),
            None => {
                faults.push("DATA_KEYS is missing: personal data is never stored unsealed; make a key with `connect-kindness new-key` and keep a copy of it offline".to_owned());
                None
            }
        };
        let stripe = self.stripe(&mut faults);
        let smtp_url = present(self.smtp_url.as_ref()).cloned();
        faults.extend(smtp_fault(smtp_url.as_ref(), production));
        let mail_from = self.mail_from(production).unwrap_or_else(|fault| fault_of(&mut faults, fault));
        let (Some(keys), Some(mail_from), true) = (keys, mail_from, faults.is_empty()) else {
            return Err(BadSettings(faults));
        };
        let policy = |form_action: &str| HeaderValue::from_str(&content_security_policy(form_action));
        let leading_to = |origin: &str| policy(&format!("'self' {}", form_source(origin)));
        let (Ok(page_policy), Ok(donation_policy), Ok(portal_policy)) =
            (policy("'self'"), leading_to(&stripe.checkout_origin), leading_to(&stripe.portal_origin))
        else {
            return Err(BadSettings(vec![
                "STRIPE_CHECKOUT_ORIGIN and STRIPE_PORTAL_ORIGIN are addresses such as https://checkout.stripe.com"
                    .to_owned(),
            ]));
        };
        Ok(Config {
            environment: self.app_env,
            bind: self.bind,
            hosts: hosts(&origin, self.bind, production),
            origin,
            database_url,
            state_dir: self.state_dir.clone().filter(|folder| !folder.as_os_str().is_empty()),
            keys,
            client_ip_source: self.client_ip_source.clone().unwrap_or(ClientIpSource::ConnectInfo),
            stripe,
            smtp_url,
            mail_from,
            checkouts_per_address: if production { 5 } else { 100 },
            checkouts_per_mail: if production { 5 } else { 100 },
            sendings_per_form: if production { 10 } else { 100 },
            checkouts_of_site: 300,
            page_policy,
            donation_policy,
            portal_policy,
        })
    }

    fn origin(&self) -> Result<String, String> {
        let wrong = || "PUBLIC_URL must be an address without a path, such as https://example.org".to_owned();
        let uri: axum::http::Uri = self.public_url.trim_end_matches('/').parse().map_err(|_| wrong())?;
        match (uri.scheme_str(), uri.authority(), uri.path()) {
            (Some(scheme @ ("http" | "https")), Some(authority), "/" | "") if !authority.as_str().contains('@') => {
                Ok(format!("{scheme}://{}", authority.as_str().to_ascii_lowercase()))
            }
            _ => Err(wrong()),
        }
    }

    fn mail_from(&self, production: bool) -> Result<Option<Mailbox>, String> {
        match self.mail_from.as_deref().map(str::trim).filter(|typed| !typed.is_empty()) {
            Some(typed) => typed.parse().map(Some).map_err(|_| "MAIL_FROM is not a mail address".to_owned()),
            None if production => Err("MAIL_FROM is missing: mails need a sender".to_owned()),
            None => Ok("site@localhost".parse().ok()),
        }
    }

    fn stripe(&self, faults: &mut Vec<String>) -> StripeConfig {
        let production = self.app_env == Environment::Production;
        let key = present(self.stripe_secret_key.as_ref());
        let has_base = self.stripe_api_base.as_deref().is_some_and(|base| !base.is_empty());
        let stand_in = key.is_none() && !has_base && !production;
        let mut config = if stand_in { self.stand_in() } else { self.real_stripe(key, faults) };
        if let Some(base) = self.stripe_api_base.as_deref().filter(|base| !base.is_empty()) {
            config.api_base = format!("{}/", base.trim_end_matches('/'));
            config.stand_in = None;
        }
        let test_key =
            ["sk_test_", "rk_test_"].iter().any(|start| config.secret_key.expose_secret().starts_with(start));
        if production && config.api_base != STRIPE_API {
            faults.push("STRIPE_API_BASE must not be set in production: the stand-in moves no money".to_owned());
        } else if config.api_base != STRIPE_API && !test_key && !is_loopback(&config.api_base) {
            faults.push("STRIPE_API_BASE may lead away from Stripe only to this machine or with a test key".to_owned());
        }
        for (name, typed, origin) in [
            ("STRIPE_CHECKOUT_ORIGIN", &self.stripe_checkout_origin, &mut config.checkout_origin),
            ("STRIPE_PORTAL_ORIGIN", &self.stripe_portal_origin, &mut config.portal_origin),
        ] {
            if let Some(typed) = typed.as_deref().filter(|typed| !typed.is_empty()) {
                typed.trim_end_matches('/').clone_into(origin);
            }
            if production && !origin.starts_with("https://") {
                faults.push(format!("{name} must begin with https:// in production"));
            }
        }
        config.portal_configuration = self.stripe_portal_configuration.clone().filter(|typed| !typed.trim().is_empty());
        if config.portal_configuration.as_deref().is_some_and(|id| !id.starts_with("bpc_")) {
            faults.push(
                "STRIPE_PORTAL_CONFIGURATION is not the id of a portal configuration: it begins with bpc_".to_owned(),
            );
        }
        if let Some(setting) = present(self.stripe_webhook_secret.as_ref()) {
            match WebhookSecrets::parse(setting.expose_secret()) {
                Some(secrets) => config.webhook_secrets = secrets,
                None => faults.push(
                    "STRIPE_WEBHOOK_SECRET is not a list of secrets: each begins with whsec_, none is empty".to_owned(),
                ),
            }
        } else if !stand_in {
            faults.push(
                "STRIPE_WEBHOOK_SECRET is missing: payments are only believed when Stripe signed them".to_owned(),
            );
        }
        config
    }

    fn stand_in(&self) -> StripeConfig {
        let origin = format!("http://localhost:{}", self.stand_in_bind.port());
        let webhook_secret = format!("whsec_{}", crate::seal::new_token());
        StripeConfig {
            secret_key: SecretString::from("sk_test_stand_in"),
            webhook_secrets: WebhookSecrets::parse(&webhook_secret).unwrap_or_default(),
            api_base: format!("http://{}/", self.stand_in_bind),
            portal_origin: origin.clone(),
            portal_configuration: None,
            checkout_origin: origin,
            live: false,
            stand_in: Some(StandInConfig {
                bind: self.stand_in_bind,
                books: self.stand_in_books.clone(),
                webhook_secret,
            }),
        }
    }

    fn real_stripe(&self, key: Option<&SecretString>, faults: &mut Vec<String>) -> StripeConfig {
        let text = key.map_or("", |key| key.expose_secret()).trim();
        let production = self.app_env == Environment::Production;
        let live = text.starts_with("sk_live_") || text.starts_with("rk_live_");
        let test = text.starts_with("sk_test_") || text.starts_with("rk_test_");
        if text.is_empty() {
            faults.push(
                "STRIPE_SECRET_KEY is missing: without it nothing but the stand-in of development takes payments"
                    .to_owned(),
            );
        } else if text.starts_with("pk_") {
            faults.push(
                "STRIPE_SECRET_KEY holds a publishable key (pk_…); the secret or restricted one is needed".to_owned(),
            );
        } else if !live && !test {
            faults.push("STRIPE_SECRET_KEY is not a key of Stripe: it begins with sk_ or rk_".to_owned());
        } else if live && !production {
            faults.push("STRIPE_SECRET_KEY is a live key; it is accepted only with APP_ENV=production".to_owned());
        }
        StripeConfig {
            secret_key: SecretString::from(text),
            webhook_secrets: WebhookSecrets::default(),
            api_base: STRIPE_API.to_owned(),
            checkout_origin: "https://checkout.stripe.com".to_owned(),
            portal_origin: "https://billing.stripe.com".to_owned(),
            portal_configuration: None,
            live,
            stand_in: None,
        }
    }
}

impl Config {
    /// Whether this is the real site.
    pub(crate) fn is_production(&self) -> bool {
        self.environment == Environment::Production
    }
}

/// The policy of a page whose forms lead to these places.
fn content_security_policy(form_action: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; form-action {form_action}; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// The checkout's origin as it stands in `form-action`. A stand-in on plain http is named by host alone: its scheme is that
/// of our own pages then.
fn form_source(origin: &str) -> &str {
    origin.strip_prefix("http://").unwrap_or(origin)
}

fn present(secret: Option<&SecretString>) -> Option<&SecretString> {
    secret.filter(|secret| !secret.expose_secret().trim().is_empty())
}

/// Mails name donors, so they leave this machine encrypted or not at all.
fn smtp_fault(url: Option<&SecretString>, production: bool) -> Option<String> {
    let Some(url) = url.map(ExposeSecret::expose_secret) else {
        return production.then(|| "SMTP_URL is missing: production sends real mail".to_owned());
    };
    if AsyncSmtpTransport::<Tokio1Executor>::from_url(url).is_err() {
        return Some("SMTP_URL is not the address of a mail server, such as smtps://user:password@host".to_owned());
    }
    let encrypted = url.starts_with("smtps://") || url.contains("tls=required") || is_loopback(url);
    (production && !encrypted)
        .then(|| "SMTP_URL must begin with smtps:// or end with ?tls=required in production".to_owned())
}

/// Whether an address leads to this machine.
fn is_loopback(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest.rsplit('@').next().unwrap_or(rest));
    ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|name| host.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/', '?'])))
}

fn fault_of<T: Default>(faults: &mut Vec<String>, fault: String) -> T {
    faults.push(fault);
    T::default()
}

/// In development the site also answers under the loopback names of its port.
fn hosts(origin: &str, bind: SocketAddr, production: bool) -> Vec<String> {
    let own = origin.split_once("://").map_or(origin, |(_, host)| host).to_owned();
    if production {
        return vec![own];
    }
    let port = bind.port();
    vec![own, format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")]
}
