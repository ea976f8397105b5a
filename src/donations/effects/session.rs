//! What a checkout session means for a donation. The worker, reconciliation and the page after the checkout all use this.

use sqlx::PgConnection;

use crate::{
    alerts::{self, AlertKind},
    database,
    donations::{
        booking::Booked,
        donation::Donation,
        effects::{Outcome, invoice, payment},
        queries::{self, Look, Marked},
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
pub(crate) async fn fulfil(state: &AppState, db: &mut PgConnection, session_id: &str) -> Result<Outcome, Error> {
    queries::lock_object(db, session_id).await?;
    let session = state.stripe.checkout(session_id).await?;
    let payment = payment_of(state, &session).await?;
    apply(state, db, &session, payment.as_ref()).await
}

/// Whether a visitor's page shows what Stripe says now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Now,
    /// Stripe was asked a moment ago, or too many visitors ask at once.
    NotNow,
}

/// The same for a visitor. Their page holds no database connection while Stripe answers, except for the first turn of a
/// monthly gift. An answer that is a moment old does no harm, because states only move forward. If a worker applies the
/// same session just now, the visitor waits until it is done; the caller limits how long.
pub(crate) async fn fulfil_for_visitor(
    state: &AppState,
    donation: &Donation,
    session_id: &str,
) -> Result<Asked, Error> {
    let Ok(_place) = state.visits_to_stripe.try_acquire() else { return Ok(Asked::NotNow) };
    if queries::begin_look(&state.db, donation.id).await? == Look::TooSoon {
        return Ok(Asked::NotNow);
    }
    let session = state.stripe.checkout(session_id).await?;
    let payment = payment_of(state, &session).await?;
    let mut tx = database::begin(&state.db).await?;
    queries::lock_object(&mut tx, session_id).await?;
    apply(state, &mut tx, &session, payment.as_ref()).await?;
    tx.commit().await?;
    Ok(Asked::Now)
}

/// The payment of a session that its donor finished. It tells when the money moved, or that it will not move.
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
) -> Result<Outcome, Error> {
    let found = match session.donation_id() {
        Some(id) => queries::find_for_update(&mut *db, id).await?,
        None => None,
    };
    let Some(donation) = found else {
        if session.is_paid() {
            alerts::raise(state, db, AlertKind::Orphan, &session.id, None).await?;
        }
        return Ok(Outcome::UnknownReference);
    };
    // Of a monthly gift the paid invoice is the gift, for the first turn as well.
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
        return Ok(Outcome::Expired);
    }
    Ok(Outcome::Open)
}

/// A session that was completed and is not paid waits for the bank, until the payment says that the bank refused.
async fn wait(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    session: &CheckoutSession,
    payment: Option<&Payment>,
) -> Result<Outcome, Error> {
    if !payment.is_some_and(Payment::has_failed) {
        queries::mark_processing(db, donation.id, &session.id).await?;
        return Ok(Outcome::Processing);
    }
    if queries::mark_failed(&mut *db, donation.id, &session.id).await? == Marked::Now && donation.wants_letters() {
        outbox::post(state, db, MailKind::PaymentFailed, donation.id).await?;
    }
    Ok(Outcome::Failed)
}

/// Books the sum that Stripe names. If it differs from what the donor chose, staff are told.
async fn book(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    session: &CheckoutSession,
    payment: Option<&Payment>,
) -> Result<Outcome, Error> {
    let Some(amount) = session.amount() else {
        queries::add_flag(&mut *db, donation.id, "paid in an unknown currency").await?;
        alerts::raise(state, db, AlertKind::OddDonation, &donation.id.to_string(), Some(donation.id)).await?;
        return Ok(Outcome::UnknownCurrency);
    };
    let source_id = session.payment_intent.as_deref().unwrap_or(&session.id);
    let otherwise_at = moment(session.created).unwrap_or(donation.created_at);
    let booked = payment::book(state, db, donation, (source_id, amount), payment, otherwise_at).await?;
    let is_second = booked == Booked::New && donation.has_money();
    let flags = [("amount differs", donation.amount() != Some(amount)), ("paid twice", is_second)];
    for (flag, _) in flags.into_iter().filter(|(_, holds)| *holds) {
        queries::add_flag(&mut *db, donation.id, flag).await?;
        alerts::raise(state, db, AlertKind::OddDonation, &donation.id.to_string(), Some(donation.id)).await?;
    }
    Ok(Outcome::Paid)
}
