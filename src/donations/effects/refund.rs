//! Money on its way back to a donor, and money that comes back because the donor's bank did not take it.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    alerts::{self, AlertKind},
    database,
    donations::{
        booking::{self, Booked},
        donation::Donation,
        effects::{
            Outcome,
            origin::{self, Found, Origin},
            ticket::{Age, Ticket},
        },
        refunds,
    },
    error::Error,
    ledger::{Kind, NewEntry, Source},
    outbox::{self, MailKind},
    seal::named_id,
    state::AppState,
    stripe::objects::{Refund, amount, moment},
};

/// Refunds of one payment as Stripe had them a moment ago, with the payment's origin.
pub(crate) struct RefundLook {
    ticket: Ticket,
    refunds: Vec<Refund>,
    origin: Origin,
}

/// Asks Stripe for a refund.
pub(crate) async fn look(state: &AppState, refund_id: &str) -> Result<RefundLook, Error> {
    look_at(state, &[refund_id.to_owned()]).await
}

/// Asks Stripe for all refunds of a charge. The event `charge.refunded` names none of them.
pub(crate) async fn look_at_all_of(state: &AppState, charge_id: &str) -> Result<RefundLook, Error> {
    look_at(state, &state.stripe.refunds_of_charge(charge_id).await?).await
}

async fn look_at(state: &AppState, refund_ids: &[String]) -> Result<RefundLook, Error> {
    let ticket = Ticket::draw(state).await?;
    let mut refunds = Vec::with_capacity(refund_ids.len());
    for refund_id in refund_ids {
        refunds.push(state.stripe.refund(refund_id).await?);
    }
    let payment_intent_id = refunds.first().and_then(|refund| refund.payment_intent.as_deref());
    let origin = origin::look(state, payment_intent_id).await?;
    Ok(RefundLook { ticket, refunds, origin })
}

/// Looks at a refund and applies its present state.
pub(crate) async fn fulfil(state: &AppState, refund_id: &str) -> Result<Outcome, Error> {
    let look = look(state, refund_id).await?;
    let mut tx = database::begin(&state.db).await?;
    let outcome = look.apply(state, &mut tx).await?;
    tx.commit().await?;
    Ok(outcome)
}

impl RefundLook {
    pub(crate) async fn apply(&self, state: &AppState, db: &mut PgConnection) -> Result<Outcome, Error> {
        let Some(first) = self.refunds.first() else { return Ok(Outcome::NoMoneyMoved) };
        let donation = match self.origin.ensure_booked(state, db, first.payment_intent.as_deref()).await? {
            Found::Donation(donation) => donation,
            Found::Foreign => return Ok(Outcome::Foreign),
            Found::Unknown => {
                alerts::raise(state, db, AlertKind::Orphan, &first.id, None).await?;
                return Ok(Outcome::UnknownReference);
            }
        };
        let mut outcome = Outcome::Overtaken;
        for refund in &self.refunds {
            if self.ticket.present(db, &refund.id).await? == Age::Overtaken {
                continue;
            }
            let id = row_id(refund);
            refunds::queries::save(&mut *db, id, donation.id, refunds::Status::of(refund)?, refund).await?;
            outcome = book(state, db, &donation, id, refund).await?;
        }
        Ok(if self.refunds.len() > 1 { Outcome::Refunds } else { outcome })
    }
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
