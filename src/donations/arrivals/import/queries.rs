//! SQL of lists that wait to be booked.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

/// The advisory lock under which lists are booked, one at a time.
const LOCK: i64 = 0x69_6d_70_6f_72_74;

#[derive(Clone, Debug)]
pub(crate) struct Import {
    pub(crate) id: Uuid,
    /// What it says, until it was booked.
    pub(crate) content_sealed: Option<Vec<u8>>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) imported_at: Option<OffsetDateTime>,
    /// How many lines were booked.
    pub(crate) booked: Option<i32>,
}

pub(crate) async fn add(db: impl PgExecutor<'_>, id: Uuid, staff_member_id: Uuid, sealed: &[u8]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into transfer_imports (id, staff_member_id, content_sealed) values ($1, $2, $3)",
        id,
        staff_member_id,
        sealed,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A list. It names people, so only the member of staff who brought it gets it.
pub(crate) async fn find(db: impl PgExecutor<'_>, id: Uuid, staff_member_id: Uuid) -> sqlx::Result<Option<Import>> {
    sqlx::query_as!(
        Import,
        "select id, content_sealed, created_at, imported_at, booked from transfer_imports
         where id = $1 and staff_member_id = $2",
        id,
        staff_member_id,
    )
    .fetch_optional(db)
    .await
}

/// Takes the lock under which lists are booked, until the transaction ends; `false` if another list is being booked.
pub(crate) async fn try_lock(db: impl PgExecutor<'_>) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock($1) as "locked!""#, LOCK).fetch_one(db).await
}

/// Notes that a list was booked, and erases its text.
pub(crate) async fn mark_imported(db: impl PgExecutor<'_>, id: Uuid, by: Uuid, booked: i32) -> sqlx::Result<()> {
    sqlx::query!(
        "update transfer_imports set content_sealed = null, imported_at = now(), imported_by = $2, booked = $3 where id = $1",
        id,
        by,
        booked,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Erases the lists that came before a time. Gives how many.
pub(crate) async fn erase_before(db: impl PgExecutor<'_>, time: OffsetDateTime) -> sqlx::Result<u64> {
    let erased = sqlx::query!("delete from transfer_imports where created_at < $1", time).execute(db).await?;
    Ok(erased.rows_affected())
}
