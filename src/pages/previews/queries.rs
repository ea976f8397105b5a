//! SQL of preview links.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::rooms::{Editor, Pass};

/// What a link shows.
#[derive(Clone, Debug)]
pub(crate) struct Preview {
    /// Where the page stands, without slash and language.
    pub(crate) path: String,
    pub(crate) english_id: Option<Uuid>,
    pub(crate) korean_id: Option<Uuid>,
    pub(crate) expires_at: OffsetDateTime,
}

/// A link in the list of a page.
#[derive(Clone, Debug)]
pub(crate) struct PreviewRow {
    pub(crate) id: Uuid,
    /// The numbers of the revisions.
    pub(crate) english: Option<i32>,
    pub(crate) korean: Option<i32>,
    pub(crate) by: String,
    pub(crate) made_at: OffsetDateTime,
    pub(crate) expires_at: OffsetDateTime,
    pub(crate) is_revoked: bool,
    /// Whether it still shows something.
    pub(crate) is_good: bool,
}

/// What the link with this hash shows, if it is still good.
pub(crate) async fn find(db: impl PgExecutor<'_>, token_hash: &[u8]) -> sqlx::Result<Option<Preview>> {
    sqlx::query_as!(
        Preview,
        r#"select path as "path!", english_id, korean_id, expires_at
           from page_previews as preview join pages on pages.id = page_id
           where token_hash = $1 and revoked_at is null and expires_at > now() and trashed_at is null"#,
        token_hash,
    )
    .fetch_optional(db)
    .await
}

/// The newest links of a page.
pub(crate) async fn list(
    _: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    page_id: Uuid,
    most: i64,
) -> sqlx::Result<Vec<PreviewRow>> {
    sqlx::query_as!(
        PreviewRow,
        r#"select preview.id, english.number as "english?", korean.number as "korean?", email as by, made_at, expires_at,
                  revoked_at is not null as "is_revoked!", revoked_at is null and expires_at > now() as "is_good!"
           from page_previews as preview
           join staff_members as author on author.id = staff_member_id
           left join page_revisions as english on english.id = english_id
           left join page_revisions as korean on korean.id = korean_id
           where preview.page_id = $1 order by made_at desc, preview.id limit $2"#,
        page_id,
        most,
    )
    .fetch_all(db)
    .await
}

/// Keeps a link that is good for some days. Gives the moment at which it ends.
pub(crate) async fn add(
    pass: &Pass<Editor>,
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    page_id: Uuid,
    (english_id, korean_id): (Option<Uuid>, Option<Uuid>),
    days: i32,
) -> sqlx::Result<OffsetDateTime> {
    sqlx::query_scalar!(
        "insert into page_previews (id, token_hash, page_id, english_id, korean_id, staff_member_id, expires_at)
         values ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7)) returning expires_at",
        Uuid::now_v7(),
        token_hash,
        page_id,
        english_id,
        korean_id,
        pass.id,
        days,
    )
    .fetch_one(db)
    .await
}

/// Ends a link. Says whether it was good until then.
pub(crate) async fn revoke(_: &Pass<Editor>, db: impl PgExecutor<'_>, page_id: Uuid, id: Uuid) -> sqlx::Result<bool> {
    let changed = sqlx::query!(
        "update page_previews set revoked_at = now()
         where page_id = $1 and id = $2 and revoked_at is null and expires_at > now()",
        page_id,
        id,
    );
    Ok(changed.execute(db).await?.rows_affected() == 1)
}
