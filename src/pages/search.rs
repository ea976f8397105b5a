//! Search over the titles of all pages: from the edition, without the database.

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    extract::State,
    http::{HeaderName, HeaderValue},
    routing::get,
};
use serde::Deserialize;

use crate::{
    edition::Listed,
    error::Error,
    inputs::Query,
    state::AppState,
    view::{Frame, Html},
};

/// The URLs of the search.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/search", get(search_page))
}

#[derive(Deserialize)]
struct Question {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "pages/search.html")]
struct SearchPage {
    frame: Frame,
    question: String,
    found: Vec<Arc<Listed>>,
}

/// `GET /search?q=`
async fn search_page(
    State(state): State<AppState>,
    frame: Frame,
    Query(question): Query<Question>,
) -> Result<Html, Error> {
    let question: String = question.q.trim().chars().take(100).collect();
    let found = state.edition.load().search(frame.language, &question).into_iter().cloned().collect();
    let page = SearchPage { frame, question, found };
    let unlisted = (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    Ok(Html::page(&page)?.with_header(unlisted.0, unlisted.1))
}
