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

/// Takes one row out of the table. Two instances take different ones.
pub(super) async fn take(db: impl PgExecutor<'_>) -> sqlx::Result<Option<Row>> {
    sqlx::query_as!(
        Row,
        r#"delete from volunteers
           where id = (select id from volunteers order by created_at limit 1 for update skip locked)
           returning id, language as "language: Language", name_sealed, contact_sealed, languages_sealed, message_sealed,
                     areas as "areas: Vec<Area>", availability as "availability: Availability", consented_at, erase_after,
                     opened_at, created_at"#
    )
    .fetch_optional(db)
    .await
}

/// Keeps that it was opened.
pub(super) async fn mark_opened(db: impl PgExecutor<'_>, person_id: Uuid, on: Date) -> sqlx::Result<()> {
    sqlx::query!("update applications set opened_on = $2 where person_id = $1", person_id, on).execute(db).await?;
    Ok(())
}
