//! SQL of looks, and of the lock under which what they saw is applied.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// How long it is remembered which look was applied: far longer than a look may take.
const KEPT: Duration = Duration::days(7);

/// Locks a gift against everything else that Stripe tells of it, until the transaction ends. The id is that of the donation
/// with which it began.
pub(crate) async fn lock_gift(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 1))", id).execute(db).await?;
    Ok(())
}

/// The number of a look that begins now.
pub(super) async fn draw_number(db: impl PgExecutor<'_>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select nextval('stripe_look_numbers') as "number!""#).fetch_one(db).await
}

/// Notes that a look at an object is applied. Gives whether none with a higher number was.
pub(super) async fn note_look(db: impl PgExecutor<'_>, object_id: &str, number: i64) -> sqlx::Result<bool> {
    let noted = sqlx::query!(
        "insert into stripe_looks as look (object_id, number) values ($1, $2)
         on conflict (object_id) do update set number = excluded.number, applied_at = now()
         where look.number <= excluded.number",
        object_id,
        number,
    );
    Ok(noted.execute(db).await?.rows_affected() == 1)
}

/// Forgets looks that were applied long ago.
pub(crate) async fn forget_old(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("delete from stripe_looks where applied_at < $1", now - KEPT).execute(db).await?;
    Ok(())
}
