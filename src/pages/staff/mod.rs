//! Pages, for those who write them: the list, the editor with its preview, and the revisions.

mod check;
mod difference;
mod editor;
mod form;
mod handlers;
mod kinds;
mod lists;
pub(crate) mod queries;
mod rules;
mod view;

use axum::{Router, routing::get};

pub(crate) use self::{
    difference::{Difference, Side},
    kinds::{DRAWINGS, KINDS},
    view::{PageAddress, PageLine, RevisionLine},
};
use crate::state::AppState;

/// Every URL of staff about pages.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/pages", get(lists::pages_page))
        .route("/pages/{language}/{slug}", get(handlers::editor_page).post(handlers::edit))
        .route("/pages/{language}/{slug}/revisions", get(lists::revisions_page))
}
