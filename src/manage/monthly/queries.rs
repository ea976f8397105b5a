//! SQL of what donors ask to change about a monthly gift.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

/// What was asked to be changed.
#[derive(Clone, Debug)]
pub(crate) struct ChangeRow {
    /// Its id, from which the idempotency key is made.
    pub(crate) id: Uuid,
    /// Until when the gift rests, for a pause.
    pub(crate) until: Option<OffsetDateTime>,
    pub(crate) attempt: i32,
    /// When Stripe did it, or refused to.
    pub(crate) answered_at: Option<OffsetDateTime>,
    pub(crate) refused: bool,
}

/// Keeps what is asked for, once, and gives the row as it is kept.
pub(crate) async fn add(
    db: impl PgExecutor<'_>,
    (id, monthly_gift_id): (Uuid, Uuid),
    change: &str,
    amount_minor: Option<i64>,
    until: Option<OffsetDateTime>,
) -> sqlx::Result<ChangeRow> {
    sqlx::query_as!(
        ChangeRow,
        "insert into monthly_changes as row (id, monthly_gift_id, change, amount_minor, until) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set attempt = row.attempt returning id, until, attempt, answered_at, refused",
        id,
        monthly_gift_id,
        change,
        amount_minor,
        until,
    )
    .fetch_one(db)
    .await
}

/// Gives up a key under which Stripe answered with a fault: it would repeat the fault.
pub(crate) async fn skip_attempt(db: impl PgExecutor<'_>, id: Uuid, attempt: i32) -> sqlx::Result<()> {
    sqlx::query!("update monthly_changes set attempt = attempt + 1 where id = $1 and attempt = $2", id, attempt)
        .execute(db)
        .await?;
    Ok(())
}

/// Keeps what Stripe answered.
pub(crate) async fn mark_answered(db: impl PgExecutor<'_>, id: Uuid, refused: bool) -> sqlx::Result<()> {
    sqlx::query!("update monthly_changes set answered_at = now(), refused = $2 where id = $1", id, refused)
        .execute(db)
        .await?;
    Ok(())
}

/// Keeps that our own row shows the change.
pub(crate) async fn mark_shown(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update monthly_changes set shown_at = now() where id = $1", id).execute(db).await?;
    Ok(())
}

/// Whether Stripe did something for a gift that our own row may not show yet.
pub(crate) async fn is_behind(db: impl PgExecutor<'_>, monthly_gift_id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from monthly_changes where monthly_gift_id = $1 and shown_at is null and not refused
                          and answered_at > now() - interval '10 minutes') as "behind!""#,
        monthly_gift_id,
    )
    .fetch_one(db)
    .await
}
