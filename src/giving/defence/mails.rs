//! The mails of the defence: the link for a donor, and to staff that the form takes gifts in another way now.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    error::Error,
    giving::defence::queries::{self, Change},
    mail::{Mail, receiver},
    staff,
    state::AppState,
};

/// The link for a donor; nothing if it would have ended before it arrives. Nothing that anybody typed stands in it.
///
/// # Errors
/// When the database does not do it, or a sealed value does not open.
pub(crate) async fn compose_link(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    confirmation_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some(confirmation) = queries::find_confirmation(&mut *db, confirmation_id).await? else { return Ok(None) };
    let keys = &state.config.keys;
    let Some(token) = confirmation.token(keys) else { return Ok(None) };
    let language = confirmation.language();
    if queries::find_by_token(db, &confirmation.token_hash, OffsetDateTime::now_utc()).await?.is_none() {
        return Ok(None);
    }
    let Ok(to) = confirmation.form(keys)?.mail.trim().parse() else { return Ok(None) };
    let link = format!("{}{}", state.origin, language.path(&format!("/donate/confirm/{token}")));
    let site = state.site();
    let values = [("link", &*link), ("organisation", site.name(language))];
    Ok(Some(Mail {
        id: mail_id,
        to,
        subject: language.message("mail-confirm-subject"),
        body: language.message_with("mail-confirm-body", &values),
    }))
}

/// That the form takes gifts in another way now, to a member of staff; nothing if either is gone.
pub(crate) async fn compose_change(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    change_id: Uuid,
    staff_member_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let change = queries::find_change(&mut *db, change_id).await?;
    let to = staff::queries::find_email(db, staff_member_id).await?;
    let (Some(change), Some(to)) = (change, to) else { return Ok(None) };
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: "The donation form".to_owned(),
        body: format!(
            "{}\n\nWhat goes on, and the switch, stand here:\n{}/admin/defence\n",
            sentence(&change),
            state.origin
        ),
    }))
}

fn sentence(change: &Change) -> String {
    let what = match change.mode.as_str() {
        "guarded" => "The donation form guards itself now: every donor's browser does some work first",
        "closed" => "The donation form is closed now and takes no gifts by card",
        _ => "The donation form is open to everybody now",
    };
    match &change.by {
        Some(by) => format!("{what}. This was decided by {by}."),
        None => format!("{what}. The site decided this by itself, after it had been quiet for an hour."),
    }
}
