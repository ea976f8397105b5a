//! SQL of the pages, their revisions and the site's settings.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{language::Language, pages::blocks::Content};

/// An address that visitors can read.
#[derive(Clone, Debug)]
pub(crate) struct PublishedAddress {
    /// The address without the slash; `home` is the first page.
    pub(crate) slug: String,
    pub(crate) language: Language,
    /// Its place in the navigation; with 0 it is not there.
    pub(crate) menu_position: i32,
    /// The revision whose words stand there.
    pub(crate) revision_id: Uuid,
    /// Whether the page can be read in the other language, too.
    pub(crate) has_other: bool,
}

/// The words of a revision that visitors read.
#[derive(Clone, Debug)]
pub(crate) struct PublishedWords {
    pub(crate) revision_id: Uuid,
    pub(crate) content: Json<Content>,
    pub(crate) changed_at: OffsetDateTime,
}

/// A revision of a page, to be edited.
#[derive(Clone, Debug)]
pub struct Revision {
    pub page_id: Uuid,
    /// Its number, counted from 1.
    pub number: i32,
    pub content: Json<Content>,
    pub(crate) is_published: bool,
    pub(crate) saved_at: OffsetDateTime,
    /// Who saved it; nobody where it came with the program.
    pub(crate) author: Option<String>,
}

/// Lets the statements of this transaction see one state of everything.
pub(crate) async fn begin_snapshot(db: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query("set transaction isolation level repeatable read, read only").execute(db).await?;
    Ok(())
}

/// All published addresses, in the order of the navigation.
pub(crate) async fn list_published(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<PublishedAddress>> {
    sqlx::query_as!(
        PublishedAddress,
        r#"select slug, language as "language: Language", menu_position, published_revision_id as "revision_id!",
                  count(*) over (partition by slug) > 1 as "has_other!" from pages
           where published_revision_id is not null order by menu_position, slug, language"#
    )
    .fetch_all(db)
    .await
}

/// The words of these revisions.
pub(crate) async fn list_words(db: impl PgExecutor<'_>, revision_ids: &[Uuid]) -> sqlx::Result<Vec<PublishedWords>> {
    sqlx::query_as!(
        PublishedWords,
        r#"select id as revision_id, content as "content: Json<Content>", created_at as changed_at
           from page_revisions where id = any($1)"#,
        revision_ids,
    )
    .fetch_all(db)
    .await
}

/// A revision of a page: the one with this number, or the newest.
pub async fn find_revision(
    db: impl PgExecutor<'_>,
    slug: &str,
    language: Language,
    number: Option<i32>,
) -> sqlx::Result<Option<Revision>> {
    sqlx::query_as!(
        Revision,
        r#"select page_id, number, content as "content: Json<Content>",
                  coalesce(revision.id = published_revision_id, false) as "is_published!",
                  revision.created_at as saved_at, author.email as "author?"
           from pages
           join page_revisions as revision on revision.page_id = pages.id
           left join staff_members as author on author.id = author_id
           where slug = $1 and language = $2 and ($3::int is null or number = $3) order by number desc limit 1"#,
        slug,
        language as Language,
        number,
    )
    .fetch_optional(db)
    .await
}

/// Adds a revision that was made from another. If somebody else saved meanwhile, it fails at `page_revisions_number_key`.
pub async fn add_revision(
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    based_on: i32,
    content: &Content,
    author_id: Option<Uuid>,
) -> sqlx::Result<Uuid> {
    sqlx::query_scalar!(
        "insert into page_revisions (id, page_id, number, content, author_id) values ($1, $2, $3 + 1, $4, $5) returning id",
        Uuid::now_v7(),
        page_id,
        based_on,
        Json(content) as _,
        author_id,
    )
    .fetch_one(db)
    .await
}

/// Shows a revision to visitors.
pub async fn publish(db: impl PgExecutor<'_>, page_id: Uuid, revision_id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update pages set published_revision_id = $2 where id = $1", page_id, revision_id).execute(db).await?;
    Ok(())
}

/// Adds a page, unless its address is taken. Returns its id if it is new.
pub async fn add(
    db: impl PgExecutor<'_>,
    slug: &str,
    language: Language,
    menu_position: i32,
) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "insert into pages (id, slug, language, menu_position) values ($1, $2, $3, $4)
         on conflict on constraint pages_slug_key do nothing returning id",
        Uuid::now_v7(),
        slug,
        language as Language,
        menu_position,
    )
    .fetch_optional(db)
    .await
}
