//! What staff must look at: raised once, mailed to those who account for donations, settled by one of them.

mod kind;
pub(crate) mod queries;

use sqlx::PgConnection;
use uuid::Uuid;

pub(crate) use self::kind::AlertKind;
use crate::{
    error::Error,
    mail::{Mail, receiver},
    outbox::{self, MailKind},
    staff::{self, Role},
    state::AppState,
    words::Word as _,
};

/// Raises an alert and mails it, unless the same one is open. `subject` names the thing, never a person.
pub(crate) async fn raise(
    state: &AppState,
    db: &mut PgConnection,
    kind: AlertKind,
    subject: &str,
    donation_id: Option<Uuid>,
) -> Result<(), Error> {
    let Some(id) = queries::add(&mut *db, kind, subject, donation_id).await? else { return Ok(()) };
    tracing::warn!(kind = kind.word(), subject, "staff must look at this");
    for (staff_member_id, _) in staff::queries::list_with_roles(&mut *db, &[Role::Owner, Role::Treasurer]).await? {
        outbox::post_to_staff(state, db, MailKind::Alert, id, staff_member_id).await?;
    }
    Ok(())
}

/// The subject of alerts about all mails.
pub(crate) const MAIL: &str = "mail";

/// Raises an alert that no mail tells, unless the same one is open or staff settled it within a day.
pub(crate) async fn raise_in_rooms(db: &mut PgConnection, kind: AlertKind, subject: &str) -> sqlx::Result<()> {
    if !queries::was_lately_settled(&mut *db, kind, subject).await?
        && queries::add(&mut *db, kind, subject, None).await?.is_some()
    {
        tracing::warn!(kind = kind.word(), subject, "staff must look at this");
    }
    Ok(())
}

/// Writes the mail of an alert to a member of staff; nothing if either is gone.
pub(crate) async fn compose(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    alert_id: Uuid,
    staff_member_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let alert = queries::find(&mut *db, alert_id).await?;
    let reader = staff::queries::find_reader(&mut *db, staff_member_id).await?;
    let (Some(alert), Some((to, language))) = (alert, reader) else { return Ok(None) };
    let (sentence, url) = (alert.kind.sentence(language), format!("{}/admin", state.origin));
    let body = language.message_with("rooms-alert-mail-body", &[("sentence", &sentence), ("url", &url)]);
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: language.message("rooms-alert-mail-subject"),
        body: body + "\n",
    }))
}
