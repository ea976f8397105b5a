//! SQL of the first page of staff: each statement answers in a moment, whatever the site holds.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    rooms::{Coordinator, Pass, Treasurer},
    stripe::words::DisputeStatus,
    words::Open,
};

#[derive(Clone, Debug)]
pub(crate) struct Needs {
    /// Volunteers whom nobody has opened yet; told to coordinators only.
    pub(crate) unopened: Option<i64>,
    /// What waits about custody; told to coordinators only.
    pub(crate) custody: Option<i64>,
    /// Checks of volunteers that run out; told to coordinators only.
    pub(crate) checks: Option<i64>,
    /// What waits for a second person.
    pub(crate) proposals: i64,
    pub(crate) flagged: i64,
    /// Monthly gifts whose turns fail.
    pub(crate) failing: i64,
    /// Events that were given up.
    pub(crate) dead: i64,
    /// Refunds that Stripe has not answered.
    pub(crate) asked: i64,
    /// Mails that did not leave.
    pub(crate) unsent: i64,
    /// When Stripe last told us something by itself.
    pub(crate) heard_at: Option<OffsetDateTime>,
}

/// How much there is to look at, in one statement for somebody with both roles.
pub(crate) async fn needs(
    _: &Pass<Treasurer>,
    coordinator: Option<&Pass<Coordinator>>,
    db: impl PgExecutor<'_>,
    warned_until: Date,
) -> sqlx::Result<Needs> {
    sqlx::query_as!(
        Needs,
        r#"select case when $1 then (select count(*) from applications join people on people.id = applications.person_id
                              where opened_on is null and admission = 'admitted') end as unopened,
                  case when $1 then custody_tasks() end as custody,
                  case when $1 then (select count(*) from (
                      select from person_checks
                      where exists (select from assignments
                                    where assignments.person_id = person_checks.person_id and ended_on is null)
                      group by person_id, kind having max(valid_until) <= $2
                  ) as ends) end as checks,
                  (select count(*) from proposals where settled_at is null) as "proposals!",
                  (select count(*) from donations where flag is not null) as "flagged!",
                  (select count(*) from monthly_gifts where failing_since is not null) as "failing!",
                  (select count(*) from stripe_events where dead_at is not null and processed_at is null) as "dead!",
                  (select count(*) from refunds where status = 'asked') as "asked!",
                  (select count(*) from mails where sent_at is null and attempts > 0 and refused_at is null) as "unsent!",
                  (select received_at from stripe_events where heard = 'webhook' order by received_at desc, id desc limit 1) as heard_at"#,
        coordinator.is_some(),
        warned_until,
    )
    .fetch_one(db)
    .await
}

/// What one currency brought since a moment.
#[derive(Clone, Debug)]
pub(crate) struct Brought {
    pub(crate) currency: String,
    /// What came and was not given back, in minor units.
    pub(crate) minor: i64,
    pub(crate) gifts: i64,
}

/// What came since a moment, one sum a currency.
pub(crate) async fn brought_since(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    since: OffsetDateTime,
) -> sqlx::Result<Vec<Brought>> {
    sqlx::query_as!(
        Brought,
        r#"select currency, sum(amount_minor)::bigint as "minor!",
                  count(*) filter (where kind in ('charge', 'transfer')) as "gifts!"
           from ledger_entries where occurred_at >= $1 and kind <> 'fee' group by currency order by currency"#,
        since,
    )
    .fetch_all(db)
    .await
}

/// A dispute that is not over.
#[derive(Clone, Debug)]
pub(crate) struct OpenDispute {
    pub(crate) donation_id: Uuid,
    /// How much, in minor units.
    pub(crate) amount_minor: i64,
    pub(crate) currency: String,
    pub(crate) status: Open<DisputeStatus>,
    /// Until when it can be answered.
    pub(crate) due_by: Option<OffsetDateTime>,
}

/// The disputes with the nearest deadlines.
pub(crate) async fn open_disputes(_: &Pass<Treasurer>, db: impl PgExecutor<'_>) -> sqlx::Result<Vec<OpenDispute>> {
    sqlx::query_as!(
        OpenDispute,
        r#"select donation_id, amount_minor, currency, status as "status: Open<DisputeStatus>", due_by from disputes
           where status not in ('won', 'lost', 'warning_closed', 'prevented') order by due_by limit 10"#
    )
    .fetch_all(db)
    .await
}
