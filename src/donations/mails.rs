//! Which mails this feature writes.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    donations::{defence, receipts, transfer},
    error::Error,
    mail::Mail,
    outbox::MailKind,
    state::AppState,
};

/// The mail of a kind about a subject; nothing if it is not wanted any more, or is written elsewhere.
///
/// # Errors
/// When the database does not do it.
pub async fn compose(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    kind: MailKind,
    subject_id: Uuid,
) -> Result<Option<Mail>, Error> {
    match kind {
        MailKind::Receipt => receipts::mail::compose(state, db, mail_id, subject_id).await,
        MailKind::PaymentFailed | MailKind::RenewalFailed | MailKind::MonthlyStopped | MailKind::Refunded => Ok(None),
        MailKind::TransferPromise => transfer::mail::compose(state, db, mail_id, subject_id).await,
        MailKind::ConfirmGift => defence::mails::compose_link(state, db, mail_id, subject_id).await,
        MailKind::Alert | MailKind::GivingChanged => Ok(None),
    }
}
