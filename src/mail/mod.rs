//! Mail: an outbox in the database, sent by jobs over SMTP, or kept readable in development.

mod kind;
pub(crate) mod queries;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use secrecy::ExposeSecret as _;
use time::OffsetDateTime;
use uuid::Uuid;

pub(crate) use self::kind::MailKind;
use crate::config::MailConfig;

/// Sends mails. Cloning it is cheap.
#[derive(Clone)]
pub(crate) struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Kept(Arc<Mutex<VecDeque<KeptMail>>>),
}

/// A mail to send. Its subject says nothing that could endanger the reader.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    /// The row of the outbox. The Message-ID is made of it, so a repeated sending is the same message.
    pub(crate) id: Uuid,
    pub(crate) to: Address,
    pub(crate) subject: String,
    pub(crate) body: String,
}

/// The receiver with a stored address, which was checked before it was stored.
pub(crate) fn receiver(stored: &str) -> anyhow::Result<Address> {
    stored.parse().map_err(|_| anyhow::anyhow!("a stored address is none"))
}

/// A mail that development shows at `/dev/mail`.
#[derive(Clone, Debug)]
pub(crate) struct KeptMail {
    pub(crate) mail: Mail,
    /// When it would have left.
    pub(crate) at: OffsetDateTime,
}

/// Why a mail did not leave, with the server's code (RFC 5321, 4.2) and without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum MailError {
    /// Not now; it is tried again.
    #[error("the mail server does not take mail now, code {0:?}")]
    Away(Option<u16>),
    /// Never; trying again is of no use.
    #[error("the mail server refused a mail for good, code {0:?}")]
    Refused(Option<u16>),
}

/// What became of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tested {
    Answers,
    /// There is no mail server; mails are kept in development.
    Kept,
}

/// How long a conversation with the mail server may last: shorter than a transaction may wait (see `database::pool`).
const LONGEST: std::time::Duration = std::time::Duration::from_secs(20);

/// How many mails development keeps.
const KEPT: usize = 100;

impl Mailer {
    /// SMTP if the settings name a mail server, else a list in memory.
    pub(crate) fn new(config: &MailConfig) -> anyhow::Result<Self> {
        let way = match &config.smtp_url {
            Some(url) => Way::Smtp(
                AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret())
                    .map_err(|_| {
                        anyhow::anyhow!(
                            "SMTP_URL is not the address of a mail server, such as smtps://user:password@host"
                        )
                    })?
                    .timeout(Some(std::time::Duration::from_secs(10)))
                    .build(),
            ),
            None => Way::Kept(Arc::default()),
        };
        Ok(Self { from: config.from.clone(), way })
    }

    /// Sends a mail, or gives up after a while. The error does not hold what the server said, because that repeats addresses.
    pub(crate) async fn send(&self, mail: Mail) -> Result<(), MailError> {
        match &self.way {
            Way::Smtp(transport) => {
                let message = self.message(mail).map_err(|_| MailError::Refused(None))?;
                let sent =
                    tokio::time::timeout(LONGEST, transport.send(message)).await.map_err(|_| MailError::Away(None))?;
                sent.map_err(|error| {
                    let code = error.status().map(u16::from);
                    if error.is_permanent() { MailError::Refused(code) } else { MailError::Away(code) }
                })?;
            }
            Way::Kept(kept) => {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.push_front(KeptMail { mail, at: OffsetDateTime::now_utc() });
                kept.truncate(KEPT);
            }
        }
        Ok(())
    }

    /// Asks the mail server whether it is there.
    pub(crate) async fn test(&self) -> Result<Tested, MailError> {
        match &self.way {
            Way::Smtp(transport) => match tokio::time::timeout(LONGEST, transport.test_connection()).await {
                Ok(Ok(true)) => Ok(Tested::Answers),
                Ok(Err(error)) => Err(MailError::Away(error.status().map(u16::from))),
                Ok(Ok(false)) | Err(_) => Err(MailError::Away(None)),
            },
            Way::Kept(_) => Ok(Tested::Kept),
        }
    }

    /// The mails that development keeps, the newest first; `None` when mails really leave.
    pub(crate) fn kept(&self) -> Option<Vec<KeptMail>> {
        match &self.way {
            Way::Smtp(_) => None,
            Way::Kept(kept) => Some(kept.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()),
        }
    }

    fn message(&self, mail: Mail) -> anyhow::Result<Message> {
        let domain = self.from.email.domain();
        Ok(Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, mail.to))
            .message_id(Some(format!("<{}@{domain}>", mail.id)))
            .subject(mail.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body)?)
    }
}
