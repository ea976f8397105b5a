//! What is in the trash for thirty days goes for good, by the clock.

use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use time::{Duration, OffsetDateTime};

use super::queries;
use crate::{
    audit::{self, Action, NewEntry},
    database,
    error::Error,
    job::{Clock, Job},
    state::AppState,
};

/// How long a page in the trash can come back.
pub(super) const KEPT_FOR: Duration = Duration::days(30);

/// The job that empties the trash.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct PurgePages {}

impl Job for PurgePages {
    const IDENTIFIER: &'static str = "purge_pages";

    fn by_the_clock() -> Option<(Clock, Self)> {
        Some((Clock::HourlyAt(17), Self {}))
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        purge(&state.db, OffsetDateTime::now_utc()).await
    }
}

/// Deletes what has been in the trash for long enough, each page on record.
///
/// # Errors
/// If the database does not do it; then nothing is deleted.
pub async fn purge(db: &PgPool, now: OffsetDateTime) -> Result<(), Error> {
    let mut tx = database::begin(db).await?;
    for page_id in queries::purge(&mut *tx, now - KEPT_FOR).await? {
        audit::queries::append(&mut tx, &NewEntry::of(None, Action::PurgedPage).about(page_id)).await?;
    }
    tx.commit().await?;
    Ok(())
}
