//! `serve`: the site, and in development the Stripe stand-in beside it.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{migrate::prepare, say::say};
use crate::{
    config::Config,
    database,
    edition::Edition,
    error,
    keys::WrongKey,
    log::{self, Told},
    pages::{edition::copy, watcher},
    process, staff,
    state::AppState,
};

/// Serves until a signal comes.
pub(crate) async fn serve(config: Config) -> anyhow::Result<()> {
    log::start(config.environment);
    let stop = CancellationToken::new();
    stop_on_signal(stop.clone())?;
    let listener = TcpListener::bind(config.web.bind).await.with_context(|| {
        format!("cannot listen on {}; is another program there? Choose another port with BIND", config.web.bind)
    })?;
    let stand_in = start_stand_in(&config, &stop).await?;
    if let Some(fault) = copy_fault(&config) {
        tracing::error!("{fault}");
    }
    match begin(&config).await {
        Ok(edition) => {
            let state = process::assemble(config, edition, stop)?;
            // The site is whole; what an operator should know can wait for the next start.
            if let Err(error) = greet(&state).await {
                tracing::warn!("not looked at whether somebody can sign in: {}", error::told(&error));
            }
            let visitors_by = &state.config.web.client_ip_source;
            tracing::info!(address = %state.config.web.bind, site = %state.origin, %visitors_by, "serving");
            process::run(state, listener).await;
        }
        // What a wrong key seals, nobody would ever open.
        Err(error) if error.is::<WrongKey>() => return Err(error),
        Err(error) => {
            let Some(state) = process::prepare_from_copy(config, stop)? else { return Err(error) };
            tracing::warn!("serving the public pages from their copy on disk: {}", error::told(&error));
            let wrong = Arc::new(OnceLock::new());
            process::run_after(state.clone(), listener, catch_up(state, Arc::clone(&wrong))).await;
            if let Some(wrong) = Arc::into_inner(wrong).and_then(OnceLock::into_inner) {
                return Err(wrong);
            }
        }
    }
    if let Some(stand_in) = stand_in {
        stand_in.await?;
    }
    Ok(())
}

/// Everything that the database must do before the site is whole.
async fn begin(config: &Config) -> anyhow::Result<Edition> {
    if let Some(fault) = prepare(config).await?.fault() {
        tracing::error!("{fault}");
    }
    process::first_edition(config).await
}

/// Why no copy of the pages could be kept, while there is still time to do something about it.
pub(super) fn copy_fault(config: &Config) -> Option<String> {
    let folder = config.state_dir.as_ref()?;
    let error = copy::check(folder).err()?;
    let (folder, why) = (folder.display(), error::told(&error));
    Some(format!(
        "no copy of the pages can be kept in {folder} (STATE_DIR): {why}; without one, the site starts only with its database"
    ))
}

/// How long to wait before the database is asked for again.
const PAUSE: Duration = Duration::from_secs(1);

/// Waits until the database is there and up to this program. If it says that a key is wrong, the site stops.
async fn catch_up(state: AppState, wrong: Arc<OnceLock<anyhow::Error>>) {
    let mut last = Told::default();
    loop {
        match become_whole(&state).await {
            Ok(()) => return tracing::info!("the database is there: the site is whole"),
            Err(error) if error.is::<WrongKey>() => {
                let _ = wrong.set(error);
                return state.stop.cancel();
            }
            Err(error) => {
                let words = error::told(&error);
                if last.is_news(&words) {
                    tracing::error!("forms and staff have to wait: {words}");
                }
            }
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Everything that was not done at the start.
async fn become_whole(state: &AppState) -> anyhow::Result<()> {
    prepare(&state.config).await?;
    watcher::renew(state).await?;
    greet(state).await
}

/// What an operator should know at the start.
async fn greet(state: &AppState) -> anyhow::Result<()> {
    if staff::queries::is_empty(&state.db).await? {
        say(
            "Nobody can sign in yet. Run: connect-kindness staff add YOU@EXAMPLE.ORG --role owner, then: connect-kindness staff link YOU@EXAMPLE.ORG",
        );
    }
    for setting in database::quiet_log(&state.db).await? {
        tracing::warn!("PostgreSQL's own log may hold personal data: set {setting}");
    }
    Ok(())
}

/// The first signal lets requests and jobs finish, the second ends at once.
fn stop_on_signal(stop: CancellationToken) -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        for second in [false, true] {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            if second {
                std::process::exit(130);
            }
            tracing::info!("stopping: requests and jobs under way finish first");
            stop.cancel();
        }
    });
    Ok(())
}

#[cfg(feature = "stand-in")]
async fn start_stand_in(
    config: &Config,
    stop: &CancellationToken,
) -> anyhow::Result<Option<tokio::task::JoinHandle<()>>> {
    use secrecy::ExposeSecret as _;
    use stripe_stand_in::{StandIn, StandInSettings, serve};
    let Some(settings) = &config.stand_in else {
        return Ok(None);
    };
    let stand_in = StandIn::new(StandInSettings {
        api_key: config.stripe.secret_key.expose_secret().to_owned(),
        webhook_url: Some(format!("http://localhost:{}/webhooks/stripe", config.web.bind.port())),
        webhook_secret: settings.webhook_secret.clone(),
        public_base: config.stripe.checkout_origin.clone(),
        books_file: settings.books.clone(),
    });
    let listener = TcpListener::bind(settings.bind)
        .await
        .with_context(|| format!("the Stripe stand-in cannot listen on {}; set STAND_IN_BIND", settings.bind))?;
    let stop = stop.clone();
    Ok(Some(tokio::spawn(async move {
        if let Err(error) = serve(stand_in, listener, stop).await {
            tracing::error!(%error, "the Stripe stand-in stopped");
        }
    })))
}

#[cfg(not(feature = "stand-in"))]
async fn start_stand_in(config: &Config, _: &CancellationToken) -> anyhow::Result<Option<tokio::task::JoinHandle<()>>> {
    anyhow::ensure!(
        config.stand_in.is_none(),
        "STRIPE_SECRET_KEY is missing, and this program was built without the Stripe stand-in"
    );
    Ok(None)
}
