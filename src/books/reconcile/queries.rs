//! SQL of reconciliation.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    books::reconcile::{
        compare::{Booked, Sums},
        task::{Tally, Task},
    },
    donations::donation::DonationState,
    words::Word as _,
};

/// How long runs are kept.
const KEPT: Duration = Duration::days(90);

/// Takes the lock under which runs of a task are one at a time. It is held until the connection ends.
pub(crate) async fn try_lock(db: &mut PgConnection, task: Task) -> sqlx::Result<bool> {
    let name = format!("reconcile {}", task.word());
    sqlx::query_scalar!(r#"select pg_try_advisory_lock(hashtextextended($1, 0)) as "locked!""#, name)
        .fetch_one(db)
        .await
}

/// Notes that a run began.
pub(crate) async fn begin_run(db: impl PgExecutor<'_>, id: Uuid, task: Task) -> sqlx::Result<()> {
    sqlx::query!("insert into reconciliation_runs (id, kind) values ($1, $2)", id, task as Task).execute(db).await?;
    Ok(())
}

/// Notes how a run ended.
pub(crate) async fn end_run(
    db: impl PgExecutor<'_>,
    id: Uuid,
    tally: Tally,
    trouble: Option<&str>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update reconciliation_runs set finished_at = now(), looked_at = $2, news = $3, trouble = $4 where id = $1",
        id,
        tally.looked_at,
        tally.news,
        trouble,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A donation by card that waits for its money.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) id: Uuid,
    /// [`DonationState::Pending`] or [`DonationState::Processing`].
    pub(crate) state: DonationState,
    pub(crate) attempt: i32,
    /// When the checkout of this attempt was first asked for.
    pub(crate) asked_at: OffsetDateTime,
    /// `cs_…`; none if we were killed before we kept it.
    pub(crate) checkout_session_id: Option<String>,
    pub(crate) currency: String,
    pub(crate) amount_minor: i64,
}

/// Donations by card that have waited since before a time and are due to be asked about: less and less often the longer
/// they wait, but at least once a day, and once more when the checkout has closed.
pub(crate) async fn list_waiting(
    db: impl PgExecutor<'_>,
    now: OffsetDateTime,
    before: OffsetDateTime,
) -> sqlx::Result<Vec<Waiting>> {
    sqlx::query_as!(
        Waiting,
        r#"select id, state as "state: DonationState", attempt, asked_at, checkout_session_id, currency, amount_minor
         from donations
         where method = 'card' and state in ('pending', 'processing') and asked_at < $2
           and (reconciled_at is null
                or reconciled_at + least((reconciled_at - asked_at) / 4, interval '1 day') < $1
                or checkout_expires_at < $2 and reconciled_at < checkout_expires_at)
         order by reconciled_at nulls first, asked_at limit 500"#,
        now,
        before,
    )
    .fetch_all(db)
    .await
}

/// Notes that Stripe was asked about a donation. Gives how it stands, unless it is gone.
pub(crate) async fn note_asked(
    db: impl PgExecutor<'_>,
    id: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<Option<DonationState>> {
    sqlx::query_scalar!(
        r#"update donations set reconciled_at = $2 where id = $1 returning state as "state: DonationState""#,
        id,
        now,
    )
    .fetch_optional(db)
    .await
}

/// Lets a donation expire for which no checkout was ever made. Gives whether it did.
pub(crate) async fn expire_unmade(db: impl PgExecutor<'_>, id: Uuid, attempt: i32) -> sqlx::Result<bool> {
    let expired = sqlx::query!(
        "update donations set state = 'expired'
         where id = $1 and attempt = $2 and state = 'pending' and checkout_session_id is null",
        id,
        attempt,
    )
    .execute(db)
    .await?;
    Ok(expired.rows_affected() == 1)
}

/// How far the list of events was read.
#[derive(Clone, Debug)]
pub(crate) struct Cursor {
    /// Everything before this time was read.
    pub(crate) read_until: OffsetDateTime,
    /// When the reading under way began.
    pub(crate) reading_began_at: Option<OffsetDateTime>,
    /// From which time on it reads.
    pub(crate) reading_from: Option<OffsetDateTime>,
    /// The event after which it goes on.
    pub(crate) reading_after: Option<String>,
}

/// How far events of these types were read; if never, from `first` on.
pub(crate) async fn find_cursor(db: impl PgExecutor<'_>, types: &str, first: OffsetDateTime) -> sqlx::Result<Cursor> {
    let found = sqlx::query_as!(
        Cursor,
        "select read_until, reading_began_at, reading_from, reading_after from reconciliation_cursors where types = $1",
        types,
    )
    .fetch_optional(db)
    .await?;
    let never = Cursor { read_until: first, reading_began_at: None, reading_from: None, reading_after: None };
    Ok(found.unwrap_or(never))
}

/// Keeps how far events of these types were read.
pub(crate) async fn save_cursor(db: impl PgExecutor<'_>, types: &str, cursor: &Cursor) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into reconciliation_cursors (types, read_until, reading_began_at, reading_from, reading_after)
         values ($1, $2, $3, $4, $5)
         on conflict (types) do update set read_until = excluded.read_until, reading_began_at = excluded.reading_began_at,
             reading_from = excluded.reading_from, reading_after = excluded.reading_after",
        types,
        cursor.read_until,
        cursor.reading_began_at,
        cursor.reading_from,
        cursor.reading_after,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What the ledger holds of objects at Stripe, without fees: of those named, and of all others whose first entry lies
/// between two times.
pub(crate) async fn booked(
    db: impl PgExecutor<'_>,
    names: &[String],
    first: OffsetDateTime,
    last: OffsetDateTime,
) -> sqlx::Result<Vec<Booked>> {
    sqlx::query_as!(
        Booked,
        r#"select source_id, (array_agg(donation_id))[1] as "donation_id!", currency,
                  sum(amount_minor)::bigint as "minor!", min(occurred_at) as "at!"
           from ledger_entries
           where source = 'stripe' and kind <> 'fee' and (source_id = any($1) or occurred_at between $2 and $3)
             and not exists (
                 select from ledger_entries earlier
                 where earlier.source = 'stripe' and earlier.source_id = ledger_entries.source_id and earlier.kind <> 'fee'
                   and earlier.occurred_at < $2 and earlier.source_id <> all($1))
           group by source_id, currency order by source_id"#,
        names,
        first,
        last,
    )
    .fetch_all(db)
    .await
}

/// Which of these objects at Stripe are not in the ledger.
pub(crate) async fn not_booked(db: impl PgExecutor<'_>, names: &[String]) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"select name as "name!" from unnest($1::text[]) name
           where not exists (select from ledger_entries where source = 'stripe' and source_id = name)"#,
        names,
    )
    .fetch_all(db)
    .await
}

/// Gifts through Stripe between two times whose fee was not booked.
pub(crate) async fn without_fee(
    db: impl PgExecutor<'_>,
    first: OffsetDateTime,
    last: OffsetDateTime,
) -> sqlx::Result<Vec<Booked>> {
    sqlx::query_as!(
        Booked,
        r#"select source_id, donation_id, currency, amount_minor as minor, occurred_at as at from ledger_entries gift
           where source = 'stripe' and kind = 'charge' and occurred_at between $1 and $2
             and not exists (select from ledger_entries fee
                             where fee.source = 'stripe' and fee.source_id = gift.source_id and fee.kind = 'fee')
           order by id"#,
        first,
        last,
    )
    .fetch_all(db)
    .await
}

/// The payments of the gifts that [`without_fee`] gives.
pub(crate) async fn payments_without_fee(
    db: impl PgExecutor<'_>,
    first: OffsetDateTime,
    last: OffsetDateTime,
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"select donations.payment_intent_id as "payment_intent_id!" from ledger_entries gift
           join donations on donations.id = gift.donation_id
           where source = 'stripe' and kind = 'charge' and occurred_at between $1 and $2
             and donations.payment_intent_id is not null
             and not exists (select from ledger_entries fee
                             where fee.source = 'stripe' and fee.source_id = gift.source_id and fee.kind = 'fee')
           order by gift.id limit 500"#,
        first,
        last,
    )
    .fetch_all(db)
    .await
}

/// Gifts that follow another gift of the same donor and sum within ten minutes, where neither was given back. Later turns of
/// a monthly gift do not count, because the donor did not send a form for them.
pub(crate) async fn twins(db: impl PgExecutor<'_>, since: OffsetDateTime) -> sqlx::Result<Vec<Booked>> {
    sqlx::query_as!(
        Booked,
        r#"select id::text as "source_id!", id as donation_id, currency, amount_minor as minor, paid_at as "at!"
           from donations second
           where mail_index is not null and paid_at >= $1 and state in ('paid', 'partly_paid', 'partly_refunded')
             and coalesce(monthly_gift_id, id) = id
             and exists (select from donations first
                         where first.mail_index = second.mail_index and first.currency = second.currency
                           and first.amount_minor = second.amount_minor and first.id <> second.id
                           and coalesce(first.monthly_gift_id, first.id) = first.id
                           and first.state in ('paid', 'partly_paid', 'partly_refunded')
                           and first.paid_at between second.paid_at - interval '10 minutes' and second.paid_at
                           and (first.paid_at, first.id) < (second.paid_at, second.id))
           order by paid_at"#,
        since,
    )
    .fetch_all(db)
    .await
}

/// Whether a donation is ours.
pub(crate) async fn knows_donation(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from donations where id = $1) as "is!""#, id).fetch_one(db).await
}

/// Whether a subscription is that of a monthly gift.
pub(crate) async fn knows_subscription(db: impl PgExecutor<'_>, id: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from monthly_gifts where subscription_id = $1) as "is!""#, id)
        .fetch_one(db)
        .await
}

/// Whether a payment is that of a donation.
pub(crate) async fn knows_payment(db: impl PgExecutor<'_>, id: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from donations where payment_intent_id = $1) as "is!""#, id)
        .fetch_one(db)
        .await
}

/// What a currency has brought: by the ledger, and as the public pages say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) currency: String,
    pub(crate) total: i64,
    pub(crate) public: i64,
}

/// Keeps the sums of a comparison.
pub(crate) async fn keep_sums(db: &mut PgConnection, run_id: Uuid, sums: &Sums, totals: &[Totals]) -> sqlx::Result<()> {
    let codes = sums.keys().map(String::as_str).chain(totals.iter().map(|total| total.currency.as_str()));
    for code in codes.collect::<std::collections::BTreeSet<&str>>() {
        let (processor, booked) = sums.get(code).copied().unwrap_or_default();
        let total = totals.iter().find(|total| total.currency == code);
        sqlx::query!(
            "insert into reconciliation_sums (run_id, currency, processor_minor, booked_minor, total_minor, public_minor)
             values ($1, $2, $3, $4, $5, $6)",
            run_id,
            code,
            processor,
            booked,
            total.map_or(0, |total| total.total),
            total.map_or(0, |total| total.public),
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// How things stand, for the light.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    /// When the last comparison ended that went well.
    pub(crate) compared_at: Option<OffsetDateTime>,
    /// Whether all its sums agree.
    pub(crate) agrees: bool,
    /// How many findings nobody looked at.
    pub(crate) open: i64,
}

pub(crate) async fn standing(db: impl PgExecutor<'_>) -> sqlx::Result<Standing> {
    sqlx::query_as!(
        Standing,
        r#"with last as (select id, finished_at from reconciliation_runs
                        where kind = 'books' and finished_at is not null and trouble is null
                        order by started_at desc limit 1)
           select (select finished_at from last) as compared_at,
                  coalesce((select bool_and(processor_minor = booked_minor and total_minor = public_minor)
                            from reconciliation_sums where run_id = (select id from last)), true) as "agrees!",
                  (select count(*) from reconciliation_findings
                   where vanished_at is null and looked_at is null) as "open!""#
    )
    .fetch_one(db)
    .await
}

/// Forgets old runs, unless something that they found is still open.
pub(crate) async fn forget_old(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from reconciliation_runs where started_at < $1
           and not exists (select from reconciliation_findings
                           where seen_by_run = reconciliation_runs.id and vanished_at is null and looked_at is null)",
        now - KEPT,
    )
    .execute(db)
    .await?;
    Ok(())
}
