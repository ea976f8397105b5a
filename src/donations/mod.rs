//! Donations: how people give, and what becomes of the money.

pub mod arrivals;
pub mod booking;
pub mod calendar;
pub mod defence;
pub mod disputes;
pub mod donation;
pub mod effects;
pub mod events;
pub mod giving;
pub mod mails;
pub mod manage;
pub mod monthly;
pub mod notices;
pub mod proof;
pub mod queries;
pub mod receipts;
pub mod reconcile;
pub mod refunds;
pub mod transfer;

use axum::{Router, extract::DefaultBodyLimit, routing::post};

use crate::state::AppState;

/// Largest webhook that is read.
const WEBHOOK_LIMIT: usize = 256 * 1024;

/// Every URL of the donor, in one language.
pub fn routes() -> Router<AppState> {
    giving::routes()
        .merge(defence::routes())
        .merge(transfer::routes())
        .merge(receipts::routes())
        .merge(manage::routes())
}

/// Where Stripe tells us what happened.
pub fn webhook_routes() -> Router<AppState> {
    Router::new()
        .route("/webhooks/stripe", post(events::webhook::stripe_webhook))
        .layer(DefaultBodyLimit::max(WEBHOOK_LIMIT))
}
