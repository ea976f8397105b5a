//! The job that queues again what should have been done by now, because its own job was lost or given up.

use serde::{Deserialize, Serialize};

use crate::{
    donations::{ask_refund, events::apply},
    error::Error,
    heads,
    job::{Clock, Job},
    state::AppState,
};

#[derive(Debug, Deserialize, Serialize)]
pub(super) struct QueueOverdue {}

impl Job for QueueOverdue {
    const IDENTIFIER: &'static str = "queue_overdue";

    fn by_the_clock() -> Option<(Clock, Self)> {
        Some((Clock::EveryMinutes(5), Self {}))
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        apply::queue_overdue(state).await?;
        heads::sign_overdue(state).await?;
        ask_refund::queue_overdue(state).await
    }
}
