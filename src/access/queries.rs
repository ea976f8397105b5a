//! SQL of calls for help.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::visitor::Caller;

/// Somebody who says that they have lost their key.
pub(super) struct LostKey {
    /// A keyed hash of the address that was typed.
    pub(super) mailbox_hash: Vec<u8>,
    pub(super) browser: String,
    pub(super) address: Option<String>,
}

/// Keeps a call for help until a job has looked whose it is.
pub(super) async fn add_lost(
    db: impl PgExecutor<'_>,
    id: Uuid,
    mailbox_hash: &[u8],
    caller: &Caller,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into lost_key_requests (id, mailbox_hash, browser, address, asked_at) values ($1, $2, $3, $4, $5)",
        id,
        mailbox_hash,
        caller.browser,
        caller.address.map(|address| address.to_string()),
        OffsetDateTime::now_utc(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes a call for help out: what comes of it is in the caller's transaction.
pub(super) async fn take_lost(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<LostKey>> {
    sqlx::query_as!(
        LostKey,
        "delete from lost_key_requests where id = $1 returning mailbox_hash, browser, address",
        id,
    )
    .fetch_optional(db)
    .await
}

/// After how many of the people who offer help somebody looks.
pub(super) async fn count_volunteers(db: impl PgExecutor<'_>, staff_member_id: Uuid) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from people where owner_id = $1"#, staff_member_id)
        .fetch_one(db)
        .await
}
