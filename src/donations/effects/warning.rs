//! A card network's warning that a payment may be fraudulent: staff give it back before a dispute costs more.

use sqlx::PgConnection;

use crate::{
    alerts::{self, AlertKind},
    donations::{
        effects::{Outcome, origin},
        queries,
    },
    error::Error,
    state::AppState,
};

/// Flags the donation of the payment, and tells staff.
pub(crate) async fn apply(state: &AppState, db: &mut PgConnection, payment_intent_id: &str) -> Result<Outcome, Error> {
    let donation = origin::ensure_booked(state, db, payment_intent_id).await?;
    let donation_id = donation.map(|donation| donation.id);
    if let Some(id) = donation_id {
        queries::add_flag(&mut *db, id, "fraud warning").await?;
    }
    alerts::raise(state, db, AlertKind::FraudWarning, payment_intent_id, donation_id).await?;
    Ok(Outcome::FraudWarning)
}
