//! Deciding how the donation form takes gifts, by staff or by the site itself, and telling those who account for it.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    alerts::{self, AlertKind},
    error::Error,
    giving::defence::queries,
    outbox::{self, MailKind},
    site::{Giving, GivingMode},
    staff::{self, Role},
    state::AppState,
};

/// What the alert is about.
pub(crate) const SUBJECT: &str = "donation form";

/// Adds a decision of a member of staff, or of the site itself until a time, and returns its id. The caller's transaction
/// must hold the lock of [`queries::lock`].
///
/// A guard that the site sets raises an alert. Any other decision settles that alert, and all owners and treasurers get a
/// mail.
pub async fn decide(
    state: &AppState,
    db: &mut PgConnection,
    giving: &Giving,
    by: Option<Uuid>,
    until: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> Result<Uuid, Error> {
    let (id, mode) = (queries::add_change(&mut *db, giving, by, until, now).await?, giving.mode());
    tracing::warn!(%mode, by_staff = by.is_some(), "the donation form takes gifts in another way now");
    if by.is_none() && mode == GivingMode::Guarded {
        alerts::raise(state, db, AlertKind::UnderAttack, SUBJECT, None).await?;
        return Ok(id);
    }
    alerts::queries::settle_about(&mut *db, AlertKind::UnderAttack, SUBJECT).await?;
    for (staff_member_id, _) in staff::queries::list_with_roles(&mut *db, &[Role::Owner, Role::Treasurer]).await? {
        outbox::post_to_staff(state, db, MailKind::GivingChanged, id, staff_member_id).await?;
    }
    Ok(id)
}
