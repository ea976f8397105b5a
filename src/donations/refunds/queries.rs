//! SQL of refunds.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{
    donations::refunds::Status,
    money::{Amount, Currency},
    stripe::{
        RefundReason,
        objects::{Refund, moment},
    },
    words::Open,
};

/// A refund that waits for the processor's answer.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) donation_id: Uuid,
    /// The payment that is given back.
    pub(crate) payment_intent_id: Option<String>,
    /// How much, in minor units.
    pub(crate) amount_minor: i64,
    pub(crate) currency: String,
    pub(crate) reason: Option<Open<RefundReason>>,
    pub(crate) attempt: i32,
}

impl Asked {
    /// How much; none if it is of a currency that we no longer know.
    pub(crate) fn amount(&self) -> Option<Amount> {
        Some(Amount::from_minor(self.amount_minor, Currency::from_code(&self.currency)?))
    }
}

/// Adds a refund before the processor is asked. Adds nothing if this showing of the form, whose id it has, did it before.
pub(crate) async fn add(
    db: impl PgExecutor<'_>,
    (id, donation_id, staff_member_id): (Uuid, Uuid, Uuid),
    amount: Amount,
    reason: RefundReason,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into refunds (id, donation_id, amount_minor, currency, reason, staff_member_id)
         values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing",
        id,
        donation_id,
        amount.minor(),
        amount.currency().code(),
        reason as RefundReason,
        staff_member_id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether a showing of the form asked for a refund before.
pub(crate) async fn is_there(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from refunds where id = $1) as "there!""#, id).fetch_one(db).await
}

/// A refund that waits for the processor's answer; none if it was answered.
pub(crate) async fn find_asked(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Asked>> {
    sqlx::query_as!(
        Asked,
        r#"select donation_id, payment_intent_id, refunds.amount_minor, refunds.currency,
                  reason as "reason: Open<RefundReason>", refunds.attempt
           from refunds join donations on donations.id = donation_id where refunds.id = $1 and status = 'asked'"#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// Refunds that have waited for the processor's answer for more than a minute.
pub(crate) async fn list_overdue(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from refunds where status = 'asked' and created_at < now() - interval '1 minute'
         order by created_at limit 100"
    )
    .fetch_all(db)
    .await
}

/// Goes on to the next attempt, because the processor would repeat its fault under this one's idempotency key.
pub(crate) async fn skip_attempt(db: impl PgExecutor<'_>, id: Uuid, attempt: i32) -> sqlx::Result<()> {
    sqlx::query!(
        "update refunds set attempt = attempt + 1 where id = $1 and attempt = $2 and status = 'asked'",
        id,
        attempt,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes that the processor refused, with its code. Nothing was given back.
pub(crate) async fn mark_refused(db: impl PgExecutor<'_>, id: Uuid, code: &str) -> sqlx::Result<()> {
    sqlx::query!("update refunds set status = 'refused', refusal = $2 where id = $1 and status = 'asked'", id, code)
        .execute(db)
        .await?;
    Ok(())
}

/// What can still be given back of a donation, in minor units: what the ledger holds, less the refunds that are under way
/// and not booked yet.
pub(crate) async fn rest(db: impl PgExecutor<'_>, donation_id: Uuid) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select (
               coalesce((select sum(amount_minor) from ledger_entries where donation_id = $1 and kind <> 'fee'), 0)
               - coalesce((select sum(amount_minor) from refunds
                           where donation_id = $1 and status in ('asked', 'pending', 'requires_action', 'succeeded')
                             and not exists (select from ledger_entries booked
                                             where booked.source = 'stripe' and booked.source_id = stripe_refund_id
                                               and booked.kind = 'refund')), 0)
           )::bigint as "rest!""#,
        donation_id,
    )
    .fetch_one(db)
    .await
}

/// Keeps how a refund is now, also one that was not asked for here.
pub(crate) async fn save(
    db: impl PgExecutor<'_>,
    id: Uuid,
    donation_id: Uuid,
    status: Status,
    refund: &Refund,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into refunds (id, donation_id, amount_minor, currency, reason, stripe_refund_id, status, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, coalesce($8, now()))
         on conflict (id) do update set stripe_refund_id = excluded.stripe_refund_id, status = excluded.status",
        id,
        donation_id,
        refund.amount,
        refund.currency,
        refund.reason.as_ref().map(Open::as_str),
        refund.id,
        status as Status,
        moment(refund.created),
    )
    .execute(db)
    .await?;
    Ok(())
}
