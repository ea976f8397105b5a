//! Donations that wait: Stripe is asked about each, and its answer is applied like that of an event. So a donation comes
//! right even if its events were not delivered, or if we crashed between our row and Stripe's answer.

use std::collections::HashMap;

use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    books::reconcile::{
        queries::{self, Waiting},
        run::Run,
        task::{Tally, Task},
    },
    donations::{effects::session::fulfil, queries::save_checkout},
    error::Error,
    state::AppState,
    stripe::{CheckoutSession, StripeError},
};

/// Younger donations are left alone: the donor may still be paying, and events may be on their way.
pub(crate) const GRACE: Duration = Duration::minutes(5);
/// A repeated request may make the checkout of a row as late as this. Later than that, its closing time is too near for
/// Stripe to take it.
const STILL_MADE: Duration = Duration::minutes(35);

/// Asks about all donations that wait; none if another instance does it just now. If Stripe or the database goes away, what
/// was applied stays, and the next run goes on.
pub async fn heal(state: &AppState, now: OffsetDateTime) -> Result<Option<Tally>, Error> {
    let Some(run) = Run::begin(state, Task::Sessions).await? else { return Ok(None) };
    let done = heal_all(state, now).await;
    run.end(state, done).await.map(Some)
}

async fn heal_all(state: &AppState, now: OffsetDateTime) -> Result<Tally, Error> {
    let waiting = queries::list_waiting(&state.db, now, now - GRACE).await?;
    let (known, unsaved): (Vec<_>, Vec<_>) =
        waiting.into_iter().partition(|donation| donation.checkout_session_id.is_some());
    let mut tally = Tally::default();
    for donation in &known {
        let session_id = donation.checkout_session_id.as_deref().unwrap_or_default();
        let is_news = ask(state, donation, session_id, now).await?;
        tally = tally.and(is_news);
    }
    for (donation, session) in seek(state, &unsaved).await? {
        tally = tally.and(adopt(state, donation, session, now).await?);
    }
    Ok(tally)
}

/// Applies the present state of a donation's checkout. Gives whether the donation's state changed.
async fn ask(state: &AppState, donation: &Waiting, session_id: &str, now: OffsetDateTime) -> Result<bool, Error> {
    match fulfil(state, session_id).await {
        Ok(_) => Ok(queries::note_asked(&state.db, donation.id, now).await? != Some(donation.state)),
        Err(error) if error.is_database_away() || matches!(error, Error::Stripe(StripeError::Away(_))) => Err(error),
        // A fault of one donation does not hold up the others. It is asked about again, less and less often.
        Err(error) => {
            error.log();
            tracing::warn!(donation = %donation.id, "a checkout could not be looked at");
            queries::note_asked(&state.db, donation.id, now).await?;
            Ok(false)
        }
    }
}

/// The checkouts of donations whose rows name none: we may have been killed before we kept it.
async fn seek<'a>(
    state: &AppState,
    unsaved: &'a [Waiting],
) -> Result<Vec<(&'a Waiting, Option<CheckoutSession>)>, Error> {
    let Some(first) = unsaved.iter().map(|donation| donation.asked_at).min() else { return Ok(Vec::new()) };
    let last = unsaved.iter().map(|donation| donation.asked_at).max().unwrap_or(first);
    let made = state.stripe.checkouts_made(first - GRACE, last + STILL_MADE).await?;
    let mut found: HashMap<Uuid, CheckoutSession> = HashMap::new();
    for session in made {
        let Some(donation_id) = session.donation_id() else { continue };
        let better = found.get(&donation_id).is_none_or(|other| rank(&session) > rank(other));
        if better {
            found.insert(donation_id, session);
        }
    }
    Ok(unsaved.iter().map(|donation| (donation, found.remove(&donation.id))).collect())
}

/// Of several checkouts of a donation, one that was finished comes first, then one that can still be paid.
fn rank(session: &CheckoutSession) -> u8 {
    u8::from(session.is_complete()) * 2 + u8::from(session.is_open())
}

/// Takes the checkout that was found for a donation, or lets the donation expire once none can be made any more. Gives
/// whether the donation's state changed.
async fn adopt(
    state: &AppState,
    donation: &Waiting,
    session: Option<CheckoutSession>,
    now: OffsetDateTime,
) -> Result<bool, Error> {
    match session.filter(|session| !session.is_expired()) {
        Some(session) => {
            let is_same = session.amount_total == Some(donation.amount_minor)
                && session.currency.as_deref() == Some(donation.currency.as_str());
            if is_same {
                save_checkout(&state.db, donation.id, donation.attempt, &session).await?;
            }
            ask(state, donation, &session.id, now).await
        }
        None if now - donation.asked_at > STILL_MADE => {
            Ok(queries::expire_unmade(&state.db, donation.id, donation.attempt).await?)
        }
        None => {
            queries::note_asked(&state.db, donation.id, now).await?;
            Ok(false)
        }
    }
}
