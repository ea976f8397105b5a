//! SQL of the life of a page: how it comes, moves and goes.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use serde_json::Value;
use sqlx::{PgConnection, PgExecutor, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    language::Language,
    rooms::{Editor, Pass},
};

/// Who has an address, or had it and keeps it.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    pub(crate) id: Uuid,
    pub(crate) slug: String,
    /// Where it stands now, without slash and language.
    pub(crate) path: String,
    pub(crate) title: Option<String>,
    /// The language of the title.
    pub(crate) title_language: Option<Language>,
    pub(crate) is_in_trash: bool,
}

/// Words of another page, in which a link may stand.
#[derive(Clone, Debug)]
pub(crate) struct OtherWords {
    pub(crate) slug: String,
    pub(crate) path: String,
    pub(crate) language: Language,
    pub(crate) title: String,
    /// Whether visitors read them.
    pub(crate) is_visible: bool,
    pub(crate) content: Json<Value>,
}

/// A page in the trash.
#[derive(Clone, Debug)]
pub(crate) struct TrashedRow {
    pub(crate) slug: String,
    pub(crate) path: String,
    pub(crate) title: Option<String>,
    pub(crate) trashed_at: OffsetDateTime,
    pub(crate) trashed_by: Option<String>,
    /// How many sides visitors would read again.
    pub(crate) visible: i64,
}

/// Adds a page under an id that its form chose. It fails at `pages_pkey` if the form was sent before, and at one of the keys
/// of addresses if another page has it.
pub(crate) async fn add(_: &Pass<Editor>, db: &mut PgConnection, id: Uuid, slug: &str) -> sqlx::Result<()> {
    sqlx::query!("insert into pages (id, slug) values ($1, $2)", id, slug).execute(&mut *db).await?;
    sqlx::query!("insert into page_addresses (path, page_id) select path, id from pages where id = $1", id)
        .execute(db)
        .await?;
    Ok(())
}

/// The page that has an address or had it.
pub(crate) async fn find_holder(_: &Pass<Editor>, db: impl PgExecutor<'_>, path: &str) -> sqlx::Result<Option<Holder>> {
    sqlx::query_as!(
        Holder,
        r#"select pages.id, slug, pages.path as "path!", trashed_at is not null as "is_in_trash!",
                  (select min(language) from page_revisions where page_id = pages.id) as "title_language?: Language",
                  (select content ->> 'title' from page_revisions where page_id = pages.id
                   order by language, number desc limit 1) as "title?"
           from page_addresses as address join pages on pages.id = page_id where address.path = $1"#,
        path
    )
    .fetch_optional(db)
    .await
}

/// Moves a page from one slug to another, under which it may have stood before. False if the page is not where it was.
/// It fails at `pages_path_fkey`, no later than with the transaction, if another page has the address.
pub(crate) async fn set_slug(
    _: &Pass<Editor>,
    db: &mut PgConnection,
    id: Uuid,
    from: &str,
    to: &str,
) -> sqlx::Result<bool> {
    let moved = sqlx::query!("update pages set slug = $3 where id = $1 and slug = $2", id, from, to);
    if moved.execute(&mut *db).await?.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "insert into page_addresses (path, page_id) select path, id from pages where id = $1
         on conflict (path) do nothing",
        id
    )
    .execute(&mut *db)
    .await?;
    // Told here and not at the end, where nobody could say it at the field.
    sqlx::query!("set constraints pages_path_fkey immediate").execute(db).await?;
    Ok(true)
}

/// The addresses that a page had before, without slash and language.
pub(crate) async fn list_old_paths(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"select address.path from page_addresses as address join pages on pages.id = page_id
           where page_id = $1 and address.path <> pages.path order by address.created_at desc, address.path"#,
        page_id
    )
    .fetch_all(db)
    .await
}

/// The newest and the published words of all other pages in which one of these texts stands.
pub(crate) async fn list_words_with(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    texts: &[String],
) -> sqlx::Result<Vec<OtherWords>> {
    sqlx::query_as!(
        OtherWords,
        r#"with newest as (
               select distinct on (page_id, language) id from page_revisions order by page_id, language, number desc
           )
           select slug, path as "path!", revision.language as "language: Language",
                  coalesce(content ->> 'title', '') as "title!", visible.revision_id is not null as "is_visible!",
                  content as "content: Json<Value>"
           from page_revisions as revision
           join pages on pages.id = revision.page_id
           left join pages_visible as visible on visible.revision_id = revision.id
           where trashed_at is null and pages.id <> $1
             and (visible.revision_id is not null or revision.id in (select id from newest))
             and exists (select from unnest($2::text[]) as wanted (part) where strpos(content::text, part) > 0)
           order by slug, revision.language, number desc"#,
        page_id,
        texts,
    )
    .fetch_all(db)
    .await
}

/// Keeps a page out of search engines, or lets it in.
pub(crate) async fn set_unlisted(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    is_unlisted: bool,
) -> sqlx::Result<bool> {
    let set = sqlx::query!(
        "update pages set is_unlisted = $2 where id = $1 and is_unlisted <> $2 and trashed_at is null",
        page_id,
        is_unlisted
    );
    Ok(set.execute(db).await?.rows_affected() > 0)
}

/// Puts a page into the trash. False if it is there.
pub(crate) async fn trash(pass: &Pass<Editor>, db: impl PgExecutor<'_>, page_id: Uuid) -> sqlx::Result<bool> {
    let put = sqlx::query!(
        "update pages set trashed_at = now(), trashed_by = $2 where id = $1 and trashed_at is null",
        page_id,
        pass.id
    );
    Ok(put.execute(db).await?.rows_affected() > 0)
}

/// Takes a page out of the trash. Says which it is, and since when it lay there; nothing if it did not.
pub(crate) async fn restore(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    slug: &str,
) -> sqlx::Result<Option<(Uuid, OffsetDateTime)>> {
    let restored = sqlx::query!(
        r#"with lain as (select id, trashed_at from pages where slug = $1 and trashed_at is not null for no key update)
           update pages set trashed_at = null, trashed_by = null from lain where pages.id = lain.id
           returning pages.id, lain.trashed_at as "trashed_at!""#,
        slug
    )
    .fetch_optional(db)
    .await?;
    Ok(restored.map(|row| (row.id, row.trashed_at)))
}

/// The pages in the trash, those that came last first.
pub(crate) async fn list_trash(_: &Pass<Editor>, db: impl PgExecutor<'_>) -> sqlx::Result<Vec<TrashedRow>> {
    sqlx::query_as!(
        TrashedRow,
        r#"select slug, path as "path!", trashed_at as "trashed_at!", by_whom.email as "trashed_by?",
                  (select content ->> 'title' from page_revisions where page_id = pages.id
                   order by language, number desc limit 1) as "title?",
                  (select count(*) from page_publications as gone where gone.page_id = pages.id and gone.made_at = trashed_at
                   and gone.revision_id is null and gone.cancels is null) as "visible!"
           from pages left join staff_members as by_whom on by_whom.id = trashed_by
           where trashed_at is not null order by trashed_at desc limit 500"#
    )
    .fetch_all(db)
    .await
}

/// Deletes the pages that came into the trash before a time, with everything of theirs. Returns their ids.
pub(crate) async fn purge(db: impl PgExecutor<'_>, before: OffsetDateTime) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!("delete from pages where trashed_at < $1 returning id", before).fetch_all(db).await
}
