//! What a subscription means for its monthly gift. Money is booked by its invoices alone.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    alerts::{self, AlertKind},
    donations::{
        effects::{
            Outcome,
            queries::lock_gift,
            ticket::{Age, Ticket},
        },
        monthly::{self, status::Status},
    },
    error::Error,
    outbox::{self, MailKind},
    state::AppState,
    stripe::{
        StripeError,
        objects::{Subscription, donation_id},
    },
};

/// A subscription as Stripe had it a moment ago; none if it does not exist any more.
pub struct SubscriptionLook {
    ticket: Ticket,
    subscription: Option<Subscription>,
}

/// Asks Stripe for a subscription.
pub async fn look(state: &AppState, subscription_id: &str) -> Result<SubscriptionLook, Error> {
    let ticket = Ticket::draw(state).await?;
    match state.stripe.subscription(subscription_id).await {
        Ok(subscription) => Ok(SubscriptionLook { ticket, subscription: Some(subscription) }),
        Err(StripeError::NotFound) => Ok(SubscriptionLook { ticket, subscription: None }),
        Err(error) => Err(error.into()),
    }
}

impl SubscriptionLook {
    /// The monthly gift that it names.
    pub(crate) fn gift_id(&self) -> Option<Uuid> {
        donation_id(&self.subscription.as_ref()?.metadata)
    }

    pub async fn apply(&self, state: &AppState, db: &mut PgConnection) -> Result<Outcome, Error> {
        let Some(subscription) = &self.subscription else { return Ok(Outcome::Gone) };
        let Some(id) = self.gift_id() else { return Ok(Outcome::Foreign) };
        lock_gift(&mut *db, id).await?;
        let Some(gift) = monthly::queries::find_for_update(&mut *db, id).await? else {
            return Ok(Outcome::UnknownReference);
        };
        // A donor who paid in two checkouts of one gift has two subscriptions: staff must end one.
        if gift.subscription_id.as_deref().is_some_and(|known| known != subscription.id) {
            alerts::raise(state, db, AlertKind::OddDonation, &subscription.id, Some(id)).await?;
            return Ok(Outcome::SecondSubscription);
        }
        if self.ticket.present(db, &subscription.id).await? == Age::Overtaken {
            return Ok(Outcome::Overtaken);
        }
        let status = Status::of(&subscription.status)?;
        monthly::queries::save(&mut *db, id, status, subscription).await?;
        if subscription.is_odd() && !gift.is_odd {
            alerts::raise(state, db, AlertKind::OddDonation, &subscription.id, Some(id)).await?;
        }
        if status == Status::Canceled && gift.status != Status::Canceled {
            outbox::post(state, db, MailKind::MonthlyStopped, id).await?;
        }
        Ok(Outcome::MonthlyGift)
    }
}
