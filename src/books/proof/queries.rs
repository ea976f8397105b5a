//! SQL of the proof. It only reads, page by page.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{
    donations::donation::{DonationState, Method},
    ledger::{Entry, Kind, Source},
};

/// Entries after a place in the chain.
pub(crate) async fn list_entries(db: impl PgExecutor<'_>, after: i64, count: i64) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"select id, donation_id, kind as "kind: Kind", amount_minor, currency, source as "source: Source", source_id,
                occurred_at, previous_hash, hash
         from ledger_entries where id > $1 order by id limit $2"#,
        after,
        count,
    )
    .fetch_all(db)
    .await
}

/// The entries of some donations, in the order of the chain.
pub(crate) async fn list_entries_of(db: impl PgExecutor<'_>, donations: &[Uuid]) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"select id, donation_id, kind as "kind: Kind", amount_minor, currency, source as "source: Source", source_id,
                occurred_at, previous_hash, hash
         from ledger_entries where donation_id = any($1) order by id"#,
        donations,
    )
    .fetch_all(db)
    .await
}

/// What the proof needs of a donation.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) id: Uuid,
    /// By which way it came.
    pub(crate) method: Method,
    pub(crate) amount_minor: i64,
    /// As the row says.
    pub(crate) state: DonationState,
    /// Whether the row says that money moved.
    pub(crate) was_paid: bool,
}

pub(crate) async fn list_donations(
    db: impl PgExecutor<'_>,
    after: Option<Uuid>,
    count: i64,
) -> sqlx::Result<Vec<Given>> {
    sqlx::query_as!(
        Given,
        r#"select id, method as "method: Method", amount_minor, state as "state: DonationState", paid_at is not null as "was_paid!" from donations
           where id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') order by id limit $2"#,
        after,
        count,
    )
    .fetch_all(db)
    .await
}

/// The first gift for which there is no receipt.
pub(crate) async fn gift_without_receipt(db: impl PgExecutor<'_>) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        "select entry.id from ledger_entries entry left join receipts on receipts.ledger_entry_id = entry.id
         where entry.kind in ('charge', 'transfer') and entry.amount_minor > 0 and receipts.id is null
         order by entry.id limit 1"
    )
    .fetch_optional(db)
    .await
}

/// The first receipt that is not for a gift of its donation: year, number, entry.
pub(crate) async fn odd_receipt(db: impl PgExecutor<'_>) -> sqlx::Result<Option<(i32, i32, i64)>> {
    let odd = sqlx::query!(
        "select year, number, ledger_entry_id from receipts join ledger_entries entry on entry.id = ledger_entry_id
         where entry.kind not in ('charge', 'transfer') or entry.donation_id <> receipts.donation_id
         order by ledger_entry_id limit 1"
    )
    .fetch_optional(db)
    .await?;
    Ok(odd.map(|row| (row.year, row.number, row.ledger_entry_id)))
}

/// The first year whose receipts are not numbered without gaps, from one on or from where a restored copy went on.
pub(crate) async fn year_with_gap(db: impl PgExecutor<'_>) -> sqlx::Result<Option<i32>> {
    sqlx::query_scalar!(
        "select year from receipts
         where number <> 1
           and not exists (select from receipts before where before.year = receipts.year and before.number = receipts.number - 1)
           and not exists (select from receipt_runs run where run.year = receipts.year and run.floor = receipts.number - 1)
         order by year limit 1"
    )
    .fetch_optional(db)
    .await
}
