//! SQL of the outbox.

use sqlx::PgExecutor;
use uuid::Uuid;

use crate::mail::MailKind;

/// Puts a mail into the outbox, once for each kind, subject and member of staff. Returns its id if it is new.
pub(crate) async fn add(
    db: impl PgExecutor<'_>,
    kind: MailKind,
    subject_id: Uuid,
    staff_member_id: Option<Uuid>,
) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "insert into mails (id, kind, subject_id, staff_member_id) values ($1, $2, $3, $4)
         on conflict do nothing returning id",
        Uuid::now_v7(),
        kind as MailKind,
        subject_id,
        staff_member_id,
    )
    .fetch_optional(db)
    .await
}

/// Puts a further copy of a mail into the outbox. Of two at the same moment, only one is added.
pub(crate) async fn add_copy(db: impl PgExecutor<'_>, kind: MailKind, subject_id: Uuid) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "insert into mails (id, kind, subject_id, copy)
         select $1, $2, $3, coalesce(max(copy), -1) + 1 from mails where kind = $2 and subject_id = $3
         on conflict do nothing returning id",
        Uuid::now_v7(),
        kind as MailKind,
        subject_id,
    )
    .fetch_optional(db)
    .await
}

/// A mail that waits in the outbox.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) kind: MailKind,
    pub(crate) subject_id: Uuid,
    /// To which member of staff, if it is for one.
    pub(crate) staff_member_id: Option<Uuid>,
}

/// Takes a mail that was not sent yet, for the length of the transaction: nobody else can take it meanwhile.
pub(crate) async fn take(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Waiting>> {
    sqlx::query_as!(
        Waiting,
        r#"select kind as "kind: MailKind", subject_id, staff_member_id from mails
           where id = $1 and sent_at is null and refused_at is null for update"#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// Marks a mail as sent.
pub(crate) async fn mark_sent(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update mails set sent_at = now() where id = $1", id).execute(db).await?;
    Ok(())
}

/// Marks a mail that the server will never take.
pub(crate) async fn mark_refused(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update mails set refused_at = now() where id = $1", id).execute(db).await?;
    Ok(())
}

/// Mails that should have left: their jobs were lost or given up.
pub(crate) async fn list_overdue(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from mails where sent_at is null and refused_at is null
         and created_at between now() - interval '7 days' and now() - interval '2 minutes' limit 1000"
    )
    .fetch_all(db)
    .await
}
