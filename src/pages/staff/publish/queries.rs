//! SQL of publications as staff make them.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgExecutor, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    language::Language,
    pages::content::Content,
    rooms::{Editor, Pass},
};

/// An entry of the list of publications.
#[derive(Clone, Debug)]
pub(crate) struct PublicationRow {
    pub(crate) number: i64,
    pub(crate) language: Language,
    /// The number of the revision; nothing where something was taken away.
    pub(crate) revision: Option<i32>,
    /// What its author says about the change.
    pub(crate) note: Option<String>,
    pub(crate) starts_at: OffsetDateTime,
    pub(crate) ends_at: Option<OffsetDateTime>,
    pub(crate) made_at: OffsetDateTime,
    /// Who made it; nobody where it came with the program.
    pub(crate) by: Option<String>,
    /// Whether it had not begun yet when the list was read.
    pub(crate) is_ahead: bool,
    /// Who took it back before it began.
    pub(crate) cancelled_by: Option<String>,
    pub(crate) is_cancelled: bool,
}

/// A revision that stood, stands or will stand on a side.
#[derive(Clone, Debug)]
pub(crate) struct Stood {
    pub(crate) language: Language,
    /// Its number.
    pub(crate) revision: i32,
    pub(crate) starts_at: OffsetDateTime,
}

/// One change of one side, as an act made it.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) language: Language,
    pub(crate) path: String,
    /// What stands from then on, and what stood there before, each as of the moment at which it begins.
    pub(crate) new: Option<Json<Content>>,
    pub(crate) old: Option<Json<Content>>,
    pub(crate) note: Option<String>,
    pub(crate) starts_at: OffsetDateTime,
    pub(crate) ends_at: Option<OffsetDateTime>,
    pub(crate) made_at: OffsetDateTime,
    pub(crate) by: Option<String>,
    /// Whether it takes back another one that had not begun.
    pub(crate) is_cancelling: bool,
    /// When that one would have begun.
    pub(crate) would_start_at: Option<OffsetDateTime>,
}

/// What is on the list of a page: what has not begun yet, then the newest.
pub(super) async fn list_publications(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    before: i64,
    most: i64,
) -> sqlx::Result<Vec<PublicationRow>> {
    sqlx::query_as!(
        PublicationRow,
        r#"select publication.number, publication.language as "language: Language", revision.number as "revision?",
                  revision.note as "note?", starts_at, ends_at, made_at, author.email as "by?",
                  starts_at > now() and back.number is null as "is_ahead!", canceller.email as "cancelled_by?",
                  back.number is not null as "is_cancelled!"
           from page_publications as publication
           left join page_revisions as revision on revision.id = publication.revision_id
           left join staff_members as author on author.id = publication.staff_member_id
           left join lateral (
               select number, staff_member_id from page_publications as back where back.cancels = publication.number
           ) as back on true
           left join staff_members as canceller on canceller.id = back.staff_member_id
           where publication.page_id = $1 and publication.cancels is null and publication.number < $2
           order by starts_at > now() and back.number is null desc, publication.number desc limit $3"#,
        page_id,
        before,
        most,
    )
    .fetch_all(db)
    .await
}

/// What stood on a side before it was taken away.
#[derive(Clone, Debug)]
pub(super) struct TakenAway {
    pub(super) language: Language,
    pub(super) revision_id: Uuid,
    pub(super) ends_at: Option<OffsetDateTime>,
}

/// What stood on the sides of a page at a moment.
pub(super) async fn list_stood_at(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    at: OffsetDateTime,
) -> sqlx::Result<Vec<Stood>> {
    sqlx::query_as!(
        Stood,
        r#"select standing.language as "language!: Language", revision.number as revision, standing.starts_at as "starts_at!"
           from pages_standing_at($2) as standing join page_revisions as revision on revision.id = revision_id
           where standing.page_id = $1"#,
        page_id,
        at,
    )
    .fetch_all(db)
    .await
}

/// What was taken away together, at this moment or last, if nothing stands there since: with the end that it had, unless that
/// has passed.
pub(super) async fn list_taken_away(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    at: Option<OffsetDateTime>,
) -> sqlx::Result<Vec<TakenAway>> {
    sqlx::query_as!(
        TakenAway,
        r#"with begun as (
               select *, row_number() over (partition by language order by starts_at desc, number desc) as place
               from page_publications as publication
               where page_id = $1 and starts_at <= now() and cancels is null
                 and not exists (select from page_publications as back where back.cancels = publication.number)
           ), gone as (
               select * from begun where place = 1 and revision_id is null
           )
           select stood.language as "language!: Language", stood.revision_id as "revision_id!", stood.ends_at
           from gone join begun as stood on stood.language = gone.language and stood.place = 2
           where gone.made_at = coalesce($2, (select max(made_at) from gone)) and stood.revision_id is not null
             and (stood.ends_at is null or stood.ends_at > now())"#,
        page_id,
        at,
    )
    .fetch_all(db)
    .await
}

/// The paths of the pages of which visitors can read a side at a moment; nothing for now.
pub(super) async fn list_paths_at(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    at: Option<OffsetDateTime>,
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"select distinct path as "path!" from pages_standing_at(coalesce($1, now())) join pages on pages.id = page_id
           where trashed_at is null"#,
        at,
    )
    .fetch_all(db)
    .await
}

/// Takes back what has not begun. Says whether it was still there to be taken back.
pub(super) async fn cancel(
    pass: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    number: i64,
) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into page_publications (page_id, language, starts_at, cancels, staff_member_id)
         select page_id, language, now(), number, $3 from page_publications
         where page_id = $1 and number = $2 and starts_at > now() and cancels is null
         on conflict (cancels) do nothing",
        page_id,
        number,
        pass.id,
    );
    Ok(added.execute(db).await?.rows_affected() == 1)
}

/// The number of the first entry that this transaction put on the list of a page.
pub(super) async fn first_of_act(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!("select min(number) from page_publications where page_id = $1 and made_at = now()", page_id)
        .fetch_one(db)
        .await
}

/// Everything that the act changed whose first entry has this number. What stood before is that which would stand there
/// without the act.
pub(super) async fn list_changes(db: impl PgExecutor<'_>, number: i64) -> sqlx::Result<Vec<Change>> {
    sqlx::query_as!(
        Change,
        r#"select mine.language as "language: Language", pages.path as "path!",
                  new.content as "new?: Json<Content>", old.content as "old?: Json<Content>", new.note as "note?",
                  mine.starts_at, mine.ends_at, mine.made_at, author.email as "by?", mine.cancels is not null as "is_cancelling!",
                  back.starts_at as "would_start_at?"
           from page_publications as first
           join page_publications as mine on mine.page_id = first.page_id and mine.made_at = first.made_at
           join pages on pages.id = mine.page_id
           left join page_publications as back on back.number = mine.cancels
           left join page_revisions as new on new.id = coalesce(mine.revision_id, back.revision_id)
           left join staff_members as author on author.id = mine.staff_member_id
           left join lateral (
               select revision_id, ends_at from page_publications as before
               where before.page_id = mine.page_id and before.language = mine.language and before.number < first.number
                 and before.starts_at <= mine.starts_at and before.cancels is null
                 and not exists (
                     select from page_publications as taken where taken.cancels = before.number and taken.number < first.number
                 )
               order by before.starts_at desc, before.number desc limit 1
           ) as stood on stood.ends_at is null or stood.ends_at > mine.starts_at
           left join page_revisions as old on old.id = stood.revision_id
           where first.number = $1 and mine.number >= first.number order by mine.number"#,
        number,
    )
    .fetch_all(db)
    .await
}
