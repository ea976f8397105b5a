//! The running site: everything that is started together and stopped together.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use axum_client_ip::ClientIpSource;
use graphile_worker::{Schema, WorkerUtils};
use time::OffsetDateTime;
use tokio::{net::TcpListener, sync::Semaphore, task::JoinSet};
use tokio_util::sync::CancellationToken;

use crate::{
    assets, calendar,
    config::Config,
    database,
    edition::{Edition, Live},
    error,
    front::Front,
    jobs,
    mail::Mailer,
    pages::{self, edition},
    server,
    staff::passkeys::Passkeys,
    state::{AppState, Parts},
    stripe::Stripe,
    toll::Busy,
    visits,
};

/// How many visitors may make us ask Stripe at once.
const VISITS_TO_STRIPE: usize = 4;

/// The parts of a site for these settings, with its first edition. Pages that the copy on disk holds are taken from there.
pub async fn prepare(config: Config, stop: CancellationToken) -> anyhow::Result<AppState> {
    let edition = first_edition(&config).await?;
    assemble(config, edition, stop)
}

/// What the database shows now.
pub(crate) async fn first_edition(config: &Config) -> anyhow::Result<Edition> {
    let db = database::open(&config.database_url).await?;
    assets::prepare();
    let before = kept_edition(config);
    let origin: Arc<str> = config.web.origin.as_str().into();
    let material = edition::load(&db, &origin, config.stripe.is_trial, before.as_ref()).await?;
    db.close().await;
    edition::build(material, &origin, before.as_ref(), OffsetDateTime::now_utc())
}

/// The parts of a site that shows its copy on disk while the database is away. None without a copy.
pub(crate) fn prepare_from_copy(config: Config, stop: CancellationToken) -> anyhow::Result<Option<AppState>> {
    let Some(edition) = kept_edition(&config) else { return Ok(None) };
    let state = assemble(config, edition, stop)?;
    // Nobody listens yet, so the site is not ready, whatever the database says.
    state.listened_at.store(0, Ordering::Relaxed);
    Ok(Some(state))
}

/// The edition on disk. A copy that cannot be read is logged and not used; nor is one that says the wrong thing about
/// whether gifts are real.
fn kept_edition(config: &Config) -> Option<Edition> {
    let folder = config.state_dir.as_ref()?;
    let kept = edition::copy::read(folder, &config.web.origin, &config.keys).unwrap_or_else(|error| {
        tracing::warn!("the copy of the public pages in {} is not used: {}", folder.display(), error::told(&error));
        None
    });
    kept.filter(|edition| edition.site.is_trial == config.stripe.is_trial)
}

/// The parts of a site with this edition.
pub(crate) fn assemble(config: Config, edition: Edition, stop: CancellationToken) -> anyhow::Result<AppState> {
    let db = database::pool(&config.database_url)?;
    let origin: Arc<str> = config.web.origin.as_str().into();
    assets::prepare();
    let parts = Parts {
        stripe: Stripe::new(&config.stripe)?,
        mailer: Mailer::new(&config.mail)?,
        passkeys: Passkeys::new(&config.web.origin, &edition.site.short_name)?,
        jobs: WorkerUtils::new(db.clone(), Schema::default()),
        edition: Live::new(edition),
        listened_at: AtomicI64::new(OffsetDateTime::now_utc().unix_timestamp()),
        config,
        origin,
        visits_to_stripe: Semaphore::new(VISITS_TO_STRIPE),
        proxy_fault: AtomicBool::new(false),
        busy: Busy::default(),
        visits: Arc::default(),
        db,
        stop,
    };
    Ok(parts.into())
}

/// Serves visitors, watches for changes and does jobs, until told to stop. Then requests and jobs under way finish.
/// Neither the watcher nor the worker gives up while the database is away.
pub async fn run(state: AppState, listener: TcpListener) {
    run_after(state, listener, std::future::ready(())).await;
}

/// Like [`run`], for a site that serves visitors before its database is ready. The watcher and the jobs start once `ready`
/// resolves.
pub(crate) async fn run_after(
    state: AppState,
    listener: TcpListener,
    ready: impl Future<Output = ()> + Send + 'static,
) {
    let stop = state.stop.clone();
    let mut parts = JoinSet::new();
    parts.spawn(edition::finishing::finish(state.clone(), stop.clone()));
    parts.spawn(visits::keep(Arc::clone(&state.visits), state.db.clone(), stop.clone()));
    parts.spawn({
        let (state, stop) = (state.clone(), stop.clone());
        async move {
            if stop.run_until_cancelled(ready).await.is_some() {
                tokio::join!(pages::watcher::watch(state.clone(), stop.clone()), jobs::work(state, stop));
            }
        }
    });
    let sees_visitors = state.config.web.client_ip_source == ClientIpSource::ConnectInfo;
    server::serve(listener, Front::new(state.clone()), sees_visitors, stop.clone()).await;
    stop.cancel();
    parts.join_all().await;
    if let Err(error) = state.visits.flush(&state.db, calendar::today()).await {
        tracing::warn!("the visits of the last minute are lost");
        error.log();
    }
    state.db.close().await;
}
