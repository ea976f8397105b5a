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

/// Sends the log to standard output: lines for people in development, JSON in production. `RUST_LOG` changes how much.
pub fn start(environment: Environment) {
    let quiet = "info,sqlx=warn,graphile_worker=warn,stripe=error,lettre=warn";
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(quiet));
    let registry = tracing_subscriber::registry().with(filter);
    match environment {
        Environment::Production => registry.with(tracing_subscriber::fmt::layer().json().flatten_event(true)).init(),
        Environment::Development => registry.with(tracing_subscriber::fmt::layer()).init(),
    }
}

/// The span of a request. It names the route, not the address, which may hold a secret; an id from outside counts only if
/// it is a UUID, so that nobody writes into the log.
pub fn span(request: &Request<Body>) -> Span {
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let id = request
        .headers()
        .get("x-request-id")
        .and_then(|id| id.to_str().ok())
        .filter(|id| id.parse::<uuid::Uuid>().is_ok());
    tracing::span!(Level::INFO, "request", method = %request.method(), route = route.unwrap_or("public page"), id)
}

/// One line for each answer that deserves one.
pub fn answered(response: &Response<Body>, latency: Duration, _: &Span) {
    let (status, milliseconds) = (response.status().as_u16(), latency.as_millis());
    if response.status().is_server_error() {
        tracing::warn!(status, milliseconds, "answered");
    } else {
        tracing::debug!(status, milliseconds, "answered");
    }
}
