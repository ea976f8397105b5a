//! The running site: everything that is started together and stopped together.

use std::sync::{Arc, atomic::AtomicI64};

use arc_swap::ArcSwap;
use graphile_worker::{Schema, WorkerUtils};
use time::OffsetDateTime;
use tokio::{net::TcpListener, sync::Semaphore, task::JoinSet};
use tokio_util::sync::CancellationToken;

use crate::{
    app, assets, config::Config, database, jobs, mail::Mailer, pages, server, state::AppState, stripe::Stripe, visits,
};

/// How many visitors may make us ask Stripe at once.
const VISITS_TO_STRIPE: usize = 4;

/// The parts of a site for these settings, with its first edition made.
///
/// # Errors
/// When the database is away or not migrated, or a setting is of no use.
pub async fn prepare(config: Config, stop: CancellationToken) -> anyhow::Result<AppState> {
    let db = database::pool(&config.database_url)?;
    let origin: Arc<str> = config.origin.as_str().into();
    assets::prepare();
    let material = pages::edition::load(&db).await?;
    let edition = pages::edition::build(material, &origin, OffsetDateTime::now_utc())?;
    Ok(AppState {
        stripe: Stripe::new(&config.stripe)?,
        mailer: Mailer::new(config.smtp_url.as_ref(), config.mail_from.clone())?,
        jobs: WorkerUtils::new(db.clone(), Schema::default()),
        edition: Arc::new(ArcSwap::from_pointee(edition)),
        listened_at: Arc::new(AtomicI64::new(OffsetDateTime::now_utc().unix_timestamp())),
        config: Arc::new(config),
        origin,
        visits_to_stripe: Arc::new(Semaphore::new(VISITS_TO_STRIPE)),
        visits: Arc::default(),
        db,
        stop,
    })
}

/// Serves visitors, watches for changes and does jobs, until told to stop. Then requests and jobs under way finish.
/// Neither the watcher nor the worker gives up while the database is away.
pub async fn run(state: AppState, listener: TcpListener) {
    let stop = state.stop.clone();
    let mut parts = JoinSet::new();
    parts.spawn(pages::watcher::watch(state.clone(), stop.clone()));
    parts.spawn(visits::keep(Arc::clone(&state.visits), state.db.clone(), stop.clone()));
    parts.spawn(jobs::work(state.clone(), stop.clone()));
    server::serve(listener, app::router(state.clone()), stop.clone()).await;
    stop.cancel();
    parts.join_all().await;
    if let Err(error) = state.visits.flush(&state.db, visits::day(OffsetDateTime::now_utc())).await {
        tracing::warn!("the visits of the last minute are lost");
        error.log();
    }
    state.db.close().await;
}
