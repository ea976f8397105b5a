//! What every handler may use.

use std::sync::Arc;

use arc_swap::ArcSwap;
use graphile_worker::WorkerUtils;
use sqlx::PgPool;

use crate::{config::Config, edition::Edition, language::Language, mail::Mailer, site::Site, stripe::Stripe, view::Frame};

/// The parts of the running site. Cloning it is cheap.
#[derive(Clone)]
pub struct AppState {
    /// The settings.
    pub config: Arc<Config>,
    /// The database.
    pub db: PgPool,
    /// The public pages as they are now.
    pub edition: Arc<ArcSwap<Edition>>,
    /// The payment processor.
    pub stripe: Stripe,
    /// The way out for mails.
    pub mailer: Mailer,
    /// The way into the job queue.
    pub jobs: WorkerUtils,
    /// The public origin, shared by all frames.
    pub origin: Arc<str>,
}

impl AppState {
    /// The site's settings as they are now.
    pub fn site(&self) -> Arc<Site> {
        Arc::clone(&self.edition.load().site)
    }

    /// The frame of a page that is rendered for one visitor.
    pub fn frame(&self, language: Language, path: &str) -> Frame {
        Frame { language, path: path.to_owned(), site: self.site(), origin: Arc::clone(&self.origin), public: false }
    }
}
