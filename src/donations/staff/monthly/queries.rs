//! SQL of the list of monthly gifts.

use sqlx::{PgExecutor, QueryBuilder};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    donations::monthly::{
        course::{Course, Facts},
        status::Status,
    },
    rooms::{Pass, Treasurer},
};

/// What the list tells about a monthly gift.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Summary {
    pub(crate) id: Uuid,
    /// What it will be at the next turn, in minor units.
    pub(crate) amount_minor: i64,
    pub(crate) currency: String,
    pub(crate) status: Status,
    /// When the present turn ends.
    pub(crate) current_period_end: Option<OffsetDateTime>,
    /// When it ends or ended, if that is decided.
    pub(crate) cancel_at: Option<OffsetDateTime>,
    /// Until when turns are skipped.
    pub(crate) paused_until: Option<OffsetDateTime>,
    pub(crate) failing_since: Option<OffsetDateTime>,
    /// When a failed turn is tried again.
    pub(crate) next_attempt_at: Option<OffsetDateTime>,
    /// When the donor sent the form.
    pub(crate) created_at: OffsetDateTime,
    /// How many of its last twelve turns brought money.
    pub(crate) turns: i64,
    /// What they brought and was not given back, in minor units.
    pub(crate) brought_minor: i64,
}

impl Summary {
    /// How it goes on at a moment.
    pub(crate) fn course(&self, now: OffsetDateTime) -> Course {
        let facts = Facts {
            status: self.status,
            current_period_end: self.current_period_end,
            cancel_at: self.cancel_at,
            paused_until: self.paused_until,
            failing_since: self.failing_since,
            next_attempt_at: self.next_attempt_at,
        };
        Course::of(facts, now)
    }
}

/// Which monthly gifts are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    All,
    Active,
    Failing,
    /// Those that go on, but not for long.
    Stopping,
    Ended,
}

impl Which {
    /// The condition that chooses them.
    fn condition(self) -> &'static str {
        match self {
            Self::All => "status <> 'pending'",
            Self::Active => "status in ('active', 'trialing') and cancel_at is null and failing_since is null",
            Self::Failing => "failing_since is not null",
            Self::Stopping => "cancel_at is not null and status not in ('canceled', 'incomplete_expired')",
            Self::Ended => "status in ('canceled', 'incomplete_expired')",
        }
    }
}

/// The newest monthly gifts after a place in the list, each with its last twelve turns.
pub(crate) async fn list(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    which: Which,
    before: Option<(OffsetDateTime, Uuid)>,
    count: i64,
) -> sqlx::Result<Vec<Summary>> {
    let mut sql = QueryBuilder::new(
        "select id, amount_minor, currency, status, current_period_end, cancel_at, paused_until, failing_since,
                next_attempt_at, created_at, last.turns, last.brought_minor
         from (select * from monthly_gifts where ",
    );
    sql.push(which.condition());
    if let Some((at, id)) = before {
        sql.push(" and (created_at, id) < (").push_bind(at).push(", ").push_bind(id).push(")");
    }
    sql.push(" order by created_at desc, id desc limit ").push_bind(count);
    sql.push(
        ") page cross join lateral (
             select count(*) filter (where paid_at is not null) as turns, coalesce(sum(brought), 0)::bigint as brought_minor
             from (select id, paid_at from donations where monthly_gift_id = page.id
                   order by created_at desc limit 12) turn
             cross join lateral (select sum(amount_minor) as brought from ledger_entries
                                 where donation_id = turn.id and kind <> 'fee') entries
         ) last order by created_at desc, id desc",
    );
    sql.build_query_as().fetch_all(db).await
}

/// What monthly gifts of one currency bring each month.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct SumRow {
    pub(crate) currency: String,
    pub(crate) gifts: i64,
    /// In minor units.
    pub(crate) minor: i64,
}

/// How many monthly gifts there are of these, and what they bring each month.
pub(crate) async fn sums(_: &Pass<Treasurer>, db: impl PgExecutor<'_>, which: Which) -> sqlx::Result<Vec<SumRow>> {
    let mut sql = QueryBuilder::new(
        "select currency, count(*) as gifts, sum(amount_minor)::bigint as minor from monthly_gifts where ",
    );
    sql.push(which.condition()).push(" group by currency order by currency");
    sql.build_query_as().fetch_all(db).await
}
