//! What a checkout session means for a donation. The worker, reconciliation and the page after the checkout all use this.

use sqlx::PgConnection;

use crate::{
    alerts::{self, AlertKind},
    database,
    donations::{
        booking::Booked,
        donation::Donation,
        effects::{
            Outcome, donor_mail,
            invoice::{self, InvoiceLook},
            payment,
            queries::lock_gift,
        },
        flag::Flag,
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

/// A checkout session as Stripe had it a moment ago.
pub(crate) struct SessionLook {
    session: CheckoutSession,
    /// The payment of a session that its donor finished. It tells when the money moved, or that it will not move.
    payment: Option<Payment>,
    /// Of a monthly gift, whose paid invoice is the gift, for the first turn as well.
    first_turn: Option<InvoiceLook>,
}

/// Asks Stripe for a checkout session, and for what was paid by it if it is ours.
pub(crate) async fn look(state: &AppState, session_id: &str) -> Result<SessionLook, Error> {
    let session = state.stripe.checkout(session_id).await?;
    let mut look = SessionLook { session, payment: None, first_turn: None };
    if !look.is_ours() {
        return Ok(look);
    }
    let session = &look.session;
    match (&session.payment_intent, &session.invoice) {
        (_, Some(invoice_id)) if session.subscription.is_some() => {
            look.first_turn = Some(invoice::look(state, invoice_id).await?);
        }
        (Some(payment_intent_id), _) if session.is_paid() || session.is_complete() => {
            look.payment = Some(state.stripe.payment(payment_intent_id).await?);
        }
        _ => {}
    }
    Ok(look)
}

/// Looks at a checkout session and applies its present state.
pub(crate) async fn fulfil(state: &AppState, session_id: &str) -> Result<Outcome, Error> {
    let look = look(state, session_id).await?;
    let mut tx = database::begin(&state.db).await?;
    let outcome = look.apply(state, &mut tx).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// Whether a visitor's page shows what Stripe says now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Now,
    /// Stripe was asked a moment ago, or too many visitors ask at once.
    NotNow,
}

/// The same for a visitor. If a worker applies something of the same gift just now, the visitor waits until it is done; the
/// caller limits how long.
pub(crate) async fn fulfil_for_visitor(
    state: &AppState,
    donation: &Donation,
    session_id: &str,
) -> Result<Asked, Error> {
    let Ok(_place) = state.visits_to_stripe.try_acquire() else { return Ok(Asked::NotNow) };
    if queries::begin_look(&state.db, donation.id).await? == Look::TooSoon {
        return Ok(Asked::NotNow);
    }
    fulfil(state, session_id).await?;
    Ok(Asked::Now)
}

impl SessionLook {
    /// Whether it is not of another system that uses the same account at Stripe.
    pub(crate) fn is_ours(&self) -> bool {
        self.session.named().is_some()
    }

    pub(crate) async fn apply(&self, state: &AppState, db: &mut PgConnection) -> Result<Outcome, Error> {
        let session = &self.session;
        if !self.is_ours() {
            return Ok(Outcome::Foreign);
        }
        let Some(id) = session.donation_id() else { return self.orphan(state, db).await };
        lock_gift(&mut *db, id).await?;
        if let Some(turn) = &self.first_turn {
            return turn.apply(state, db).await;
        }
        let Some(donation) = queries::find_for_update(&mut *db, id).await? else {
            return self.orphan(state, db).await;
        };
        let donation = donor_mail::adopt(state, db, donation, session).await?;
        if session.is_paid() {
            return self.book(state, db, &donation).await;
        }
        if session.is_complete() {
            return self.wait(state, db, &donation).await;
        }
        if session.is_expired() {
            queries::mark_expired(db, donation.id, &session.id).await?;
            return Ok(Outcome::Expired);
        }
        Ok(Outcome::Open)
    }

    async fn orphan(&self, state: &AppState, db: &mut PgConnection) -> Result<Outcome, Error> {
        if self.session.is_paid() {
            alerts::raise(state, db, AlertKind::Orphan, &self.session.id, None).await?;
        }
        Ok(Outcome::UnknownReference)
    }

    /// A session that was completed and is not paid waits for the bank, until the payment says that the bank refused.
    async fn wait(&self, state: &AppState, db: &mut PgConnection, donation: &Donation) -> Result<Outcome, Error> {
        let session_id = &self.session.id;
        if !self.payment.as_ref().is_some_and(Payment::has_failed) {
            queries::mark_processing(db, donation.id, session_id).await?;
            return Ok(Outcome::Processing);
        }
        if queries::mark_failed(&mut *db, donation.id, session_id).await? == Marked::Now && donation.wants_letters() {
            outbox::post(state, db, MailKind::PaymentFailed, donation.id).await?;
        }
        Ok(Outcome::Failed)
    }

    /// Books the sum that moved. If it differs from what the donor chose, staff are told.
    async fn book(&self, state: &AppState, db: &mut PgConnection, donation: &Donation) -> Result<Outcome, Error> {
        let session = &self.session;
        let received = self.payment.as_ref().and_then(Payment::received);
        let Some(amount) = received.or_else(|| session.amount()) else {
            queries::add_flag(&mut *db, donation.id, Flag::UnknownCurrency).await?;
            alerts::raise(state, db, AlertKind::OddDonation, &donation.id.to_string(), Some(donation.id)).await?;
            return Ok(Outcome::UnknownCurrency);
        };
        let source_id = session.payment_intent.as_deref().unwrap_or(&session.id);
        let otherwise_at = moment(session.created).unwrap_or(donation.created_at);
        let booked =
            payment::book(state, db, donation, (source_id, amount), self.payment.as_ref(), otherwise_at).await?;
        let is_second = booked == Booked::New && donation.has_money();
        let flags = [(Flag::AmountDiffers, donation.amount() != Some(amount)), (Flag::PaidTwice, is_second)];
        for (flag, _) in flags.into_iter().filter(|(_, holds)| *holds) {
            queries::add_flag(&mut *db, donation.id, flag).await?;
            alerts::raise(state, db, AlertKind::OddDonation, &donation.id.to_string(), Some(donation.id)).await?;
        }
        Ok(Outcome::Paid)
    }
}
