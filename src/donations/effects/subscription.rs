//! What a subscription means for its monthly gift.

use sqlx::PgConnection;

use crate::{
    alerts::{self, AlertKind},
    donations::{
        effects::Outcome,
        monthly::{self, status::Status},
        queries,
    },
    error::Error,
    outbox::{self, MailKind},
    state::AppState,
    stripe::{StripeError, objects::donation_id},
};

/// Fetches a subscription and applies its present state. Money is booked by its invoices alone.
pub async fn apply(state: &AppState, db: &mut PgConnection, subscription_id: &str) -> Result<Outcome, Error> {
    queries::lock_object(db, subscription_id).await?;
    let subscription = match state.stripe.subscription(subscription_id).await {
        Ok(subscription) => subscription,
        Err(StripeError::NotFound) => return Ok(Outcome::Gone),
        Err(error) => return Err(error.into()),
    };
    let Some(id) = donation_id(&subscription.metadata) else { return Ok(Outcome::NoReference) };
    let Some(gift) = monthly::queries::find_for_update(&mut *db, id).await? else {
        return Ok(Outcome::UnknownReference);
    };
    // A donor who paid in two checkouts of one gift has two subscriptions: staff must end one.
    if gift.subscription_id.as_deref().is_some_and(|known| known != subscription.id) {
        alerts::raise(state, db, AlertKind::OddDonation, &subscription.id, Some(id)).await?;
        return Ok(Outcome::SecondSubscription);
    }
    let status = Status::of(&subscription.status)?;
    monthly::queries::save(&mut *db, id, status, &subscription).await?;
    if status == Status::Canceled && gift.status != Status::Canceled {
        outbox::post(state, db, MailKind::MonthlyStopped, id).await?;
    }
    Ok(Outcome::MonthlyGift)
}
