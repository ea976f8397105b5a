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
    /// What is told to coordinators only.
    pub(crate) arrived: Option<i64>,
    pub(crate) waiting: Option<i64>,
    pub(crate) steps: Option<i64>,
    pub(crate) unowned: Option<i64>,
    pub(crate) ending: Option<i64>,
    pub(crate) quarantined: Option<i64>,
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

impl Needs {
    /// What coordinators must look at.
    pub(crate) fn people(&self) -> PeopleNeeds {
        PeopleNeeds {
            arrived: self.arrived.unwrap_or_default(),
            waiting: self.waiting.unwrap_or_default(),
            steps: self.steps.unwrap_or_default(),
            unowned: self.unowned.unwrap_or_default(),
            ending: self.ending.unwrap_or_default(),
            quarantined: self.quarantined.unwrap_or_default(),
            custody: self.custody.unwrap_or_default(),
        }
    }
}

/// What coordinators must look at among the people who offer help.
#[derive(Clone, Debug)]
pub(crate) struct PeopleNeeds {
    /// Who waits for a first answer.
    pub(crate) arrived: i64,
    /// Of these, for longer than was promised.
    pub(crate) waiting: i64,
    /// Next steps of one's own that are due.
    pub(crate) steps: i64,
    /// After whom nobody looks.
    pub(crate) unowned: i64,
    /// Whose record ends soon.
    pub(crate) ending: i64,
    pub(crate) quarantined: i64,
    /// What waits about custody.
    pub(crate) custody: i64,
}

/// The same for somebody who has nothing to do with money.
pub(crate) async fn people_needs(
    pass: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    today: Date,
) -> sqlx::Result<PeopleNeeds> {
    sqlx::query_as!(
        PeopleNeeds,
        r#"select arrived as "arrived!", waiting as "waiting!", steps as "steps!", unowned as "unowned!", ending as "ending!",
                  quarantined as "quarantined!", custody_tasks() as "custody!"
           from coordinators_needs($1, $2)"#,
        pass.id,
        today,
    )
    .fetch_one(db)
    .await
}

/// How much there is to look at, in one statement for somebody with both roles.
pub(crate) async fn needs(
    pass: &Pass<Treasurer>,
    coordinator: Option<&Pass<Coordinator>>,
    db: impl PgExecutor<'_>,
    warned_until: Date,
    today: Date,
) -> sqlx::Result<Needs> {
    sqlx::query_as!(
        Needs,
        r#"select people.arrived as "arrived?", people.waiting as "waiting?", people.steps as "steps?",
                  people.unowned as "unowned?", people.ending as "ending?", people.quarantined as "quarantined?",
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
                  (select received_at from stripe_events where heard = 'webhook' order by received_at desc, id desc limit 1) as heard_at
           from (select 1) as one left join coordinators_needs($3, $4) as people on $1"#,
        coordinator.is_some(),
        warned_until,
        pass.id,
        today,
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
