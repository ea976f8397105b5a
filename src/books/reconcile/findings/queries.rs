//! SQL of findings, and of what the page of reconciliation shows beside them.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::books::reconcile::{
    findings::finding::{FindingKind, NewFinding, Window},
    task::Task,
};
use crate::rooms::{Pass, Treasurer};

/// What a finding is to staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// New, or open again.
    New,
    /// It was found before and did not change.
    Before,
}

/// Keeps a finding, or that it is still there. One that staff looked at is open again if its sums changed.
pub(crate) async fn add(db: impl PgExecutor<'_>, run_id: Uuid, finding: &NewFinding) -> sqlx::Result<Kept> {
    let is_new = sqlx::query_scalar!(
        r#"insert into reconciliation_findings as kept
               (id, kind, subject, donation_id, currency, processor_minor, booked_minor, occurred_at, seen_by_run)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           on conflict (kind, subject) where vanished_at is null do update
           set seen_by_run = excluded.seen_by_run, donation_id = excluded.donation_id,
               processor_minor = excluded.processor_minor, booked_minor = excluded.booked_minor,
               looked_at = case when (kept.processor_minor, kept.booked_minor)
                                     is not distinct from (excluded.processor_minor, excluded.booked_minor)
                                then kept.looked_at end,
               found_at = case when (kept.processor_minor, kept.booked_minor)
                                    is not distinct from (excluded.processor_minor, excluded.booked_minor)
                               then kept.found_at else now() end
           returning found_at = now() as "is_new!""#,
        Uuid::now_v7(),
        finding.kind as FindingKind,
        finding.subject,
        finding.donation_id,
        finding.currency,
        finding.processor_minor,
        finding.booked_minor,
        finding.occurred_at,
        run_id,
    )
    .fetch_one(db)
    .await?;
    Ok(if is_new { Kept::New } else { Kept::Before })
}

/// Takes back findings that a run did not find again although they lie in its window. Gives their kinds and subjects.
pub(crate) async fn let_vanish(
    db: impl PgExecutor<'_>,
    run_id: Uuid,
    window: Window,
) -> sqlx::Result<Vec<(FindingKind, String)>> {
    let gone = sqlx::query!(
        r#"update reconciliation_findings set vanished_at = now()
         where vanished_at is null and seen_by_run <> $1
           and occurred_at >= case kind when 'unknown' then $3::timestamptz else $2 end
         returning kind as "kind: FindingKind", subject"#,
        run_id,
        window.lists,
        window.ledger,
    )
    .fetch_all(db)
    .await?;
    Ok(gone.into_iter().map(|row| (row.kind, row.subject)).collect())
}

/// Notes that a member of staff looked at a finding. Gives its kind and subject if it was open.
pub(crate) async fn look_at(
    db: impl PgExecutor<'_>,
    id: Uuid,
    staff_member_id: Uuid,
) -> sqlx::Result<Option<(FindingKind, String)>> {
    let seen = sqlx::query!(
        r#"update reconciliation_findings set looked_at = now(), looked_by = $2
           where id = $1 and looked_at is null and vanished_at is null
           returning kind as "kind: FindingKind", subject"#,
        id,
        staff_member_id,
    )
    .fetch_optional(db)
    .await?;
    Ok(seen.map(|row| (row.kind, row.subject)))
}

#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) id: Uuid,
    pub(crate) kind: FindingKind,
    /// The object at Stripe, a currency, or a donation of ours.
    pub(crate) subject: String,
    pub(crate) donation_id: Option<Uuid>,
    pub(crate) currency: Option<String>,
    /// The sum at Stripe.
    pub(crate) processor_minor: Option<i64>,
    /// The sum in the ledger.
    pub(crate) booked_minor: Option<i64>,
    /// When the thing itself happened.
    pub(crate) occurred_at: OffsetDateTime,
    /// When somebody looked at it.
    pub(crate) looked_at: Option<OffsetDateTime>,
    pub(crate) looked_by: Option<String>,
}

/// Findings that were not taken back: the open ones first, then those that were looked at, the newest first.
pub(crate) async fn list(_: &Pass<Treasurer>, db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Finding>> {
    sqlx::query_as!(
        Finding,
        r#"select finding.id, kind as "kind: FindingKind", subject, donation_id, currency, processor_minor, booked_minor,
                  occurred_at, looked_at, staff_members.email as "looked_by?"
           from reconciliation_findings finding left join staff_members on staff_members.id = finding.looked_by
           where vanished_at is null order by looked_at is not null, found_at desc limit 200"#
    )
    .fetch_all(db)
    .await
}

#[derive(Clone, Debug)]
pub(crate) struct RunRow {
    pub(crate) kind: Task,
    pub(crate) started_at: OffsetDateTime,
    pub(crate) finished_at: Option<OffsetDateTime>,
    /// How many objects it looked at.
    pub(crate) looked_at: i32,
    pub(crate) news: i32,
    pub(crate) trouble: Option<String>,
}

/// The last runs of each task, the newest first.
pub(crate) async fn list_runs(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<RunRow>> {
    sqlx::query_as!(
        RunRow,
        r#"select run.kind as "kind: Task", run.started_at, run.finished_at, run.looked_at, run.news, run.trouble
           from unnest(array['books', 'events', 'sessions']) with ordinality kinds (kind, place)
           cross join lateral (select * from reconciliation_runs where reconciliation_runs.kind = kinds.kind
                               order by started_at desc limit 5) run
           order by kinds.place, run.started_at desc"#
    )
    .fetch_all(db)
    .await
}

/// The sums of a currency at the last comparison.
#[derive(Clone, Debug)]
pub(crate) struct SumsRow {
    pub(crate) currency: String,
    /// What Stripe moved in the days that were compared.
    pub(crate) processor_minor: i64,
    /// What the ledger holds of it.
    pub(crate) booked_minor: i64,
    /// The ledger's total since the beginning.
    pub(crate) total_minor: i64,
    pub(crate) public_minor: i64,
}

/// The sums of the last comparison that went well.
pub(crate) async fn list_sums(_: &Pass<Treasurer>, db: impl PgExecutor<'_>) -> sqlx::Result<Vec<SumsRow>> {
    sqlx::query_as!(
        SumsRow,
        "select currency, processor_minor, booked_minor, total_minor, public_minor from reconciliation_sums
         where run_id = (select id from reconciliation_runs
                         where kind = 'books' and finished_at is not null and trouble is null
                         order by started_at desc limit 1)
         order by currency"
    )
    .fetch_all(db)
    .await
}

/// When the last run of a task ended well, of all tasks that ever did.
pub(crate) async fn last_good(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<(Task, OffsetDateTime)>> {
    let rows = sqlx::query!(
        r#"select kind as "kind: Task", max(finished_at) as "at!" from reconciliation_runs
           where finished_at is not null and trouble is null group by kind"#
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.at)).collect())
}
