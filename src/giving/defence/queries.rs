//! SQL of the defence: how the form takes gifts, what was counted, and which proofs of work were used.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    form::OLDEST,
    language::Language,
    site::{Giving, GivingMode},
    words::words,
};

/// The advisory lock that is held while somebody decides how the form takes gifts.
const LOCK: i64 = 0x6769_7669_6e67;

/// How long counts are kept: the page for staff looks back a day.
const COUNTS_KEPT: Duration = Duration::hours(25);

words! {
    /// What is counted by the minute.
    pub(crate) enum Counted {
        /// A checkout was let in.
        Begun = "begun",
        /// A limit of one address, mailbox or form was reached.
        Limited = "limited",
        /// The limit of the whole site was reached.
        Ceiling = "ceiling",
        /// A proof of work was needed, and there was no good one.
        WithoutProof = "without proof",
        /// A mail with a link was posted.
        Mailed = "mailed",
    }
}

/// A decision about how the form takes gifts.
#[derive(Clone, Debug)]
pub(crate) struct GivingChange {
    pub(crate) id: Uuid,
    pub(crate) mode: GivingMode,
    /// Who decided; nobody if the site did so by itself.
    pub(crate) staff_member_id: Option<Uuid>,
    /// The mail address of that member of staff.
    pub(crate) by: Option<String>,
    /// What visitors read while the form is closed, in English.
    pub(crate) words_english: Option<String>,
    pub(crate) words_korean: Option<String>,
    /// When the site opens the form again, if it stays quiet until then.
    pub(crate) until: Option<OffsetDateTime>,
    pub(crate) changed_at: OffsetDateTime,
}

impl GivingChange {
    /// Whether the site decided by itself.
    pub(crate) fn is_by_itself(&self) -> bool {
        self.staff_member_id.is_none()
    }
}

/// Whether a lock was free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LockTried {
    /// It is held until the transaction ends.
    Held,
    /// Somebody else holds it.
    Busy,
}

/// Waits until nobody else decides, and keeps others from deciding until the transaction ends.
pub async fn lock(db: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock($1)", LOCK).execute(db).await?;
    Ok(())
}

/// The same without waiting.
pub(crate) async fn try_lock(db: &mut PgConnection) -> sqlx::Result<LockTried> {
    let is_held =
        sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock($1) as "locked!""#, LOCK).fetch_one(db).await?;
    Ok(if is_held { LockTried::Held } else { LockTried::Busy })
}

macro_rules! changes {
    ($rest:literal $(, $value:expr)*) => {
        sqlx::query_as!(
            GivingChange,
            r#"select change.id, mode as "mode: GivingMode", staff_member_id, staff.email as "by?", words_english, words_korean, until,
                      changed_at
               from giving_changes change left join staff_members staff on staff.id = staff_member_id "# + $rest
            $(, $value)*
        )
    };
}

/// The decision that holds now; none if nobody ever decided anything.
pub(crate) async fn present(db: impl PgExecutor<'_>) -> sqlx::Result<Option<GivingChange>> {
    changes!("order by position desc limit 1").fetch_optional(db).await
}

pub(crate) async fn find_change(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<GivingChange>> {
    changes!("where change.id = $1", id).fetch_optional(db).await
}

/// The last decisions, the newest first.
pub(crate) async fn list_changes(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<GivingChange>> {
    changes!("order by position desc limit 20").fetch_all(db).await
}

/// Adds a decision and returns its id.
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
        giving.mode() as GivingMode,
        by,
        giving.closed_words(Language::English),
        giving.closed_words(Language::Korean),
        until,
        now,
    )
    .fetch_one(db)
    .await
}

/// Makes a decision of the site hold for longer.
pub(crate) async fn extend(db: impl PgExecutor<'_>, id: Uuid, until: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update giving_changes set until = greatest(until, $2) where id = $1", id, until).execute(db).await?;
    Ok(())
}

/// Adds one to a count of this minute.
pub(crate) async fn count(db: impl PgExecutor<'_>, what: Counted, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into giving_counts as counts (minute, what, count) values (date_trunc('minute', $1::timestamptz), $2, 1)
         on conflict (minute, what) do update set count = counts.count + 1",
        now,
        what as Counted,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What happened at the form in a stretch of time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures {
    /// Checkouts that were let in.
    pub(crate) begun: i64,
    /// Checkouts that were completed, as Stripe told us.
    pub(crate) paid: i64,
    /// Payments that were declined, as Stripe told us.
    pub(crate) declined: i64,
    /// How often a limit of one address, mailbox or form was reached.
    pub(crate) limited: i64,
    /// How often the limit of the whole site was reached.
    pub(crate) ceiling: i64,
    /// Forms that needed a proof of work and came without a good one.
    pub(crate) without_proof: i64,
    /// Mails with a link that were posted.
    pub(crate) mailed: i64,
}

/// What happened after one moment, up to another. Only events that the webhook brought count: those found in Stripe's list
/// come late. Events of another mode or account, and of other systems in ours, do not tell of our form. The first payment of a
/// monthly gift does not name it, but its invoice does.
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
               where type in ('checkout.session.completed', 'payment_intent.payment_failed', 'invoice.payment_failed')
                 and is_of_form and received_at > $1 and received_at <= $2
                 and heard = 'webhook' and outcome is distinct from 'not applied' group by type)
           select coalesce((select count from counted where what = $3), 0)::bigint as "begun!",
                  coalesce((select count from told where type = 'checkout.session.completed'), 0)::bigint as "paid!",
                  coalesce((select sum(count) from told where type <> 'checkout.session.completed'), 0)::bigint as "declined!",
                  coalesce((select count from counted where what = $4), 0)::bigint as "limited!",
                  coalesce((select count from counted where what = $5), 0)::bigint as "ceiling!",
                  coalesce((select count from counted where what = $6), 0)::bigint as "without_proof!",
                  coalesce((select count from counted where what = $7), 0)::bigint as "mailed!""#,
        after,
        until,
        Counted::Begun as Counted,
        Counted::Limited as Counted,
        Counted::Ceiling as Counted,
        Counted::WithoutProof as Counted,
        Counted::Mailed as Counted,
    )
    .fetch_one(db)
    .await
}

/// Whether a good proof of work may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProofUse {
    /// It was not used before, or for the same choice: sent twice, a form leads to the same checkout.
    Good,
    /// It was used for another choice.
    UsedUp,
}

/// Uses up the proof of one form for one choice, which is a keyed hash of everything that was typed.
pub(crate) async fn use_proof(
    db: impl PgExecutor<'_>,
    form_nonce: Uuid,
    choice: &[u8],
    now: OffsetDateTime,
) -> sqlx::Result<ProofUse> {
    let spent = sqlx::query!(
        "insert into spent_proofs as spent (form_nonce, choice, spent_at) values ($1, $2, $3)
         on conflict (form_nonce) do update set spent_at = spent.spent_at where spent.choice = excluded.choice",
        form_nonce,
        choice,
        now,
    )
    .execute(db)
    .await?;
    Ok(if spent.rows_affected() == 1 { ProofUse::Good } else { ProofUse::UsedUp })
}

/// Forgets proofs whose form is too old to be sent, and old counts.
pub(crate) async fn forget_old(db: &sqlx::PgPool, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("delete from spent_proofs where spent_at < $1", now - OLDEST).execute(db).await?;
    sqlx::query!("delete from giving_counts where minute < $1", now - COUNTS_KEPT).execute(db).await?;
    Ok(())
}
