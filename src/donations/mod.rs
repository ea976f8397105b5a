//! Giving: the form, the way to Stripe Checkout and back, and what Stripe's events do to the ledger.

pub mod checkout;
pub mod events;
pub mod form;
pub mod fulfil;
mod handlers;
pub mod jobs;
pub mod queries;
mod thanks;
pub mod view;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

use crate::state::AppState;

/// Largest webhook that is read.
const WEBHOOK_LIMIT: usize = 256 * 1024;

/// Every URL of the donor, in one language.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/donate", get(handlers::donate_page).post(handlers::start_checkout))
        .route("/donate/thanks", get(thanks::thanks_page))
}

/// Where Stripe tells us what happened.
pub fn webhook_routes() -> Router<AppState> {
    Router::new()
        .route("/webhooks/stripe", post(events::webhook::stripe_webhook))
        .layer(DefaultBodyLimit::max(WEBHOOK_LIMIT))
}
