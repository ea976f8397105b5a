//! Offering help: the form, and the sealed record with the day on which it is erased.

pub mod form;
mod handlers;
pub mod queries;
pub(crate) mod staff;
pub(crate) mod view;

use axum::{Router, routing::get};

use crate::state::AppState;

/// Every URL of the volunteer, in one language.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/volunteer", get(handlers::volunteer_page).post(handlers::sign_up))
        .route("/volunteer/thanks", get(handlers::thanks_page))
}
