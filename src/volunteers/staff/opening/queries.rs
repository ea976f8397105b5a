//! SQL of openings and of their limit.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::limits::Seen;
use crate::{
    rooms::{Coordinator, Pass},
    volunteers::words::OpeningReason,
};

/// Lets one opening at a time be counted of those of one member of staff, on all instances.
pub(super) async fn lock(pass: &Pass<Coordinator>, db: impl PgExecutor<'_>) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('openings ' || $1::text, 0))", pass.id.to_string())
        .execute(db)
        .await?;
    Ok(())
}

/// Whom somebody opened within a day, each with the last time.
pub(super) async fn seen(
    pass: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    now: OffsetDateTime,
) -> sqlx::Result<Vec<Seen>> {
    sqlx::query_as!(
        Seen,
        r#"select person_id, max(opened_at) as "at!" from person_openings
           where opened_by = $1 and opened_at > $2 group by person_id"#,
        pass.id,
        now - Duration::DAY,
    )
    .fetch_all(db)
    .await
}

/// Keeps that somebody was opened, and why.
pub(super) async fn add(
    pass: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    id: Uuid,
    person_id: Uuid,
    reason: OpeningReason,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into person_openings (id, person_id, opened_by, opened_at, reason) values ($1, $2, $3, $4, $5)",
        id,
        person_id,
        pass.id,
        now,
        reason as OpeningReason,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps that the others are warned of somebody. Not twice within an hour about the same.
pub(super) async fn warn(
    pass: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    people: usize,
    stopped: bool,
    now: OffsetDateTime,
) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "insert into opening_warnings (id, opened_by, warned_at, people, stopped)
         select $1, $2, $3, $4, $5
         where not exists (select 1 from opening_warnings where opened_by = $2 and stopped = $5 and warned_at > $6)
         returning id",
        Uuid::now_v7(),
        pass.id,
        now,
        i32::try_from(people).unwrap_or(i32::MAX),
        stopped,
        now - Duration::HOUR,
    )
    .fetch_optional(db)
    .await
}
