//! SQL of the list of all pages.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;

use crate::{
    language::Language,
    rooms::{Editor, Pass},
};

/// A side in the list of staff.
#[derive(Clone, Debug)]
pub(crate) struct SideSummary {
    pub(crate) slug: String,
    pub(crate) path: String,
    pub(crate) language: Language,
    /// The heading of the newest revision.
    pub(crate) title: String,
    pub(crate) newest: i32,
    /// The number of the revision that visitors read.
    pub(crate) visible: Option<i32>,
    /// When the newest revision was saved.
    pub(crate) saved_at: OffsetDateTime,
}

/// All sides that have a revision, of all pages that are not in the trash.
pub(crate) async fn list(_: &Pass<Editor>, db: impl PgExecutor<'_>) -> sqlx::Result<Vec<SideSummary>> {
    sqlx::query_as!(
        SideSummary,
        r#"select slug, path as "path!", side.language as "language!: Language", newest.content ->> 'title' as "title!",
                  newest.number as newest, read.number as "visible?", newest.created_at as saved_at
           from pages
           cross join (values ('en'), ('ko')) as side (language)
           cross join lateral (
               select number, content, created_at from page_revisions
               where page_id = pages.id and language = side.language order by number desc limit 1
           ) as newest
           left join pages_visible as visible on visible.page_id = pages.id and visible.language = side.language
           left join page_revisions as read on read.id = visible.revision_id
           where trashed_at is null
           order by slug <> 'home', menu_position = 0, menu_position, slug, side.language"#
    )
    .fetch_all(db)
    .await
}
