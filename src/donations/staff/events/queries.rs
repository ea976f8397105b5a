//! SQL of the list of events.

use sqlx::{PgExecutor, QueryBuilder};
use time::OffsetDateTime;

use crate::{
    donations::{effects::Outcome, events::queries::Heard},
    rooms::{Pass, Treasurer},
    words::Open,
};

/// An event as staff see it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Summary {
    /// `evt_…`
    pub(crate) id: String,
    /// Such as `invoice.paid`.
    pub(crate) kind: String,
    pub(crate) object_id: Option<String>,
    pub(crate) heard: Heard,
    pub(crate) received_at: OffsetDateTime,
    pub(crate) processed_at: Option<OffsetDateTime>,
    /// In a word of ours, perhaps of an earlier version.
    pub(crate) outcome: Option<Open<Outcome>>,
    /// How often applying it failed.
    pub(crate) attempts: i32,
    /// Why it failed last, without anything personal.
    pub(crate) last_error: Option<String>,
    /// When it was given up.
    pub(crate) dead_at: Option<OffsetDateTime>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// All that did something, or may still do.
    All,
    /// Those that only repeat what others tell.
    Repeats,
    /// Those of other systems that use the same account at Stripe.
    Foreign,
    /// Those that were not applied yet.
    Waiting,
    /// Those that were given up.
    Dead,
}

/// The newest events after a place in the list.
pub(crate) async fn list(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    which: Which,
    before: Option<(OffsetDateTime, String)>,
    count: i64,
) -> sqlx::Result<Vec<Summary>> {
    let mut sql = QueryBuilder::new(
        "select id, type as kind, object_id, heard, received_at, processed_at, outcome, attempts, last_error, dead_at
         from stripe_events where ",
    );
    sql.push(match which {
        Which::All => "(outcome is null or outcome not in ('not ours', 'nothing to do'))",
        Which::Repeats => "outcome = 'nothing to do'",
        Which::Foreign => "outcome = 'not ours'",
        Which::Waiting => "processed_at is null and dead_at is null",
        Which::Dead => "dead_at is not null and processed_at is null",
    });
    if let Some((at, id)) = before {
        sql.push(" and (received_at, id) < (").push_bind(at).push(", ").push_bind(id).push(")");
    }
    sql.push(" order by received_at desc, id desc limit ").push_bind(count);
    sql.build_query_as().fetch_all(db).await
}

/// How many events of the last thirty days were of other systems.
pub(crate) async fn count_foreign(_: &Pass<Treasurer>, db: impl PgExecutor<'_>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from stripe_events
           where outcome = 'not ours' and received_at > now() - interval '30 days'"#
    )
    .fetch_one(db)
    .await
}

/// Lets an event be tried as if it had just come. Says whether it is there and was not applied.
pub(crate) async fn begin_again(_: &Pass<Treasurer>, db: impl PgExecutor<'_>, id: &str) -> sqlx::Result<bool> {
    let begun = sqlx::query!(
        "update stripe_events set dead_at = null, attempts = 0, attempted_at = null
         where id = $1 and processed_at is null",
        id,
    );
    Ok(begun.execute(db).await?.rows_affected() == 1)
}
