//! SQL of the changes that donors ask for.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::manage::monthly::kind::ChangeKind;

/// A change that a donor asked for.
#[derive(Clone, Debug)]
pub(crate) struct ChangeRow {
    /// The idempotency key is made of the id and the attempt.
    pub(crate) id: Uuid,
    /// For a pause: until when the gift rests.
    pub(crate) until: Option<OffsetDateTime>,
    pub(crate) attempt: i32,
    /// When Stripe did it or refused it.
    pub(crate) answered_at: Option<OffsetDateTime>,
    pub(crate) refused: bool,
}

/// Keeps a change, once, and returns the row as it was kept the first time.
pub(crate) async fn add(
    db: impl PgExecutor<'_>,
    (id, monthly_gift_id): (Uuid, Uuid),
    kind: ChangeKind,
    amount_minor: Option<i64>,
    until: Option<OffsetDateTime>,
) -> sqlx::Result<ChangeRow> {
    sqlx::query_as!(
        ChangeRow,
        "insert into monthly_changes as row (id, monthly_gift_id, change, amount_minor, until) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set attempt = row.attempt returning id, until, attempt, answered_at, refused",
        id,
        monthly_gift_id,
        kind as ChangeKind,
        amount_minor,
        until,
    )
    .fetch_one(db)
    .await
}

/// Gives up a key under which Stripe answered with a fault, because it would repeat the fault.
pub(crate) async fn skip_attempt(db: impl PgExecutor<'_>, id: Uuid, attempt: i32) -> sqlx::Result<()> {
    sqlx::query!("update monthly_changes set attempt = attempt + 1 where id = $1 and attempt = $2", id, attempt)
        .execute(db)
        .await?;
    Ok(())
}

/// Keeps that Stripe answered.
pub(crate) async fn mark_answered(db: impl PgExecutor<'_>, id: Uuid, refused: bool) -> sqlx::Result<()> {
    sqlx::query!("update monthly_changes set answered_at = now(), refused = $2 where id = $1", id, refused)
        .execute(db)
        .await?;
    Ok(())
}

/// Keeps that our own row of the gift shows the change.
pub(crate) async fn mark_shown(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update monthly_changes set shown_at = now() where id = $1", id).execute(db).await?;
    Ok(())
}

/// Whether Stripe changed the gift within ten minutes and our own row of it may not show that yet.
pub(crate) async fn is_behind(db: impl PgExecutor<'_>, monthly_gift_id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from monthly_changes where monthly_gift_id = $1 and shown_at is null and not refused
                          and answered_at > now() - interval '10 minutes') as "behind!""#,
        monthly_gift_id,
    )
    .fetch_one(db)
    .await
}
