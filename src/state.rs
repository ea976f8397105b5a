//! What every handler may use.

use std::{
    convert::Infallible,
    fmt,
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::request,
};
use graphile_worker::WorkerUtils;
use sqlx::PgPool;
use time::OffsetDateTime;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::{
    config::Config,
    edition::Live,
    language::Language,
    mail::Mailer,
    site::Site,
    staff::passkeys::Passkeys,
    stripe::Stripe,
    toll::Busy,
    view::{Frame, Sharing},
    visits::Visits,
};

/// The running site. Cloning it is cheap: routes and layers do it for each request.
#[derive(Clone)]
pub struct AppState(Arc<Parts>);

pub struct Parts {
    pub config: Config,
    pub db: PgPool,
    /// The public pages as they are now.
    pub edition: Live,
    pub stripe: Stripe,
    pub(crate) mailer: Mailer,
    /// What staff sign in with.
    pub(crate) passkeys: Passkeys,
    /// The way into the job queue.
    pub(crate) jobs: WorkerUtils,
    /// The public origin, shared by all frames.
    pub(crate) origin: Arc<str>,
    /// When changes were last listened to, in Unix seconds.
    pub(crate) listened_at: AtomicI64,
    /// How many visitors may make us ask Stripe at once, so that nobody keeps it busy for all.
    pub(crate) visits_to_stripe: Semaphore,
    /// Whether a form showed of late that we do not know from where visitors come.
    pub proxy_fault: AtomicBool,
    /// How busy the forms of visitors are.
    pub(crate) busy: Busy,
    /// How often pages were opened since the last time that was written to the database.
    pub visits: Arc<Visits>,
    /// Cancelled when the site stops.
    pub(crate) stop: CancellationToken,
}

/// Hides the settings, so that they never reach a log.
impl fmt::Debug for AppState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppState")
    }
}

impl Deref for AppState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl From<Parts> for AppState {
    fn from(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl AppState {
    /// The site's settings as they are now.
    pub fn site(&self) -> Arc<Site> {
        Arc::clone(&self.edition.load().site)
    }

    /// When changes of the content were last listened to.
    pub(crate) fn listened_at(&self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(self.listened_at.load(Ordering::Relaxed))
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// Notes that changes are listened to now.
    pub(crate) fn note_listening(&self) {
        self.listened_at.store(OffsetDateTime::now_utc().unix_timestamp(), Ordering::Relaxed);
    }

    /// The frame of a page that is rendered for one visitor.
    pub(crate) fn frame(&self, language: Language, path: &str) -> Frame {
        let edition = self.edition.load();
        let sharing = edition.find(language, path).map(|listed| Sharing {
            title: listed.title.clone(),
            summary: listed.summary.clone(),
            card: listed.card_address(),
            code: listed.code_address(),
            changed: None,
            has_other: true,
            is_unlisted: false,
        });
        let (site, origin) = (Arc::clone(&edition.site), Arc::clone(&self.origin));
        Frame {
            language,
            original: None,
            path: path.to_owned(),
            site,
            origin,
            public: false,
            carries: None,
            counterpart: None,
            sharing,
        }
    }
}

/// The frame of the page that was asked for.
impl FromRequestParts<AppState> for Frame {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut request::Parts, state: &AppState) -> Result<Self, Infallible> {
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, state).await?;
        let (language, path) = Language::of_path(uri.path());
        Ok(state.frame(language, path))
    }
}
