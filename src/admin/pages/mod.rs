//! Pages, for those who write them: the list, the editor with its preview, and the revisions.

mod check;
mod difference;
mod editor;
mod form;
mod handlers;
mod kinds;
pub mod queries;
mod view;

use axum::{Router, routing::get};

pub use self::view::PageLine;
use crate::state::AppState;

/// Every URL of staff about pages.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/pages", get(handlers::pages_page))
        .route("/pages/{language}/{slug}", get(handlers::editor_page).post(handlers::edit))
        .route("/pages/{language}/{slug}/revisions", get(handlers::revisions_page))
}
