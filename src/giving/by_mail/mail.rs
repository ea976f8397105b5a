//! The mail with the link. Nothing that anybody typed stands in it.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{error::Error, giving::by_mail::queries, mail::Mail, state::AppState};

/// The mail for a form that waits; none if its link would have ended before the mail arrives.
pub(crate) async fn compose(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    confirmation_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some(confirmation) = queries::find(&mut *db, confirmation_id).await? else { return Ok(None) };
    let keys = &state.config.keys;
    let Some(token) = confirmation.link_token(keys) else { return Ok(None) };
    let language = confirmation.language;
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
