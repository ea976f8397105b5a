//! SQL of forms that wait for a click in a mail.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    form::Sent,
    giving::by_mail::confirmation::{Confirmation, NewConfirmation},
    language::Language,
};

/// Whether the same form waits already, or waited before, with the same choice.
pub(crate) async fn is_kept(db: impl PgExecutor<'_>, new: &NewConfirmation) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from giving_confirmations where form_nonce = $1 and choice = $2) as "exists!""#,
        new.form_nonce,
        &new.choice,
    )
    .fetch_one(db)
    .await
}

/// Keeps a form that waits. It takes the place of the same form with an earlier choice, whose link ends.
pub(crate) async fn add(db: &mut PgConnection, new: &NewConfirmation, now: OffsetDateTime) -> sqlx::Result<Sent> {
    let added = sqlx::query!(
        "insert into giving_confirmations (id, token_hash, form_nonce, choice, language, form_sealed, expires_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (form_nonce, choice) do nothing",
        new.id,
        &new.token_hash,
        new.form_nonce,
        &new.choice,
        new.language as Language,
        new.form_sealed,
        new.expires_at,
        now,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "delete from giving_confirmations where form_nonce = $1 and choice <> $2 and used_at is null",
        new.form_nonce,
        &new.choice,
    )
    .execute(db)
    .await?;
    Ok(Sent::by_rows(added.rows_affected()))
}

macro_rules! confirmation {
    ($where:literal $(, $value:expr)*) => {
        sqlx::query_as!(
            Confirmation,
            r#"select id, form_nonce, language as "language: Language", form_sealed, token_hash, created_at
               from giving_confirmations "# + $where
            $(, $value)*
        )
    };
}

pub(crate) async fn find(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Confirmation>> {
    confirmation!("where id = $1", id).fetch_optional(db).await
}

/// The form whose link has this token, while the link is good.
pub(crate) async fn find_by_token(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    now: OffsetDateTime,
) -> sqlx::Result<Option<Confirmation>> {
    confirmation!("where token_hash = $1 and expires_at > $2", token_hash, now).fetch_optional(db).await
}

/// Marks a link as used. `First` if it was not used before.
pub(crate) async fn mark_used(db: impl PgExecutor<'_>, id: Uuid, now: OffsetDateTime) -> sqlx::Result<Sent> {
    let marked =
        sqlx::query!("update giving_confirmations set used_at = $2 where id = $1 and used_at is null", id, now)
            .execute(db)
            .await?;
    Ok(Sent::by_rows(marked.rows_affected()))
}

/// Forgets forms whose link ended.
pub(crate) async fn forget_old(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("delete from giving_confirmations where expires_at < $1", now).execute(db).await?;
    Ok(())
}
