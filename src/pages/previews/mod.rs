//! Links by which people without an account read what is not published yet: two revisions and no other, for some days.

mod page;
pub(crate) mod queries;

use axum::{Router, routing::get};

use crate::state::AppState;

/// The URLs of visitors.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/preview/{token}", get(page::any_language))
        .route("/preview/{token}/{language}", get(page::preview_page))
        .route("/preview/{token}/{language}/page", get(page::bare_page))
}
