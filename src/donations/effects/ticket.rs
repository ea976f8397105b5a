//! The number of a look at Stripe. It is drawn before Stripe is asked, so of two looks at an object, the one with the
//! higher number saw at least all that the events before the other one told.

use sqlx::PgConnection;

use crate::{donations::effects::queries, error::Error, state::AppState};

#[derive(Clone, Copy, Debug)]
pub(super) struct Ticket(i64);

/// How an answer of Stripe stands to those that were applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    Newest,
    /// What it says, and perhaps more, was applied before.
    Overtaken,
}

impl Ticket {
    pub(super) async fn draw(state: &AppState) -> Result<Self, Error> {
        Ok(Self(queries::draw_number(&state.db).await?))
    }

    /// Decides whether what was seen of an object may be applied, under the lock of its gift.
    pub(super) async fn present(self, db: &mut PgConnection, object_id: &str) -> Result<Age, Error> {
        let is_newest = queries::note_look(db, object_id, self.0).await?;
        Ok(if is_newest { Age::Newest } else { Age::Overtaken })
    }
}
