//! A card network's warning that a payment may be fraudulent: staff give it back before a dispute costs more.

use sqlx::PgConnection;

use crate::{
    alerts::{self, AlertKind},
    donations::{
        effects::{
            Outcome,
            origin::{self, Found, Origin},
        },
        flag::Flag,
        queries,
    },
    error::Error,
    state::AppState,
};

/// A payment of which a card network warns, with its origin.
pub(crate) struct WarningLook<'a> {
    payment_intent_id: &'a str,
    origin: Origin,
}

/// Looks whose payment it is.
pub(crate) async fn look<'a>(state: &AppState, payment_intent_id: &'a str) -> Result<WarningLook<'a>, Error> {
    Ok(WarningLook { payment_intent_id, origin: origin::look(state, Some(payment_intent_id)).await? })
}

impl WarningLook<'_> {
    /// Flags the donation of the payment, and tells staff.
    pub(crate) async fn apply(&self, state: &AppState, db: &mut PgConnection) -> Result<Outcome, Error> {
        let payment_intent_id = self.payment_intent_id;
        let donation_id = match self.origin.ensure_booked(state, db, Some(payment_intent_id)).await? {
            Found::Donation(donation) => Some(donation.id),
            Found::Unknown => None,
            Found::Foreign => return Ok(Outcome::Foreign),
        };
        if let Some(id) = donation_id {
            queries::add_flag(&mut *db, id, Flag::FraudWarning).await?;
        }
        alerts::raise(state, db, AlertKind::FraudWarning, payment_intent_id, donation_id).await?;
        Ok(Outcome::FraudWarning)
    }
}
