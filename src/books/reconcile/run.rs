//! A run of a task: one at a time however many instances there are, and on record from its beginning to its end.

use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use crate::{
    books::reconcile::{
        queries,
        task::{Tally, Task},
    },
    error::Error,
    state::AppState,
    words::{Word as _, words},
};

/// A run under way. While it lives, no other instance runs its task: it holds a lock on a connection of its own, which ends
/// with it, even if the instance is killed.
pub(crate) struct Run {
    pub(crate) id: Uuid,
    lock: PgConnection,
}

impl Run {
    /// Begins a run; none if one of its task is under way.
    pub(crate) async fn begin(state: &AppState, task: Task) -> Result<Option<Self>, Error> {
        let mut lock = state.db.acquire().await?.detach();
        if !queries::try_lock(&mut lock, task).await? {
            lock.close().await?;
            return Ok(None);
        }
        let id = Uuid::now_v7();
        queries::begin_run(&state.db, id, task).await?;
        Ok(Some(Self { id, lock }))
    }

    /// Notes how a run ended, and hands that on.
    pub(crate) async fn end(mut self, state: &AppState, done: Result<Tally, Error>) -> Result<Tally, Error> {
        let ended = match &done {
            Ok(tally) => queries::end_run(&state.db, self.id, *tally, None).await,
            Err(error) => queries::end_run(&state.db, self.id, Tally::default(), Some(trouble(error).word())).await,
        };
        // Given back by name, because the server may notice a moment late that the connection is closed. If that fails, the
        // lock ends with the connection.
        let _ = queries::unlock(&mut self.lock).await;
        let _ = self.lock.close().await;
        let tally = done?;
        ended?;
        Ok(tally)
    }
}

words! {
    /// Why a run ended early.
    pub(crate) enum RunTrouble {
        Stripe = "Stripe did not answer",
        Database = "the database did not answer",
        Other = "something else went wrong; the log has it",
    }
}

fn trouble(error: &Error) -> RunTrouble {
    match error {
        Error::Stripe(_) => RunTrouble::Stripe,
        Error::Database(_) | Error::DatabaseSilent => RunTrouble::Database,
        _ => RunTrouble::Other,
    }
}
