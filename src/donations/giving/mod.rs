//! Giving by card: the form, the way to Stripe Checkout, and the page on the way back.

pub mod checkout;
pub mod fees;
pub mod form;
pub mod handlers;
mod thanks;
pub mod view;
pub mod words;

pub use handlers::{FORM, Showing};

use axum::{Router, routing::get};

use crate::state::AppState;

/// The form and the page after the checkout, in one language.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/donate", get(handlers::donate_page).post(handlers::start_checkout))
        .route("/donate/thanks", get(thanks::thanks_page))
}
