//! The mail to owners and treasurers when the form takes gifts in another way than before.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::Error,
    giving::defence::queries::{self, GivingChange},
    language::Language,
    mail::{Mail, receiver},
    site::GivingMode,
    staff,
    state::AppState,
};

/// The mail to one member of staff; none if they or the decision are gone.
pub(crate) async fn compose_change(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    change_id: Uuid,
    staff_member_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let change = queries::find_change(&mut *db, change_id).await?;
    let reader = staff::queries::find_reader(db, staff_member_id).await?;
    let (Some(change), Some((to, language))) = (change, reader) else { return Ok(None) };
    let (sentence, url) = (sentence(language, &change), format!("{}/admin/defence", state.origin));
    let body = language.message_with("rooms-defence-mail-body", &[("sentence", &sentence), ("url", &url)]);
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: language.message("rooms-defence-mail-subject"),
        body: body + "\n",
    }))
}

fn sentence(language: Language, change: &GivingChange) -> String {
    let what = language.message(match change.mode {
        GivingMode::Guarded => "rooms-defence-mail-guarded",
        GivingMode::Closed => "rooms-defence-mail-closed",
        GivingMode::Open => "rooms-defence-mail-open",
    });
    match &change.by {
        Some(by) => language.message_with("rooms-defence-mail-by", &[("what", &what), ("by", by)]),
        None => language.message_with("rooms-defence-mail-by-itself", &[("what", &what)]),
    }
}
