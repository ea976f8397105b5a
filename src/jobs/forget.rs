//! The job that erases what is due: volunteers whose year is over, counters, used links and sessions, forms that were kept
//! for staff, lists of the bank.

use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use time::{Duration, OffsetDateTime};

use crate::{
    access_events, arrivals, books, calendar, database, donations,
    error::Error,
    giving::{self, defence},
    job::{Clock, Job},
    limits, manage, rooms, staff,
    state::AppState,
    toll, volunteers,
};

#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Forget {}

impl Job for Forget {
    const IDENTIFIER: &'static str = "forget";

    fn by_the_clock() -> Option<(Clock, Self)> {
        Some((Clock::HourlyAt(30), Self {}))
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        forget(&state.db, OffsetDateTime::now_utc()).await
    }
}

/// Erases what is due at a time and logs how much it was.
pub async fn forget(db: &PgPool, now: OffsetDateTime) -> Result<(), Error> {
    let volunteers = volunteers::erasing::erase_due(db, calendar::day(now)).await?;
    volunteers::moving::erase_due(db, now).await?;
    let unconfirmed = volunteers::confirm::erase_unconfirmed(db, now).await?;
    let counters = limits::queries::forget_old(db, now).await?;
    toll::queries::forget_old(db, now).await?;
    staff::queries::forget_old(db, now).await?;
    rooms::kept::queries::forget_old(db, now).await?;
    staff::passkeys::queries::forget_old(db, now).await?;
    access_events::queries::forget_old(db, now).await?;
    donations::queries::forget_unfinished(db, now).await?;
    donors(db, now).await?;
    let transfers = giving::transfer::queries::expire_old(db, now).await?;
    donations::events::queries::forget_old(db, now).await?;
    donations::effects::queries::forget_old(db, now).await?;
    books::reconcile::queries::forget_old(db, now).await?;
    defence::queries::forget_old(db, now).await?;
    giving::by_mail::queries::forget_old(db, now).await?;
    manage::queries::forget_old(db, now).await?;
    arrivals::import::queries::erase_before(db, now - Duration::days(1)).await?;
    tracing::info!(volunteers, unconfirmed, counters, transfers, "erased what was due");
    Ok(())
}

/// Erases who gave what has left the books.
async fn donors(db: &PgPool, now: OffsetDateTime) -> Result<(), Error> {
    let mut tx = database::begin(db).await?;
    let gifts = donations::privacy::erase_due(&mut tx, now).await?;
    tx.commit().await?;
    if gifts > 0 {
        tracing::info!(gifts, "erased who gave what has left the books");
    }
    Ok(())
}
