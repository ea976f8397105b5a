//! From a payment to its donation. Refunds, disputes and warnings name only the payment, and may be heard of before it.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    donations::{
        donation::Donation,
        effects::{
            invoice::{self, InvoiceLook},
            queries::lock_gift,
            session::{self, SessionLook},
        },
        queries,
    },
    error::Error,
    state::AppState,
};

/// Where a payment comes from.
pub(super) enum Origin {
    /// A donation of this gift, which is booked.
    Booked(Uuid),
    /// It is not booked yet; this checkout or invoice was paid by it.
    Session(Box<SessionLook>),
    Invoice(Box<InvoiceLook>),
    /// Another system that uses the same account at Stripe.
    Foreign,
}

/// What came of looking for a payment's donation.
pub(super) enum Found {
    Donation(Box<Donation>),
    /// It names a donation that this database does not hold.
    Unknown,
    Foreign,
}

/// Looks where a payment comes from. If its gift is not booked yet, Stripe is asked.
pub(super) async fn look(state: &AppState, payment_intent_id: Option<&str>) -> Result<Origin, Error> {
    let Some(payment_intent_id) = payment_intent_id else { return Ok(Origin::Foreign) };
    match queries::find_by_payment(&state.db, payment_intent_id).await? {
        Some(donation) if donation.has_money() => return Ok(Origin::Booked(donation.gift_id())),
        _ => {}
    }
    if let Some(session) = state.stripe.checkout_of_payment(payment_intent_id).await? {
        let look = session::look(state, &session.id).await?;
        return Ok(if look.is_ours() { Origin::Session(Box::new(look)) } else { Origin::Foreign });
    }
    let Some(invoice_id) = state.stripe.invoice_of_payment(payment_intent_id).await? else {
        return Ok(Origin::Foreign);
    };
    let look = invoice::look(state, &invoice_id).await?;
    Ok(if look.gift_id().is_some() { Origin::Invoice(Box::new(look)) } else { Origin::Foreign })
}

/// Whether a payment names a donation of ours, also one that this database does not hold.
pub(crate) async fn is_payment_of_ours(state: &AppState, payment_intent_id: &str) -> Result<bool, Error> {
    Ok(!matches!(look(state, Some(payment_intent_id)).await?, Origin::Foreign))
}

impl Origin {
    /// Locks the gift and gives the donation of the payment, with its gift booked.
    pub(super) async fn ensure_booked(
        &self,
        state: &AppState,
        db: &mut PgConnection,
        payment_intent_id: Option<&str>,
    ) -> Result<Found, Error> {
        match self {
            Self::Booked(gift_id) => lock_gift(&mut *db, *gift_id).await?,
            Self::Session(look) => drop(look.apply(state, db).await?),
            Self::Invoice(look) => drop(look.apply(state, db).await?),
            Self::Foreign => return Ok(Found::Foreign),
        }
        let Some(payment_intent_id) = payment_intent_id else { return Ok(Found::Foreign) };
        let Some(donation) = queries::find_by_payment(&mut *db, payment_intent_id).await? else {
            return Ok(Found::Unknown);
        };
        // Whoever books locks the donation first, then the ledger.
        let donation = queries::find_for_update(db, donation.id).await?;
        Ok(donation.map_or(Found::Unknown, |donation| Found::Donation(Box::new(donation))))
    }
}
