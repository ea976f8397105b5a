//! SQL of Stripe's events.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};

use crate::{donations::effects::Outcome, stripe::event::EventEnvelope, words::words};

/// How long applied events are kept: far longer than the three days for which Stripe repeats them.
const KEPT: Duration = Duration::days(90);

words! {
    /// How we heard of an event.
    pub(crate) enum Heard {
        /// Stripe told us.
        Webhook = "webhook",
        /// It stood in Stripe's list.
        List = "list",
    }
}

/// Whether an event is kept because of this call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    New,
    Before,
}

/// Keeps an event of Stripe, once.
pub(crate) async fn add(db: impl PgExecutor<'_>, event: &EventEnvelope, heard: Heard) -> sqlx::Result<Kept> {
    let added = sqlx::query!(
        "insert into stripe_events (id, type, object_id, livemode, api_version, heard, is_of_form)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing",
        event.id,
        event.kind,
        event.object_id,
        event.livemode,
        event.api_version,
        heard as Heard,
        event.is_of_form,
    )
    .execute(db)
    .await?;
    Ok(if added.rows_affected() == 1 { Kept::New } else { Kept::Before })
}

/// An event of Stripe that waits to be applied.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// Such as `checkout.session.completed`.
    pub(crate) kind: String,
    /// The object that it is about.
    pub(crate) object_id: Option<String>,
}

/// An event, if it is there and was not applied.
pub(crate) async fn find_waiting(db: impl PgExecutor<'_>, id: &str) -> sqlx::Result<Option<Event>> {
    sqlx::query_as!(
        Event,
        "select type as kind, object_id from stripe_events where id = $1 and processed_at is null",
        id,
    )
    .fetch_optional(db)
    .await
}

/// Whether an event may be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// Nobody else applies it until the transaction ends.
    Ours,
    AppliedBefore,
}

/// Locks an event against other workers until the transaction ends.
pub(crate) async fn take(db: impl PgExecutor<'_>, id: &str) -> sqlx::Result<Taken> {
    let taken = sqlx::query!("select from stripe_events where id = $1 and processed_at is null for update", id)
        .fetch_optional(db)
        .await?;
    Ok(if taken.is_some() { Taken::Ours } else { Taken::AppliedBefore })
}

/// Marks an event as applied, with what came of it.
pub(crate) async fn mark_applied(db: impl PgExecutor<'_>, id: &str, outcome: Outcome) -> sqlx::Result<()> {
    sqlx::query!("update stripe_events set processed_at = now(), outcome = $2 where id = $1", id, outcome as Outcome,)
        .execute(db)
        .await?;
    Ok(())
}

/// What follows from a try that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterFailure {
    TryAgain,
    /// It was the last try: the event waits for staff.
    GivenUp,
}

/// Counts a try that failed, of at most `tries`.
pub async fn note_failure(db: impl PgExecutor<'_>, id: &str, error: &str, tries: i32) -> sqlx::Result<AfterFailure> {
    let is_dead = sqlx::query_scalar!(
        r#"update stripe_events
           set attempts = attempts + 1, attempted_at = now(), last_error = $2,
               dead_at = case when attempts + 1 >= $3 then now() end
           where id = $1 and processed_at is null returning dead_at is not null as "is_dead!""#,
        id,
        error,
        tries,
    )
    .fetch_optional(db)
    .await?;
    Ok(if is_dead == Some(true) { AfterFailure::GivenUp } else { AfterFailure::TryAgain })
}

/// Events that wait for too long to be applied, because their jobs were lost. One that failed is given the longest pause
/// between two tries first.
pub async fn list_overdue(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        "select id from stripe_events where processed_at is null and dead_at is null and received_at < now() - interval '2 minutes'
           and (attempted_at is null or attempted_at < now() - interval '8 hours')
         order by received_at limit 1000"
    )
    .fetch_all(db)
    .await
}

/// Forgets events that were applied long ago.
pub(crate) async fn forget_old(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("delete from stripe_events where processed_at is not null and received_at < $1", now - KEPT,)
        .execute(db)
        .await?;
    Ok(())
}

/// How fresh the news from Stripe is.
#[derive(Clone, Debug)]
pub(crate) struct News {
    /// When the last event was delivered to the webhook.
    pub(crate) newest_delivered: Option<OffsetDateTime>,
    /// When the oldest event came that is not applied and not given up.
    pub(crate) oldest_waiting: Option<OffsetDateTime>,
    /// How many of the last two days stood in Stripe's list and were never delivered.
    pub(crate) undelivered: i64,
    /// How many wait for staff because they could not be applied.
    pub(crate) dead: i64,
}

/// When events came last and how, and what waits.
pub(crate) async fn news(db: impl PgExecutor<'_>) -> sqlx::Result<News> {
    sqlx::query_as!(
        News,
        r#"select max(received_at) filter (where heard = 'webhook') as newest_delivered,
                  min(received_at) filter (where processed_at is null and dead_at is null) as oldest_waiting,
                  count(*) filter (where heard = 'list' and received_at > now() - interval '2 days') as "undelivered!",
                  count(*) filter (where processed_at is null and dead_at is not null) as "dead!"
           from stripe_events"#
    )
    .fetch_one(db)
    .await
}
