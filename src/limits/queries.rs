//! SQL of the limits.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;

/// Adds one to a counter and returns how much it is now.
pub(crate) async fn add_one(
    db: impl PgExecutor<'_>,
    key: &[u8],
    window_start: OffsetDateTime,
    forget_after: OffsetDateTime,
) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "insert into limit_counters as counter (key, window_start, count, forget_after) values ($1, $2, 1, $3)
         on conflict (key, window_start) do update set count = counter.count + 1
         returning count",
        key,
        window_start,
        forget_after,
    )
    .fetch_one(db)
    .await
}

/// Deletes counters whose window is over. Returns how many.
pub(crate) async fn forget_old(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<u64> {
    Ok(sqlx::query!("delete from limit_counters where forget_after < $1", now).execute(db).await?.rows_affected())
}
