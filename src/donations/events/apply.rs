//! The job that applies an event, after Stripe got its answer.

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use crate::{
    alerts::{self, AlertKind},
    database,
    donations::{
        effects::{Outcome, dispute, invoice, refund, session, subscription, warning},
        events::queries::{self, AfterFailure, Event, Taken},
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

/// Applies an event, unless that was done. Stripe is asked first; then the effect and the mark that it was applied are one
/// transaction.
pub async fn apply_event(state: &AppState, event_id: &str) -> Result<(), Error> {
    let Some(event) = queries::find_waiting(&state.db, event_id).await? else { return Ok(()) };
    let look = Look::at(state, &event).await?;
    let mut tx = database::begin(&state.db).await?;
    if queries::take(&mut *tx, event_id).await? == Taken::AppliedBefore {
        return Ok(());
    }
    let outcome = look.apply(state, &mut tx).await?;
    queries::mark_applied(&mut *tx, event_id, outcome).await?;
    tx.commit().await?;
    Ok(())
}

/// The object that an event names, as Stripe had it a moment ago; what the event says of it is not used. Events that only
/// repeat what others tell are left out: `payment_intent.succeeded`, `charge.succeeded`, `invoice.payment_succeeded`.
enum Look<'a> {
    Session(Box<session::SessionLook>),
    Invoice(Box<invoice::InvoiceLook>),
    Subscription(Box<subscription::SubscriptionLook>),
    Refund(refund::RefundLook),
    Dispute(Box<dispute::DisputeLook>),
    Warning(warning::WarningLook<'a>),
    DeletedCustomer(&'a str),
    Nothing,
}

impl<'a> Look<'a> {
    async fn at(state: &AppState, event: &'a Event) -> Result<Self, Error> {
        let Some(id) = event.object_id.as_deref() else { return Ok(Self::Nothing) };
        Ok(match event.kind.as_str() {
            kind if kind.starts_with("checkout.session.") && is_checkout_id(id) => {
                Self::Session(Box::new(session::look(state, id).await?))
            }
            "invoice.paid"
            | "invoice.payment_failed"
            | "invoice.payment_action_required"
            | "invoice.voided"
            | "invoice.marked_uncollectible"
            | "invoice_payment.paid"
                if id.starts_with("in_") =>
            {
                Self::Invoice(Box::new(invoice::look(state, id).await?))
            }
            kind if kind.starts_with("customer.subscription.") && id.starts_with("sub_") => {
                Self::Subscription(Box::new(subscription::look(state, id).await?))
            }
            "charge.refunded" if id.starts_with("ch_") || id.starts_with("py_") => {
                Self::Refund(refund::look_at_all_of(state, id).await?)
            }
            kind if kind.starts_with("refund.") => Self::Refund(refund::look(state, id).await?),
            kind if kind.starts_with("charge.dispute.") => Self::Dispute(Box::new(dispute::look(state, id).await?)),
            "radar.early_fraud_warning.created" if id.starts_with("pi_") => {
                Self::Warning(warning::look(state, id).await?)
            }
            "customer.deleted" => Self::DeletedCustomer(id),
            _ => Self::Nothing,
        })
    }

    async fn apply(&self, state: &AppState, db: &mut PgConnection) -> Result<Outcome, Error> {
        match self {
            Self::Session(look) => look.apply(state, db).await,
            Self::Invoice(look) => look.apply(state, db).await,
            Self::Subscription(look) => look.apply(state, db).await,
            Self::Refund(look) => look.apply(state, db).await,
            Self::Dispute(look) => look.apply(state, db).await,
            Self::Warning(look) => look.apply(state, db).await,
            Self::DeletedCustomer(id) => {
                monthly::queries::forget_customer(db, id).await?;
                Ok(Outcome::CustomerForgotten)
            }
            Self::Nothing => Ok(Outcome::NothingToDo),
        }
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
