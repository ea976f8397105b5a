//! SQL of the list of revisions.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    language::Language,
    rooms::{Editor, Pass},
};

/// A revision without its words.
#[derive(Clone, Debug)]
pub(super) struct RevisionRow {
    pub(super) number: i32,
    pub(super) saved_at: OffsetDateTime,
    /// Who saved it; nobody where it came with the program.
    pub(super) author: Option<String>,
    pub(super) note: Option<String>,
    /// Whether visitors read it now.
    pub(super) is_visible: bool,
    /// Whether visitors will read it from a later time on.
    pub(super) is_ahead: bool,
}

/// The revisions of a side before this number, the newest first.
pub(super) async fn list_revisions(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    language: Language,
    before: i32,
    most: i64,
) -> sqlx::Result<Vec<RevisionRow>> {
    sqlx::query_as!(
        RevisionRow,
        r#"select number, revision.created_at as saved_at, author.email as "author?", note,
                  exists (select from pages_visible where revision_id = revision.id and page_id = $1) as "is_visible!",
                  exists (
                      select from page_publications as ahead
                      where ahead.revision_id = revision.id and ahead.page_id = $1 and starts_at > now()
                        and not exists (select from page_publications as back where back.cancels = ahead.number)
                  ) as "is_ahead!"
           from page_revisions as revision left join staff_members as author on author.id = author_id
           where page_id = $1 and language = $2 and number < $3 order by number desc limit $4"#,
        page_id,
        language as Language,
        before,
        most,
    )
    .fetch_all(db)
    .await
}
