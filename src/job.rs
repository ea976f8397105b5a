//! A job: work that an instance of the site does after an answer, or by the clock. Every job may run twice, because a
//! job whose instance was killed is taken over by another. `jobs/mod.rs` lists all of them.

use std::time::SystemTime;

use graphile_worker::{Cron, Crontab, IntoTaskHandlerResult, JobDefinition, JobSpec, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sqlx::{Connection as _, PgConnection};
use time::OffsetDateTime;

use crate::{error::Error, state::AppState};

/// What moves money or tells about it.
pub(crate) const FIRST: i16 = 0;
/// What an honest visitor asked for. Anybody may ask without end, so it comes after what moves money.
pub(crate) const ASKED: i16 = 10;
/// Mails to addresses that strangers typed.
pub(crate) const TYPED: i16 = 20;
/// What many ask for at once without paying the toll.
pub(crate) const BULK: i16 = 30;

/// The fields of a job are what it is given; they wait in the database, so no personal data stands in them.
pub(crate) trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its name in the queue. Jobs that wait there carry it.
    const IDENTIFIER: &'static str;

    /// Whether the queue tries it again after a failure, with growing pauses. Jobs that the clock queues every few minutes
    /// need not be.
    const IS_RETRIED: bool = true;

    /// When the clock queues it, and what it is given then.
    fn by_the_clock() -> Option<(Clock, Self)> {
        None
    }

    /// Of jobs with the same key that wait, one is kept. Jobs without a key are all kept.
    fn key(&self) -> Option<String> {
        None
    }

    /// Of jobs that wait, those with a smaller number are done first.
    fn priority(&self) -> i16 {
        FIRST
    }

    /// Does the work. An error is logged by the caller.
    fn run(self, state: &AppState) -> impl Future<Output = Result<(), Error>> + Send;

    /// Queues the job in the caller's transaction: with it or not at all.
    async fn enqueue(self, state: &AppState, db: &mut PgConnection) -> Result<(), Error> {
        self.enqueue_for(state, db, None).await
    }

    /// The same, not to be done before a time.
    async fn enqueue_for(
        self,
        state: &AppState,
        db: &mut PgConnection,
        time: Option<OffsetDateTime>,
    ) -> Result<(), Error> {
        let run_at = time.map(|time| SystemTime::from(time).into());
        let spec = JobSpec { job_key: self.key(), priority: Some(self.priority()), run_at, ..JobSpec::default() };
        let added = state.jobs.clone().with_executor(&mut *db).add_job(Queued(self), spec).await;
        let Err(error) = added else { return Ok(()) };
        // The queue does not tell what the database said; a connection that is gone does not answer.
        db.ping().await?;
        Err(anyhow::Error::from(error).into())
    }
}

/// A time by which a job is queued again and again.
pub(crate) enum Clock {
    EveryMinutes(u32),
    /// At this minute of every hour.
    HourlyAt(u32),
    /// At this hour and minute by the clock of the server.
    DailyAt(u32, u32),
}

/// A job as the worker takes it.
pub(crate) struct Known {
    pub(crate) definition: JobDefinition,
    pub(crate) crontab: Option<Crontab>,
    /// Whether the job can be read from what the queue holds.
    #[cfg(test)]
    pub(crate) reads: fn(serde_json::Value) -> bool,
}

impl Known {
    pub(crate) fn of<J: Job>() -> anyhow::Result<Self> {
        Ok(Self {
            definition: Queued::<J>::definition(),
            crontab: crontab::<J>()?,
            #[cfg(test)]
            reads: |payload| serde_json::from_value::<Queued<J>>(payload).is_ok(),
        })
    }
}

fn crontab<J: Job>() -> anyhow::Result<Option<Crontab>> {
    let Some((clock, job)) = J::by_the_clock() else { return Ok(None) };
    let cron = match clock {
        Clock::EveryMinutes(minutes) => Cron::every_n_minutes(minutes)?,
        Clock::HourlyAt(minute) => Cron::hourly_at(minute)?,
        Clock::DailyAt(hour, minute) => Cron::daily_at(hour, minute)?,
    };
    Ok(Some(cron.payload(Queued(job))?.build()))
}

/// A job in the form that the queue wants.
#[derive(Deserialize, Serialize)]
#[serde(transparent)]
struct Queued<J>(J);

impl<J: Job> TaskHandler for Queued<J> {
    const IDENTIFIER: &'static str = J::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let state: AppState = context.get_ext().cloned().ok_or("no state")?;
        let Err(error) = self.0.run(&state).await else { return Ok(()) };
        error.log();
        if J::IS_RETRIED { Err(error.to_string()) } else { Ok(()) }
    }
}
