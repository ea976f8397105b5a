//! The log: what was asked and how it ended, without who asked. No query strings, no addresses, no bodies.

use std::time::Duration;

use axum::{
    body::Body,
    extract::{MatchedPath, Request},
    http::Response,
};
use tracing::{Level, Span};
use tracing_subscriber::{EnvFilter, layer::SubscriberExt as _, util::SubscriberInitExt as _};

use crate::config::Environment;

/// The header with the id under which a request stands in the log.
const REQUEST_ID: &str = "x-request-id";

/// Libraries that log personal data at finer levels stay quiet, whatever `RUST_LOG` says.
const ALWAYS_QUIET: &str = "lettre=warn,sqlx=warn,stripe=error,graphile_worker=warn";

/// Sends the log to standard output: lines for people in development, JSON in production. `RUST_LOG` changes how much.
pub(crate) fn start(environment: Environment) {
    let wanted = std::env::var("RUST_LOG").unwrap_or_else(|_| "info".to_owned());
    let filter = EnvFilter::try_new(format!("{wanted},{ALWAYS_QUIET}"))
        .unwrap_or_else(|_| EnvFilter::new(format!("info,{ALWAYS_QUIET}")));
    let registry = tracing_subscriber::registry().with(filter);
    match environment {
        Environment::Production => registry.with(tracing_subscriber::fmt::layer().json().flatten_event(true)).init(),
        Environment::Development => registry.with(tracing_subscriber::fmt::layer()).init(),
    }
}

/// Removes a request id that is no UUID, so that nobody can write into the log. The request gets an id of ours then.
pub(crate) async fn keep_good_id(mut request: Request) -> Request {
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok());
    if id.is_none_or(|id| id.parse::<uuid::Uuid>().is_err()) {
        request.headers_mut().remove(REQUEST_ID);
    }
    request
}

/// The span of a request. It names the route, not the address, which may hold a secret.
pub(crate) fn span(request: &Request<Body>) -> Span {
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok());
    tracing::span!(Level::INFO, "request", method = %request.method(), route = route.unwrap_or("public page"), id)
}

/// Warns of server errors; all other answers are logged at the level `debug`.
pub(crate) fn answered(response: &Response<Body>, latency: Duration, _: &Span) {
    let (status, milliseconds) = (response.status().as_u16(), latency.as_millis());
    if response.status().is_server_error() {
        tracing::warn!(status, milliseconds, "answered");
    } else {
        tracing::debug!(status, milliseconds, "answered");
    }
}

/// What is tried again and again, and told only when it fails in another way than before.
#[derive(Default)]
pub(crate) struct Told(String);

impl Told {
    /// Whether this was not said the last time.
    pub(crate) fn is_news(&mut self, words: &str) -> bool {
        let is_news = self.0 != words;
        words.clone_into(&mut self.0);
        is_news
    }

    /// It went well: the next failure is news.
    pub(crate) fn forget(&mut self) {
        self.0.clear();
    }
}
