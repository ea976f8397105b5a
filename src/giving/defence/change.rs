//! Deciding how the donation form takes gifts, by staff or by the site itself, and telling those who account for it.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    alerts::{self, AlertKind},
    error::Error,
    giving::defence::queries,
    outbox::{self, MailKind},
    site::Giving,
    staff::{self, Role},
    state::AppState,
};

/// What the alert is about.
pub(crate) const SUBJECT: &str = "donation form";

/// The word of a mode in the database, in forms and in logs.
pub(crate) fn word(giving: &Giving) -> &'static str {
    match giving {
        Giving::Open => "open",
        Giving::Guarded => "guarded",
        Giving::Closed { .. } => "closed",
    }
}

/// Lets a member of staff decide, or the site itself until a time. The caller's transaction holds the lock of
/// [`queries::lock`]. Gives the id of the change.
pub async fn decide(
    state: &AppState,
    db: &mut PgConnection,
    giving: &Giving,
    by: Option<Uuid>,
    until: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> Result<Uuid, Error> {
    let id = queries::add_change(&mut *db, giving, by, until, now).await?;
    tracing::warn!(mode = word(giving), by_staff = by.is_some(), "the donation form takes gifts in another way now");
    if by.is_none() && *giving == Giving::Guarded {
        alerts::raise(state, db, AlertKind::UnderAttack, SUBJECT, None).await?;
        return Ok(id);
    }
    // Staff took it over, or it is over.
    alerts::queries::settle_about(&mut *db, AlertKind::UnderAttack, SUBJECT).await?;
    for (staff_member_id, _) in staff::queries::list_with_roles(&mut *db, &[Role::Owner, Role::Treasurer]).await? {
        outbox::post_to_staff(state, db, MailKind::GivingChanged, id, staff_member_id).await?;
    }
    Ok(id)
}
