//! The worker: which jobs there are, and what happens by the clock.

use graphile_worker::{
    Cron, IntoTaskHandlerResult, Schema, TaskHandler, Worker, WorkerContext, WorkerOptions, WorkerRecoveryConfig,
};
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};
use tokio_util::sync::CancellationToken;

use crate::{
    donations::jobs::{ApplyEvent, SendThanks},
    error::Error,
    limits, staff,
    state::AppState,
    volunteers,
};

/// How many jobs one instance does at once.
const AT_ONCE: usize = 4;

/// How long to wait before the database is asked for again.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(1);

/// Does jobs until told to stop, and begins again when the database was away.
pub async fn work(state: AppState, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let done = match worker(&state, stop.clone()).await {
            Ok(worker) => worker.run().await.map_err(anyhow::Error::from),
            Err(error) => Err(error),
        };
        if let Err(error) = done {
            tracing::warn!("no jobs are done for now: {error:#}");
            stop.run_until_cancelled(tokio::time::sleep(PAUSE)).await;
        }
    }
}

/// The worker of this instance. Jobs of a killed instance are taken over by the others.
async fn worker(state: &AppState, stop: CancellationToken) -> anyhow::Result<Worker> {
    let worker = WorkerOptions::default()
        .pg_pool(state.db.clone())
        .schema(Schema::default())
        .concurrency(AT_ONCE)
        .listen_os_shutdown_signals(false)
        .shutdown_signal(async move { stop.cancelled().await })
        .worker_recovery(WorkerRecoveryConfig::default())
        .add_extension(state.clone())
        .define_job::<ApplyEvent>()
        .define_job::<SendThanks>()
        .define_job::<Forget>()
        .with_cron(Cron::hourly_at::<Forget>(30)?)
        .init()
        .await?;
    Ok(worker)
}

/// Erases what is due: volunteers whose year is over, counters, used links and sessions.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Forget {}

impl TaskHandler for Forget {
    const IDENTIFIER: &'static str = "forget";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let state: AppState = context.get_ext().cloned().ok_or("no state")?;
        forget(&state.db, OffsetDateTime::now_utc()).await.map_err(|error| {
            error.log();
            error.to_string()
        })
    }
}

/// Erases what is due at a time and logs how much it was.
///
/// # Errors
/// When the database does not do it; the next run does it then.
pub async fn forget(db: &sqlx::PgPool, now: OffsetDateTime) -> Result<(), Error> {
    let volunteers = volunteers::queries::erase_due(db, now).await?;
    let counters = limits::queries::forget_before(db, now - Duration::hours(1)).await?;
    staff::queries::forget_old(db, now).await?;
    tracing::info!(volunteers, counters, "erased what was due");
    Ok(())
}
