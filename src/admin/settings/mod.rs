//! Settings, for those who answer for them: names, goal, bank account, currencies and funds.

mod fields;
mod form;
mod handlers;
mod queries;
mod sections;
mod stored;
mod view;

use axum::{Router, routing::get};

use crate::state::AppState;

/// Every URL of staff about settings.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/settings", get(handlers::settings_page).post(handlers::arrange))
        .route("/settings/{*section}", get(handlers::section_page).post(handlers::save))
}
