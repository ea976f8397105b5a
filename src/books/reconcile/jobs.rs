//! The jobs of reconciliation, queued by the clock.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::OffsetDateTime;

use crate::{
    books::reconcile::{books, events, sessions, task::Tally},
    error::Error,
    state::AppState,
};

/// Asks about donations that wait, every five minutes.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct HealSessions {}

/// Reads the list of events, every quarter of an hour.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct ReadEvents {}

/// Compares the books, once a day and when staff ask for it.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct CompareBooks {}

impl CompareBooks {
    /// Queues the job in the caller's transaction.
    pub(crate) async fn enqueue(self, state: &AppState, db: &mut PgConnection) -> Result<(), Error> {
        state.enqueue(db, "compare books".to_owned(), self).await
    }
}

impl TaskHandler for HealSessions {
    const IDENTIFIER: &'static str = "heal_sessions";

    /// One that fails is not repeated: the next one comes soon.
    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let state: AppState = context.get_ext().cloned().ok_or("no state")?;
        tell("donations that waited", sessions::heal(&state, OffsetDateTime::now_utc()).await);
        Ok::<(), String>(())
    }
}

impl TaskHandler for ReadEvents {
    const IDENTIFIER: &'static str = "read_events";

    /// One that fails is not repeated: the next one comes soon.
    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let state: AppState = context.get_ext().cloned().ok_or("no state")?;
        tell("the list of events", events::read(&state, OffsetDateTime::now_utc()).await);
        Ok::<(), String>(())
    }
}

impl TaskHandler for CompareBooks {
    const IDENTIFIER: &'static str = "compare_books";

    /// One that fails is tried again, because the next one is a day away.
    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let state: AppState = context.get_ext().cloned().ok_or("no state")?;
        let done = books::compare(&state, OffsetDateTime::now_utc()).await;
        let failed = done.as_ref().err().map(ToString::to_string);
        tell("the books", done);
        failed.map_or(Ok(()), Err)
    }
}

fn tell(what: &str, done: Result<Option<Tally>, Error>) {
    match done {
        Ok(Some(tally)) if tally.news > 0 => {
            tracing::info!(what, looked_at = tally.looked_at, news = tally.news, "reconciliation found news");
        }
        Ok(_) => {}
        Err(error) => error.log(),
    }
}
