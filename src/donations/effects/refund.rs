//! Money on its way back to a donor, and money that comes back because the donor's bank did not take it.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    alerts::{self, AlertKind},
    donations::{
        booking::{self, Booked},
        donation::Donation,
        effects::{Outcome, origin},
        queries, refunds,
    },
    error::Error,
    ledger::{Kind, NewEntry, Source},
    outbox::{self, MailKind},
    seal::named_id,
    state::AppState,
    stripe::objects::{Refund, amount, moment},
};

/// Fetches a refund and applies its present state.
pub(crate) async fn apply(state: &AppState, db: &mut PgConnection, refund_id: &str) -> Result<Outcome, Error> {
    queries::lock_object(db, refund_id).await?;
    let refund = state.stripe.refund(refund_id).await?;
    take_over(state, db, &refund).await
}

async fn take_over(state: &AppState, db: &mut PgConnection, refund: &Refund) -> Result<Outcome, Error> {
    let donation = match &refund.payment_intent {
        Some(payment_intent_id) => origin::ensure_booked(state, db, payment_intent_id).await?,
        None => None,
    };
    let Some(donation) = donation else {
        alerts::raise(state, db, AlertKind::Orphan, &refund.id, None).await?;
        return Ok(Outcome::UnknownPayment);
    };
    // Whoever books locks the donation first, then the ledger.
    queries::find_for_update(&mut *db, donation.id).await?;
    let id = row_id(refund);
    refunds::queries::save(&mut *db, id, donation.id, refunds::Status::of(refund)?, refund).await?;
    book(state, db, &donation, id, refund).await
}

/// Applies all refunds of a charge. The event `charge.refunded` names none of them.
pub(crate) async fn apply_all_of(state: &AppState, db: &mut PgConnection, charge_id: &str) -> Result<Outcome, Error> {
    let mut ids = state.stripe.refunds_of_charge(charge_id).await?;
    ids.sort_unstable();
    let mut refunds = Vec::with_capacity(ids.len());
    for refund_id in &ids {
        queries::lock_object(db, refund_id).await?;
        refunds.push(state.stripe.refund(refund_id).await?);
    }
    for refund in &refunds {
        take_over(state, db, refund).await?;
    }
    Ok(Outcome::Refunds)
}

/// The id of a refund's row: the one in its metadata if it was asked for here, else one made of its id at Stripe.
fn row_id(refund: &Refund) -> Uuid {
    let ours = refund.metadata.as_ref().and_then(|metadata| metadata.get("refund_id"));
    ours.and_then(|id| id.parse().ok()).unwrap_or_else(|| named_id("refund", &refund.id))
}

/// Books what left the balance at Stripe, and what came back to it.
async fn book(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    row_id: Uuid,
    refund: &Refund,
) -> Result<Outcome, Error> {
    let (Some(_), Some(taken)) = (&refund.balance_transaction, amount(-refund.amount, &refund.currency)) else {
        return Ok(Outcome::NoMoneyMoved);
    };
    let entry = NewEntry {
        donation_id: donation.id,
        kind: Kind::Refund,
        amount: taken,
        source: Source::Stripe,
        source_id: &refund.id,
        occurred_at: moment(refund.created).unwrap_or(donation.created_at),
    };
    if booking::book(state, db, donation, &entry).await? == Booked::New && donation.wants_letters() {
        outbox::post(state, db, MailKind::Refunded, row_id).await?;
    }
    let Some(back) = &refund.failure_balance_transaction else { return Ok(Outcome::Refunded) };
    let given = NewEntry {
        kind: Kind::Reversal,
        amount: amount(refund.amount, &refund.currency).unwrap_or(taken),
        occurred_at: moment(back.created).unwrap_or(entry.occurred_at),
        ..entry
    };
    if booking::book(state, db, donation, &given).await? == Booked::New {
        alerts::raise(state, db, AlertKind::RefundFailed, &refund.id, Some(donation.id)).await?;
    }
    Ok(Outcome::RefundFailed)
}
