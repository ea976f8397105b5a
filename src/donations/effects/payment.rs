//! A payment: the charge that it books, and the fee.

use sqlx::PgConnection;
use time::OffsetDateTime;

use crate::{
    alerts::{self, AlertKind},
    database,
    donations::{
        booking::{self, Booked},
        donation::Donation,
        effects::queries::lock_gift,
        queries,
    },
    error::Error,
    ledger::{self, Kind, NewEntry, Source},
    money::Amount,
    state::AppState,
    stripe::objects::{Payment, amount, moment},
};

/// Books a gift that arrived, and its fee if Stripe tells it yet. The money moved when it was charged; `otherwise_at`
/// counts where no charge is known. A sum that Stripe cannot have charged stays out of the public total until staff have
/// looked at it.
pub(crate) async fn book(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    (source_id, gift): (&str, Amount),
    payment: Option<&Payment>,
    otherwise_at: OffsetDateTime,
) -> Result<Booked, Error> {
    let charge = payment.and_then(|payment| payment.latest_charge.as_ref());
    let entry = NewEntry {
        donation_id: donation.id,
        kind: Kind::Charge,
        amount: gift,
        source: Source::Stripe,
        source_id,
        occurred_at: charge.and_then(|charge| moment(charge.created)).unwrap_or(otherwise_at),
    };
    if gift.minor() > Amount::MAXIMUM_MINOR {
        queries::hold_back(&mut *db, donation.id).await?;
        alerts::raise(state, db, AlertKind::OddDonation, &donation.id.to_string(), Some(donation.id)).await?;
    }
    let booked = booking::book(state, db, donation, &entry).await?;
    if let Some(payment) = payment {
        queries::save_payment(&mut *db, donation.id, &payment.id).await?;
    }
    let Some(transaction) = charge.and_then(|charge| charge.balance_transaction.as_ref()) else { return Ok(booked) };
    if let Some(fee) = amount(-transaction.fee, &transaction.currency).filter(|fee| fee.minor() != 0) {
        let occurred_at = moment(transaction.created).unwrap_or(entry.occurred_at);
        ledger::queries::append(db, &NewEntry { kind: Kind::Fee, amount: fee, occurred_at, ..entry }).await?;
    }
    Ok(booked)
}

/// Books the fee of a gift that was booked before Stripe told it.
pub(crate) async fn book_late_fee(state: &AppState, payment_intent_id: &str) -> Result<(), Error> {
    let payment = state.stripe.payment(payment_intent_id).await?;
    let mut tx = database::begin(&state.db).await?;
    let Some(donation) = queries::find_by_payment(&mut *tx, payment_intent_id).await? else { return Ok(()) };
    lock_gift(&mut *tx, donation.gift_id()).await?;
    let entries = ledger::queries::list_of(&mut *tx, donation.id).await?;
    let Some(gift) = entries.iter().find(|entry| entry.kind == Kind::Charge) else { return Ok(()) };
    let Some(amount) = gift.amount() else { return Ok(()) };
    book(state, &mut tx, &donation, (&gift.source_id, amount), Some(&payment), gift.occurred_at).await?;
    tx.commit().await?;
    Ok(())
}
