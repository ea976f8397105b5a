//! What a subscription means for its monthly gift. Money is booked by its invoices alone.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    alerts::{self, AlertKind},
    donations::{
        effects::{
            Outcome,
            queries::lock_gift,
            ticket::{Age, Ticket},
        },
        monthly::{self, queries::MonthlyGift, status::Status},
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
    /// The monthly gift that it names or, if somebody took the name away, the one that is known to have it.
    pub(crate) gift_id: Option<Uuid>,
}

/// Asks Stripe for a subscription.
pub async fn look(state: &AppState, subscription_id: &str) -> Result<SubscriptionLook, Error> {
    let ticket = Ticket::draw(state).await?;
    let subscription = match state.stripe.subscription(subscription_id).await {
        Ok(subscription) => Some(subscription),
        Err(StripeError::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let gift_id = match subscription.as_ref().and_then(|subscription| donation_id(&subscription.metadata)) {
        Some(id) => Some(id),
        None => monthly::queries::find_by_subscription(&state.db, subscription_id).await?,
    };
    Ok(SubscriptionLook { ticket, subscription, gift_id })
}

impl SubscriptionLook {
    pub async fn apply(&self, state: &AppState, db: &mut PgConnection) -> Result<Outcome, Error> {
        let Some(subscription) = &self.subscription else { return Ok(Outcome::Gone) };
        let Some(id) = self.gift_id else { return Ok(Outcome::Foreign) };
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
        if gift.subscription_id.is_some() && differs(&gift, subscription) && status != Status::Canceled {
            outbox::post_again(state, db, MailKind::MonthlyChanged, id).await?;
        }
        if status == Status::Canceled && gift.status != Status::Canceled {
            outbox::post(state, db, MailKind::MonthlyStopped, id).await?;
        }
        Ok(Outcome::MonthlyGift)
    }
}

/// Whether the sum, an end or a pause is not what our row says. A pause that is over was no change.
fn differs(gift: &MonthlyGift, subscription: &Subscription) -> bool {
    let is_ahead = |until: &OffsetDateTime| *until > OffsetDateTime::now_utc();
    subscription.amount().is_some_and(|amount| gift.amount() != Some(amount))
        || subscription.ends_at() != gift.cancel_at
        || subscription.rests_until().filter(is_ahead) != gift.paused_until.filter(is_ahead)
}
