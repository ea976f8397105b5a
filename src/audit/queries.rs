//! SQL of the audit log.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::Duration;

use crate::{
    audit::{Action, Cause, Entry, NewEntry},
    chain,
};

/// The advisory lock under which entries are added, so that several instances make one chain.
const CHAIN_LOCK: i64 = 0x61_7564_6974;

/// The same that is refused or fails within this time is one entry and a count.
const AGAIN: Duration = Duration::minutes(1);

/// How many entries those who are not known make within [`AGAIN`]: a flood from many addresses becomes a count, too.
const OF_STRANGERS: i64 = 30;

/// Records an act. Must run inside the transaction of the act: no entry, no act.
pub(crate) async fn append(db: &mut PgConnection, entry: &NewEntry) -> sqlx::Result<()> {
    lock(&mut *db).await?;
    let last =
        sqlx::query_scalar!("select hash from audit_entries order by id desc limit 1").fetch_optional(&mut *db).await?;
    let entry = entry.after(last.unwrap_or_else(|| chain::GENESIS.to_vec()));
    sqlx::query!(
        "insert into audit_entries (form, staff_member_id, action, outcome, cause, reason_id, subject_id, address,
                                    happened_at, previous_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        entry.form,
        entry.staff_member_id,
        entry.action,
        entry.outcome,
        entry.cause,
        entry.reason_id,
        entry.subject_id,
        entry.address,
        entry.happened_at,
        entry.previous_hash,
        entry.hash,
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn lock(db: impl PgExecutor<'_>) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock($1)", CHAIN_LOCK).execute(db).await?;
    Ok(())
}

/// Records what was refused or failed, in a transaction. Who knocks again and again makes one entry a minute and a count,
/// so that nobody fills the log or holds up those who write to it.
pub(crate) async fn append_refusal(db: &mut PgConnection, entry: &NewEntry) -> sqlx::Result<()> {
    if count_again(&mut *db, entry).await? {
        return Ok(());
    }
    // Of two that come at once, the second one finds the first.
    lock(&mut *db).await?;
    if count_again(&mut *db, entry).await? { Ok(()) } else { append(db, entry).await }
}

/// Counts what is on record for this minute already. Says `false` if it is new.
async fn count_again(db: &mut PgConnection, entry: &NewEntry) -> sqlx::Result<bool> {
    let since = entry.at - AGAIN;
    let address = entry.address.map(|address| address.to_string());
    let mut same = sqlx::query_scalar!(
        "select id from audit_entries
         where action = $1 and happened_at > $2 and outcome <> 'done' and staff_member_id is not distinct from $3
           and subject_id is not distinct from $4 and address is not distinct from $5 and cause is not distinct from $6
         order by happened_at desc, id desc limit 1",
        entry.action as Action,
        since,
        entry.staff_member_id,
        entry.subject_id,
        address,
        entry.cause as Option<Cause>,
    )
    .fetch_optional(&mut *db)
    .await?;
    if same.is_none() && entry.staff_member_id.is_none() && !entry.is_alarming() {
        let newest = sqlx::query!(
            r#"select max(id) as id, count(*) as "count!" from audit_entries
               where action = $1 and happened_at > $2 and outcome <> 'done' and staff_member_id is null"#,
            entry.action as Action,
            since,
        );
        let newest = newest.fetch_one(&mut *db).await?;
        same = newest.id.filter(|_| newest.count >= OF_STRANGERS);
    }
    let Some(id) = same else { return Ok(false) };
    sqlx::query!(
        "insert into audit_repeats (audit_entry_id, count, last_at) values ($1, 1, $2)
         on conflict (audit_entry_id) do update set count = audit_repeats.count + 1, last_at = excluded.last_at",
        id,
        entry.at,
    )
    .execute(db)
    .await?;
    Ok(true)
}

/// All entries in the order of the chain.
pub(crate) async fn list(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        "select id, form, staff_member_id, action, outcome, cause, reason_id, subject_id, address, happened_at,
                previous_hash, hash
         from audit_entries order by id"
    )
    .fetch_all(db)
    .await
}
