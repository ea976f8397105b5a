//! Money on its way back to a donor, and what comes back of it because their bank did not take it.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    alerts::{self, AlertKind},
    donations::{booking, donation::Donation, effects::payment, queries, refunds},
    error::Error,
    ledger::{Kind, NewEntry},
    outbox::{self, MailKind},
    seal::named_id,
    state::AppState,
    stripe::objects::{Refund, amount, moment},
};

/// Fetches a refund and applies its present state.
///
/// # Errors
/// When the database or Stripe is away; nothing is changed then.
pub(crate) async fn apply(state: &AppState, db: &mut PgConnection, refund_id: &str) -> Result<&'static str, Error> {
    queries::lock_object(db, refund_id).await?;
    let refund = state.stripe.refund(refund_id).await?;
    take_over(state, db, &refund).await
}

async fn take_over(state: &AppState, db: &mut PgConnection, refund: &Refund) -> Result<&'static str, Error> {
    let donation = match &refund.payment_intent {
        Some(payment_intent_id) => payment::donation_of(state, db, payment_intent_id).await?,
        None => None,
    };
    let Some(donation) = donation else {
        alerts::raise(state, db, AlertKind::Orphan, &refund.id, None).await?;
        return Ok("not ours: unknown payment");
    };
    // The donation before the ledger, as everybody does who books.
    queries::find_for_update(&mut *db, donation.id).await?;
    let id = row_id(refund);
    refunds::queries::save(&mut *db, id, donation.id, refund).await?;
    book(state, db, &donation, id, refund).await
}

/// Applies all refunds of a charge: the event that tells of them names none.
///
/// # Errors
/// When the database or Stripe is away; nothing is changed then.
pub(crate) async fn apply_all_of(
    state: &AppState,
    db: &mut PgConnection,
    charge_id: &str,
) -> Result<&'static str, Error> {
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
    Ok("refunds")
}

/// The row of a refund: ours if it was asked for here, else one that follows from its name.
fn row_id(refund: &Refund) -> Uuid {
    let ours = refund.metadata.as_ref().and_then(|metadata| metadata.get("refund_id"));
    ours.and_then(|id| id.parse().ok()).unwrap_or_else(|| named_id("refund", &refund.id))
}

/// What left the balance is booked once it left, and what came back once it came back.
async fn book(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    row_id: Uuid,
    refund: &Refund,
) -> Result<&'static str, Error> {
    let (Some(_), Some(taken)) = (&refund.balance_transaction, amount(-refund.amount, &refund.currency)) else {
        return Ok("no money moved");
    };
    let entry = NewEntry {
        donation_id: donation.id,
        kind: Kind::Refund,
        amount: taken,
        source: "stripe",
        source_id: &refund.id,
        occurred_at: moment(refund.created).unwrap_or(donation.created_at),
    };
    if booking::book(state, db, donation, &entry).await? && donation.wants_letters() {
        outbox::post(state, db, MailKind::Refunded, row_id).await?;
    }
    let Some(back) = &refund.failure_balance_transaction else { return Ok("refunded") };
    let given = NewEntry {
        kind: Kind::Reversal,
        amount: amount(refund.amount, &refund.currency).unwrap_or(taken),
        occurred_at: moment(back.created).unwrap_or(entry.occurred_at),
        ..entry
    };
    if booking::book(state, db, donation, &given).await? {
        alerts::raise(state, db, AlertKind::RefundFailed, &refund.id, Some(donation.id)).await?;
    }
    Ok("refund failed")
}
