//! SQL of the table of the release before.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    language::Language,
    volunteers::form::{Area, Availability},
};

/// A volunteer as the release before stored them.
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) language: Language,
    pub(super) name_sealed: Vec<u8>,
    pub(super) contact_sealed: Vec<u8>,
    pub(super) languages_sealed: Vec<u8>,
    pub(super) message_sealed: Option<Vec<u8>>,
    pub(super) areas: Vec<Area>,
    pub(super) availability: Availability,
    pub(super) consented_at: OffsetDateTime,
    pub(super) erase_after: OffsetDateTime,
    pub(super) opened_at: Option<OffsetDateTime>,
    pub(super) created_at: OffsetDateTime,
}

/// The next row after a place in the table.
pub(super) async fn next(
    db: impl PgExecutor<'_>,
    after: (OffsetDateTime, Uuid),
) -> sqlx::Result<Option<(OffsetDateTime, Uuid)>> {
    let row = sqlx::query!(
        "select created_at, id from volunteers where (created_at, id) > ($1, $2) order by created_at, id limit 1",
        after.0,
        after.1,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.created_at, row.id)))
}

/// Takes a row out of the table, if nobody was quicker.
pub(super) async fn take(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Row>> {
    sqlx::query_as!(
        Row,
        r#"delete from volunteers
           where id = $1
           returning id, language as "language: Language", name_sealed, contact_sealed, languages_sealed, message_sealed,
                     areas as "areas: Vec<Area>", availability as "availability: Availability", consented_at, erase_after,
                     opened_at, created_at"#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// Keeps that it was opened.
pub(super) async fn mark_opened(db: impl PgExecutor<'_>, person_id: Uuid, on: Date) -> sqlx::Result<()> {
    sqlx::query!("update applications set opened_on = $2 where person_id = $1", person_id, on).execute(db).await?;
    Ok(())
}

/// Erases rows whose end has come before they could be moved.
pub(super) async fn erase_due(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<u64> {
    Ok(sqlx::query!("delete from volunteers where erase_after < $1", now).execute(db).await?.rows_affected())
}
