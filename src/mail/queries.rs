//! SQL of the outbox.

use sqlx::PgExecutor;
use uuid::Uuid;

/// Puts a mail into the outbox, once for each kind and subject. Says whether it is new.
///
/// # Errors
/// When the database does not do it.
pub async fn add(db: impl PgExecutor<'_>, kind: &str, subject_id: Uuid) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into mails (id, kind, subject_id) values ($1, $2, $3) on conflict on constraint mails_kind_key do nothing",
        Uuid::now_v7(),
        kind,
        subject_id,
    )
    .execute(db)
    .await?;
    Ok(added.rows_affected() == 1)
}

/// Takes a mail that was not sent yet, for the length of the transaction: nobody else can take it meanwhile.
///
/// # Errors
/// When the database does not do it.
pub async fn take(db: impl PgExecutor<'_>, kind: &str, subject_id: Uuid) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select id from mails where kind = $1 and subject_id = $2 and sent_at is null and refused_at is null for update",
        kind,
        subject_id,
    )
    .fetch_optional(db)
    .await
}

/// Marks a mail as sent.
///
/// # Errors
/// When the database does not do it.
pub async fn mark_sent(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update mails set sent_at = now() where id = $1", id).execute(db).await?;
    Ok(())
}

/// Marks a mail that the server will never take.
///
/// # Errors
/// When the database does not do it.
pub async fn mark_refused(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update mails set refused_at = now() where id = $1", id).execute(db).await?;
    Ok(())
}

/// Subjects of mails of a kind that wait although their time is over: their jobs were lost or given up.
///
/// # Errors
/// When the database does not do it.
pub async fn list_overdue(db: impl PgExecutor<'_>, kind: &str) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select subject_id from mails where kind = $1 and sent_at is null and refused_at is null
         and created_at between now() - interval '7 days' and now() - interval '2 minutes' limit 1000",
        kind,
    )
    .fetch_all(db)
    .await
}
