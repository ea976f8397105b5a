//! The jobs of reconciliation, queued by the clock.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{
    books::reconcile::{books, events, sessions, task::Tally},
    error::Error,
    job::{Clock, Job},
    state::AppState,
};

/// Asks about donations that wait.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct HealSessions {}

/// Reads the list of events.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct ReadEvents {}

/// Compares the books, once a day and when staff ask for it.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct CompareBooks {}

impl Job for HealSessions {
    const IDENTIFIER: &'static str = "heal_sessions";
    const IS_RETRIED: bool = false;

    fn by_the_clock() -> Option<(Clock, Self)> {
        Some((Clock::EveryMinutes(5), Self {}))
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        tell("donations that waited", sessions::heal(state, OffsetDateTime::now_utc()).await?);
        Ok(())
    }
}

impl Job for ReadEvents {
    const IDENTIFIER: &'static str = "read_events";
    const IS_RETRIED: bool = false;

    fn by_the_clock() -> Option<(Clock, Self)> {
        Some((Clock::EveryMinutes(15), Self {}))
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        tell("the list of events", events::read(state, OffsetDateTime::now_utc()).await?);
        Ok(())
    }
}

impl Job for CompareBooks {
    const IDENTIFIER: &'static str = "compare_books";

    /// Half past three at night in Seoul where the server's clock shows UTC, as most do: the queue reads it in local time.
    fn by_the_clock() -> Option<(Clock, Self)> {
        Some((Clock::DailyAt(18, 30), Self {}))
    }

    fn key(&self) -> Option<String> {
        Some("compare books".to_owned())
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        tell("the books", books::compare(state, OffsetDateTime::now_utc()).await?);
        Ok(())
    }
}

fn tell(what: &str, done: Option<Tally>) {
    if let Some(tally) = done.filter(|tally| tally.news > 0) {
        tracing::info!(what, looked_at = tally.looked_at, news = tally.news, "reconciliation found news");
    }
}
