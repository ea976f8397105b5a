//! The inbox: an event is kept once, together with the job that applies it, no matter how we heard of it.

use sqlx::PgConnection;

use crate::{
    donations::{
        effects::Outcome,
        events::{
            apply::ApplyEvent,
            queries::{self, Heard, Kept},
        },
    },
    error::Error,
    job::Job as _,
    state::AppState,
    stripe::event::EventEnvelope,
};

/// Keeps an event and queues the job that applies it, in the caller's transaction. An event of another account or mode, or
/// without an object, is kept and not applied.
pub(crate) async fn keep(
    state: &AppState,
    db: &mut PgConnection,
    event: &EventEnvelope,
    heard: Heard,
) -> Result<Kept, Error> {
    if queries::add(&mut *db, event, heard).await? == Kept::Before {
        return Ok(Kept::Before);
    }
    let other_mode = event.livemode.is_some_and(|live| live != state.config.stripe.live);
    if event.is_foreign || other_mode || event.object_id.is_none() {
        tracing::warn!(event = event.id, kind = event.kind, other_mode, "an event was kept and not applied");
        queries::mark_applied(&mut *db, &event.id, Outcome::NotApplied).await?;
    } else {
        ApplyEvent { event_id: event.id.clone() }.enqueue(state, db).await?;
    }
    Ok(Kept::New)
}
