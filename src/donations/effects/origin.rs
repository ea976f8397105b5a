//! From a payment to its donation. Refunds, disputes and warnings name only the payment, and may be heard of before it.

use sqlx::PgConnection;

use crate::{
    donations::{
        donation::Donation,
        effects::{invoice, session},
        queries,
    },
    error::Error,
    state::AppState,
};

/// The donation of a payment, with its gift booked; none if the payment is not ours. If the gift is not booked yet, the
/// checkout or the invoice that was paid is fetched and applied first.
pub(crate) async fn ensure_booked(
    state: &AppState,
    db: &mut PgConnection,
    payment_intent_id: &str,
) -> Result<Option<Donation>, Error> {
    let known = queries::find_by_payment(&mut *db, payment_intent_id).await?;
    if known.as_ref().is_some_and(Donation::has_money) {
        return Ok(known);
    }
    if let Some(session) = state.stripe.checkout_of_payment(payment_intent_id).await? {
        session::fulfil(state, db, &session.id).await?;
    } else if let Some(invoice_id) = state.stripe.invoice_of_payment(payment_intent_id).await? {
        invoice::apply(state, db, &invoice_id).await?;
    }
    Ok(queries::find_by_payment(db, payment_intent_id).await?)
}
