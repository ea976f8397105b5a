//! How mails leave, and from whom.

use clap::Args;
use lettre::message::Mailbox;
use secrecy::{ExposeSecret as _, SecretString};

use super::{
    checks::{Faults, present, typed},
    environment::Environment,
    smtp::SmtpServer,
};

#[derive(Args, Clone, Debug)]
pub(super) struct MailSettings {
    /// The mail server: smtps://user:password@host. Without one, development shows mails at /dev/mail.
    #[arg(long, env, global = true, hide_env_values = true)]
    smtp_url: Option<SecretString>,
    /// The sender of mails, such as "Our Name <hello@example.org>".
    #[arg(long, env, global = true)]
    mail_from: Option<String>,
}

pub(crate) struct MailConfig {
    /// The mail server; without one, mails are kept and shown at `/dev/mail`.
    pub(crate) server: Option<SmtpServer>,
    pub(crate) from: Mailbox,
}

impl MailSettings {
    pub(super) fn config(&self, environment: Environment, faults: &mut Faults) -> Option<MailConfig> {
        let server = faults.of(server(present(self.smtp_url.as_ref()), environment));
        let from = faults.of(self.from(environment))?;
        Some(MailConfig { server: server?, from })
    }

    fn from(&self, environment: Environment) -> Result<Mailbox, String> {
        let text = match typed(self.mail_from.as_ref()) {
            Some(text) => text,
            None if environment.is_production() => return Err("MAIL_FROM is missing: mails need a sender".to_owned()),
            None => "site@localhost",
        };
        text.parse().map_err(|_| "MAIL_FROM is not a mail address".to_owned())
    }
}

/// Mails name donors, so in production they leave this machine encrypted or not at all.
fn server(url: Option<&SecretString>, environment: Environment) -> Result<Option<SmtpServer>, String> {
    let Some(url) = url else {
        return if environment.is_production() {
            Err("SMTP_URL is missing: production sends real mail".to_owned())
        } else {
            Ok(None)
        };
    };
    let server = SmtpServer::parse(url.expose_secret())
        .ok_or("SMTP_URL is not the address of a mail server, such as smtps://user:password@host")?;
    if environment.is_production() && !server.is_private() {
        return Err("SMTP_URL must begin with smtps:// or end with ?tls=required in production".to_owned());
    }
    Ok(Some(server))
}
