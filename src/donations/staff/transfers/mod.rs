//! Gifts that arrive outside Stripe, for those who account for them: transfers that are awaited, gifts by hand, a bank's list.

mod arrival;
mod import;
mod list;
mod offline;

use axum::{
    Router,
    routing::{get, post},
};
use time::{Date, OffsetDateTime};
use tower_http::limit::RequestBodyLimitLayer;

use crate::{calendar, donations::arrivals::import::LARGEST, state::AppState};

/// A list of the bank, and what a browser writes around it.
const LARGEST_UPLOAD: usize = LARGEST + 64 * 1024;

/// Every URL of staff about arrivals but the one that takes a file.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/transfers", get(list::transfers_page))
        .route("/transfers/new", get(offline::offline_page).post(offline::add))
        .route("/transfers/import/{id}", get(import::plan_page).post(import::book))
        .route("/transfers/{id}", get(arrival::arrival_page).post(arrival::record))
}

/// The URL that takes a file, from the root of the site.
pub(crate) fn upload_routes() -> Router<AppState> {
    Router::new()
        .route("/admin/transfers/import", get(import::import_page))
        .route("/admin/transfers/import", post(import::upload))
        .layer(RequestBodyLimitLayer::new(LARGEST_UPLOAD))
}

/// Today in Seoul.
fn today() -> Date {
    calendar::day(OffsetDateTime::now_utc())
}
