//! SQL of alerts.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use super::kind::AlertKind;

#[derive(Clone, Debug)]
pub(crate) struct Alert {
    pub(crate) id: Uuid,
    pub(crate) kind: AlertKind,
    pub(crate) subject: String,
    pub(crate) donation_id: Option<Uuid>,
    pub(crate) raised_at: OffsetDateTime,
}

/// Adds an alert, unless the same one is open. Returns its id if it is new.
pub(crate) async fn add(
    db: impl PgExecutor<'_>,
    kind: AlertKind,
    subject: &str,
    donation_id: Option<Uuid>,
) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "insert into alerts (id, kind, subject, donation_id) values ($1, $2, $3, $4)
         on conflict (kind, subject) where settled_at is null do nothing returning id",
        Uuid::now_v7(),
        kind as AlertKind,
        subject,
        donation_id,
    )
    .fetch_optional(db)
    .await
}

/// Whether an alert about a thing is open.
pub(crate) async fn is_open(db: impl PgExecutor<'_>, kind: AlertKind, subject: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from alerts where kind = $1 and subject = $2 and settled_at is null) as "is_open!""#,
        kind as AlertKind,
        subject,
    )
    .fetch_one(db)
    .await
}

/// Whether a member of staff settled an alert about a thing within the last day.
pub(crate) async fn was_lately_settled(db: impl PgExecutor<'_>, kind: AlertKind, subject: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from alerts where kind = $1 and subject = $2 and settled_by is not null
                          and settled_at > now() - interval '1 day') as "was_settled!""#,
        kind as AlertKind,
        subject,
    )
    .fetch_one(db)
    .await
}

/// An alert, open or settled.
pub(crate) async fn find(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Alert>> {
    sqlx::query_as!(
        Alert,
        r#"select id, kind as "kind: AlertKind", subject, donation_id, raised_at from alerts where id = $1"#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// Open alerts, the newest first, at most a page of them.
pub(crate) async fn list_open(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Alert>> {
    sqlx::query_as!(
        Alert,
        r#"select id, kind as "kind: AlertKind", subject, donation_id, raised_at from alerts where settled_at is null
           order by raised_at desc limit 50"#
    )
    .fetch_all(db)
    .await
}

/// When an alert was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Settled {
    Now,
    /// Somebody else was quicker.
    Before,
}

pub(crate) async fn settle(db: impl PgExecutor<'_>, id: Uuid, staff_member_id: Option<Uuid>) -> sqlx::Result<Settled> {
    let settled = sqlx::query!(
        "update alerts set settled_at = now(), settled_by = $2 where id = $1 and settled_at is null",
        id,
        staff_member_id,
    )
    .execute(db)
    .await?;
    Ok(if settled.rows_affected() == 1 { Settled::Now } else { Settled::Before })
}

/// Settles what is open about a thing, because it came right by itself.
pub(crate) async fn settle_about(db: impl PgExecutor<'_>, kind: AlertKind, subject: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update alerts set settled_at = now() where kind = $1 and subject = $2 and settled_at is null",
        kind as AlertKind,
        subject,
    )
    .execute(db)
    .await?;
    Ok(())
}
