//! How many requests with a body are taken in at once. Without this limit, somebody who sends many bodies slowly would hold
//! all connections, and nobody could read a page.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use hyper::body::Body as _;
use tokio::sync::Semaphore;

/// Fewer than half of the connections that `server.rs` keeps open.
pub(crate) const MOST: usize = 400;

/// Takes in a request with a body if there is a place, and answers 503 at once if there is none.
pub(crate) async fn few_bodies(State(places): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    match places.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
