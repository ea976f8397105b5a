//! SQL of making revisions.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgExecutor, types::Json};
use uuid::Uuid;

use crate::{
    language::Language,
    pages::{
        content::Content,
        staff::queries::{Draft, Matches},
    },
    rooms::{Editor, Pass},
};

/// Makes everybody else wait who wants to make a revision of this page.
pub(crate) async fn lock_page(db: impl PgExecutor<'_>, page_id: Uuid) -> sqlx::Result<()> {
    sqlx::query_scalar!("select id from pages where id = $1 for no key update", page_id).fetch_optional(db).await?;
    Ok(())
}

/// What this person is writing on a side. Nothing joins it before the transaction ends.
pub(super) async fn lock_draft(
    pass: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    language: Language,
) -> sqlx::Result<Option<Draft>> {
    sqlx::query_as!(
        Draft,
        r#"select language as "language: Language", base_id, content as "content: Json<Content>",
                  before as "before: Json<Content>", before_base_id, form, matches as "matches: Json<Matches>", sequence, changed_at
           from page_drafts where page_id = $1 and staff_member_id = $2 and language = $3 for update"#,
        page_id,
        pass.id,
        language as Language,
    )
    .fetch_optional(db)
    .await
}

/// Adds to what is said about a revision, as long as there is room; otherwise the newer words stay.
pub(super) async fn add_note(db: impl PgExecutor<'_>, revision_id: Uuid, note: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update page_revisions
         set note = case when length(note) + length($2) <= 297 then note || ' · ' || $2 else $2 end
         where id = $1 and note is distinct from $2",
        revision_id,
        note,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps that blocks of this revision say the same as in these revisions of the other side.
pub(super) async fn add_matches(
    pass: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    language: Language,
    revision_id: Uuid,
    matches: &Matches,
) -> sqlx::Result<()> {
    let (blocks, others): (Vec<String>, Vec<Uuid>) = matches.iter().map(|(block, id)| (block.clone(), *id)).unzip();
    sqlx::query!(
        "insert into page_matches (page_id, block, english_id, korean_id, staff_member_id)
         select $1, match.block,
                case $2 when 'en' then $3 else other.id end, case $2 when 'en' then other.id else $3 end, $4
         from unnest($5::text[], $6::uuid[]) as match (block, other_id)
         join page_revisions as other on other.id = match.other_id and other.page_id = $1 and other.language <> $2",
        page_id,
        language as Language,
        revision_id,
        pass.id,
        &blocks,
        &others,
    )
    .execute(db)
    .await?;
    Ok(())
}
