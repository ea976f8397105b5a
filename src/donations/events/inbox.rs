//! The inbox: an event is kept once, together with the job that applies it, however we heard of it.

use sqlx::PgConnection;

use crate::{
    donations::events::{apply::ApplyEvent, queries},
    error::Error,
    job::Job as _,
    state::AppState,
    stripe::event::EventEnvelope,
};

/// How we heard of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// Stripe told us.
    Webhook,
    /// It stood in Stripe's list.
    List,
}

impl Heard {
    /// The word in the database.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Webhook => "webhook",
            Self::List => "list",
        }
    }
}

/// Keeps an event and queues its effect, in the caller's transaction. Says whether it is new. What is not for us, or about
/// nothing, is kept and not applied.
pub(crate) async fn keep(
    state: &AppState,
    db: &mut PgConnection,
    event: &EventEnvelope,
    heard: Heard,
) -> Result<bool, Error> {
    if !queries::add(&mut *db, event, heard.word()).await? {
        return Ok(false);
    }
    let other_mode = event.livemode.is_some_and(|live| live != state.config.stripe.live);
    if event.is_foreign || other_mode || event.object_id.is_none() {
        tracing::warn!(event = event.id, kind = event.kind, other_mode, "an event was kept and not applied");
        queries::mark_applied(&mut *db, &event.id, "not applied").await?;
    } else {
        ApplyEvent { event_id: event.id.clone() }.enqueue(state, db).await?;
    }
    Ok(true)
}
