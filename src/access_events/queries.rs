//! SQL of access events.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::event::{AccessEvent, AccessKind};

/// How long an event is kept: as long as a mail about it is tried, and a good deal longer.
const KEPT: Duration = Duration::days(90);

pub(crate) async fn add(db: impl PgExecutor<'_>, event: &AccessEvent) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into access_events (id, kind, about, done_by, browser, address, happened_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        event.id,
        event.kind as AccessKind,
        event.about,
        event.done_by,
        event.browser,
        event.address,
        event.happened_at,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn find(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<AccessEvent>> {
    sqlx::query_as!(
        AccessEvent,
        r#"select id, kind as "kind: AccessKind", about, done_by, browser, address, happened_at
           from access_events where id = $1"#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// When something of this kind last happened to somebody after a time.
pub(crate) async fn last_since(
    db: impl PgExecutor<'_>,
    kind: AccessKind,
    about: Uuid,
    since: OffsetDateTime,
) -> sqlx::Result<Option<OffsetDateTime>> {
    sqlx::query_scalar!(
        "select max(happened_at) from access_events where kind = $1 and about = $2 and happened_at > $3",
        kind as AccessKind,
        about,
        since,
    )
    .fetch_one(db)
    .await
}

/// Whether somebody was sent another link, or enrolled a key, after this event.
pub(crate) async fn is_overtaken(db: impl PgExecutor<'_>, event: &AccessEvent) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from access_events
               where about = $1 and happened_at > $2 and id <> $3 and kind in ('invited', 'link_sent', 'key_added')
           ) as "is_overtaken!""#,
        event.about,
        event.happened_at,
        event.id,
    )
    .fetch_one(db)
    .await
}

/// Forgets what happened long ago.
pub(crate) async fn forget_old(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("delete from access_events where happened_at < $1", now - KEPT).execute(db).await?;
    Ok(())
}
