//! A monthly gift as its subscription is now.

use sqlx::PgConnection;

use crate::{
    alerts::{self, AlertKind},
    donations::{monthly, queries},
    error::Error,
    outbox::{self, MailKind},
    state::AppState,
    stripe::{StripeError, objects::donation_id},
};

/// Fetches a subscription and applies its present state. No money is counted here.
///
/// # Errors
/// When the database or Stripe is away; nothing is changed then.
pub async fn apply(state: &AppState, db: &mut PgConnection, subscription_id: &str) -> Result<&'static str, Error> {
    queries::lock_object(db, subscription_id).await?;
    let subscription = match state.stripe.subscription(subscription_id).await {
        Ok(subscription) => subscription,
        Err(StripeError::NotFound) => return Ok("gone"),
        Err(error) => return Err(error.into()),
    };
    let Some(id) = donation_id(&subscription.metadata) else { return Ok("not ours: no reference") };
    let Some(gift) = monthly::queries::find_for_update(&mut *db, id).await? else {
        return Ok("not ours: unknown reference");
    };
    // A donor who was sent to two checkouts and used both has two subscriptions: staff must end one.
    if gift.subscription_id.as_deref().is_some_and(|known| known != subscription.id) {
        alerts::raise(state, db, AlertKind::OddDonation, &subscription.id, Some(id)).await?;
        return Ok("a second subscription");
    }
    monthly::queries::save(&mut *db, id, &subscription).await?;
    if subscription.status == "canceled" && gift.status != "canceled" {
        outbox::post(state, db, MailKind::MonthlyStopped, id).await?;
    }
    Ok("monthly gift")
}
