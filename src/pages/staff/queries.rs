//! SQL of the pages as staff write them: what stands where, and what is being written.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgExecutor, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    language::Language,
    pages::{
        content::{Content, FORM},
        queries::Revision,
        words::PageKind,
    },
    rooms::{Editor, Pass},
};

/// A page with what both its sides have in common.
#[derive(Clone, Debug)]
pub(crate) struct PageRow {
    pub(crate) id: Uuid,
    pub(crate) kind: PageKind,
    pub(crate) slug: String,
    /// Where it stands, without slash and language.
    pub(crate) path: String,
    /// Its place in the navigation; with 0 it is not there.
    pub(crate) menu_position: i32,
    /// Not in search engines.
    pub(crate) is_unlisted: bool,
    /// In the trash since then.
    pub(crate) trashed_at: Option<OffsetDateTime>,
}

/// What a member of staff is writing on a side.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) language: Language,
    /// The revision from which it began; none where the side had none.
    pub(crate) base_id: Option<Uuid>,
    pub(crate) content: Json<Content>,
    /// The state before the last step that can be undone, and the revision from which it began.
    pub(crate) before: Option<Json<Content>>,
    pub(crate) before_base_id: Option<Uuid>,
    /// How the content is written down.
    pub(crate) form: i32,
    /// The revisions of the other side with which blocks agree, by the blocks' names.
    pub(crate) matches: Json<Matches>,
    /// Counts the changes.
    pub(crate) sequence: i64,
    pub(crate) changed_at: OffsetDateTime,
}

/// The revisions of the other side with which blocks agree, by the blocks' names.
pub(crate) type Matches = std::collections::BTreeMap<String, Uuid>;

/// A draft as it is written.
pub(crate) struct NewDraft<'a> {
    pub(crate) page_id: Uuid,
    pub(crate) language: Language,
    pub(crate) base_id: Option<Uuid>,
    pub(crate) content: &'a Content,
    /// The state to which undoing leads back, and the revision from which it began.
    pub(crate) before: Option<(&'a Content, Option<Uuid>)>,
    pub(crate) matches: &'a Matches,
    /// The sequence that its author saw; 0 where there was no draft.
    pub(crate) after: i64,
}

/// That a colleague is writing on a side.
#[derive(Clone, Debug)]
pub(crate) struct Colleague {
    pub(crate) language: Language,
    pub(crate) email: String,
    pub(crate) changed_at: OffsetDateTime,
}

/// What visitors read of a side, or will read.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) language: Language,
    pub(crate) revision_id: Uuid,
    pub(crate) starts_at: OffsetDateTime,
    pub(crate) ends_at: Option<OffsetDateTime>,
}

/// What is planned on a side and has not begun.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub(crate) number: i64,
    pub(crate) language: Language,
    /// The number of the revision; nothing where the side will be taken away.
    pub(crate) revision: Option<i32>,
    pub(crate) starts_at: OffsetDateTime,
}

/// The page of this slug, or that had it before: who writes goes on where a page moves meanwhile.
pub(crate) async fn find_page(_: &Pass<Editor>, db: impl PgExecutor<'_>, slug: &str) -> sqlx::Result<Option<PageRow>> {
    sqlx::query_as!(
        PageRow,
        r#"select id, kind as "kind: PageKind", slug, path as "path!", menu_position, is_unlisted, trashed_at
           from pages where slug = $1 or id = (select page_id from page_addresses where path = $1)
           order by slug = $1 desc limit 1"#,
        slug
    )
    .fetch_optional(db)
    .await
}

/// The newest revision of each side.
pub(crate) async fn list_newest(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
) -> sqlx::Result<Vec<Revision>> {
    sqlx::query_as!(
        Revision,
        r#"select distinct on (revision.language) revision.id, page_id, revision.language as "language: Language", number,
                  content as "content: Json<Content>", form, dialect, note, revision.created_at as saved_at,
                  author.email as "author?"
           from page_revisions as revision left join staff_members as author on author.id = author_id
           where page_id = $1 order by revision.language, number desc"#,
        page_id
    )
    .fetch_all(db)
    .await
}

/// One revision of a page, by its id.
pub(crate) async fn find_revision_by_id(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    id: Uuid,
) -> sqlx::Result<Option<Revision>> {
    sqlx::query_as!(
        Revision,
        r#"select revision.id, page_id, revision.language as "language: Language", number,
                  content as "content: Json<Content>", form, dialect, note, revision.created_at as saved_at,
                  author.email as "author?"
           from page_revisions as revision left join staff_members as author on author.id = author_id
           where page_id = $1 and revision.id = $2"#,
        page_id,
        id
    )
    .fetch_optional(db)
    .await
}

/// What visitors read now of a page.
pub(crate) async fn list_standing(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
) -> sqlx::Result<Vec<Standing>> {
    sqlx::query_as!(
        Standing,
        r#"select language as "language!: Language", revision_id as "revision_id!", starts_at as "starts_at!", ends_at
           from pages_visible where page_id = $1"#,
        page_id
    )
    .fetch_all(db)
    .await
}

/// What visitors read of a page, and what is planned for it, in its order.
pub(crate) async fn list_standing_and_planned(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
) -> sqlx::Result<(Vec<Standing>, Vec<Planned>)> {
    let rows = sqlx::query!(
        r#"select null::bigint as number, language as "language!: Language", revision_id, null::int as revision,
                  starts_at as "starts_at!", ends_at
           from pages_visible where page_id = $1
           union all
           select publication.number, publication.language, revision_id, revision.number, starts_at, ends_at
           from page_publications as publication left join page_revisions as revision on revision.id = revision_id
           where publication.page_id = $1 and starts_at > now() and cancels is null
             and not exists (select from page_publications as back where back.cancels = publication.number)
           order by 5, 1"#,
        page_id
    )
    .fetch_all(db)
    .await?;
    let (mut standing, mut planned) = (Vec::new(), Vec::new());
    for row in rows {
        let (language, starts_at, ends_at) = (row.language, row.starts_at, row.ends_at);
        match (row.number, row.revision_id) {
            (Some(number), _) => planned.push(Planned { number, language, revision: row.revision, starts_at }),
            (None, Some(revision_id)) => standing.push(Standing { language, revision_id, starts_at, ends_at }),
            (None, None) => {}
        }
    }
    Ok((standing, planned))
}

/// What this person is writing on the sides of a page.
pub(crate) async fn list_drafts(
    pass: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
) -> sqlx::Result<Vec<Draft>> {
    sqlx::query_as!(
        Draft,
        r#"select language as "language: Language", base_id, content as "content: Json<Content>",
                  before as "before: Json<Content>", before_base_id, form, matches as "matches: Json<Matches>", sequence, changed_at
           from page_drafts where page_id = $1 and staff_member_id = $2"#,
        page_id,
        pass.id,
    )
    .fetch_all(db)
    .await
}

/// Who else is writing on a page.
pub(crate) async fn list_colleagues(
    pass: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
) -> sqlx::Result<Vec<Colleague>> {
    sqlx::query_as!(
        Colleague,
        r#"select draft.language as "language: Language", email, changed_at
           from page_drafts as draft join staff_members as author on author.id = staff_member_id
           where page_id = $1 and staff_member_id <> $2 order by changed_at desc"#,
        page_id,
        pass.id,
    )
    .fetch_all(db)
    .await
}

/// Writes a draft, if its author saw the newest state of it. Returns the new sequence; nothing if they did not.
pub(crate) async fn keep_draft(
    pass: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    new: NewDraft<'_>,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        r#"insert into page_drafts as draft
               (page_id, language, staff_member_id, base_id, content, form, before, matches, sequence, before_base_id)
           select $1, $2, $3, $4, $5, $6, $7, $8, 1, $10
           where $9::bigint = 0 or exists (
               select from page_drafts where page_id = $1 and language = $2 and staff_member_id = $3
           )
           on conflict (page_id, language, staff_member_id) do update
               set base_id = excluded.base_id, content = excluded.content, form = excluded.form, before = excluded.before, before_base_id = excluded.before_base_id,
                   matches = excluded.matches, sequence = draft.sequence + 1, changed_at = now()
               where draft.sequence = $9::bigint
           returning sequence"#,
        new.page_id,
        new.language as Language,
        pass.id,
        new.base_id,
        Json(new.content) as _,
        FORM,
        new.before.map(|(content, _)| Json(content)) as Option<Json<&Content>>,
        Json(new.matches) as _,
        new.after,
        new.before.and_then(|(_, base_id)| base_id),
    )
    .fetch_optional(db)
    .await
}

/// Throws away what this person was writing on a side.
pub(crate) async fn drop_draft(
    pass: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    language: Language,
) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from page_drafts where page_id = $1 and language = $2 and staff_member_id = $3",
        page_id,
        language as Language,
        pass.id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// That the blocks of one name say the same in these two revisions.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// The name of the block, or `head`.
    pub(crate) block: String,
    pub(crate) english_id: Uuid,
    pub(crate) korean_id: Uuid,
}

/// In the place of a block's name: what is taken for blocks that were never marked.
pub(crate) const FIRST: &str = "";

/// The newest mark of each block of a page, and the first revisions of both sides under [`FIRST`].
pub(crate) async fn list_marks(_: &Pass<Editor>, db: impl PgExecutor<'_>, page_id: Uuid) -> sqlx::Result<Vec<Mark>> {
    sqlx::query_as!(
        Mark,
        r#"(select distinct on (block) block as "block!", english_id as "english_id!", korean_id as "korean_id!"
            from page_matches where page_id = $1 order by block, number desc)
           union all
           select '', english.id, korean.id from page_revisions as english
           join page_revisions as korean using (page_id, number)
           where page_id = $1 and number = 1 and english.language = 'en' and korean.language = 'ko'"#,
        page_id
    )
    .fetch_all(db)
    .await
}

/// Marks that blocks of one name say the same in two revisions.
pub(crate) async fn add_mark(
    pass: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    mark: &Mark,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into page_matches (page_id, block, english_id, korean_id, staff_member_id) values ($1, $2, $3, $4, $5)",
        page_id,
        mark.block,
        mark.english_id,
        mark.korean_id,
        pass.id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The words of these revisions of a page.
pub(crate) async fn list_contents(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    ids: &[Uuid],
) -> sqlx::Result<Vec<(Uuid, Content)>> {
    let rows = sqlx::query!(
        r#"select id, content as "content: Json<Content>" from page_revisions where page_id = $1 and id = any($2)"#,
        page_id,
        ids
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.content.0)).collect())
}
