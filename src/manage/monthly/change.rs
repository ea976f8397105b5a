//! From a donor's change to Stripe: first the row, then the request under its key, then a look at the subscription.

use uuid::Uuid;

use crate::{
    database::{self, within},
    donations::{effects, monthly::queries::MonthlyGift},
    error::Error,
    manage::monthly::{
        form::Change,
        queries::{self, ChangeRow},
    },
    seal::named_id,
    state::AppState,
    stripe::StripeError,
};

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Stripe made it. Our page shows it as soon as Stripe tells us how the subscription stands.
    Done,
    /// Stripe made it before, for the same showing of the page.
    DoneBefore,
    /// Stripe did not make it.
    Refused,
    /// The new sum is too small for Stripe.
    TooSmall,
}

/// Makes a change, once for each showing of the page. Our row of the gift changes only by what Stripe says afterwards.
///
/// # Errors
/// If the database or Stripe is away, or too many donors ask Stripe at once. Sending the same form again does no harm.
pub(crate) async fn make(state: &AppState, gift: &MonthlyGift, nonce: Uuid, change: Change) -> Result<Outcome, Error> {
    let subscription_id = gift.subscription_id.as_deref().ok_or(Error::NotFound)?;
    let row = within(keep(state, gift.id, nonce, change)).await?;
    if row.answered_at.is_some() {
        return Ok(if row.refused { Outcome::Refused } else { Outcome::DoneBefore });
    }
    let _place = state.visits_to_stripe.try_acquire().map_err(|_| StripeError::Away("too many ask".to_owned()))?;
    let outcome = match call(state, subscription_id, &row, change).await {
        Ok(()) => Outcome::Done,
        Err(StripeError::AmountTooSmall) => Outcome::TooSmall,
        Err(error @ (StripeError::Refused { .. } | StripeError::NotFound)) => {
            tracing::error!(monthly_gift = %gift.id, change = %change.kind(), "a donor's change was not made: {error}");
            Outcome::Refused
        }
        Err(error) => {
            if matches!(error, StripeError::Faulty(_)) {
                within(queries::skip_attempt(&state.db, row.id, row.attempt)).await?;
            }
            return Err(error.into());
        }
    };
    within(queries::mark_answered(&state.db, row.id, outcome != Outcome::Done)).await?;
    if let Err(error) = look(state, subscription_id, row.id).await {
        // The event will tell us; until then the page says that it is behind.
        error.log();
    }
    Ok(outcome)
}

/// Keeps the change under an id that follows from the showing and from what is wanted.
async fn keep(state: &AppState, gift_id: Uuid, nonce: Uuid, change: Change) -> Result<ChangeRow, Error> {
    let (amount_minor, until) = match change {
        Change::Amount(amount) => (Some(amount.minor()), None),
        Change::Pause(until) => (None, Some(until)),
        _ => (None, None),
    };
    let until_day = until.map(|until| until.date().to_string()).unwrap_or_default();
    let name = format!("{nonce} {gift_id} {} {}{until_day}", change.kind(), amount_minor.unwrap_or_default());
    let id = named_id("monthly change", &name);
    Ok(queries::add(&state.db, (id, gift_id), change.kind(), amount_minor, until).await?)
}

async fn call(state: &AppState, subscription_id: &str, row: &ChangeRow, change: Change) -> Result<(), StripeError> {
    let (stripe, key) = (&state.stripe, format!("mg-{}-{}", row.id, row.attempt));
    match change {
        Change::Amount(amount) => {
            let subscription = stripe.subscription(subscription_id).await?;
            stripe.change_amount(&subscription, amount, &key).await
        }
        // Under one key a request must not differ, so the row decides.
        Change::Pause(until) => stripe.pause(subscription_id, row.until.unwrap_or(until), &key).await,
        Change::Resume => stripe.resume(subscription_id, &key).await,
        Change::Stop => stripe.stop_at_period_end(subscription_id, true, &key).await,
        Change::GoOn => stripe.stop_at_period_end(subscription_id, false, &key).await,
        Change::StopNow => stripe.stop_now(subscription_id).await,
    }
}

/// Asks Stripe how the subscription stands now, as an event would make us do.
async fn look(state: &AppState, subscription_id: &str, id: Uuid) -> Result<(), Error> {
    let look = effects::subscription::look(state, subscription_id).await?;
    let mut tx = database::begin(&state.db).await?;
    look.apply(state, &mut tx).await?;
    queries::mark_shown(&mut *tx, id).await?;
    tx.commit().await?;
    Ok(())
}
