//! The list of events at Stripe, read for those that were not delivered. They go the way of those that were: into the
//! inbox, with the job that applies them.

use time::{Duration, OffsetDateTime};

use crate::{
    books::reconcile::{
        Kind, Tally,
        queries::{self, Cursor},
        run::Run,
    },
    donations::events::inbox::{self, Heard},
    error::Error,
    state::AppState,
    stripe::{
        StripeError,
        lists::{EVENTS_KEPT, TYPES_AT_ONCE},
    },
};

/// Events that mean something to us whenever they are heard of.
pub const TYPES: [&str; 26] = [
    "charge.dispute.closed",
    "charge.dispute.created",
    "charge.dispute.funds_reinstated",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.updated",
    "charge.refunded",
    "checkout.session.async_payment_failed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.completed",
    "checkout.session.expired",
    "customer.deleted",
    "customer.subscription.created",
    "customer.subscription.deleted",
    "customer.subscription.paused",
    "customer.subscription.resumed",
    "customer.subscription.updated",
    "invoice.marked_uncollectible",
    "invoice.paid",
    "invoice.payment_action_required",
    "invoice.payment_failed",
    "invoice.voided",
    "invoice_payment.paid",
    "radar.early_fraud_warning.created",
    "refund.created",
    "refund.failed",
    "refund.updated",
];

/// An event that only the webhook tells: read from the list later, it would count as an attack that is over.
pub const TOLD: &str = "payment_intent.payment_failed";

/// What was read is read once more for this long, because an event may enter the list late.
pub(crate) const OVERLAP: Duration = Duration::minutes(60);
/// A little inside of what Stripe keeps, so that no page ends in the middle of what is just being forgotten.
const FURTHEST: Duration = Duration::minutes(EVENTS_KEPT.whole_minutes() - 10);

/// Reads the list, unless that is being done. Says what it came to.
///
/// # Errors
/// When the database or Stripe is away; what was kept stays, and the next run goes on where this one stopped.
pub async fn read(state: &AppState, now: OffsetDateTime) -> Result<Option<Tally>, Error> {
    let Some(run) = Run::begin(state, Kind::Events).await? else { return Ok(None) };
    let done = read_all(state, now).await;
    run.end(state, done).await.map(Some)
}

async fn read_all(state: &AppState, now: OffsetDateTime) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    for types in TYPES.chunks(TYPES_AT_ONCE) {
        let name = types.join(",");
        let mut cursor = queries::find_cursor(&state.db, &name, now - FURTHEST).await?;
        // One that was interrupted is ended first; what happened since then is read by a reading of its own.
        if cursor.reading_after.is_some() {
            read_to_end(state, types, &name, &mut cursor, &mut tally).await?;
        }
        cursor.begin_reading(now);
        read_to_end(state, types, &name, &mut cursor, &mut tally).await?;
    }
    Ok(tally)
}

impl Cursor {
    /// Begins with the newest event, back to where the last reading began and a little further.
    fn begin_reading(&mut self, now: OffsetDateTime) {
        self.reading_began_at = Some(now);
        self.reading_from = Some((self.read_until - OVERLAP).max(now - FURTHEST));
        self.reading_after = None;
    }
}

/// Reads page by page, each kept together with how far the reading came.
async fn read_to_end(
    state: &AppState,
    types: &[&str],
    name: &str,
    cursor: &mut Cursor,
    tally: &mut Tally,
) -> Result<(), Error> {
    let (Some(from), Some(began_at)) = (cursor.reading_from, cursor.reading_began_at) else { return Ok(()) };
    loop {
        let (events, has_more) = match state.stripe.events(types, from, cursor.reading_after.as_deref()).await {
            // The event after which to go on is no longer listed, so nothing older is.
            Err(StripeError::NotFound | StripeError::Refused { .. }) if cursor.reading_after.is_some() => {
                (Vec::new(), false)
            }
            answer => answer?,
        };
        let mut tx = state.db.begin().await?;
        for event in &events {
            let is_new = inbox::keep(state, &mut tx, event, Heard::List).await?;
            *tally = tally.and(is_new);
        }
        cursor.reading_after = events.last().map(|event| event.id.clone()).filter(|_| has_more);
        let is_over = cursor.reading_after.is_none();
        if is_over {
            (cursor.read_until, cursor.reading_began_at, cursor.reading_from) = (began_at, None, None);
        }
        queries::save_cursor(&mut *tx, name, cursor).await?;
        tx.commit().await?;
        if is_over {
            return Ok(());
        }
    }
}
