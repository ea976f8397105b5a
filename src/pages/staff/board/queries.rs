//! SQL of the list of all pages.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    language::Language,
    pages::staff::board::states::State,
    rooms::{Editor, Pass},
    words::Word as _,
};

/// Which pages are looked for, and which part of them is shown.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    /// Part of a title or of an address; empty for all.
    pub(crate) search: &'a str,
    /// How a side of theirs stands; nothing for however it does.
    pub(crate) state: Option<State>,
    /// Sides that cannot be shown: the language and the path, with a blank between.
    pub(crate) broken: &'a [String],
    /// Pages of which one language is behind the other, if these are looked for.
    pub(crate) behind: &'a [Uuid],
    pub(crate) count: i64,
    pub(crate) skipped: i64,
}

/// A side of a page that was found. Each page has two, the English one first.
#[derive(Clone, Debug)]
pub(crate) struct SideRow {
    pub(crate) page_id: Uuid,
    pub(crate) slug: String,
    pub(crate) path: String,
    /// Its place in the navigation, counted from 1; nothing if it is not there.
    pub(crate) place: Option<i64>,
    pub(crate) is_unlisted: bool,
    pub(crate) language: Language,
    /// The heading of the newest revision, or of the draft of who asks.
    pub(crate) title: Option<String>,
    /// Whether it has a revision.
    pub(crate) has_words: bool,
    /// Since when visitors read it.
    pub(crate) visible_at: Option<OffsetDateTime>,
    /// Until when they do.
    pub(crate) ends_at: Option<OffsetDateTime>,
    /// Whether they read the newest revision.
    pub(crate) is_newest: bool,
    /// When something else begins to stand there.
    pub(crate) coming_at: Option<OffsetDateTime>,
    /// Whether that is nothing.
    pub(crate) is_end_coming: bool,
    /// When who asks changed their draft.
    pub(crate) mine_at: Option<OffsetDateTime>,
    /// Colleagues with a draft.
    pub(crate) colleagues: Vec<String>,
    /// How many pages were found in all.
    pub(crate) found: i64,
}

/// What the list says of all pages.
#[derive(Clone, Debug)]
pub(crate) struct Totals {
    /// The pages of the navigation in its order.
    pub(crate) order: Vec<Uuid>,
    pub(crate) in_trash: i64,
}

/// The pages that are wanted, those of the navigation first.
pub(crate) async fn list(
    pass: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    wanted: &Wanted<'_>,
) -> sqlx::Result<Vec<SideRow>> {
    sqlx::query_as!(
        SideRow,
        r#"with sides as materialized (
               select pages.id as page_id, side.language, newest.id as newest_id,
                      coalesce(mine.content ->> 'title', newest.content ->> 'title') as title,
                      visible.revision_id, visible.starts_at, visible.ends_at,
                      coming.starts_at as coming_at, coming.number is not null and coming.revision_id is null as is_end_coming,
                      mine.changed_at as mine_at, side.language || ' ' || path = any($2) as is_broken,
                      array(select email from page_drafts as draft join staff_members as author on author.id = staff_member_id
                            where draft.page_id = pages.id and draft.language = side.language and author.id <> $1
                            order by changed_at desc) as colleagues
               from pages cross join (values ('en'), ('ko')) as side (language)
               left join lateral (select id, content from page_revisions where page_id = pages.id
                                  and language = side.language order by number desc limit 1) as newest on true
               left join pages_visible as visible on visible.page_id = pages.id and visible.language = side.language
               left join lateral (select number, starts_at, revision_id from page_publications as publication
                   where page_id = pages.id and language = side.language and starts_at > now() and cancels is null
                     and not exists (select from page_publications as back where back.cancels = publication.number)
                   order by starts_at, number desc limit 1) as coming on true
               left join page_drafts as mine on (mine.page_id, mine.language, mine.staff_member_id) = (pages.id, side.language, $1)
               where trashed_at is null
           ), found as (
               select page_id from sides join pages on pages.id = page_id group by page_id, slug
               having ($3 = '' or strpos(slug, lower($3)) > 0 or bool_or(strpos(lower(title), lower($3)) > 0))
                  and bool_or(case $4
                      when '' then true when 'missing' then newest_id is null
                      when 'draft' then mine_at is not null or cardinality(colleagues) > 0
                      when 'changed' then revision_id is not null and revision_id <> newest_id
                      when 'unpublished' then newest_id is not null and revision_id is null
                      when 'scheduled' then coming_at is not null when 'published' then revision_id is not null
                      when 'broken' then is_broken when 'behind' then page_id = any($7) end)
           ), shown as (
               select page_id, slug, path, is_unlisted, menu_position, (select count(*) from found) as found,
                      case when menu_position > 0 then (
                          select count(*) from pages as other where other.menu_position > 0 and other.trashed_at is null
                          and (other.menu_position, other.slug) <= (pages.menu_position, pages.slug)) end as place
               from found join pages on pages.id = page_id
               order by slug <> 'home', menu_position = 0, menu_position, slug limit $5 offset $6
           )
           select page_id as "page_id!", slug as "slug!", path as "path!", place as "place?", is_unlisted as "is_unlisted!",
                  language as "language!: Language", title as "title?", newest_id is not null as "has_words!",
                  starts_at as "visible_at?", ends_at as "ends_at?", newest_id is not distinct from revision_id as "is_newest!",
                  coming_at as "coming_at?", is_end_coming as "is_end_coming!", mine_at as "mine_at?", colleagues as "colleagues!", found as "found!"
           from shown join sides using (page_id) order by slug <> 'home', menu_position = 0, menu_position, slug, language"#,
        pass.id,
        wanted.broken,
        wanted.search,
        wanted.state.map_or("", State::word),
        wanted.count,
        wanted.skipped,
        wanted.behind,
    )
    .fetch_all(db)
    .await
}

/// A side whose newest revision visitors do not read.
#[derive(Clone, Debug)]
pub(crate) struct WaitingRow {
    pub(crate) slug: String,
    pub(crate) path: String,
    pub(crate) language: Language,
    pub(crate) title: String,
    /// How many there are in all.
    pub(crate) count: i64,
}

/// The sides whose newest revision visitors do not read, those saved last first, up to a number.
pub(crate) async fn list_waiting(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    most: i64,
) -> sqlx::Result<Vec<WaitingRow>> {
    sqlx::query_as!(
        WaitingRow,
        r#"select slug, path as "path!", side.language as "language!: Language",
                  coalesce(newest.content ->> 'title', '') as "title!", count(*) over () as "count!"
           from pages
           cross join (values ('en'), ('ko')) as side (language)
           cross join lateral (
               select id, content, created_at from page_revisions
               where page_id = pages.id and language = side.language order by number desc limit 1
           ) as newest
           left join pages_visible as visible on visible.page_id = pages.id and visible.language = side.language
           where trashed_at is null and newest.id is distinct from visible.revision_id
           order by newest.created_at desc, slug, side.language limit $1"#,
        most
    )
    .fetch_all(db)
    .await
}

/// How many pages there are where.
pub(crate) async fn totals(_: &Pass<Editor>, db: impl PgExecutor<'_>) -> sqlx::Result<Totals> {
    sqlx::query_as!(
        Totals,
        r#"select coalesce(
                      array_agg(id order by menu_position, slug) filter (where menu_position > 0 and trashed_at is null),
                      '{}'
                  ) as "order!",
                  count(*) filter (where trashed_at is not null) as "in_trash!"
           from pages"#
    )
    .fetch_one(db)
    .await
}

/// The sides that are behind: a block of the other language changed since both said the same, and this one did not. Of all
/// pages, or of these. `pair.rs` tells the same of one page, with the words.
pub(crate) async fn list_behind(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_ids: Option<&[Uuid]>,
) -> sqlx::Result<Vec<(Uuid, Language)>> {
    let rows = sqlx::query!(
        r#"select pages.id as "page_id!", coalesce(is_english, false) as "is_english!",
                  coalesce(is_korean, false) as "is_korean!"
           from pages
           cross join lateral (
               with marked as (
                   select distinct on (block) block, english_id, korean_id from page_matches
                   where page_id = pages.id order by block, number desc
               ), revision as (
                   select language, id, content,
                          number = min(number) over side as is_first, number = max(number) over side as is_newest
                   from page_revisions where page_id = pages.id window side as (partition by language)
               ), said as (
                   select language, id, is_first, is_newest, coalesce(block ->> 'id', 'b' || (place - 1)) as name,
                          case jsonb_typeof(block) when 'object' then block - 'id' end as words
                   from revision
                   cross join lateral jsonb_array_elements(
                       jsonb_build_array(
                           jsonb_build_object('id', 'head', 'words', jsonb_build_array(
                               content -> 'title', content -> 'menu', content -> 'summary', content -> 'lead'
                           ))
                       ) || case jsonb_typeof(content -> 'blocks') when 'array' then content -> 'blocks' else '[]' end
                   ) with ordinality as list (block, place)
                   where is_first or is_newest
                      or id in (select english_id from marked union all select korean_id from marked)
               )
               select bool_or(english.words = then_english.words and korean.words <> then_korean.words) as is_english,
                      bool_or(korean.words = then_korean.words and english.words <> then_english.words) as is_korean
               from said as english
               join said as korean on korean.name = english.name and korean.language = 'ko' and korean.is_newest
               left join marked on marked.block = english.name
               join said as then_english
                   on then_english.name = english.name and then_english.language = 'en'
                   and case when marked.block is null then then_english.is_first else then_english.id = marked.english_id end
               join said as then_korean
                   on then_korean.name = english.name and then_korean.language = 'ko'
                   and case when marked.block is null then then_korean.is_first else then_korean.id = marked.korean_id end
               where english.language = 'en' and english.is_newest
           ) as found
           where trashed_at is null and ($1::uuid[] is null or pages.id = any($1)) and (is_english or is_korean)"#,
        page_ids,
    )
    .fetch_all(db)
    .await?;
    let sides = rows.into_iter().flat_map(|row| {
        let english = row.is_english.then_some((row.page_id, Language::English));
        [english, row.is_korean.then_some((row.page_id, Language::Korean))]
    });
    Ok(sides.flatten().collect())
}
