//! The mail to owners and treasurers when the form takes gifts in another way than before.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::Error,
    giving::defence::queries::{self, GivingChange},
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

fn sentence(change: &GivingChange) -> String {
    let what = match change.mode {
        GivingMode::Guarded => "The donation form guards itself now: every donor's browser does some work first",
        GivingMode::Closed => "The donation form is closed now and takes no gifts by card",
        GivingMode::Open => "The donation form is open to everybody now",
    };
    match &change.by {
        Some(by) => format!("{what}. This was decided by {by}."),
        None => format!("{what}. The site decided this by itself, after it had been quiet for an hour."),
    }
}
