//! The running site: everything that is started together and stopped together.

use std::sync::{Arc, atomic::AtomicI64};

use graphile_worker::{Schema, WorkerUtils};
use time::OffsetDateTime;
use tokio::{net::TcpListener, sync::Semaphore, task::JoinSet};
use tokio_util::sync::CancellationToken;

use crate::{
    app, assets, config::Config, database, edition::Live, jobs, mail::Mailer, pages, server, state::AppState,
    stripe::Stripe,
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
    let material = pages::edition::load(&db, &origin, None).await?;
    let edition = pages::edition::build(material, &origin, None, OffsetDateTime::now_utc())?;
    Ok(AppState {
        stripe: Stripe::new(&config.stripe)?,
        mailer: Mailer::new(config.smtp_url.as_ref(), config.mail_from.clone())?,
        jobs: WorkerUtils::new(db.clone(), Schema::default()),
        edition: Arc::new(Live::new(edition)),
        listened_at: Arc::new(AtomicI64::new(OffsetDateTime::now_utc().unix_timestamp())),
        config: Arc::new(config),
        origin,
        visits_to_stripe: Arc::new(Semaphore::new(VISITS_TO_STRIPE)),
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
    parts.spawn(pages::edition::finishing::finish(state.clone(), stop.clone()));
    parts.spawn(jobs::work(state.clone(), stop.clone()));
    server::serve(listener, app::router(state.clone()), stop.clone()).await;
    stop.cancel();
    parts.join_all().await;
    state.db.close().await;
}
