//! Donations on record: each gift and its receipt, monthly gifts, refunds, disputes, money that comes outside Stripe, and
//! what Stripe tells of them.

pub mod ask_refund;
pub mod booking;
pub(crate) mod code;
pub(crate) mod disputes;
pub mod donation;
pub mod effects;
pub mod events;
pub(crate) mod flag;
pub mod link;
pub mod mail_index;
pub(crate) mod monthly;
pub(crate) mod notices;
pub(crate) mod privacy;
pub mod queries;
pub mod receipts;
pub(crate) mod refunds;
pub(crate) mod sentences;
pub(crate) mod staff;

use axum::{Router, extract::DefaultBodyLimit, routing::post};

use crate::state::AppState;

/// Largest webhook that is read.
const WEBHOOK_LIMIT: usize = 256 * 1024;

/// Where Stripe tells us what happened.
pub(crate) fn webhook_routes() -> Router<AppState> {
    Router::new()
        .route("/webhooks/stripe", post(events::webhook::stripe_webhook))
        .layer(DefaultBodyLimit::max(WEBHOOK_LIMIT))
}
