//! The job that applies an event, after Stripe got its answer.

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use crate::{
    alerts::{self, AlertKind},
    database,
    donations::{
        effects::{Outcome, dispute, invoice, refund, session, subscription, warning},
        events::queries::{self, AfterFailure, Event},
        monthly,
    },
    error::Error,
    job::Job,
    state::AppState,
    stripe::is_checkout_id,
};

/// After so many tries an event waits for staff. The pauses between them grow up to hours, so this is most of a day.
const TRIES: i32 = 10;

/// Applies an event of Stripe.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct ApplyEvent {
    pub(crate) event_id: String,
}

impl Job for ApplyEvent {
    const IDENTIFIER: &'static str = "apply_event";

    fn key(&self) -> Option<String> {
        Some(format!("event {}", self.event_id))
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        let Err(error) = apply_event(state, &self.event_id).await else { return Ok(()) };
        match note_failure(state, &self.event_id, &error).await {
            // It waits for staff now, so the queue has nothing to try again.
            Ok(AfterFailure::GivenUp) => {
                error.log();
                Ok(())
            }
            _ => Err(error),
        }
    }
}

/// Applies an event, unless that was done. Its effect and the mark that it was applied are one transaction.
pub async fn apply_event(state: &AppState, event_id: &str) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    let Some(event) = queries::take(&mut *tx, event_id).await? else {
        return Ok(());
    };
    if event.processed_at.is_some() {
        return Ok(());
    }
    let outcome = match &event.object_id {
        Some(object_id) => apply_object(state, &mut tx, &event, object_id).await?,
        None => Outcome::NothingToDo,
    };
    queries::mark_applied(&mut *tx, event_id, outcome).await?;
    tx.commit().await?;
    Ok(())
}

/// Fetches the object that an event names; what the event says of it is not used. Events that only repeat what others tell
/// are left out: `payment_intent.succeeded`, `charge.succeeded`, `invoice.payment_succeeded`.
async fn apply_object(
    state: &AppState,
    db: &mut PgConnection,
    event: &Event,
    object_id: &str,
) -> Result<Outcome, Error> {
    match event.kind.as_str() {
        kind if kind.starts_with("checkout.session.") && is_checkout_id(object_id) => {
            session::fulfil(state, db, object_id).await
        }
        "invoice.paid"
        | "invoice.payment_failed"
        | "invoice.payment_action_required"
        | "invoice.voided"
        | "invoice.marked_uncollectible"
        | "invoice_payment.paid"
            if object_id.starts_with("in_") =>
        {
            invoice::apply(state, db, object_id).await
        }
        kind if kind.starts_with("customer.subscription.") && object_id.starts_with("sub_") => {
            subscription::apply(state, db, object_id).await
        }
        "charge.refunded" if object_id.starts_with("ch_") || object_id.starts_with("py_") => {
            refund::apply_all_of(state, db, object_id).await
        }
        kind if kind.starts_with("refund.") => refund::apply(state, db, object_id).await,
        kind if kind.starts_with("charge.dispute.") => dispute::apply(state, db, object_id).await,
        "radar.early_fraud_warning.created" if object_id.starts_with("pi_") => {
            warning::apply(state, db, object_id).await
        }
        "customer.deleted" => {
            monthly::queries::forget_customer(db, object_id).await?;
            Ok(Outcome::CustomerForgotten)
        }
        _ => Ok(Outcome::NothingToDo),
    }
}

/// Counts a try that failed. After too many, staff are told and nobody tries any more.
async fn note_failure(state: &AppState, event_id: &str, error: &Error) -> Result<AfterFailure, Error> {
    let mut tx = database::begin(&state.db).await?;
    let after = queries::note_failure(&mut *tx, event_id, &error.to_string(), TRIES).await?;
    if after == AfterFailure::GivenUp {
        alerts::raise(state, &mut tx, AlertKind::DeadEvent, event_id, None).await?;
    }
    tx.commit().await?;
    Ok(after)
}

/// Queues the events again that wait for too long, because their job was lost.
pub(crate) async fn queue_overdue(state: &AppState) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    for event_id in queries::list_overdue(&mut *tx).await? {
        ApplyEvent { event_id }.enqueue(state, &mut tx).await?;
    }
    tx.commit().await?;
    Ok(())
}
