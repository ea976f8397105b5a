//! SQL of the pages and revisions as staff list them.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;

use crate::language::Language;
use crate::rooms::{Editor, Pass};

/// A page in the list of staff.
#[derive(Clone, Debug)]
pub(crate) struct PageSummary {
    /// Its address without the slash.
    pub(crate) slug: String,
    pub(crate) language: Language,
    /// The heading of the newest revision.
    pub(crate) title: String,
    pub(crate) newest: i32,
    pub(crate) published: Option<i32>,
    /// When the newest revision was saved.
    pub(crate) saved_at: OffsetDateTime,
}

/// A revision in the list of staff.
#[derive(Clone, Debug)]
pub(crate) struct RevisionSummary {
    /// Its number, counted from 1.
    pub(crate) number: i32,
    pub(crate) saved_at: OffsetDateTime,
    /// Who saved it; nobody where it came with the program.
    pub(crate) author: Option<String>,
    pub(crate) is_published: bool,
}

/// All pages with their newest revisions.
pub(crate) async fn list(_: &Pass<Editor>, db: impl PgExecutor<'_>) -> sqlx::Result<Vec<PageSummary>> {
    sqlx::query_as!(
        PageSummary,
        r#"select slug, language as "language: Language", newest.content ->> 'title' as "title!", newest.number as newest,
                  published.number as "published?", newest.created_at as saved_at
           from pages
           cross join lateral (
               select number, content, created_at from page_revisions where page_id = pages.id order by number desc limit 1
           ) as newest
           left join page_revisions as published on published.id = published_revision_id
           order by slug <> 'home', menu_position = 0, menu_position, slug, language"#
    )
    .fetch_all(db)
    .await
}

/// The revisions of a page before a number, the newest first.
pub(crate) async fn list_revisions(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    slug: &str,
    language: Language,
    before: i32,
    count: i64,
) -> sqlx::Result<Vec<RevisionSummary>> {
    sqlx::query_as!(
        RevisionSummary,
        r#"select number, revision.created_at as saved_at, author.email as "author?",
                  coalesce(revision.id = published_revision_id, false) as "is_published!"
           from pages
           join page_revisions as revision on revision.page_id = pages.id
           left join staff_members as author on author.id = author_id
           where slug = $1 and language = $2 and number < $3
           order by number desc limit $4"#,
        slug,
        language as Language,
        before,
        count,
    )
    .fetch_all(db)
    .await
}
