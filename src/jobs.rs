//! The worker: which jobs there are, and what happens by the clock.

mod mails;
pub(crate) mod queries;

use graphile_worker::{
    Cron, Crontab, IntoTaskHandlerResult, Schema, TaskHandler, Worker, WorkerContext, WorkerOptions,
    WorkerRecoveryConfig,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    alerts,
    books::{
        self,
        reconcile::jobs::{CompareBooks, HealSessions, ReadEvents},
    },
    donations::{
        self,
        ask_refund::{self, AskRefund},
        events::apply::{ApplyEvent, queue_overdue},
    },
    error::Error,
    giving::{
        self,
        defence::{self, breaker::WatchGiving},
    },
    limits,
    mail::{self, MailError},
    manage::{self, answer::AnswerRequest},
    outbox::{MailKind, SendMail},
    staff,
    state::AppState,
    volunteers,
};

/// How many jobs one instance does at once.
const AT_ONCE: usize = 4;

/// How long jobs under way may take to finish when the site stops.
const LAST_JOBS: std::time::Duration = std::time::Duration::from_secs(25);

/// How long to wait before the database is asked for again.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(1);

/// Does jobs until told to stop, and begins again when the database was away.
pub(crate) async fn work(state: AppState, stop: CancellationToken) {
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
        .shutdown_grace_period(LAST_JOBS)
        .worker_recovery(recovery())
        .add_extension(state.clone())
        .define_job::<ApplyEvent>()
        .define_job::<SendMail>()
        .define_job::<AnswerRequest>()
        .define_job::<AskRefund>()
        .define_job::<Forget>()
        .define_job::<QueueOverdue>()
        .define_job::<HealSessions>()
        .define_job::<ReadEvents>()
        .define_job::<CompareBooks>()
        .define_job::<WatchGiving>()
        .with_crons(by_the_clock()?)
        .init()
        .await?;
    Ok(worker)
}

/// What happens by the clock. What each job is given stands here, because the clock by itself gives `null`, which none reads.
fn by_the_clock() -> anyhow::Result<[Crontab; 6]> {
    Ok([
        Cron::hourly_at(30)?.payload(Forget {})?.build(),
        Cron::every_n_minutes(5)?.payload(QueueOverdue {})?.build(),
        Cron::every_n_minutes(5)?.payload(HealSessions {})?.build(),
        Cron::every_n_minutes(15)?.payload(ReadEvents {})?.build(),
        // Half past three at night in Seoul where the server's clock shows UTC, as most do: the queue reads it in local time.
        Cron::daily_at(18, 30)?.payload(CompareBooks {})?.build(),
        Cron::every_n_minutes(1)?.payload(WatchGiving {})?.build(),
    ])
}

/// A job of an instance that was killed, or that lost the database, is taken over by any instance within half a minute.
/// Every job may run twice, so taking one over too early does no harm.
fn recovery() -> WorkerRecoveryConfig {
    WorkerRecoveryConfig::default()
        .enabled(true)
        .heartbeat_interval(std::time::Duration::from_secs(5))
        .sweep_interval(std::time::Duration::from_secs(5))
        .sweep_threshold(std::time::Duration::from_secs(20))
        .recovery_delay(std::time::Duration::from_secs(1))
}

/// Queues again what waits although its time is over.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct QueueOverdue {}

impl TaskHandler for QueueOverdue {
    const IDENTIFIER: &'static str = "queue_overdue";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let state: AppState = context.get_ext().cloned().ok_or("no state")?;
        let queued = async {
            queue_overdue(&state).await?;
            ask_refund::queue_overdue(&state).await
        };
        queued.await.map_err(|error: Error| {
            error.log();
            error.to_string()
        })
    }
}

impl TaskHandler for SendMail {
    const IDENTIFIER: &'static str = "send_mail";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let state: AppState = context.get_ext().cloned().ok_or("no state")?;
        send_mail(&state, self.mail_id).await.map_err(|error| {
            error.log();
            error.to_string()
        })
    }
}

/// Sends a mail of the outbox, unless that was done. It is marked in the transaction that holds it, so nobody else sends it.
async fn send_mail(state: &AppState, mail_id: Uuid) -> Result<(), Error> {
    let mut tx = state.db.begin().await?;
    let Some(waiting) = mail::queries::take(&mut *tx, mail_id).await? else { return Ok(()) };
    let composed = match (MailKind::from_word(&waiting.kind), waiting.staff_member_id) {
        (Some(MailKind::Alert), Some(staff_member_id)) => {
            alerts::compose(state, &mut tx, mail_id, waiting.subject_id, staff_member_id).await?
        }
        (Some(MailKind::GivingChanged), Some(staff_member_id)) => {
            defence::mails::compose_change(state, &mut tx, mail_id, waiting.subject_id, staff_member_id).await?
        }
        (Some(kind), None) => mails::compose(state, &mut tx, mail_id, kind, waiting.subject_id).await?,
        _ => None,
    };
    let sent = match composed {
        Some(mail) => state.mailer.send(mail).await,
        None => Ok(()),
    };
    match sent {
        Ok(()) => mail::queries::mark_sent(&mut *tx, mail_id).await?,
        Err(MailError::Refused(code)) => {
            tracing::warn!(mail = %mail_id, kind = waiting.kind, code, "a mail was refused for good");
            mail::queries::mark_refused(&mut *tx, mail_id).await?;
        }
        Err(error) => return Err(anyhow::Error::from(error).into()),
    }
    tx.commit().await?;
    Ok(())
}

/// Erases what is due: volunteers whose year is over, counters, used links and sessions, lists of the bank.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Forget {}

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
    let counters = limits::queries::forget_old(db, now).await?;
    staff::queries::forget_old(db, now).await?;
    donations::queries::forget_unfinished(db, now).await?;
    let transfers = giving::transfer::queries::expire_old(db, now).await?;
    donations::events::queries::forget_old(db, now).await?;
    books::reconcile::queries::forget_old(db, now).await?;
    defence::queries::forget_old(db, now).await?;
    manage::queries::forget_old(db, now).await?;
    donations::arrivals::import::queries::erase_before(db, now - time::Duration::days(1)).await?;
    tracing::info!(volunteers, counters, transfers, "erased what was due");
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    use super::*;

    /// Whether the clock gives a job something that it reads.
    fn is_read<T: TaskHandler + DeserializeOwned>() -> bool {
        let crons = by_the_clock().expect("times of the clock");
        let cron = crons.iter().find(|cron| cron.task_identifier() == T::IDENTIFIER).expect("a time for the job");
        serde_json::from_value::<T>(cron.payload().clone().unwrap_or_default()).is_ok()
    }

    #[test]
    fn jobs_can_read_what_the_clock_gives_them() {
        assert!(is_read::<Forget>() && is_read::<QueueOverdue>() && is_read::<HealSessions>());
        assert!(is_read::<ReadEvents>() && is_read::<CompareBooks>() && is_read::<WatchGiving>());
    }
}
