//! Reads Stripe's list of events for those that were not delivered, and puts them into the inbox like those that were.

use time::{Duration, OffsetDateTime};

use crate::{
    books::reconcile::{
        queries::{self, Cursor},
        run::Run,
        task::{Tally, Task},
    },
    database,
    donations::events::{
        inbox,
        queries::{Heard, Kept},
    },
    error::Error,
    state::AppState,
    stripe::{
        StripeError,
        lists::{EVENTS_KEPT, TYPES_AT_ONCE},
    },
};

/// The events that are applied, no matter how late we hear of them.
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

/// An event that is taken from the webhook alone. Read from the list later, it would count towards an attack that is over.
pub const TOLD: &str = "payment_intent.payment_failed";

/// Each reading begins this long before the last one, because an event may enter the list late.
pub(crate) const OVERLAP: Duration = Duration::minutes(60);
/// A little less than what Stripe keeps, so that no event after which a page goes on is forgotten meanwhile.
const FURTHEST: Duration = Duration::minutes(EVENTS_KEPT.whole_minutes() - 10);

/// Reads the list; none if another instance does it just now. If Stripe or the database goes away, what was kept stays, and
/// the next run goes on where this one stopped.
pub async fn read(state: &AppState, now: OffsetDateTime) -> Result<Option<Tally>, Error> {
    let Some(run) = Run::begin(state, Task::Events).await? else { return Ok(None) };
    let done = read_all(state, now).await;
    run.end(state, done).await.map(Some)
}

async fn read_all(state: &AppState, now: OffsetDateTime) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    for types in TYPES.chunks(TYPES_AT_ONCE) {
        let name = types.join(",");
        let mut cursor = queries::find_cursor(&state.db, &name, now - FURTHEST).await?;
        // A reading that was interrupted is finished first. What happened since then is read after it.
        if cursor.reading_after.is_some() {
            read_to_end(state, types, &name, &mut cursor, &mut tally).await?;
        }
        cursor.begin_reading(now);
        read_to_end(state, types, &name, &mut cursor, &mut tally).await?;
    }
    Ok(tally)
}

impl Cursor {
    /// Begins a reading: from the newest event back to where the last reading began, and a little further.
    fn begin_reading(&mut self, now: OffsetDateTime) {
        self.reading_began_at = Some(now);
        self.reading_from = Some((self.read_until - OVERLAP).max(now - FURTHEST));
        self.reading_after = None;
    }
}

/// Reads page by page. Each page is kept together with how far the reading came, in one transaction.
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
        let mut tx = database::begin(&state.db).await?;
        for event in &events {
            let kept = inbox::keep(state, &mut tx, event, Heard::List).await?;
            *tally = tally.and(kept == Kept::New);
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
