//! The way into the outbox: a mail is put there in the caller's transaction, and a job sends it. Neither holds an address;
//! whoever composes the mail reads it from where it is sealed.

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

pub(crate) use crate::mail::MailKind;
use crate::{error::Error, job::Job as _, mail, state::AppState};

/// The job that sends a mail of the outbox. What it does stands in `jobs/mails.rs`, which knows all who compose mails.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct SendMail {
    pub(crate) mail_id: Uuid,
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
    let added = mail::queries::add(&mut *db, kind, subject_id, None).await?;
    send(state, db, added).await
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
    send(state, db, added).await
}

/// Posts a further copy of a mail, because somebody asked for it.
pub(crate) async fn post_again(
    state: &AppState,
    db: &mut PgConnection,
    kind: MailKind,
    subject_id: Uuid,
) -> Result<(), Error> {
    let added = mail::queries::add_copy(&mut *db, kind, subject_id).await?;
    send(state, db, added).await
}

async fn send(state: &AppState, db: &mut PgConnection, added: Option<Uuid>) -> Result<(), Error> {
    match added {
        Some(mail_id) => SendMail { mail_id }.enqueue(state, db).await,
        None => Ok(()),
    }
}
