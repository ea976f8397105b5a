//! A run: one at a time whatever the number of instances, on record from its first moment, with how it ended.

use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use crate::{
    books::reconcile::{Kind, Tally, queries},
    error::Error,
    state::AppState,
};

/// A run under way. While it lives, no other of its kind runs anywhere: the lock belongs to a connection of its own, which
/// ends with it, also when the instance is killed.
pub(crate) struct Run {
    pub(crate) id: Uuid,
    lock: PgConnection,
}

impl Run {
    /// Begins a run, unless one of its kind runs already.
    pub(crate) async fn begin(state: &AppState, kind: Kind) -> Result<Option<Self>, Error> {
        let mut lock = state.db.acquire().await?.detach();
        if !queries::try_lock(&mut lock, kind).await? {
            lock.close().await?;
            return Ok(None);
        }
        let id = Uuid::now_v7();
        queries::begin_run(&state.db, id, kind).await?;
        Ok(Some(Self { id, lock }))
    }

    /// Ends a run with what it came to, or with the word for why it did not. Hands the outcome on.
    ///
    /// # Errors
    /// What the run met, or when the database does not do it.
    pub(crate) async fn end(self, state: &AppState, done: Result<Tally, Error>) -> Result<Tally, Error> {
        let ended = match &done {
            Ok(tally) => queries::end_run(&state.db, self.id, *tally, None).await,
            Err(error) => queries::end_run(&state.db, self.id, Tally::default(), Some(trouble(error))).await,
        };
        // The lock ends with its connection, however that ends.
        let _ = self.lock.close().await;
        let tally = done?;
        ended?;
        Ok(tally)
    }
}

/// Why a run ended early, as staff read it.
fn trouble(error: &Error) -> &'static str {
    match error {
        Error::Stripe(_) => "Stripe did not answer",
        Error::Database(_) | Error::DatabaseSilent => "the database did not answer",
        _ => "something else went wrong; the log has it",
    }
}
