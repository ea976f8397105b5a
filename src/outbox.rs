//! The way into the outbox: a mail is put there in the caller's transaction, and a job sends it. Neither holds an address;
//! whoever composes the mail reads it from where it is sealed.

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

pub(crate) use crate::mail::MailKind;
use crate::{
    error::Error,
    job::{self, Job as _},
    mail,
    state::AppState,
};

/// The job that sends a mail of the outbox. What it does stands in `jobs/mails.rs`, which knows all who compose mails.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct SendMail {
    pub(crate) mail_id: Uuid,
    /// Of mails that wait, those with a smaller number are sent first.
    #[serde(default)]
    pub(crate) priority: i16,
}

/// The job that queues the mails whose time has come.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct QueueMails {}

/// Posts a mail, once for each kind and subject. A second one is not added.
pub(crate) async fn post(
    state: &AppState,
    db: &mut PgConnection,
    kind: MailKind,
    subject_id: Uuid,
) -> Result<(), Error> {
    post_after(state, db, kind, subject_id, priority(kind)).await
}

/// The same for a mail that waits behind those with a smaller number.
pub(crate) async fn post_after(
    state: &AppState,
    db: &mut PgConnection,
    kind: MailKind,
    subject_id: Uuid,
    priority: i16,
) -> Result<(), Error> {
    let added = mail::queries::add(&mut *db, kind, subject_id, None).await?;
    send(state, db, added, priority).await
}

/// Posts a mail to a member of staff, once for each kind and subject.
pub(crate) async fn post_to_staff(
    state: &AppState,
    db: &mut PgConnection,
    kind: MailKind,
    subject_id: Uuid,
    staff_member_id: Uuid,
) -> Result<(), Error> {
    let added = mail::queries::add(&mut *db, kind, subject_id, Some(staff_member_id)).await?;
    send(state, db, added, priority(kind)).await
}

/// Posts a further copy of a mail, because somebody asked for it.
pub(crate) async fn post_again(
    state: &AppState,
    db: &mut PgConnection,
    kind: MailKind,
    subject_id: Uuid,
) -> Result<(), Error> {
    let added = mail::queries::add_copy(&mut *db, kind, subject_id).await?;
    send(state, db, added, priority(kind)).await
}

/// Mails that strangers cause leave after receipts and other news of money.
fn priority(kind: MailKind) -> i16 {
    match kind {
        MailKind::ManageLink => job::ASKED,
        MailKind::ConfirmGift | MailKind::TransferPromise | MailKind::VolunteerConfirm => job::TYPED,
        _ => job::FIRST,
    }
}

async fn send(state: &AppState, db: &mut PgConnection, added: Option<Uuid>, priority: i16) -> Result<(), Error> {
    match added {
        Some(mail_id) => SendMail { mail_id, priority }.enqueue(state, db).await,
        None => Ok(()),
    }
}
