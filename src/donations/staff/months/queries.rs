//! SQL of the sums by month.

use sqlx::PgExecutor;
use time::OffsetDateTime;

/// What one month brought in one currency.
#[derive(Clone, Debug)]
pub struct MonthRow {
    /// The year, by the clock of Seoul.
    pub year: i32,
    /// The month, from 1.
    pub month: i32,
    /// Lower-case code.
    pub currency: String,
    /// What came and was not given back, in minor units. Fees are not taken off.
    pub minor: i64,
    /// How many gifts came.
    pub gifts: i64,
}

/// Sums by month and currency since a moment.
///
/// # Errors
/// When the database does not do it.
pub async fn months(db: impl PgExecutor<'_>, since: OffsetDateTime) -> sqlx::Result<Vec<MonthRow>> {
    sqlx::query_as!(
        MonthRow,
        r#"select extract(year from month)::int as "year!", extract(month from month)::int as "month!", currency,
                  minor::bigint as "minor!", gifts as "gifts!"
           from (
               select date_trunc('month', occurred_at at time zone 'Asia/Seoul') as month, currency,
                      sum(amount_minor) as minor, count(*) filter (where kind in ('charge', 'transfer')) as gifts
               from ledger_entries where occurred_at >= $1 and kind <> 'fee' group by 1, 2
           ) sums order by currency, month"#,
        since,
    )
    .fetch_all(db)
    .await
}
