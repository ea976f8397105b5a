//! What a comparison found. A finding is kept once and told to staff once, and goes by itself when the next comparison
//! does not find it any more.

mod finding;
pub(crate) mod queries;

use sqlx::PgConnection;
use uuid::Uuid;

pub(crate) use self::finding::{FindingKind, NewFinding, Window};
use self::queries::Kept;
use crate::{alerts, error::Error, state::AppState};

/// Keeps what a run found, tells staff what is new, and takes back findings that came right. What happened before the
/// comparison's window was not compared, so it stays until staff have looked at it. Gives how many are new.
pub(crate) async fn keep(
    state: &AppState,
    db: &mut PgConnection,
    run_id: Uuid,
    found: &[NewFinding],
    window: Window,
) -> Result<i32, Error> {
    let mut news = 0;
    for finding in found {
        if queries::add(&mut *db, run_id, finding).await? == Kept::New {
            news += 1;
            alerts::raise(state, db, finding.kind.alert(), &finding.subject, finding.donation_id).await?;
        }
    }
    for (kind, subject) in queries::let_vanish(&mut *db, run_id, window).await? {
        alerts::queries::settle_about(&mut *db, kind.alert(), &subject).await?;
    }
    Ok(news)
}

/// What came of looking at a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LookedAt {
    Settled,
    /// It was settled before, or is gone.
    NotOpen,
}

/// Settles a finding because a member of staff looked at it, and the alert with it.
pub(crate) async fn look_at(db: &mut PgConnection, id: Uuid, staff_member_id: Uuid) -> Result<LookedAt, Error> {
    let Some((kind, subject)) = queries::look_at(&mut *db, id, staff_member_id).await? else {
        return Ok(LookedAt::NotOpen);
    };
    alerts::queries::settle_about(db, kind.alert(), &subject).await?;
    Ok(LookedAt::Settled)
}
