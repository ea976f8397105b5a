//! A payment that the donor's bank takes back, and money that comes back because the dispute was won.

use sqlx::PgConnection;

use crate::{
    alerts::{self, AlertKind},
    donations::{
        booking, disputes,
        donation::Donation,
        effects::{
            Outcome,
            origin::{self, Found, Origin},
            ticket::{Age, Ticket},
        },
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

/// A dispute as Stripe had it a moment ago, with the origin of the payment that it is about.
pub(crate) struct DisputeLook {
    ticket: Ticket,
    dispute: Dispute,
    origin: Origin,
}

/// Asks Stripe for a dispute.
pub(crate) async fn look(state: &AppState, dispute_id: &str) -> Result<DisputeLook, Error> {
    let ticket = Ticket::draw(state).await?;
    let dispute = state.stripe.dispute(dispute_id).await?;
    let origin = origin::look(state, dispute.payment_intent.as_deref()).await?;
    Ok(DisputeLook { ticket, dispute, origin })
}

impl DisputeLook {
    pub(crate) async fn apply(&self, state: &AppState, db: &mut PgConnection) -> Result<Outcome, Error> {
        let dispute = &self.dispute;
        let donation = match self.origin.ensure_booked(state, db, dispute.payment_intent.as_deref()).await? {
            Found::Donation(donation) => donation,
            Found::Foreign => return Ok(Outcome::Foreign),
            Found::Unknown => {
                alerts::raise(state, db, AlertKind::Orphan, &dispute.id, None).await?;
                return Ok(Outcome::UnknownReference);
            }
        };
        if self.ticket.present(db, &dispute.id).await? == Age::Overtaken {
            return Ok(Outcome::Overtaken);
        }
        disputes::queries::save(&mut *db, donation.id, dispute).await?;
        for transaction in &dispute.balance_transactions {
            book(state, db, &donation, dispute, transaction).await?;
        }
        if dispute.status.known().is_some_and(DisputeStatus::is_over) {
            alerts::queries::settle_about(db, AlertKind::Dispute, &dispute.id).await?;
            return Ok(Outcome::DisputeOver);
        }
        alerts::raise(state, db, AlertKind::Dispute, &dispute.id, Some(donation.id)).await?;
        Ok(Outcome::Disputed)
    }
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
