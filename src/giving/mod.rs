//! Giving: the form for cards, the way to Stripe Checkout and back, bank transfers, and what is done against card testing.

pub mod checkout;
pub mod defence;
pub mod fees;
pub mod form;
pub mod handlers;
pub mod staff;
mod thanks;
pub mod transfer;
pub mod view;
pub mod words;

pub use handlers::{FORM, Showing};

use axum::{Router, routing::get};

use crate::state::AppState;

/// Every URL of giving, in one language.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/donate", get(handlers::donate_page).post(handlers::start_checkout))
        .route("/donate/thanks", get(thanks::thanks_page))
        .merge(defence::routes())
        .merge(transfer::routes())
}
