//! SQL of bank transfers that were promised.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};

/// How long we wait for a promised transfer.
pub(crate) const WAITED_FOR: Duration = Duration::days(60);

/// How many transfers were promised under a mail address since a time. The address is given by its keyed hashes.
pub(crate) async fn count_of_mail(
    db: impl PgExecutor<'_>,
    mail_indexes: &[Vec<u8>],
    since: OffsetDateTime,
) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from donations
           where mail_index = any($1) and created_at > $2 and method = 'transfer'"#,
        mail_indexes,
        since,
    )
    .fetch_one(db)
    .await
}

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
