//! A payment that the donor's bank wants back, and what comes back when the bank is not right.

use sqlx::PgConnection;

use crate::{
    alerts::{self, AlertKind},
    donations::{booking, disputes, donation::Donation, effects::payment, queries},
    error::Error,
    ledger::{self, Kind, NewEntry},
    money::Amount,
    state::AppState,
    stripe::objects::{BalanceTransaction, Dispute, amount, moment},
};

/// Fetches a dispute and applies its present state.
///
/// # Errors
/// When the database or Stripe is away; nothing is changed then.
pub(crate) async fn apply(state: &AppState, db: &mut PgConnection, dispute_id: &str) -> Result<&'static str, Error> {
    queries::lock_object(db, dispute_id).await?;
    let dispute = state.stripe.dispute(dispute_id).await?;
    let donation = match &dispute.payment_intent {
        Some(payment_intent_id) => payment::donation_of(state, db, payment_intent_id).await?,
        None => None,
    };
    let Some(donation) = donation else {
        alerts::raise(state, db, AlertKind::Orphan, dispute_id, None).await?;
        return Ok("not ours: unknown payment");
    };
    // The donation before the ledger, as everybody does who books.
    queries::find_for_update(&mut *db, donation.id).await?;
    disputes::queries::save(&mut *db, donation.id, &dispute).await?;
    for transaction in &dispute.balance_transactions {
        book(state, db, &donation, &dispute, transaction).await?;
    }
    if disputes::is_over(&dispute.status) {
        alerts::queries::settle_about(db, AlertKind::Dispute, dispute_id).await?;
        return Ok("dispute over");
    }
    alerts::raise(state, db, AlertKind::Dispute, dispute_id, Some(donation.id)).await?;
    Ok("disputed")
}

/// Every movement of the balance is booked once, with what the processor takes for it. The balance may be of another
/// currency than the gift: then the whole disputed sum moved.
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
        source: "stripe",
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
