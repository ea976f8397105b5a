//! What a checkout session means for a donation. The worker, reconciliation and the thanks page run the same function.

use sqlx::PgConnection;

use crate::{
    alerts::{self, AlertKind},
    donations::{
        donation::Donation,
        effects::{invoice, payment},
        queries,
    },
    error::Error,
    outbox::{self, MailKind},
    state::AppState,
    stripe::{
        CheckoutSession,
        objects::{Payment, moment},
    },
};

/// Fetches a checkout session under its lock and applies its present state.
///
/// # Errors
/// When the database or Stripe is away; nothing is changed then.
pub(crate) async fn fulfil(state: &AppState, db: &mut PgConnection, session_id: &str) -> Result<&'static str, Error> {
    queries::lock_object(db, session_id).await?;
    let session = state.stripe.checkout(session_id).await?;
    let payment = payment_of(state, &session).await?;
    apply(state, db, &session, payment.as_ref()).await
}

/// The same for a visitor, who holds no connection while Stripe answers, unless it is the first turn of a monthly gift:
/// states only move forward, so an answer that is a moment old does no harm. If a worker is at it just now, the visitor
/// waits for its end, for as long as the caller gives. Says whether Stripe was asked.
///
/// # Errors
/// When the database or Stripe is away; nothing is changed then.
pub(crate) async fn fulfil_for_visitor(state: &AppState, donation: &Donation, session_id: &str) -> Result<bool, Error> {
    let Ok(_place) = state.visits_to_stripe.try_acquire() else { return Ok(false) };
    if !queries::may_check(&state.db, donation.id).await? {
        return Ok(false);
    }
    let session = state.stripe.checkout(session_id).await?;
    let payment = payment_of(state, &session).await?;
    let mut tx = state.db.begin().await?;
    queries::lock_object(&mut tx, session_id).await?;
    apply(state, &mut tx, &session, payment.as_ref()).await?;
    tx.commit().await?;
    Ok(true)
}

/// The payment of a session that the donor finished: it tells when the money moved, or that it will not.
async fn payment_of(state: &AppState, session: &CheckoutSession) -> Result<Option<Payment>, Error> {
    match &session.payment_intent {
        Some(payment_intent_id) if session.is_paid() || session.is_complete() => {
            Ok(Some(state.stripe.payment(payment_intent_id).await?))
        }
        _ => Ok(None),
    }
}

async fn apply(
    state: &AppState,
    db: &mut PgConnection,
    session: &CheckoutSession,
    payment: Option<&Payment>,
) -> Result<&'static str, Error> {
    let found = match session.donation_id() {
        Some(id) => queries::find_for_update(&mut *db, id).await?,
        None => None,
    };
    let Some(donation) = found else {
        if session.is_paid() {
            alerts::raise(state, db, AlertKind::Orphan, &session.id, None).await?;
        }
        return Ok("not ours: unknown reference");
    };
    // Of a monthly gift the paid bill is the gift, also the first.
    if let (Some(_), Some(invoice_id)) = (&session.subscription, &session.invoice) {
        return invoice::apply(state, db, invoice_id).await;
    }
    if session.is_paid() {
        return book(state, db, &donation, session, payment).await;
    }
    if session.is_complete() {
        return wait(state, db, &donation, session, payment).await;
    }
    if session.is_expired() {
        queries::mark_expired(db, donation.id, &session.id).await?;
        return Ok("expired");
    }
    Ok("open")
}

/// A session that was completed and is not paid waits for the bank, until the payment tells that the bank said no.
async fn wait(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    session: &CheckoutSession,
    payment: Option<&Payment>,
) -> Result<&'static str, Error> {
    if !payment.is_some_and(Payment::has_failed) {
        queries::mark_processing(db, donation.id, &session.id).await?;
        return Ok("processing");
    }
    if queries::mark_failed(&mut *db, donation.id, &session.id).await? && donation.wants_letters() {
        outbox::post(state, db, MailKind::PaymentFailed, donation.id).await?;
    }
    Ok("failed")
}

/// Books the money as Stripe says; where that differs from what the donor chose, staff are told.
async fn book(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    session: &CheckoutSession,
    payment: Option<&Payment>,
) -> Result<&'static str, Error> {
    let Some(amount) = session.amount() else {
        queries::add_flag(&mut *db, donation.id, "paid in an unknown currency").await?;
        alerts::raise(state, db, AlertKind::OddDonation, &donation.id.to_string(), Some(donation.id)).await?;
        return Ok("unknown currency");
    };
    let source_id = session.payment_intent.as_deref().unwrap_or(&session.id);
    let otherwise_at = moment(session.created).unwrap_or(donation.created_at);
    let is_new = payment::book(state, db, donation, (source_id, amount), payment, otherwise_at).await?;
    let flags = [("amount differs", donation.amount() != Some(amount)), ("paid twice", is_new && donation.has_money())];
    for (flag, _) in flags.into_iter().filter(|(_, holds)| *holds) {
        queries::add_flag(&mut *db, donation.id, flag).await?;
        alerts::raise(state, db, AlertKind::OddDonation, &donation.id.to_string(), Some(donation.id)).await?;
    }
    Ok("paid")
}
