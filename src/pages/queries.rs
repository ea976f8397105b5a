//! SQL of the pages, their revisions and publications, as the public site and the start content need it.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use std::time::Duration;

use serde_json::Value;
use sqlx::{PgConnection, PgExecutor, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    dialect::Dialect,
    language::Language,
    pages::content::{Content, FORM},
    site::{OpenRole, RoleWords},
};

/// A side that visitors can read.
#[derive(Clone, Debug)]
pub(crate) struct PublishedSide {
    /// Where it stands, without slash and language; `home` is the first page.
    pub(crate) path: String,
    pub(crate) language: Language,
    /// Its place in the navigation; with 0 it is not there.
    pub(crate) menu_position: i32,
    /// Not in search engines.
    pub(crate) is_unlisted: bool,
    /// The revision whose words stand there.
    pub(crate) revision_id: Uuid,
    /// When they went online.
    pub(crate) starts_at: OffsetDateTime,
}

/// The words of a revision, as they are stored.
#[derive(Clone, Debug)]
pub(crate) struct StoredWords {
    pub(crate) revision_id: Uuid,
    pub(crate) content: Json<Value>,
    pub(crate) form: i32,
    pub(crate) dialect: i32,
}

/// A revision of a side, to be edited.
#[derive(Clone, Debug)]
pub struct Revision {
    pub id: Uuid,
    pub page_id: Uuid,
    pub language: Language,
    /// Its number, counted from 1 on each side.
    pub number: i32,
    pub content: Json<Content>,
    pub(crate) form: i32,
    pub(crate) dialect: i32,
    pub(crate) note: Option<String>,
    pub(crate) saved_at: OffsetDateTime,
    /// Who saved it; nobody where it came with the program.
    pub(crate) author: Option<String>,
}

/// A revision that is yet to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewRevision<'a> {
    pub page_id: Uuid,
    pub language: Language,
    /// The number of the newest revision of the side; 0 if it has none.
    pub after: i32,
    pub content: &'a Content,
    pub note: Option<&'a str>,
    pub author_id: Option<Uuid>,
}

/// From when on something stands on a side, and until when.
#[derive(Clone, Copy, Debug)]
pub struct NewPublication {
    pub page_id: Uuid,
    pub language: Language,
    /// Nothing to take away what stands there.
    pub revision_id: Option<Uuid>,
    /// Nothing for now.
    pub starts_at: Option<OffsetDateTime>,
    pub ends_at: Option<OffsetDateTime>,
    pub staff_member_id: Option<Uuid>,
}

/// Lets the statements of this transaction see one state of everything.
pub(crate) async fn begin_snapshot(db: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query("set transaction isolation level repeatable read, read only").execute(db).await?;
    Ok(())
}

/// Everything that visitors can read now, in the order of the navigation.
pub(crate) async fn list_published(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<PublishedSide>> {
    sqlx::query_as!(
        PublishedSide,
        r#"select path as "path!", visible.language as "language!: Language", menu_position, is_unlisted,
                  revision_id as "revision_id!", starts_at as "starts_at!"
           from pages_visible as visible join pages on pages.id = page_id
           order by menu_position, slug, visible.language"#
    )
    .fetch_all(db)
    .await
}

/// In how long the clock changes what visitors read, if nothing else does.
pub(crate) async fn time_to_next_change(db: impl PgExecutor<'_>) -> sqlx::Result<Option<Duration>> {
    let seconds = sqlx::query_scalar!(
        r#"select extract(epoch from least(
               (select min(starts_at) from page_publications where starts_at > now()),
               (select min(ends_at) from page_publications where ends_at > now()),
               (select min(day_ends_at(until)) from roles where state = 'open' and day_ends_at(until) > now())
           ) - now())::float8 as "seconds?""#
    )
    .fetch_one(db)
    .await?;
    Ok(seconds.map(|seconds| Duration::from_secs_f64(seconds.max(0.0))))
}

/// What volunteers can do for us now: what is open, has a free place, and is not over.
pub(crate) async fn list_open_roles(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<OpenRole>> {
    let rows = sqlx::query!(
        r#"select id, area, title_en, title_ko, text_en, text_ko, place_en, place_ko, languages_en, languages_ko, hours_en,
                  hours_ko, to_char(until, 'YYYY-MM-DD') as until, wanted - taken as "free!", needs_check
           from roles join role_places on role_id = id
           where standing = 'open' order by area, created_at, id"#
    )
    .fetch_all(db)
    .await?;
    let roles = rows.into_iter().map(|row| OpenRole {
        id: row.id,
        area: row.area,
        english: RoleWords {
            title: row.title_en,
            text: row.text_en,
            place: row.place_en,
            languages: row.languages_en,
            hours: row.hours_en,
        },
        korean: RoleWords {
            title: row.title_ko,
            text: row.text_ko,
            place: row.place_ko,
            languages: row.languages_ko,
            hours: row.hours_ko,
        },
        until: row.until,
        free: row.free,
        needs_check: row.needs_check,
    });
    Ok(roles.collect())
}

/// Old addresses of pages, each with where its page stands now.
pub(crate) async fn list_moved(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        r#"select old.path, pages.path as "now!" from page_addresses as old join pages on pages.id = page_id
           where old.path <> pages.path"#
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.path, row.now)).collect())
}

/// The words of these revisions.
pub(crate) async fn list_words(db: impl PgExecutor<'_>, revision_ids: &[Uuid]) -> sqlx::Result<Vec<StoredWords>> {
    sqlx::query_as!(
        StoredWords,
        r#"select id as revision_id, content as "content: Json<Value>", form, dialect
           from page_revisions where id = any($1)"#,
        revision_ids,
    )
    .fetch_all(db)
    .await
}

/// A revision of a side: the one with this number, or the newest.
pub async fn find_revision(
    db: impl PgExecutor<'_>,
    slug: &str,
    language: Language,
    number: Option<i32>,
) -> sqlx::Result<Option<Revision>> {
    sqlx::query_as!(
        Revision,
        r#"select revision.id, page_id, revision.language as "language: Language", number,
                  content as "content: Json<Content>", form, dialect, note, revision.created_at as saved_at,
                  author.email as "author?"
           from pages
           join page_revisions as revision on revision.page_id = pages.id
           left join staff_members as author on author.id = author_id
           where slug = $1 and revision.language = $2 and ($3::int is null or number = $3)
           order by number desc limit 1"#,
        slug,
        language as Language,
        number,
    )
    .fetch_optional(db)
    .await
}

/// Adds a revision after the newest. If somebody else saved meanwhile, it fails at `page_revisions_number_key`.
pub async fn add_revision(db: impl PgExecutor<'_>, new: NewRevision<'_>) -> sqlx::Result<Uuid> {
    sqlx::query_scalar!(
        "insert into page_revisions (id, page_id, language, number, content, form, dialect, note, author_id)
         values ($1, $2, $3, $4 + 1, $5, $6, $7, $8, $9) returning id",
        Uuid::now_v7(),
        new.page_id,
        new.language as Language,
        new.after,
        Json(new.content) as _,
        FORM,
        Dialect::NEWEST.number(),
        new.note,
        new.author_id,
    )
    .fetch_one(db)
    .await
}

/// Puts something on the list of publications. A time that has passed means now.
pub async fn publish(db: impl PgExecutor<'_>, new: NewPublication) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into page_publications (page_id, language, revision_id, starts_at, ends_at, staff_member_id)
         values ($1, $2, $3, greatest($4, now()), $5, $6)",
        new.page_id,
        new.language as Language,
        new.revision_id,
        new.starts_at,
        new.ends_at,
        new.staff_member_id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Adds a page, unless its address is taken. Returns its id if it is new.
pub async fn add(db: &mut PgConnection, slug: &str, menu_position: i32) -> sqlx::Result<Option<Uuid>> {
    let page_id = sqlx::query_scalar!(
        "insert into pages (id, slug, menu_position) values ($1, $2, $3)
         on conflict on constraint pages_path_key do nothing returning id",
        Uuid::now_v7(),
        slug,
        menu_position,
    )
    .fetch_optional(&mut *db)
    .await?;
    if let Some(page_id) = page_id {
        sqlx::query!("insert into page_addresses (path, page_id) select path, id from pages where id = $1", page_id)
            .execute(db)
            .await?;
    }
    Ok(page_id)
}
