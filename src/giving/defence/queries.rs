//! SQL of the defence: how the form takes gifts, what was counted, spent proofs, forms that wait for a click in a mail.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    form::OLDEST,
    giving::defence::{change::word, confirmation::Confirmation},
    language::Language,
    site::Giving,
};

/// The advisory lock under which it is decided how the form takes gifts.
const LOCK: i64 = 0x6769_7669_6e67;

/// How long counts are kept: the page for staff looks back a day.
const COUNTS_KEPT: Duration = Duration::hours(25);

/// Counted: a checkout was let in.
pub(crate) const BEGUN: &str = "begun";
/// Counted: a limit of one address, mailbox or form was hit.
pub(crate) const LIMITED: &str = "limited";
/// Counted: the whole site's limit was hit.
pub(crate) const CEILING: &str = "ceiling";
/// Counted: a proof was needed, and there was no good one.
pub(crate) const WITHOUT_PROOF: &str = "without proof";
/// Counted: a mail with a link was posted.
pub(crate) const MAILED: &str = "mailed";

/// A decision about how the form takes gifts.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) id: Uuid,
    /// `open`, `guarded` or `closed`.
    pub(crate) mode: String,
    /// Who decided; nobody where the site did so by itself.
    pub(crate) staff_member_id: Option<Uuid>,
    /// The same as colleagues know them.
    pub(crate) by: Option<String>,
    /// What visitors read while it is closed, in English.
    pub(crate) words_english: Option<String>,
    pub(crate) words_korean: Option<String>,
    /// Until when, if it stays quiet.
    pub(crate) until: Option<OffsetDateTime>,
    pub(crate) changed_at: OffsetDateTime,
}

impl Change {
    /// Whether the site decided by itself.
    pub(crate) fn is_by_itself(&self) -> bool {
        self.staff_member_id.is_none()
    }
}

/// Holds others off deciding until the transaction ends.
pub async fn lock(db: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock($1)", LOCK).execute(db).await?;
    Ok(())
}

/// The same without waiting: says `false` if somebody else decides just now.
pub(crate) async fn try_lock(db: &mut PgConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock($1) as "locked!""#, LOCK).fetch_one(db).await
}

macro_rules! changes {
    ($rest:literal $(, $value:expr)*) => {
        sqlx::query_as!(
            Change,
            r#"select change.id, mode, staff_member_id, staff.email as "by?", words_english, words_korean, until, changed_at
               from giving_changes change left join staff_members staff on staff.id = staff_member_id "# + $rest
            $(, $value)*
        )
    };
}

/// The decision that holds; none if nobody ever decided anything.
pub(crate) async fn present(db: impl PgExecutor<'_>) -> sqlx::Result<Option<Change>> {
    changes!("order by position desc limit 1").fetch_optional(db).await
}

pub(crate) async fn find_change(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Change>> {
    changes!("where change.id = $1", id).fetch_optional(db).await
}

/// The last decisions, the newest first.
pub(crate) async fn list_changes(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Change>> {
    changes!("order by position desc limit 20").fetch_all(db).await
}

/// Adds a decision. Gives its id.
pub(crate) async fn add_change(
    db: impl PgExecutor<'_>,
    giving: &Giving,
    by: Option<Uuid>,
    until: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> sqlx::Result<Uuid> {
    sqlx::query_scalar!(
        "insert into giving_changes (id, mode, staff_member_id, words_english, words_korean, until, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7) returning id",
        Uuid::now_v7(),
        word(giving),
        by,
        giving.closed_words(Language::English),
        giving.closed_words(Language::Korean),
        until,
        now,
    )
    .fetch_one(db)
    .await
}

/// Lets a decision hold for longer.
pub(crate) async fn extend(db: impl PgExecutor<'_>, id: Uuid, until: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update giving_changes set until = greatest(until, $2) where id = $1", id, until).execute(db).await?;
    Ok(())
}

/// Counts one more of something.
pub(crate) async fn note(db: impl PgExecutor<'_>, what: &str, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into giving_counts as counts (minute, what, count) values (date_trunc('minute', $1::timestamptz), $2, 1)
         on conflict (minute, what) do update set count = counts.count + 1",
        now,
        what,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What happened in a stretch of time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures {
    /// Checkouts that were let in.
    pub(crate) begun: i64,
    /// Checkouts that were completed, as Stripe told us.
    pub(crate) paid: i64,
    /// Payments that were declined, as Stripe told us.
    pub(crate) declined: i64,
    /// Limits of one address, mailbox or form that were hit.
    pub(crate) limited: i64,
    /// How often the whole site's limit was hit.
    pub(crate) ceiling: i64,
    /// Forms that came without the proof of work that they needed.
    pub(crate) without_proof: i64,
    /// Mails with a link that were posted.
    pub(crate) mailed: i64,
}

/// What happened after one point in time, up to another. Events that were found in Stripe's list are late, and those of
/// another mode or account are not ours.
pub(crate) async fn figures(
    db: impl PgExecutor<'_>,
    after: OffsetDateTime,
    until: OffsetDateTime,
) -> sqlx::Result<Figures> {
    sqlx::query_as!(
        Figures,
        r#"with counted as (
               select what, sum(count) as count from giving_counts
               where minute >= date_trunc('minute', $1::timestamptz) and minute <= $2 group by what),
           told as (
               select type, count(*) as count from stripe_events
               where type in ('checkout.session.completed', 'payment_intent.payment_failed')
                 and received_at > $1 and received_at <= $2
                 and heard = 'webhook' and outcome is distinct from 'not applied' group by type)
           select coalesce((select count from counted where what = $3), 0)::bigint as "begun!",
                  coalesce((select count from told where type = 'checkout.session.completed'), 0)::bigint as "paid!",
                  coalesce((select count from told where type = 'payment_intent.payment_failed'), 0)::bigint as "declined!",
                  coalesce((select count from counted where what = $4), 0)::bigint as "limited!",
                  coalesce((select count from counted where what = $5), 0)::bigint as "ceiling!",
                  coalesce((select count from counted where what = $6), 0)::bigint as "without_proof!",
                  coalesce((select count from counted where what = $7), 0)::bigint as "mailed!""#,
        after,
        until,
        BEGUN,
        LIMITED,
        CEILING,
        WITHOUT_PROOF,
        MAILED,
    )
    .fetch_one(db)
    .await
}

/// Hands in the proof of a showing for a choice. Says `false` if it was handed in for another choice before.
pub(crate) async fn spend_proof(
    db: impl PgExecutor<'_>,
    form_nonce: Uuid,
    choice: &[u8],
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let spent = sqlx::query!(
        "insert into spent_proofs as spent (form_nonce, choice, spent_at) values ($1, $2, $3)
         on conflict (form_nonce) do update set spent_at = spent.spent_at where spent.choice = excluded.choice",
        form_nonce,
        choice,
        now,
    )
    .execute(db)
    .await?;
    Ok(spent.rows_affected() == 1)
}

/// A form that begins to wait for the click in a mail.
pub(crate) struct NewConfirmation<'a> {
    pub(crate) id: Uuid,
    /// The hash of the link's token.
    pub(crate) token_hash: &'a [u8],
    /// The showing of the form.
    pub(crate) form_nonce: Uuid,
    /// A keyed hash of all that was typed.
    pub(crate) choice: &'a [u8],
    /// The language in which it was read.
    pub(crate) language: Language,
    pub(crate) form_sealed: &'a [u8],
    /// Until when the link is good.
    pub(crate) expires_at: OffsetDateTime,
}

/// Whether a form that waits for its link was kept with this choice before.
pub(crate) async fn has_confirmation(db: impl PgExecutor<'_>, nonce: Uuid, choice: &[u8]) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from giving_confirmations where form_nonce = $1 and choice = $2) as "exists!""#,
        nonce,
        choice,
    )
    .fetch_one(db)
    .await
}

/// Keeps a form that waits. Says `false` if the same showing waits with the same choice; another choice takes the place of
/// the earlier one, whose link ends.
pub(crate) async fn add_confirmation(
    db: &mut PgConnection,
    new: &NewConfirmation<'_>,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into giving_confirmations (id, token_hash, form_nonce, choice, language, form_sealed, expires_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (form_nonce, choice) do nothing",
        new.id,
        new.token_hash,
        new.form_nonce,
        new.choice,
        new.language.tag(),
        new.form_sealed,
        new.expires_at,
        now,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "delete from giving_confirmations where form_nonce = $1 and choice <> $2 and used_at is null",
        new.form_nonce,
        new.choice,
    )
    .execute(db)
    .await?;
    Ok(added.rows_affected() == 1)
}

macro_rules! confirmation {
    ($where:literal $(, $value:expr)*) => {
        sqlx::query_as!(
            Confirmation,
            "select id, form_nonce, language, form_sealed, token_hash, created_at from giving_confirmations " + $where
            $(, $value)*
        )
    };
}

pub(crate) async fn find_confirmation(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Confirmation>> {
    confirmation!("where id = $1", id).fetch_optional(db).await
}

/// The form of a link that is still good.
pub(crate) async fn find_by_token(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    now: OffsetDateTime,
) -> sqlx::Result<Option<Confirmation>> {
    confirmation!("where token_hash = $1 and expires_at > $2", token_hash, now).fetch_optional(db).await
}

/// Marks a link as used. Says whether this was the first time.
pub(crate) async fn mark_used(db: impl PgExecutor<'_>, id: Uuid, now: OffsetDateTime) -> sqlx::Result<bool> {
    let marked =
        sqlx::query!("update giving_confirmations set used_at = $2 where id = $1 and used_at is null", id, now)
            .execute(db)
            .await?;
    Ok(marked.rows_affected() == 1)
}

/// Forgets what is of no use any more: forms whose link ended, proofs whose form is too old to be sent, counts.
pub(crate) async fn forget_old(db: &sqlx::PgPool, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("delete from giving_confirmations where expires_at < $1", now).execute(db).await?;
    sqlx::query!("delete from spent_proofs where spent_at < $1", now - OLDEST).execute(db).await?;
    sqlx::query!("delete from giving_counts where minute < $1", now - COUNTS_KEPT).execute(db).await?;
    Ok(())
}
