//! Giving: the form for cards, the way to Stripe Checkout and back, bank transfers, and what is done against card testing.

pub mod checkout;
pub mod defence;
pub mod fees;
pub mod form;
pub(crate) mod handlers;
pub(crate) mod staff;
mod thanks;
pub mod transfer;
pub(crate) mod view;
pub(crate) mod words;

pub(crate) use handlers::{FORM, Showing};

use axum::{Router, routing::get};

use crate::state::AppState;

/// Every URL of giving, in one language.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/donate", get(handlers::donate_page).post(handlers::start_checkout))
        .route("/donate/thanks", get(thanks::thanks_page))
        .merge(defence::routes())
        .merge(transfer::routes())
}
