//! SQL of donations.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    donations::{
        donation::{Dedication, Donation, DonationState, Method, NewDonation, place},
        flag::Flag,
        mail_index::mail_index,
    },
    language::Language,
    seal::Keys,
    stripe::CheckoutSession,
    words::Word as _,
};

/// How long the personal fields of an unfinished gift are kept.
const UNFINISHED_KEPT: Duration = Duration::days(30);

/// Adds a pending donation, with its monthly gift if it comes every month. Gives its id. If the same showing of the form
/// was sent before, the query fails with `donations_form_nonce_key`.
pub async fn add(db: &mut PgConnection, keys: &Keys, nonce: Uuid, new: &NewDonation) -> sqlx::Result<Uuid> {
    let id = Uuid::now_v7();
    let monthly_gift_id = add_monthly_gift(db, id, new).await?;
    sqlx::query!(
        "insert into donations (id, form_nonce, language, currency, amount_minor, fee_cover_minor, method, monthly_gift_id,
                reference, fund_id, dedication, dedicatee_sealed, message_sealed, is_anonymous, name_sealed, mail_sealed,
                mail_index, wants_mail)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        id,
        nonce,
        new.language as Language,
        new.amount.currency().code(),
        new.amount.minor(),
        new.fee_cover.minor(),
        new.method as Method,
        monthly_gift_id,
        new.reference,
        new.fund_id,
        new.dedication.as_ref().map(|(dedication, _)| *dedication) as Option<Dedication>,
        new.dedication.as_ref().map(|(_, name)| keys.seal(place(id, "dedicatee_sealed"), name)),
        new.message.as_deref().map(|message| keys.seal(place(id, "message_sealed"), message)),
        new.is_anonymous,
        new.name.as_deref().map(|name| keys.seal(place(id, "name_sealed"), name)),
        new.mail.as_deref().map(|mail| keys.seal(place(id, "mail_sealed"), mail)),
        new.mail.as_deref().map(|mail| mail_index(keys, mail).to_vec()),
        new.wants_mail,
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// Adds the monthly gift that a donation begins, if it comes every month; chosen again, it has the new sum. Gives its id.
async fn add_monthly_gift(db: &mut PgConnection, id: Uuid, new: &NewDonation) -> sqlx::Result<Option<Uuid>> {
    if !new.is_monthly {
        return Ok(None);
    }
    sqlx::query!(
        "insert into monthly_gifts (id, currency, amount_minor) values ($1, $2, $3)
         on conflict (id) do update set currency = excluded.currency, amount_minor = excluded.amount_minor",
        id,
        new.amount.currency().code(),
        new.amount.minor(),
    )
    .execute(db)
    .await?;
    Ok(Some(id))
}

macro_rules! donation {
    ($where:literal $(, $value:expr)*) => {
        sqlx::query_as!(
            Donation,
            r#"select id, language as "language: Language", currency, amount_minor, fee_cover_minor, method as "method: Method",
                      monthly_gift_id, invoice_id, reference, fund_id, dedication as "dedication: Dedication",
                      dedicatee_sealed, message_sealed, is_anonymous, name_sealed, mail_sealed, wants_mail,
                      state as "state: DonationState", attempt, asked_at, checkout_session_id, checkout_url,
                      checkout_expires_at, payment_intent_id, flag, paid_at, created_at from donations "# + $where
            $(, $value)*
        )
    };
}

/// The donation that one showing of the form began.
pub(crate) async fn find_by_nonce(db: impl PgExecutor<'_>, nonce: Uuid) -> sqlx::Result<Option<Donation>> {
    donation!("where form_nonce = $1", nonce).fetch_optional(db).await
}

/// The donation of a checkout session.
pub(crate) async fn find_by_session(db: impl PgExecutor<'_>, session_id: &str) -> sqlx::Result<Option<Donation>> {
    donation!("where checkout_session_id = $1", session_id).fetch_optional(db).await
}

pub async fn find(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Donation>> {
    donation!("where id = $1", id).fetch_optional(db).await
}

/// The donation of the code on a bank transfer.
pub async fn find_by_reference(db: impl PgExecutor<'_>, reference: &str) -> sqlx::Result<Option<Donation>> {
    donation!("where reference = $1", reference).fetch_optional(db).await
}

/// A donation, locked against other changes until the transaction ends.
pub(crate) async fn find_for_update(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Donation>> {
    donation!("where id = $1 for update", id).fetch_optional(db).await
}

/// Whether a sending of the form still decides about its donation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    Ours,
    /// Another sending was quicker and began the next attempt.
    Overtaken,
}

impl Attempt {
    fn of(changed_rows: u64) -> Self {
        if changed_rows == 1 { Self::Ours } else { Self::Overtaken }
    }
}

/// Moves a pending donation to its next checkout, with what the donor chose now. If it is overtaken, the row has a checkout
/// that the caller did not see and did not close.
pub(crate) async fn begin_attempt(
    db: &mut PgConnection,
    keys: &Keys,
    old: &Donation,
    new: &NewDonation,
) -> sqlx::Result<Attempt> {
    let monthly_gift_id = add_monthly_gift(db, old.id, new).await?;
    let changed = sqlx::query!(
        "update donations set attempt = attempt + 1, asked_at = now(), checkout_session_id = null, checkout_url = null,
                checkout_expires_at = null, language = $4, currency = $5, amount_minor = $6, fee_cover_minor = $7,
                monthly_gift_id = $8, fund_id = $9, dedication = $10, dedicatee_sealed = $11, message_sealed = $12,
                is_anonymous = $13, name_sealed = $14, mail_sealed = $15, mail_index = $16, wants_mail = $17
         where id = $1 and attempt = $2 and state = 'pending' and checkout_session_id is not distinct from $3",
        old.id,
        old.attempt,
        old.checkout_session_id,
        new.language as Language,
        new.amount.currency().code(),
        new.amount.minor(),
        new.fee_cover.minor(),
        monthly_gift_id,
        new.fund_id,
        new.dedication.as_ref().map(|(dedication, _)| *dedication) as Option<Dedication>,
        new.dedication.as_ref().map(|(_, name)| keys.seal(place(old.id, "dedicatee_sealed"), name)),
        new.message.as_deref().map(|message| keys.seal(place(old.id, "message_sealed"), message)),
        new.is_anonymous,
        new.name.as_deref().map(|name| keys.seal(place(old.id, "name_sealed"), name)),
        new.mail.as_deref().map(|mail| keys.seal(place(old.id, "mail_sealed"), mail)),
        new.mail.as_deref().map(|mail| mail_index(keys, mail).to_vec()),
        new.wants_mail,
    )
    .execute(db)
    .await?;
    Ok(Attempt::of(changed.rows_affected()))
}

/// Keeps the checkout session of an attempt, if that attempt is still the present one.
pub(crate) async fn save_checkout(
    db: impl PgExecutor<'_>,
    id: Uuid,
    attempt: i32,
    session: &CheckoutSession,
) -> sqlx::Result<Attempt> {
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
    Ok(Attempt::of(saved.rows_affected()))
}

/// Goes on to the next attempt, because Stripe answered this one with a fault and would repeat it under the same
/// idempotency key.
pub(crate) async fn skip_attempt(db: impl PgExecutor<'_>, id: Uuid, attempt: i32) -> sqlx::Result<()> {
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

/// Whether Stripe may be asked about a donation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// Yes, and it is noted.
    Begun,
    TooSoon,
}

/// Notes that Stripe is asked about a donation because its donor came back: at most every three seconds.
pub(crate) async fn begin_look(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Look> {
    let marked = sqlx::query!(
        "update donations set checked_at = now()
         where id = $1 and (checked_at is null or checked_at < now() - interval '3 seconds')",
        id,
    )
    .execute(db)
    .await?;
    Ok(if marked.rows_affected() == 1 { Look::Begun } else { Look::TooSoon })
}

/// Keeps the payment by which a donation was paid, so that refunds and disputes find it.
pub(crate) async fn save_payment(db: impl PgExecutor<'_>, id: Uuid, payment_intent_id: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update donations set payment_intent_id = $2 where id = $1 and payment_intent_id is null",
        id,
        payment_intent_id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The donation of a payment. If a donation was paid twice, the second payment is found by its charge in the ledger.
pub(crate) async fn find_by_payment(
    db: impl PgExecutor<'_>,
    payment_intent_id: &str,
) -> sqlx::Result<Option<Donation>> {
    donation!(
        "where id = coalesce((select id from donations where payment_intent_id = $1),
                             (select donation_id from ledger_entries
                              where source = 'stripe' and source_id = $1 and kind = 'charge'))",
        payment_intent_id
    )
    .fetch_optional(db)
    .await
}

/// Adds a reason for which staff should look at a donation; reasons that it has already stay.
pub(crate) async fn add_flag(db: impl PgExecutor<'_>, id: Uuid, flag: Flag) -> sqlx::Result<()> {
    sqlx::query!(
        "update donations set flag = concat_ws(', ', flag, $2) where id = $1 and coalesce(strpos(flag, $2), 0) = 0",
        id,
        flag.word(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps a donation out of the public total until staff have looked at it.
pub(crate) async fn hold_back(db: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update donations set is_held_back = true where id = $1", id).execute(&mut *db).await?;
    add_flag(db, id, Flag::HeldBack).await
}

/// Marks a donation whose present checkout is finished and not paid, because the bank takes its time.
pub(crate) async fn mark_processing(db: impl PgExecutor<'_>, id: Uuid, session_id: &str) -> sqlx::Result<()> {
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

/// Whether a donation stands so because of this call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marked {
    Now,
    /// It stood so before, or moved on.
    NotNow,
}

/// Marks a donation whose delayed payment failed.
pub(crate) async fn mark_failed(db: impl PgExecutor<'_>, id: Uuid, session_id: &str) -> sqlx::Result<Marked> {
    let marked = sqlx::query!(
        "update donations set state = 'failed' where id = $1 and state in ('pending', 'processing')
         and coalesce(checkout_session_id, $2) = $2",
        id,
        session_id,
    )
    .execute(db)
    .await?;
    Ok(if marked.rows_affected() == 1 { Marked::Now } else { Marked::NotNow })
}

/// Marks a donation whose present checkout closed without a payment.
pub(crate) async fn mark_expired(db: impl PgExecutor<'_>, id: Uuid, session_id: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update donations set state = 'expired' where id = $1 and state = 'pending' and checkout_session_id = $2",
        id,
        session_id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps the mail address of a donor who left none with the form.
pub(crate) async fn add_mail(db: impl PgExecutor<'_>, keys: &Keys, id: Uuid, mail: &str) -> sqlx::Result<Marked> {
    let marked = sqlx::query!(
        "update donations set mail_sealed = $2, mail_index = $3 where id = $1 and mail_sealed is null and wants_mail",
        id,
        keys.seal(place(id, "mail_sealed"), mail),
        mail_index(keys, mail).to_vec(),
    )
    .execute(db)
    .await?;
    Ok(if marked.rows_affected() == 1 { Marked::Now } else { Marked::NotNow })
}

/// Erases who began a gift by card and did not finish it.
pub(crate) async fn forget_unfinished(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update donations set name_sealed = null, mail_sealed = null, mail_index = null, dedicatee_sealed = null,
                message_sealed = null, checkout_url = null
         where state in ('pending', 'failed', 'expired') and method = 'card' and created_at < $1
           and (name_sealed is not null or mail_sealed is not null or dedicatee_sealed is not null
                or message_sealed is not null or checkout_url is not null)",
        now - UNFINISHED_KEPT,
    )
    .execute(db)
    .await?;
    Ok(())
}
