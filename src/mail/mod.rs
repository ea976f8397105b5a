//! Mail: an outbox in the database, sent by jobs over SMTP, or kept readable in development.

mod kind;
pub(crate) mod queries;
mod smtp;
mod trouble;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use lettre::{
    Address, Message,
    message::{Mailbox, header::ContentType},
};
use time::OffsetDateTime;
use uuid::Uuid;

use self::smtp::Smtp;
pub(crate) use self::{
    kind::MailKind,
    trouble::{MailError, Trouble},
};
use crate::config::MailConfig;

/// Sends mails. Cloning it is cheap.
#[derive(Clone)]
pub(crate) struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(Arc<Smtp>),
    Kept(Arc<Mutex<VecDeque<KeptMail>>>),
}

/// Whether a mail says by whom it comes, beside the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sender {
    Named,
    /// For people who asked for mails that give nothing away.
    Unnamed,
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
        let way = match &config.server {
            Some(server) => Way::Smtp(Arc::new(Smtp::new(server)?)),
            None => Way::Kept(Arc::default()),
        };
        Ok(Self { from: config.from.clone(), way })
    }

    /// Sends a mail, or gives up after a while. The error does not hold what the server said, because that repeats addresses.
    pub(crate) async fn send_as(&self, sender: Sender, mail: Mail) -> Result<(), MailError> {
        match &self.way {
            Way::Smtp(smtp) => {
                let to = mail.to.clone();
                let message = self.message(sender, mail).map_err(|error| MailError::unwritten(error.to_string()))?;
                in_time(smtp.send(&message, &to)).await?;
            }
            Way::Kept(kept) => {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.push_front(KeptMail { mail, at: OffsetDateTime::now_utc() });
                kept.truncate(KEPT);
            }
        }
        Ok(())
    }

    /// Asks the mail server whether it is there and lets us in.
    pub(crate) async fn test(&self) -> Result<Tested, MailError> {
        match &self.way {
            Way::Smtp(smtp) => in_time(smtp.test()).await.map(|()| Tested::Answers),
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

    fn message(&self, sender: Sender, mail: Mail) -> anyhow::Result<Message> {
        let domain = self.from.email.domain();
        let name = self.from.name.clone().filter(|_| sender == Sender::Named);
        Ok(Message::builder()
            .from(Mailbox::new(name, self.from.email.clone()))
            .to(Mailbox::new(None, mail.to))
            .message_id(Some(format!("<{}@{domain}>", mail.id)))
            .subject(mail.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body)?)
    }
}

async fn in_time(work: impl Future<Output = Result<(), MailError>>) -> Result<(), MailError> {
    tokio::time::timeout(LONGEST, work).await.unwrap_or_else(|_| Err(MailError::silence()))
}
