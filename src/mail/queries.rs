//! SQL of the outbox.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    mail::{MailKind, Trouble},
    words::Word as _,
};

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
           where id = $1 and sent_at is null and refused_at is null and gave_up_at is null for update skip locked"#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// Marks a mail as sent.
pub(crate) async fn mark_sent(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update mails set sent_at = now(), trouble = null, next_try_at = null where id = $1", id)
        .execute(db)
        .await?;
    Ok(())
}

/// Takes a mail out of the outbox that is not to leave.
pub(crate) async fn drop(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from mails where id = $1", id).execute(db).await?;
    Ok(())
}

/// Marks a mail to a mailbox that does not exist.
pub(crate) async fn mark_refused(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update mails set refused_at = now(), trouble = $2, attempts = attempts + 1, next_try_at = null where id = $1",
        id,
        Trouble::NoSuchRecipient as Trouble,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A mail that did not leave this time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failed {
    /// How many tries failed in a row.
    pub(crate) attempts: i32,
    /// Since when it is tried.
    pub(crate) since: OffsetDateTime,
}

/// Counts a try that failed; nothing if the mail left meanwhile.
pub(crate) async fn note_failure(db: impl PgExecutor<'_>, id: Uuid, trouble: Trouble) -> sqlx::Result<Option<Failed>> {
    sqlx::query_as!(
        Failed,
        r#"update mails set attempts = attempts + 1, trouble = $2 where id = $1 and sent_at is null
           returning attempts, greatest(created_at, again_at) as "since!""#,
        id,
        trouble as Trouble,
    )
    .fetch_optional(db)
    .await
}

/// Says when a mail is tried next. Without a time nobody tries it any more until staff say so.
pub(crate) async fn plan(db: impl PgExecutor<'_>, id: Uuid, next: Option<OffsetDateTime>) -> sqlx::Result<()> {
    sqlx::query!(
        "update mails set next_try_at = $2, gave_up_at = case when $2::timestamptz is null then now() end where id = $1",
        id,
        next,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Mails that should have left by now: it is their time, or their jobs were lost.
pub(crate) async fn list_due(db: impl PgExecutor<'_>, limit: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from mails where sent_at is null and refused_at is null and gave_up_at is null
           and coalesce(next_try_at, created_at + interval '2 minutes') <= now()
         order by coalesce(next_try_at, created_at) limit $1",
        limit,
    )
    .fetch_all(db)
    .await
}

/// The mail server takes mails again: what waits because of it is due now. Returns how many mails that are.
pub(crate) async fn bring_forward(db: impl PgExecutor<'_>) -> sqlx::Result<u64> {
    let troubles: Vec<Trouble> = Trouble::ALL.iter().copied().filter(|trouble| trouble.concerns_all()).collect();
    let moved = sqlx::query!(
        "update mails set next_try_at = now() where id in (
             select id from mails where sent_at is null and refused_at is null and gave_up_at is null
               and next_try_at > now() and trouble = any($1) for update skip locked)",
        troubles as Vec<Trouble>,
    )
    .execute(db)
    .await?;
    Ok(moved.rows_affected())
}

/// Mails that did not leave for one reason. The reason is missing where none was kept.
#[derive(Clone, Debug)]
pub(crate) struct Unsent {
    pub(crate) kind: MailKind,
    pub(crate) trouble: Option<Trouble>,
    pub(crate) count: i64,
    /// How many of them nobody tries any more.
    pub(crate) given_up: i64,
    /// The most tries that one of them has behind it.
    pub(crate) attempts: i32,
    pub(crate) oldest: OffsetDateTime,
}

/// The mails that did not leave, one row for each kind and reason. Those to mailboxes that do not exist are left out, and
/// so are those to staff and links of a moment that are older than a day: nobody waits for them.
pub(crate) async fn list_unsent(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Unsent>> {
    sqlx::query_as!(
        Unsent,
        r#"select kind as "kind: MailKind", trouble as "trouble: Trouble", count(*) as "count!",
                  count(*) filter (where gave_up_at is not null or refused_at is not null) as "given_up!",
                  max(attempts) as "attempts!", min(created_at) as "oldest!"
           from mails
           where sent_at is null and (attempts > 0 or gave_up_at is not null or refused_at is not null)
             and trouble is distinct from $1 and (not kind = any($2) or created_at > now() - interval '1 day')
           group by 1, 2 order by min(created_at), 1"#,
        Trouble::NoSuchRecipient as Trouble,
        of_a_moment() as Vec<MailKind>,
    )
    .fetch_all(db)
    .await
}

/// Makes the mails of [`list_unsent`] due now. Returns how many they are.
pub(crate) async fn try_again(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "update mails set attempts = 0, next_try_at = now(), gave_up_at = null, refused_at = null, again_at = $3
         where sent_at is null and (attempts > 0 or gave_up_at is not null or refused_at is not null)
           and trouble is distinct from $1 and (not kind = any($2) or created_at > now() - interval '1 day')",
        Trouble::NoSuchRecipient as Trouble,
        of_a_moment() as Vec<MailKind>,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// What became of the mails that staff last had sent again.
#[derive(Clone, Debug)]
pub(crate) struct Progress {
    pub(crate) again_at: OffsetDateTime,
    pub(crate) all: i64,
    pub(crate) sent: i64,
    /// To mailboxes that do not exist.
    pub(crate) refused: i64,
}

/// How far the last sending again has come; nothing if there never was one.
pub(crate) async fn progress(db: impl PgExecutor<'_>) -> sqlx::Result<Option<Progress>> {
    sqlx::query_as!(
        Progress,
        r#"select again_at as "again_at!", count(*) as "all!", count(sent_at) as "sent!", count(refused_at) as "refused!"
           from mails where again_at = (select max(again_at) from mails) group by again_at"#
    )
    .fetch_optional(db)
    .await
}

/// How many mails went to mailboxes that do not exist.
pub(crate) async fn count_refused(db: impl PgExecutor<'_>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from mails where sent_at is null and refused_at is not null and trouble = $1"#,
        Trouble::NoSuchRecipient as Trouble,
    )
    .fetch_one(db)
    .await
}

/// The kinds of mails that nobody waits for after a day.
fn of_a_moment() -> Vec<MailKind> {
    vec![
        MailKind::ManageLink,
        MailKind::ConfirmGift,
        MailKind::Alert,
        MailKind::GivingChanged,
        MailKind::AccessEvent,
        MailKind::StaffLink,
    ]
}
