//! SQL of the audit log.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::OffsetDateTime;

use crate::{
    audit::{Action, Entry, NewEntry, fields},
    chain,
    words::Word as _,
};

/// The advisory lock under which entries are added, so that several instances make one chain.
const CHAIN_LOCK: i64 = 0x61_7564_6974;

/// Records an act. Must run inside the transaction of the act: no entry, no act.
pub(crate) async fn append(db: &mut PgConnection, entry: &NewEntry) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock($1)", CHAIN_LOCK).execute(&mut *db).await?;
    let last =
        sqlx::query_scalar!("select hash from audit_entries order by id desc limit 1").fetch_optional(&mut *db).await?;
    let previous = last.unwrap_or_else(|| chain::GENESIS.to_vec());
    let at = entry.at.replace_nanosecond(entry.at.nanosecond() / 1000 * 1000).unwrap_or(entry.at);
    let address = entry.address.map(|address| address.to_string());
    let fields = fields(entry.staff_member_id, entry.action.word(), entry.subject_id, address.clone(), at);
    let hash = chain::hash(&previous, &fields.each_ref().map(String::as_str));
    sqlx::query!(
        "insert into audit_entries (staff_member_id, action, subject_id, address, happened_at, previous_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7)",
        entry.staff_member_id,
        entry.action as Action,
        entry.subject_id,
        address,
        at,
        previous,
        &hash[..],
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether the same act of the same person about the same thing was recorded after a time.
pub(crate) async fn is_recorded_since(
    db: impl PgExecutor<'_>,
    entry: &NewEntry,
    since: OffsetDateTime,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from audit_entries
               where subject_id = $1 and staff_member_id = $2 and action = $3 and happened_at > $4) as "is_recorded!""#,
        entry.subject_id,
        entry.staff_member_id,
        entry.action as Action,
        since,
    )
    .fetch_one(db)
    .await
}

/// All entries in the order of the chain.
pub(crate) async fn list(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        "select id, staff_member_id, action, subject_id, address, happened_at, previous_hash, hash from audit_entries order by id"
    )
    .fetch_all(db)
    .await
}
