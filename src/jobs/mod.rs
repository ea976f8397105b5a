//! The worker, and the list of all jobs.

mod forget;
mod mails;
mod overdue;
pub mod proxy;
pub(crate) mod queries;

use std::time::Duration;

use graphile_worker::{Schema, Worker, WorkerOptions, WorkerRecoveryConfig};
use tokio_util::sync::CancellationToken;

pub use self::forget::forget;
use crate::{
    access::{TellOwners, proposals::ApplyProposals},
    books::reconcile::jobs::{CompareBooks, HealSessions, ReadEvents},
    donations::{ask_refund::AskRefund, events::apply::ApplyEvent},
    error,
    giving::defence::breaker::WatchGiving,
    heads::SignHeads,
    job::Known,
    log::Told,
    manage::answer::AnswerRequest,
    outbox::{QueueMails, SendMail},
    pages::PurgePages,
    state::AppState,
    volunteers::{MoveVolunteers, TellCoordinators},
};

/// All jobs.
fn jobs() -> anyhow::Result<[Known; 18]> {
    Ok([
        Known::of::<ApplyEvent>()?,
        Known::of::<SendMail>()?,
        Known::of::<QueueMails>()?,
        Known::of::<AnswerRequest>()?,
        Known::of::<AskRefund>()?,
        Known::of::<forget::Forget>()?,
        Known::of::<overdue::QueueOverdue>()?,
        Known::of::<HealSessions>()?,
        Known::of::<ReadEvents>()?,
        Known::of::<CompareBooks>()?,
        Known::of::<WatchGiving>()?,
        Known::of::<SignHeads>()?,
        Known::of::<proxy::TellProxyFault>()?,
        Known::of::<TellOwners>()?,
        Known::of::<ApplyProposals>()?,
        Known::of::<PurgePages>()?,
        Known::of::<MoveVolunteers>()?,
        Known::of::<TellCoordinators>()?,
    ])
}

/// How many jobs one instance does at once.
const AT_ONCE: usize = 4;

/// How long a job that waits is not looked for while others are done: each look takes as many jobs as are done at once.
const LOOK: Duration = Duration::from_millis(200);

/// How long jobs under way may take to finish when the site stops.
const LAST_JOBS: Duration = Duration::from_secs(25);

/// How long to wait before the database is asked for again.
const PAUSE: Duration = Duration::from_secs(1);

/// Does jobs until told to stop. While the database is away, it tries again and again.
pub(crate) async fn work(state: AppState, stop: CancellationToken) {
    let mut last = Told::default();
    while !stop.is_cancelled() {
        let done = match worker(&state, stop.clone()).await {
            Ok(worker) => worker.run().await.map_err(anyhow::Error::from),
            Err(error) => Err(error),
        };
        if let Err(error) = done {
            let words = error::told(&error);
            if last.is_news(&words) {
                tracing::warn!("no jobs are done for now: {words}");
            }
            stop.run_until_cancelled(tokio::time::sleep(PAUSE)).await;
        }
    }
}

async fn worker(state: &AppState, stop: CancellationToken) -> anyhow::Result<Worker> {
    let (definitions, crontabs): (Vec<_>, Vec<_>) =
        jobs()?.into_iter().map(|job| (job.definition, job.crontab)).unzip();
    let worker = WorkerOptions::default()
        .pg_pool(state.db.clone())
        .schema(Schema::default())
        .concurrency(AT_ONCE)
        .poll_interval(LOOK)
        .listen_os_shutdown_signals(false)
        .shutdown_signal(async move { stop.cancelled().await })
        .shutdown_grace_period(LAST_JOBS)
        .worker_recovery(recovery())
        .add_extension(state.clone())
        .define_jobs(definitions)
        .with_crons(crontabs.into_iter().flatten())
        .init()
        .await?;
    Ok(worker)
}

/// A job of an instance that was killed, or that lost the database, is taken over by any instance within half a minute.
/// Every job may run twice, so taking one over too early does no harm.
fn recovery() -> WorkerRecoveryConfig {
    WorkerRecoveryConfig::default()
        .enabled(true)
        .heartbeat_interval(Duration::from_secs(5))
        .sweep_interval(Duration::from_secs(5))
        .sweep_threshold(Duration::from_secs(20))
        .recovery_delay(Duration::from_secs(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_can_read_what_the_clock_gives_them() {
        let mut by_the_clock = 0;
        for job in jobs().expect("good times") {
            let Some(crontab) = job.crontab else { continue };
            by_the_clock += 1;
            let payload = crontab.payload().clone().unwrap_or_default();
            assert!((job.reads)(payload.clone()), "{} cannot read {payload}", crontab.task_identifier());
        }
        assert_eq!(by_the_clock, 13);
    }

    #[test]
    fn no_job_reads_what_the_clock_gives_by_itself() {
        assert!(jobs().expect("good times").iter().all(|job| !(job.reads)(serde_json::Value::Null)));
    }

    #[test]
    fn every_job_has_a_name_of_its_own() {
        let jobs = jobs().expect("good times");
        let names: std::collections::BTreeSet<&str> = jobs.iter().map(|job| job.definition.identifier()).collect();
        assert_eq!(names.len(), jobs.len());
    }
}
