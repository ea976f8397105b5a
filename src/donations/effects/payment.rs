//! A payment: the charge and the fee that it books, and the donation that it belongs to.

use sqlx::PgConnection;
use time::OffsetDateTime;

use crate::{
    donations::{booking, donation::Donation, effects, queries},
    error::Error,
    ledger::{self, Kind, NewEntry},
    money::Amount,
    state::AppState,
    stripe::objects::{Payment, amount, moment},
};

/// Books a gift that arrived, and what the processor kept of it as far as it says so yet. The money moved when it was
/// charged. Says whether the gift was new.
pub(crate) async fn book(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    (source_id, gift): (&str, Amount),
    payment: Option<&Payment>,
    otherwise_at: OffsetDateTime,
) -> Result<bool, Error> {
    let charge = payment.and_then(|payment| payment.latest_charge.as_ref());
    let entry = NewEntry {
        donation_id: donation.id,
        kind: Kind::Charge,
        amount: gift,
        source: "stripe",
        source_id,
        occurred_at: charge.and_then(|charge| moment(charge.created)).unwrap_or(otherwise_at),
    };
    let is_new = booking::book(state, db, donation, &entry).await?;
    if let Some(payment) = payment {
        queries::save_payment(&mut *db, donation.id, &payment.id).await?;
    }
    let Some(transaction) = charge.and_then(|charge| charge.balance_transaction.as_ref()) else { return Ok(is_new) };
    if let Some(fee) = amount(-transaction.fee, &transaction.currency).filter(|fee| fee.minor() != 0) {
        let occurred_at = moment(transaction.created).unwrap_or(entry.occurred_at);
        ledger::queries::append(db, &NewEntry { kind: Kind::Fee, amount: fee, occurred_at, ..entry }).await?;
    }
    Ok(is_new)
}

/// The donation of a payment, once its gift is booked; nothing if the payment is none of ours. What was not heard of yet
/// is asked for.
///
/// # Errors
/// When the database or Stripe is away.
pub(crate) async fn donation_of(
    state: &AppState,
    db: &mut PgConnection,
    payment_intent_id: &str,
) -> Result<Option<Donation>, Error> {
    let known = queries::find_by_payment(&mut *db, payment_intent_id).await?;
    if known.as_ref().is_some_and(Donation::has_money) {
        return Ok(known);
    }
    if let Some(session) = state.stripe.checkout_of_payment(payment_intent_id).await? {
        Box::pin(effects::session::fulfil(state, db, &session.id)).await?;
    } else if let Some(invoice_id) = state.stripe.invoice_of_payment(payment_intent_id).await? {
        Box::pin(effects::invoice::apply(state, db, &invoice_id)).await?;
    }
    Ok(queries::find_by_payment(db, payment_intent_id).await?)
}

/// Asks again for the fee of a gift that was booked before Stripe knew it.
///
/// # Errors
/// When the database or Stripe is away.
pub(crate) async fn complete(
    state: &AppState,
    db: &mut PgConnection,
    payment_intent_id: &str,
) -> Result<&'static str, Error> {
    let Some(donation) = queries::find_by_payment(&mut *db, payment_intent_id).await? else { return Ok("not ours") };
    let charges = ledger::queries::list_of(&mut *db, donation.id).await?;
    let Some(charge) = charges.iter().find(|entry| entry.kind == Kind::Charge.word()) else { return Ok("not paid") };
    let Some(gift) = charge.amount() else { return Ok("unknown currency") };
    let payment = state.stripe.payment(payment_intent_id).await?;
    book(state, db, &donation, (&charge.source_id, gift), Some(&payment), charge.occurred_at).await?;
    Ok("fee")
}
