//! SQL of the sums by month.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;

use crate::{
    calendar,
    rooms::{Pass, Treasurer},
};

/// What one month brought in one currency.
#[derive(Clone, Debug)]
pub(crate) struct MonthRow {
    /// The year, by the organisation's clock.
    pub(crate) year: i32,
    /// The month, from 1.
    pub(crate) month: i32,
    pub(crate) currency: String,
    /// What came and was not given back, in minor units. Fees are not taken off.
    pub(crate) minor: i64,
    pub(crate) gifts: i64,
}

/// Sums by month and currency since a moment.
pub(crate) async fn months(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    since: OffsetDateTime,
) -> sqlx::Result<Vec<MonthRow>> {
    sqlx::query_as!(
        MonthRow,
        r#"select extract(year from month)::int as "year!", extract(month from month)::int as "month!", currency,
                  minor::bigint as "minor!", gifts as "gifts!"
           from (
               select date_trunc('month', occurred_at at time zone $2) as month, currency,
                      sum(amount_minor) as minor, count(*) filter (where kind in ('charge', 'transfer')) as gifts
               from ledger_entries where occurred_at >= $1 and kind <> 'fee' group by 1, 2
           ) sums order by currency, month"#,
        since,
        calendar::ZONE,
    )
    .fetch_all(db)
    .await
}
