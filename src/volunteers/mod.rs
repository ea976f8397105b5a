//! Offering help: the form, and the sealed record of a person with the day on which it is erased.

mod consent;
pub(crate) mod erasing;
pub mod form;
mod handle;
mod handlers;
mod moving;
mod offer;
pub mod queries;
mod record;
pub(crate) mod staff;
mod vault;
pub(crate) mod view;
mod words;

use axum::{Router, routing::get};

pub(crate) use self::moving::MoveVolunteers;
use crate::state::AppState;

/// Every URL of the volunteer, in one language.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/volunteer", get(handlers::volunteer_page).post(handlers::sign_up))
        .route("/volunteer/thanks", get(handlers::thanks_page))
}
