//! What a checkout session means for a donation and for the ledger. The worker and the thanks page run the same function.

use sqlx::PgConnection;
use time::OffsetDateTime;

use crate::{
    donations::{booking, donation::Donation, queries},
    error::Error,
    ledger::{Kind, NewEntry},
    state::AppState,
    stripe::CheckoutSession,
};

/// Fetches a checkout session under its lock and applies its present state. May run any number of times, anywhere.
/// Says in a few words what came of it.
///
/// # Errors
/// When the database or Stripe is away; nothing is changed then.
pub async fn fulfil(
    state: &AppState,
    db: &mut PgConnection,
    session_id: &str,
    event: Option<&str>,
) -> Result<&'static str, Error> {
    queries::lock_object(db, session_id).await?;
    let session = state.stripe.checkout(session_id).await?;
    apply(state, db, &session, event).await
}

/// The same for a visitor, who holds no connection while Stripe answers and waits for nobody: states only move forward,
/// so an answer that is a moment old does no harm. Says whether Stripe was asked.
///
/// # Errors
/// When the database or Stripe is away; nothing is changed then.
pub async fn fulfil_for_visitor(state: &AppState, donation: &Donation, session_id: &str) -> Result<bool, Error> {
    let Ok(_place) = state.visits_to_stripe.try_acquire() else { return Ok(false) };
    if !queries::may_check(&state.db, donation.id).await? {
        return Ok(false);
    }
    let session = state.stripe.checkout(session_id).await?;
    let mut tx = state.db.begin().await?;
    if queries::try_lock_object(&mut tx, session_id).await? {
        apply(state, &mut tx, &session, None).await?;
        tx.commit().await?;
    }
    Ok(true)
}

async fn apply(
    state: &AppState,
    db: &mut PgConnection,
    session: &CheckoutSession,
    event: Option<&str>,
) -> Result<&'static str, Error> {
    let Some(donation_id) = session.donation_id() else {
        return Ok("not ours: no reference");
    };
    let Some(donation) = queries::find_for_update(&mut *db, donation_id).await? else {
        return Ok("not ours: unknown reference");
    };
    if session.is_paid() {
        return book(state, db, &donation, session).await;
    }
    // A session that was completed and is not paid waits for the bank; only the event tells that the bank said no.
    if event == Some("checkout.session.async_payment_failed") {
        queries::mark_failed(db, donation.id, &session.id).await?;
        return Ok("failed");
    }
    if session.is_complete() {
        queries::mark_processing(db, donation.id, &session.id).await?;
        return Ok("processing");
    }
    if session.is_expired() {
        queries::mark_expired(db, donation.id, &session.id).await?;
        return Ok("expired");
    }
    Ok("open")
}

/// Books the money as Stripe says; where that differs from what the donor chose, staff are told.
async fn book(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    session: &CheckoutSession,
) -> Result<&'static str, Error> {
    let Some(amount) = session.amount() else {
        tracing::error!(donation = %donation.id, "a paid session has no amount in a currency that we know");
        queries::add_flag(db, donation.id, "paid in an unknown currency").await?;
        return Ok("unknown currency");
    };
    let source_id = session.payment_intent.as_deref().unwrap_or(&session.id);
    let entry = NewEntry {
        donation_id: donation.id,
        kind: Kind::Charge,
        amount,
        source: "stripe",
        source_id,
        occurred_at: OffsetDateTime::from_unix_timestamp(session.created).unwrap_or(donation.created_at),
    };
    let is_new = booking::book(state, db, donation, &entry).await?;
    let flags = [("amount differs", donation.amount() != Some(amount)), ("paid twice", is_new && donation.has_money())];
    for (flag, _) in flags.into_iter().filter(|(_, holds)| *holds) {
        tracing::warn!(donation = %donation.id, flag, "a donation needs a look");
        queries::add_flag(&mut *db, donation.id, flag).await?;
    }
    if let Some(payment_intent_id) = &session.payment_intent {
        queries::save_payment(&mut *db, donation.id, payment_intent_id).await?;
    }
    Ok("paid")
}
