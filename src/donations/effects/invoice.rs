//! The invoice of one turn of a monthly gift. A paid one is a gift, the first turn like every other.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    alerts::{self, AlertKind},
    donations::{
        donation::Donation,
        effects::{Outcome, payment, subscription},
        monthly, queries,
    },
    error::Error,
    outbox::{self, MailKind},
    state::AppState,
    stripe::objects::{Invoice, SubscriptionDetails, donation_id, moment},
};

/// Fetches an invoice and applies its present state, and that of its subscription.
pub(crate) async fn apply(state: &AppState, db: &mut PgConnection, invoice_id: &str) -> Result<Outcome, Error> {
    queries::lock_object(db, invoice_id).await?;
    let invoice = state.stripe.invoice(invoice_id).await?;
    let Some(details) = invoice.subscription() else { return Ok(Outcome::NoMonthlyGift) };
    let Some(id) = find_monthly_gift(state, db, details).await? else {
        if invoice.is_paid() {
            alerts::raise(state, db, AlertKind::Orphan, invoice_id, None).await?;
        }
        return Ok(Outcome::UnknownReference);
    };
    // Before anything is booked, so that nobody waits for Stripe while the ledger is locked.
    subscription::apply(state, db, &details.subscription).await?;
    let outcome = if invoice.is_paid() {
        book(state, db, id, &invoice).await?
    } else if invoice.is_failing() {
        if let Some(failed_turn_id) = monthly::queries::add_failed_turn(db, id, &invoice).await? {
            outbox::post(state, db, MailKind::RenewalFailed, failed_turn_id).await?;
        }
        Outcome::Failing
    } else {
        monthly::queries::settle_failed_turn(&mut *db, invoice_id).await?;
        Outcome::NoMoney
    };
    Ok(outcome)
}

/// The monthly gift that an invoice is for. It may be heard of here before the checkout was, so that its row does not name
/// the subscription yet; then the metadata does.
async fn find_monthly_gift(
    state: &AppState,
    db: &mut PgConnection,
    details: &SubscriptionDetails,
) -> Result<Option<Uuid>, Error> {
    if let Some(id) = monthly::queries::find_by_subscription(&mut *db, &details.subscription).await? {
        return Ok(Some(id));
    }
    let named = match details.metadata.as_ref().and_then(donation_id) {
        Some(id) => Some(id),
        None => donation_id(&state.stripe.subscription(&details.subscription).await?.metadata),
    };
    let Some(id) = named else { return Ok(None) };
    Ok(monthly::queries::find(db, id).await?.map(|gift| gift.id))
}

async fn book(state: &AppState, db: &mut PgConnection, id: Uuid, invoice: &Invoice) -> Result<Outcome, Error> {
    let Some(first) = queries::find_for_update(&mut *db, id).await? else { return Ok(Outcome::NoDonation) };
    let Some(paid) = invoice.paid() else {
        queries::add_flag(&mut *db, id, "paid in an unknown currency").await?;
        alerts::raise(state, db, AlertKind::OddDonation, &invoice.id, Some(id)).await?;
        return Ok(Outcome::UnknownCurrency);
    };
    let made = match invoice.payment_intent() {
        Some(payment_intent_id) => Some(state.stripe.payment(payment_intent_id).await?),
        None => None,
    };
    let turn_id = monthly::queries::add_turn(db, &state.config.keys, &first, invoice, paid).await?;
    let turn: Donation = queries::find_for_update(&mut *db, turn_id).await?.ok_or(Error::NotFound)?;
    if turn.amount() != Some(paid) {
        queries::add_flag(&mut *db, turn_id, "amount differs").await?;
        alerts::raise(state, db, AlertKind::OddDonation, &turn_id.to_string(), Some(turn_id)).await?;
    }
    let otherwise_at = moment(invoice.created).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    payment::book(state, db, &turn, (&invoice.id, paid), made.as_ref(), otherwise_at).await?;
    monthly::queries::settle_failed_turn(db, &invoice.id).await?;
    Ok(Outcome::Paid)
}
