//! SQL of donations.

use sqlx::{PgConnection, PgExecutor};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    donations::form::NewDonation,
    language::Language,
    money::{Amount, Currency},
    seal::{Keys, Place, SealError},
    stripe::CheckoutSession,
};

/// A donation's row.
#[derive(Clone, Debug)]
pub struct Donation {
    /// Its id, also at Stripe.
    pub id: Uuid,
    /// The language of the donor.
    pub language: String,
    /// Lower-case code.
    pub currency: String,
    /// What the donor chose, in minor units.
    pub amount_minor: i64,
    /// The donor's name.
    pub name_sealed: Option<Vec<u8>>,
    /// Where the thanks go.
    pub mail_sealed: Option<Vec<u8>>,
    /// `pending`, `processing`, `paid`, `failed` or `expired`.
    pub state: String,
    /// Counts the checkouts made for this row.
    pub attempt: i32,
    /// When the present checkout was first asked for.
    pub asked_at: OffsetDateTime,
    /// `cs_…`
    pub checkout_session_id: Option<String>,
    /// Where the donor pays.
    pub checkout_url: Option<String>,
    /// When the checkout closes.
    pub checkout_expires_at: Option<OffsetDateTime>,
    /// `pi_…`
    pub payment_intent_id: Option<String>,
    /// What staff should look at.
    pub flag: Option<String>,
    /// When we learnt that it was paid.
    pub paid_at: Option<OffsetDateTime>,
    /// When the donor sent the form.
    pub created_at: OffsetDateTime,
}

impl Donation {
    /// What the donor chose, if it is of a currency that we still know.
    pub fn amount(&self) -> Option<Amount> {
        Some(Amount::from_minor(self.amount_minor, Currency::from_code(&self.currency)?))
    }

    /// The language of the donor.
    pub fn language(&self) -> Language {
        Language::from_tag(&self.language).unwrap_or(Language::English)
    }

    /// The donor's name.
    ///
    /// # Errors
    /// When the key is missing or the value was changed.
    pub fn name(&self, keys: &Keys) -> Result<Option<String>, SealError> {
        self.name_sealed.as_deref().map(|sealed| keys.open(place(self.id, "name_sealed"), sealed)).transpose()
    }

    /// Where the thanks go.
    ///
    /// # Errors
    /// When the key is missing or the value was changed.
    pub fn mail(&self, keys: &Keys) -> Result<Option<String>, SealError> {
        self.mail_sealed.as_deref().map(|sealed| keys.open(place(self.id, "mail_sealed"), sealed)).transpose()
    }
}

/// How long it is kept who began a gift and did not finish it.
const UNFINISHED_KEPT: Duration = Duration::days(30);

fn place(row: Uuid, column: &'static str) -> Place<'static> {
    Place { table: "donations", column, row }
}

/// Adds a pending donation. The same showing of the form sent again meets `donations_form_nonce_key`.
///
/// # Errors
/// When the form was sent before, or the database does not do it.
pub async fn add(db: impl PgExecutor<'_>, keys: &Keys, nonce: Uuid, new: &NewDonation) -> sqlx::Result<()> {
    let id = Uuid::now_v7();
    sqlx::query!(
        "insert into donations (id, form_nonce, language, currency, amount_minor, name_sealed, mail_sealed)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        nonce,
        new.language.tag(),
        new.amount.currency().code(),
        new.amount.minor(),
        new.name.as_deref().map(|name| keys.seal(place(id, "name_sealed"), name)),
        new.mail.as_deref().map(|mail| keys.seal(place(id, "mail_sealed"), mail)),
    )
    .execute(db)
    .await?;
    Ok(())
}

macro_rules! donation {
    ($where:literal, $($value:expr),*) => {
        sqlx::query_as!(
            Donation,
            "select id, language, currency, amount_minor, name_sealed, mail_sealed, state, attempt, asked_at, checkout_session_id,
                    checkout_url, checkout_expires_at, payment_intent_id, flag, paid_at, created_at from donations " + $where,
            $($value),*
        )
    };
}

/// The donation of one showing of the form.
///
/// # Errors
/// When the database does not do it.
pub async fn find_by_nonce(db: impl PgExecutor<'_>, nonce: Uuid) -> sqlx::Result<Option<Donation>> {
    donation!("where form_nonce = $1", nonce).fetch_optional(db).await
}

/// The donation of a checkout session.
///
/// # Errors
/// When the database does not do it.
pub async fn find_by_session(db: impl PgExecutor<'_>, session_id: &str) -> sqlx::Result<Option<Donation>> {
    donation!("where checkout_session_id = $1", session_id).fetch_optional(db).await
}

/// A donation.
///
/// # Errors
/// When the database does not do it.
pub async fn find(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Donation>> {
    donation!("where id = $1", id).fetch_optional(db).await
}

/// A donation that nobody else may change until the transaction ends.
///
/// # Errors
/// When the database does not do it.
pub async fn find_for_update(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Donation>> {
    donation!("where id = $1 for update", id).fetch_optional(db).await
}

/// The newest donations after a place in the list, for staff.
///
/// # Errors
/// When the database does not do it.
pub async fn list(
    db: impl PgExecutor<'_>,
    before: Option<(OffsetDateTime, Uuid)>,
    count: i64,
) -> sqlx::Result<Vec<Donation>> {
    let (time, id) = before.unzip();
    donation!(
        "where (created_at, id) < (coalesce($1::timestamptz, 'infinity'), coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
         order by created_at desc, id desc limit $3",
        time,
        id,
        count
    )
    .fetch_all(db)
    .await
}

/// Moves a pending donation to its next checkout, with what the donor chose now. Says `false` if another sending was
/// quicker: then the row has a checkout that the caller did not see and did not close.
///
/// # Errors
/// When the database does not do it.
pub async fn begin_attempt(
    db: impl PgExecutor<'_>,
    keys: &Keys,
    old: &Donation,
    new: &NewDonation,
) -> sqlx::Result<bool> {
    let changed = sqlx::query!(
        "update donations set attempt = attempt + 1, asked_at = now(), checkout_session_id = null, checkout_url = null,
                checkout_expires_at = null, currency = $3, amount_minor = $4, name_sealed = $5, mail_sealed = $6, language = $7
         where id = $1 and attempt = $2 and state = 'pending' and checkout_session_id is not distinct from $8",
        old.id,
        old.attempt,
        new.amount.currency().code(),
        new.amount.minor(),
        new.name.as_deref().map(|name| keys.seal(place(old.id, "name_sealed"), name)),
        new.mail.as_deref().map(|mail| keys.seal(place(old.id, "mail_sealed"), mail)),
        new.language.tag(),
        old.checkout_session_id,
    )
    .execute(db)
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Keeps the checkout session of an attempt. Says whether that attempt is still the present one.
///
/// # Errors
/// When the database does not do it.
pub async fn save_checkout(
    db: impl PgExecutor<'_>,
    id: Uuid,
    attempt: i32,
    session: &CheckoutSession,
) -> sqlx::Result<bool> {
    let expires_at = OffsetDateTime::from_unix_timestamp(session.expires_at).ok();
    let saved = sqlx::query!(
        "update donations set checkout_session_id = $3, checkout_url = $4, checkout_expires_at = $5
         where id = $1 and attempt = $2 and state = 'pending'",
        id,
        attempt,
        session.id,
        session.url,
        expires_at,
    )
    .execute(db)
    .await?;
    Ok(saved.rows_affected() == 1)
}

/// Gives up an attempt whose request Stripe answered with a fault: it would repeat the fault under the same key.
///
/// # Errors
/// When the database does not do it.
pub async fn skip_attempt(db: impl PgExecutor<'_>, id: Uuid, attempt: i32) -> sqlx::Result<()> {
    sqlx::query!(
        "update donations set attempt = attempt + 1, asked_at = now()
         where id = $1 and attempt = $2 and state = 'pending' and checkout_session_id is null",
        id,
        attempt,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether Stripe may be asked about a donation because its donor came back: at most every three seconds.
///
/// # Errors
/// When the database does not do it.
pub async fn may_check(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<bool> {
    let marked = sqlx::query!(
        "update donations set checked_at = now()
         where id = $1 and (checked_at is null or checked_at < now() - interval '3 seconds')",
        id,
    )
    .execute(db)
    .await?;
    Ok(marked.rows_affected() == 1)
}

/// Holds other workers off an object of Stripe until the transaction ends.
///
/// # Errors
/// When the database does not do it.
pub async fn lock_object(db: &mut PgConnection, object_id: &str) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0))", object_id).execute(db).await?;
    Ok(())
}

/// The same without waiting: says `false` if somebody else holds the object.
///
/// # Errors
/// When the database does not do it.
pub async fn try_lock_object(db: &mut PgConnection, object_id: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as "locked!""#, object_id)
        .fetch_one(db)
        .await
}

/// Marks a donation as paid. Money that is there overrules every other state.
///
/// # Errors
/// When the database does not do it.
pub async fn mark_paid(db: impl PgExecutor<'_>, id: Uuid, payment_intent_id: Option<&str>) -> sqlx::Result<()> {
    sqlx::query!(
        "update donations set state = 'paid', paid_at = coalesce(paid_at, now()), checkout_url = null,
                payment_intent_id = coalesce(payment_intent_id, $2)
         where id = $1",
        id,
        payment_intent_id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Asks staff to look at a donation, beside what it was flagged for before.
///
/// # Errors
/// When the database does not do it.
pub async fn add_flag(db: impl PgExecutor<'_>, id: Uuid, flag: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update donations set flag = concat_ws(', ', flag, $2) where id = $1 and coalesce(strpos(flag, $2), 0) = 0",
        id,
        flag,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Marks a donation for whose present checkout the bank takes its time.
///
/// # Errors
/// When the database does not do it.
pub async fn mark_processing(db: impl PgExecutor<'_>, id: Uuid, session_id: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update donations set state = 'processing' where id = $1 and state = 'pending'
         and coalesce(checkout_session_id, $2) = $2",
        id,
        session_id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Marks a donation whose delayed payment failed.
///
/// # Errors
/// When the database does not do it.
pub async fn mark_failed(db: impl PgExecutor<'_>, id: Uuid, session_id: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update donations set state = 'failed' where id = $1 and state in ('pending', 'processing')
         and coalesce(checkout_session_id, $2) = $2",
        id,
        session_id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Marks a donation whose present checkout closed without a payment.
///
/// # Errors
/// When the database does not do it.
pub async fn mark_expired(db: impl PgExecutor<'_>, id: Uuid, session_id: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update donations set state = 'expired' where id = $1 and state = 'pending' and checkout_session_id = $2",
        id,
        session_id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets who began a gift and did not finish it.
///
/// # Errors
/// When the database does not do it.
pub async fn forget_unfinished(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update donations set name_sealed = null, mail_sealed = null, checkout_url = null
         where state in ('pending', 'failed', 'expired') and created_at < $1
           and (name_sealed is not null or mail_sealed is not null or checkout_url is not null)",
        now - UNFINISHED_KEPT,
    )
    .execute(db)
    .await?;
    Ok(())
}
