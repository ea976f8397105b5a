//! How many requests may bring a body at once. Who sends many of them slowly would hold all connections otherwise, and with
//! them the pages that need nothing but a look into memory.

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

/// Lets a request with a body in while there is a place, and says at once when there is none.
pub(crate) async fn few_bodies(State(places): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    match places.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
