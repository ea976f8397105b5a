//! SQL of tolls. What a form costs is said by a function of the database, so that counting and deciding are one step.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};

use super::bill::{Bill, Taken};

/// After this time nothing is left of a level that could matter.
const KEPT: Duration = Duration::hours(4);

/// Takes the toll of a form.
pub(crate) async fn take(db: impl PgExecutor<'_>, bill: &Bill) -> sqlx::Result<Taken> {
    let row = sqlx::query!(
        r#"select price as "price!", site_level as "site_level!"
           from take_toll($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"#,
        &bill.networks,
        &bill.free,
        &bill.rise,
        &bill.shards,
        bill.shard.as_deref(),
        bill.weight,
        bill.site_free,
        bill.site_rise,
        bill.site_most,
        bill.first,
        bill.at_least,
        bill.at_most,
        bill.paid,
        bill.now,
    )
    .fetch_one(db)
    .await?;
    Ok(Taken::of(bill, row.price, row.site_level))
}

/// Forgets levels that fell to nothing.
pub(crate) async fn forget_old(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("delete from toll_levels where at < $1", now - KEPT).execute(db).await?;
    Ok(())
}
