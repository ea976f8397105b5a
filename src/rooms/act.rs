//! Something that a member of staff does: the change and its entry in the audit log are one transaction, so there is no
//! act without an entry.

use sqlx::{PgConnection, Postgres, Transaction};
use uuid::Uuid;

use crate::{
    audit::{self, Action, Cause, NewEntry},
    database,
    error::Error,
    rooms::pass::{Access, Pass},
    state::AppState,
};

/// An act that has begun. Dropped without [`Act::record`], it leaves nothing behind.
pub(crate) struct Act<'a, R> {
    tx: Transaction<'static, Postgres>,
    pass: &'a Pass<R>,
}

impl<'a, R: Access> Act<'a, R> {
    /// Begins the transaction.
    pub(crate) async fn begin(state: &AppState, pass: &'a Pass<R>) -> sqlx::Result<Self> {
        Ok(Self { tx: database::begin(&state.db).await?, pass })
    }

    /// Where the change is made.
    pub(crate) fn db(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    /// Writes the entry and commits.
    pub(crate) async fn record(self, action: Action, subject_id: Uuid) -> Result<(), Error> {
        self.record_about(action, Some(subject_id)).await
    }

    /// The same where staff were asked why: the row of this id keeps the reason.
    pub(crate) async fn record_with_reason(
        self,
        action: Action,
        subject_id: Uuid,
        reason_id: Uuid,
    ) -> Result<(), Error> {
        let entry = self.pass.entry(action, Some(subject_id)).with_reason(reason_id);
        self.close(&entry).await
    }

    /// Writes that it did not come about, and commits.
    pub(crate) async fn record_failure(self, action: Action, subject_id: Uuid, cause: Cause) -> Result<(), Error> {
        let entry = self.pass.entry(action, Some(subject_id)).failed(cause);
        self.close(&entry).await
    }

    /// The same where the act may be about nothing, such as a search that found nothing.
    pub(crate) async fn record_about(self, action: Action, subject_id: Option<Uuid>) -> Result<(), Error> {
        let entry = self.pass.entry(action, subject_id);
        self.close(&entry).await
    }

    async fn close(mut self, entry: &NewEntry) -> Result<(), Error> {
        audit::queries::append(&mut self.tx, entry).await?;
        self.tx.commit().await?;
        Ok(())
    }
}
