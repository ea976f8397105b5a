//! Giving by bank transfer: the promise, the code that the donor writes on the transfer, and a page that shows how far it
//! has come. Staff record the money when it arrives.

pub(crate) mod handlers;
pub(crate) mod mail;
pub(crate) mod promise;
pub(crate) mod queries;
pub mod reference;
mod view;

use axum::{Router, routing::get};

use crate::state::AppState;

/// The form and the page of one transfer, in one language.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/donate/transfer", get(handlers::transfer_page).post(handlers::promise_transfer))
        .route("/donate/transfer/{code}", get(handlers::promise_page))
}
