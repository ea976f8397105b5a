//! The mail by which heads leave the machine. It names nobody.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

use super::queries;
use crate::{
    error::Error,
    mail::{Mail, receiver},
    seal::named_id,
    state::AppState,
};

/// The subject of the mails of a day.
pub(super) fn subject_of(day: Date) -> Uuid {
    named_id("chain heads", &day.to_string())
}

/// The mail to an owner; none if they are gone, or the day is long ago.
pub(crate) async fn compose(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    subject_id: Uuid,
    staff_member_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let day = queries::days(&mut *db).await?.into_iter().find(|day| subject_of(*day) == subject_id);
    let to = queries::receiver(&mut *db, staff_member_id).await?;
    let (Some(day), Some((to, language))) = (day, to) else { return Ok(None) };
    let lines = queries::list_of_day(db, day).await?.join("\n\n");
    let values = [
        ("day", &*day.to_string()),
        ("lines", &*lines),
        ("fingerprint", &*state.config.signing_key.public().fingerprint()),
    ];
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: language.message_with("rooms-audit-mail-subject", &values),
        body: language.message_with("rooms-audit-mail-body", &values),
    }))
}
