//! A payment that the donor's bank takes back, and money that comes back because the dispute was won.

use sqlx::PgConnection;

use crate::{
    alerts::{self, AlertKind},
    donations::{
        booking, disputes,
        donation::Donation,
        effects::{Outcome, origin},
        queries,
    },
    error::Error,
    ledger::{self, Kind, NewEntry, Source},
    money::Amount,
    state::AppState,
    stripe::{
        objects::{BalanceTransaction, Dispute, amount, moment},
        words::DisputeStatus,
    },
};

/// Fetches a dispute and applies its present state.
pub(crate) async fn apply(state: &AppState, db: &mut PgConnection, dispute_id: &str) -> Result<Outcome, Error> {
    queries::lock_object(db, dispute_id).await?;
    let dispute = state.stripe.dispute(dispute_id).await?;
    let donation = match &dispute.payment_intent {
        Some(payment_intent_id) => origin::ensure_booked(state, db, payment_intent_id).await?,
        None => None,
    };
    let Some(donation) = donation else {
        alerts::raise(state, db, AlertKind::Orphan, dispute_id, None).await?;
        return Ok(Outcome::UnknownPayment);
    };
    // Whoever books locks the donation first, then the ledger.
    queries::find_for_update(&mut *db, donation.id).await?;
    disputes::queries::save(&mut *db, donation.id, &dispute).await?;
    for transaction in &dispute.balance_transactions {
        book(state, db, &donation, &dispute, transaction).await?;
    }
    if dispute.status.known().is_some_and(DisputeStatus::is_over) {
        alerts::queries::settle_about(db, AlertKind::Dispute, dispute_id).await?;
        return Ok(Outcome::DisputeOver);
    }
    alerts::raise(state, db, AlertKind::Dispute, dispute_id, Some(donation.id)).await?;
    Ok(Outcome::Disputed)
}

/// Books a movement of the balance at Stripe, once, with its fee. If the balance is of another currency than the gift, the
/// whole disputed sum is booked.
async fn book(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    dispute: &Dispute,
    transaction: &BalanceTransaction,
) -> Result<(), Error> {
    let is_taken = transaction.amount < 0;
    let moved = if transaction.currency == dispute.currency {
        transaction.amount
    } else if is_taken {
        -dispute.amount
    } else {
        dispute.amount
    };
    let Some(moved) = amount(moved, &dispute.currency) else { return Ok(()) };
    let entry = NewEntry {
        donation_id: donation.id,
        kind: if is_taken { Kind::Dispute } else { Kind::Reversal },
        amount: moved,
        source: Source::Stripe,
        source_id: &transaction.id,
        occurred_at: moment(transaction.created).unwrap_or(donation.created_at),
    };
    booking::book(state, db, donation, &entry).await?;
    let fee: Option<Amount> = amount(-transaction.fee, &transaction.currency).filter(|fee| fee.minor() != 0);
    if let Some(fee) = fee {
        ledger::queries::append(db, &NewEntry { kind: Kind::Fee, amount: fee, ..entry }).await?;
    }
    Ok(())
}
