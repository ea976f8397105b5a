//! What happens after the answer: the job that applies an event.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use crate::{
    donations::{effects::session::fulfil, events},
    error::Error,
    mail,
    outbox::SendMail,
    state::AppState,
    stripe::is_checkout_id,
};

/// Applies an event of Stripe.
#[derive(Debug, Deserialize, Serialize)]
pub struct ApplyEvent {
    /// The event's id.
    pub event_id: String,
}

impl ApplyEvent {
    /// Queues the job in the caller's transaction, once for each event.
    ///
    /// # Errors
    /// When the database does not do it.
    pub async fn enqueue(self, state: &AppState, db: &mut PgConnection) -> Result<(), Error> {
        let key = format!("event {}", self.event_id);
        state.enqueue(db, key, self).await
    }
}

impl TaskHandler for ApplyEvent {
    const IDENTIFIER: &'static str = "apply_event";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let state: AppState = context.get_ext().cloned().ok_or("no state")?;
        apply_event(&state, &self.event_id).await.map_err(|error| {
            error.log();
            error.to_string()
        })
    }
}

/// Applies an event, unless that was done. The effect and the mark are one transaction.
///
/// # Errors
/// When the database or Stripe is away; the job is tried again later.
pub async fn apply_event(state: &AppState, event_id: &str) -> Result<(), Error> {
    let mut tx = state.db.begin().await?;
    let Some(event) = events::queries::take(&mut *tx, event_id).await? else {
        return Ok(());
    };
    if event.processed_at.is_some() {
        return Ok(());
    }
    let outcome = match event.object_id {
        Some(session_id) if event.kind.starts_with("checkout.session.") && is_checkout_id(&session_id) => {
            fulfil(state, &mut tx, &session_id, Some(&event.kind)).await?
        }
        _ => "nothing to do",
    };
    events::queries::mark_applied(&mut *tx, event_id, outcome).await?;
    tx.commit().await?;
    Ok(())
}

/// Queues again what waits although its time is over, such as events whose job was tried too often.
///
/// # Errors
/// When the database does not do it; the next run does it then.
pub async fn queue_overdue(state: &AppState) -> Result<(), Error> {
    let mut tx = state.db.begin().await?;
    for event_id in events::queries::list_overdue(&mut *tx).await? {
        ApplyEvent { event_id }.enqueue(state, &mut tx).await?;
    }
    for mail_id in mail::queries::list_overdue(&mut *tx).await? {
        SendMail { mail_id }.enqueue(state, &mut tx).await?;
    }
    tx.commit().await?;
    Ok(())
}
