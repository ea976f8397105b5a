//! SQL of bank transfers that were promised.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};

/// How long we wait for a promised transfer.
pub(crate) const WAITED_FOR: Duration = Duration::days(60);

/// Stops waiting for transfers of which nothing arrived in [`WAITED_FOR`], and forgets who promised them. The code stays,
/// so money that arrives later still finds its gift. Returns how many.
pub(crate) async fn expire_old(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<u64> {
    let expired = sqlx::query!(
        "update donations set state = 'expired', name_sealed = null, mail_sealed = null, mail_index = null,
                dedicatee_sealed = null, message_sealed = null
         where method = 'transfer' and state = 'pending' and created_at < $1",
        now - WAITED_FOR,
    )
    .execute(db)
    .await?;
    Ok(expired.rows_affected())
}
