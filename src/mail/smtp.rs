//! The conversation with the mail server, step by step, so that it is known at which step it was refused. lettre's own
//! transport goes the same way, and does not tell.

use std::time::Duration;

use lettre::{
    Address, Message,
    transport::smtp::{
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailParameter},
    },
};
use secrecy::ExposeSecret as _;

use super::trouble::{MailError, Step};
use crate::config::{Encryption, SmtpServer};

/// How long a connection may take to come about.
const CONNECTING: Duration = Duration::from_secs(10);
/// How long the mail server may take to say goodbye.
const ENDING: Duration = Duration::from_secs(5);

/// The way to a mail server.
pub(super) struct Smtp {
    host: String,
    port: u16,
    encryption: Encryption,
    tls: Option<TlsParameters>,
    hello: ClientId,
    credentials: Option<Credentials>,
}

impl Smtp {
    pub(super) fn new(server: &SmtpServer) -> anyhow::Result<Self> {
        let tls = match server.encryption {
            Encryption::Never => None,
            _ => Some(TlsParameters::new(server.host.clone())?),
        };
        let credentials = server
            .user
            .as_ref()
            .map(|(name, password)| Credentials::new(name.clone(), password.expose_secret().to_owned()));
        Ok(Self {
            host: server.host.clone(),
            port: server.port,
            encryption: server.encryption,
            tls,
            hello: server.hello.clone().map_or_else(ClientId::default, ClientId::Domain),
            credentials,
        })
    }

    /// Sends a message.
    pub(super) async fn send(&self, message: &Message, to: &Address) -> Result<(), MailError> {
        let at = |step| move |error| MailError::at(step, &error);
        let mut connection = self.connect().await?;
        let from = message.envelope().from().cloned();
        let is_ascii = from.iter().chain([to]).all(|address| address.to_string().is_ascii());
        let speaks_utf8 = connection.server_info().supports_feature(Extension::SmtpUtfEight);
        let options = if !is_ascii && speaks_utf8 { vec![MailParameter::SmtpUtfEight] } else { Vec::new() };
        connection.command(Mail::new(from, options)).await.map_err(at(Step::Sender))?;
        connection.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(at(Step::Recipient))?;
        connection.command(Data).await.map_err(at(Step::Content))?;
        connection.message(&message.formatted()).await.map_err(at(Step::Content))?;
        // The mail is taken, however the conversation ends: waiting for that could only send it a second time.
        end(connection);
        Ok(())
    }

    /// Goes as far as the sign-in.
    pub(super) async fn test(&self) -> Result<(), MailError> {
        end(self.connect().await?);
        Ok(())
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, MailError> {
        let from_start = self.tls.clone().filter(|_| self.encryption == Encryption::FromStart);
        let server = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, Some(CONNECTING), &self.hello, from_start, None)
                .await
                .map_err(|error| MailError::at(Step::Connect, &error))?;
        let is_upgraded = match self.encryption {
            Encryption::Required => true,
            Encryption::IfOffered => connection.can_starttls(),
            Encryption::Never | Encryption::FromStart => false,
        };
        if let Some(tls) = self.tls.as_ref().filter(|_| is_upgraded) {
            let upgraded = connection.starttls(tls.clone(), &self.hello).await;
            upgraded.map_err(|error| MailError::at(Step::Encrypt, &error))?;
        }
        if let Some(credentials) = &self.credentials {
            let signed_in = connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await;
            signed_in.map_err(|error| MailError::at(Step::SignIn, &error))?;
        }
        Ok(connection)
    }
}

/// Says goodbye, while the caller goes on.
fn end(mut connection: AsyncSmtpConnection) {
    tokio::spawn(async move { tokio::time::timeout(ENDING, connection.quit()).await });
}
