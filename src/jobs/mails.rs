//! Who writes which mail to donors.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    donations::{notices, receipts},
    error::Error,
    giving::{by_mail, transfer},
    mail::Mail,
    manage,
    outbox::MailKind,
    state::AppState,
};

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
