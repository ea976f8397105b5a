//! SQL of arrivals.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    calendar,
    donations::donation::DonationState,
    money::{Amount, Currency},
    rooms::{Pass, Treasurer},
};

/// A gift that comes by transfer, and what arrived for it so far.
#[derive(Clone, Debug)]
pub(crate) struct Awaited {
    pub(crate) id: Uuid,
    /// The code that the donor writes on the transfer.
    pub(crate) reference: String,
    /// The code as [`super::code::plain`] writes it, to be looked up.
    pub(crate) plain: String,
    pub(crate) currency: String,
    /// What was announced, in minor units.
    pub(crate) amount_minor: i64,
    /// What arrived and was not given back.
    pub(crate) received_minor: i64,
    pub(crate) state: DonationState,
    pub(crate) created_at: OffsetDateTime,
}

impl Awaited {
    /// The currency, if it is one that we still know.
    pub(crate) fn currency(&self) -> Option<Currency> {
        Currency::from_code(&self.currency)
    }

    /// What was announced and what arrived, in a currency.
    pub(crate) fn sums(&self, currency: Currency) -> (Amount, Amount) {
        (Amount::from_minor(self.amount_minor, currency), Amount::from_minor(self.received_minor, currency))
    }
}

macro_rules! awaited {
    ($where:literal $(, $value:expr)*) => {
        sqlx::query_as!(
            Awaited,
            r#"select id, coalesce(reference, '') as "reference!", coalesce(reference_plain, '') as "plain!", currency,
                      amount_minor, state as "state: DonationState", created_at,
                      coalesce((select sum(amount_minor) from ledger_entries where donation_id = donations.id and kind <> 'fee'), 0)::bigint
                          as "received_minor!"
               from donations "# + $where
            $(, $value)*
        )
    };
}

/// Transfers that did not arrive in full, the newest first, after a place in the list.
pub(crate) async fn list_awaited(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    before: Option<(OffsetDateTime, Uuid)>,
    count: i64,
) -> sqlx::Result<Vec<Awaited>> {
    let (time, id) = before.unzip();
    awaited!(
        "where method = 'transfer' and state in ('pending', 'partly_paid')
           and (created_at, id) < (coalesce($1::timestamptz, 'infinity'), coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
         order by created_at desc, id desc limit $3",
        time,
        id,
        count
    )
    .fetch_all(db)
    .await
}

/// What is awaited of the transfers of one day in one currency.
#[derive(Clone, Debug)]
pub(crate) struct DayAwaited {
    /// The day on which they were announced, by the organisation's clock.
    pub(crate) day: Date,
    pub(crate) currency: String,
    pub(crate) gifts: i64,
    /// What has not arrived of them, in minor units.
    pub(crate) open_minor: i64,
}

/// All that is awaited, by day.
pub(crate) async fn days_awaited(_: &Pass<Treasurer>, db: impl PgExecutor<'_>) -> sqlx::Result<Vec<DayAwaited>> {
    sqlx::query_as!(
        DayAwaited,
        r#"select (created_at at time zone $1)::date as "day!", currency, count(*) as "gifts!",
                  sum(greatest(amount_minor - coalesce(received, 0), 0))::bigint as "open_minor!"
           from donations
           cross join lateral (select sum(amount_minor) as received from ledger_entries
                               where donation_id = donations.id and kind <> 'fee') entries
           where method = 'transfer' and state in ('pending', 'partly_paid') group by 1, 2"#,
        calendar::ZONE,
    )
    .fetch_all(db)
    .await
}

/// A gift that comes by transfer.
pub(crate) async fn find(_: &Pass<Treasurer>, db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Awaited>> {
    awaited!("where method = 'transfer' and id = $1", id).fetch_optional(db).await
}

/// The gifts of these codes, however they stand.
pub(crate) async fn find_by_codes(db: impl PgExecutor<'_>, codes: &[String]) -> sqlx::Result<Vec<Awaited>> {
    awaited!(
        "where method = 'transfer' and reference_plain in (select unnest($1::text[])) order by created_at desc, id desc",
        codes
    )
    .fetch_all(db)
    .await
}

/// Every length that a code of ours has.
pub(crate) async fn code_lengths(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<i32>> {
    sqlx::query_scalar!(
        r#"select distinct length(reference_plain) as "length!" from donations where reference_plain is not null"#
    )
    .fetch_all(db)
    .await
}

/// A line of the bank that is in the ledger.
#[derive(Clone, Debug)]
pub(crate) struct Booked {
    /// What the ledger calls it.
    pub(crate) source_id: String,
    /// The donation for which it was booked.
    pub(crate) donation_id: Uuid,
    pub(crate) amount_minor: i64,
    pub(crate) occurred_at: OffsetDateTime,
}

/// Which of these lines of the bank are in the ledger.
pub(crate) async fn booked(db: impl PgExecutor<'_>, source_ids: &[String]) -> sqlx::Result<Vec<Booked>> {
    sqlx::query_as!(
        Booked,
        "select source_id, donation_id, amount_minor, occurred_at from ledger_entries
         where source = 'bank' and kind = 'transfer' and source_id in (select unnest($1::text[]))",
        source_ids,
    )
    .fetch_all(db)
    .await
}

/// What arrived on these days by bank under other names than those of a list: recorded by hand, or from a list that named
/// its lines in another way.
pub(crate) async fn booked_otherwise(
    db: impl PgExecutor<'_>,
    days: (OffsetDateTime, OffsetDateTime),
    source_ids: &[String],
) -> sqlx::Result<Vec<Booked>> {
    sqlx::query_as!(
        Booked,
        "select source_id, donation_id, amount_minor, occurred_at from ledger_entries
         where source = 'bank' and kind = 'transfer' and occurred_at >= $1 and occurred_at < $2
           and not source_id = any($3)",
        days.0,
        days.1,
        source_ids,
    )
    .fetch_all(db)
    .await
}

/// Locks donations until the transaction ends. Gives each with whether its donor left an address and wants mails.
pub(crate) async fn hold(db: impl PgExecutor<'_>, ids: &[Uuid]) -> sqlx::Result<Vec<(Uuid, bool)>> {
    let rows = sqlx::query!(
        r#"select id, mail_sealed is not null and wants_mail as "is_thanked!" from donations
           where id in (select unnest($1::uuid[])) order by id for update"#,
        ids,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.is_thanked)).collect())
}

/// Those of these donations for which more arrived than was announced.
pub(crate) async fn overpaid(db: impl PgExecutor<'_>, ids: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from donations where id in (select unnest($1::uuid[])) and amount_minor <
             (select sum(entry.amount_minor) from ledger_entries entry where donation_id = donations.id and kind <> 'fee')",
        ids,
    )
    .fetch_all(db)
    .await
}
