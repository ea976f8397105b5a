//! SQL of receipts.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    calendar,
    donations::receipts::serial::Serial,
    money::{Amount, Currency},
    site::Fund,
};

/// A receipt with what the ledger says about its gift.
#[derive(Clone, Debug)]
pub(crate) struct Receipt {
    pub(crate) id: Uuid,
    /// The donation that it is for.
    pub(crate) donation_id: Uuid,
    /// The year in which it was numbered.
    pub(crate) year: i32,
    /// Its number in that year, from 1.
    pub(crate) number: i32,
    /// What arrived, in minor units.
    pub(crate) amount_minor: i64,
    pub(crate) currency: String,
    pub(crate) occurred_at: OffsetDateTime,
    /// When the original was first shown.
    pub(crate) shown_at: Option<OffsetDateTime>,
}

impl Receipt {
    /// What arrived; none if it is of a currency that we no longer know.
    pub(crate) fn amount(&self) -> Option<Amount> {
        Some(Amount::from_minor(self.amount_minor, Currency::from_code(&self.currency)?))
    }

    pub(crate) fn serial(&self) -> String {
        Serial { year: self.year, number: self.number }.to_string()
    }
}

/// Issues the receipt of a ledger entry that was just added. The caller still holds the ledger's lock, so numbers have
/// neither gaps nor twins. Gives its id.
pub(crate) async fn issue(
    db: &mut PgConnection,
    ledger_entry_id: i64,
    donation_id: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<Uuid> {
    let last = last_number(db, now).await?;
    sqlx::query_scalar!(
        "insert into receipts (id, ledger_entry_id, donation_id, year, number) values ($1, $2, $3, $4, $5 + 1) returning id",
        Uuid::now_v7(),
        ledger_entry_id,
        donation_id,
        calendar::year(now),
        last,
    )
    .fetch_one(db)
    .await
}

/// As many receipts a second are never issued in the mean of a year, so that after a restore no number comes twice.
const A_SECOND: i128 = 20;

/// The number after which the next receipt is numbered. If this is another database than the one that numbered last, a
/// copy that was restored, receipts may have been issued that it does not know: then numbers go on above all that there
/// can be.
async fn last_number(db: &mut PgConnection, now: OffsetDateTime) -> sqlx::Result<i32> {
    let year = calendar::year(now);
    let begun = calendar::year_bounds(year).map_or(0, |(begin, _)| (now - begin).whole_milliseconds());
    let above_all = i32::try_from(begun * A_SECOND / 1000).unwrap_or(i32::MAX / 2);
    sqlx::query!(
        "insert into receipt_runs (year, floor, home)
         select $1, case when exists (select from receipt_runs) then $2 else 0 end, database_home()
         where database_home() is distinct from (select home from receipt_runs order by id desc limit 1)",
        year,
        above_all,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query_scalar!(
        r#"select greatest((select max(number) from receipts where year = $1),
                           (select max(floor) from receipt_runs where year = $1), 0) as "last!""#,
        year,
    )
    .fetch_one(db)
    .await
}

/// Issues the receipts of many ledger entries that were just added, each with its donation. Gives their ids, in order.
pub(crate) async fn issue_all(
    db: &mut PgConnection,
    ledger_entry_ids: &[i64],
    donation_ids: &[Uuid],
    now: OffsetDateTime,
) -> sqlx::Result<Vec<Uuid>> {
    let ids: Vec<Uuid> = ledger_entry_ids.iter().map(|_| Uuid::now_v7()).collect();
    let last = last_number(db, now).await?;
    sqlx::query!(
        "insert into receipts (id, ledger_entry_id, donation_id, year, number)
         select entry.id, entry.ledger_entry_id, entry.donation_id, $4, $5 + entry.place
         from unnest($1::uuid[], $2::bigint[], $3::uuid[]) with ordinality
              as entry (id, ledger_entry_id, donation_id, place)",
        &ids,
        ledger_entry_ids,
        donation_ids,
        calendar::year(now),
        i64::from(last),
    )
    .execute(db)
    .await?;
    Ok(ids)
}

pub(crate) async fn find(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Receipt>> {
    sqlx::query_as!(
        Receipt,
        "select receipts.id, receipts.donation_id, year, number, amount_minor, currency, occurred_at, shown_at
         from receipts join ledger_entries on ledger_entries.id = ledger_entry_id where receipts.id = $1",
        id,
    )
    .fetch_optional(db)
    .await
}

/// The receipts of a donation, the oldest first.
pub(crate) async fn list_of(db: impl PgExecutor<'_>, donation_id: Uuid) -> sqlx::Result<Vec<Receipt>> {
    sqlx::query_as!(
        Receipt,
        "select receipts.id, receipts.donation_id, year, number, amount_minor, currency, occurred_at, shown_at
         from receipts join ledger_entries on ledger_entries.id = ledger_entry_id
         where receipts.donation_id = $1 order by ledger_entry_id",
        donation_id,
    )
    .fetch_all(db)
    .await
}

/// Notes when the original was first shown.
pub(crate) async fn mark_shown(db: impl PgExecutor<'_>, id: Uuid, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update receipts set shown_at = $2 where id = $1 and shown_at is null", id, now).execute(db).await?;
    Ok(())
}

/// Locks a receipt until the transaction ends. Gives its donation.
pub(crate) async fn lock(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!("select donation_id from receipts where id = $1 for update", id).fetch_optional(db).await
}

/// How often a receipt's mail was asked for again within the last day.
pub(crate) async fn count_copies(db: impl PgExecutor<'_>, kind: &str, id: Uuid) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from mails
           where kind = $1 and subject_id = $2 and copy > 0 and created_at > now() - interval '1 day'"#,
        kind,
        id,
    )
    .fetch_one(db)
    .await
}

/// A fund, also one that is closed.
pub(crate) async fn fund(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Fund>> {
    sqlx::query_as!(Fund, "select id, name_english, name_korean from funds where id = $1", id).fetch_optional(db).await
}

/// What went back of a donation, in minor units: refunds and disputes, less what came back of both.
pub(crate) async fn given_back(db: impl PgExecutor<'_>, donation_id: Uuid) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select coalesce(-sum(amount_minor), 0)::bigint as "minor!" from ledger_entries
           where donation_id = $1 and kind in ('refund', 'dispute', 'reversal')"#,
        donation_id,
    )
    .fetch_one(db)
    .await
}
