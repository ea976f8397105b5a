//! The job that sends a mail, and who composes which.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    alerts, database,
    donations::{notices, receipts},
    error::Error,
    giving::{by_mail, defence, transfer},
    job::Job,
    mail::{self, Mail, MailError},
    manage,
    outbox::{MailKind, SendMail},
    state::AppState,
    words::Word as _,
};

impl Job for SendMail {
    const IDENTIFIER: &'static str = "send_mail";

    fn key(&self) -> Option<String> {
        Some(format!("mail {}", self.mail_id))
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        send_mail(state, self.mail_id).await
    }
}

/// Sends a mail of the outbox, unless that was done. It is marked in the transaction that holds it, so nobody else sends it.
async fn send_mail(state: &AppState, mail_id: Uuid) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    let Some(waiting) = mail::queries::take(&mut *tx, mail_id).await? else { return Ok(()) };
    let composed = match (waiting.kind, waiting.staff_member_id) {
        (MailKind::Alert, Some(staff_member_id)) => {
            alerts::compose(state, &mut tx, mail_id, waiting.subject_id, staff_member_id).await?
        }
        (MailKind::GivingChanged, Some(staff_member_id)) => {
            defence::mails::compose_change(state, &mut tx, mail_id, waiting.subject_id, staff_member_id).await?
        }
        (kind, None) => compose(state, &mut tx, mail_id, kind, waiting.subject_id).await?,
        _ => None,
    };
    let sent = match composed {
        Some(mail) => state.mailer.send(mail).await,
        None => Ok(()),
    };
    match sent {
        Ok(()) => mail::queries::mark_sent(&mut *tx, mail_id).await?,
        Err(MailError::Refused(code)) => {
            tracing::warn!(mail = %mail_id, kind = waiting.kind.word(), code, "a mail was refused for good");
            mail::queries::mark_refused(&mut *tx, mail_id).await?;
        }
        Err(error) => return Err(anyhow::Error::from(error).into()),
    }
    tx.commit().await?;
    Ok(())
}

/// The mail of a kind about a subject; nothing if it is not wanted any more, or is written elsewhere.
pub(crate) async fn compose(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    kind: MailKind,
    subject_id: Uuid,
) -> Result<Option<Mail>, Error> {
    match kind {
        MailKind::Receipt => receipts::mail::compose(state, db, mail_id, subject_id).await,
        MailKind::TransferPromise => transfer::mail::compose(state, db, mail_id, subject_id).await,
        MailKind::ConfirmGift => by_mail::mail::compose(state, db, mail_id, subject_id).await,
        MailKind::ManageLink => manage::mails::close_with_link(state, db, mail_id, subject_id).await,
        MailKind::PaymentFailed => notices::compose_payment_failed(state, db, mail_id, subject_id).await,
        MailKind::RenewalFailed => manage::mails::compose_failed(state, db, mail_id, subject_id).await,
        MailKind::MonthlyStopped => manage::mails::compose_stopped(state, db, mail_id, subject_id).await,
        MailKind::Refunded => notices::compose_refunded(state, db, mail_id, subject_id).await,
        MailKind::Alert | MailKind::GivingChanged => Ok(None),
    }
}
