//! SQL of the limits.

use sqlx::PgExecutor;
use time::OffsetDateTime;

/// Adds one to a counter and returns it.
///
/// # Errors
/// When the database does not do it.
pub async fn count(db: impl PgExecutor<'_>, key: &[u8], window_start: OffsetDateTime) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "insert into limit_counters as counter (key, window_start, count) values ($1, $2, 1)
         on conflict (key, window_start) do update set count = counter.count + 1
         returning count",
        key,
        window_start,
    )
    .fetch_one(db)
    .await
}

/// Forgets counters that no limit reads any more.
///
/// # Errors
/// When the database does not do it.
pub async fn forget_before(db: impl PgExecutor<'_>, time: OffsetDateTime) -> sqlx::Result<u64> {
    Ok(sqlx::query!("delete from limit_counters where window_start < $1", time).execute(db).await?.rows_affected())
}
