//! The layer that gives every error answer a page in the visitor's language.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Request, State},
    http::{Extensions, HeaderMap, Method, StatusCode, Version, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    edition::Listed,
    language::Language,
    state::AppState,
    view::{Frame, Html},
};

/// The page of an error.
#[derive(Template)]
#[template(path = "errors/error.html")]
pub(crate) struct ErrorPage {
    pub(crate) frame: Frame,
    /// The status, which names the messages `error-{status}-title` and `error-{status}-text`.
    pub(crate) status: u16,
    /// The request's id in the log, for faults of ours.
    pub(crate) request_id: Option<String>,
    /// Pages that may have been meant.
    pub(crate) meant: Vec<Arc<Listed>>,
    /// Whether somebody answers a search: not in an exported folder.
    pub(crate) answers_questions: bool,
}

/// Statuses that have their own text; any other is explained like the first of its class.
const WORDED: [u16; 13] = [400, 401, 403, 404, 405, 408, 413, 421, 429, 500, 501, 502, 503];

/// Puts a page into every error answer that has none. Machines get the bare status.
pub(crate) async fn error_pages(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_head = request.method() == Method::HEAD;
    let request_id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let asked_for = Language::asked_for(request.headers());
    let response = next.run(request).await;
    let status = response.status();
    let for_machines = ["/webhooks/", "/healthz", "/readyz"].iter().any(|start| path.starts_with(start));
    let has_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !(status.is_client_error() || status.is_server_error()) || has_page || for_machines {
        return response;
    }
    let shown = if WORDED.contains(&status.as_u16()) {
        status.as_u16()
    } else if status.is_client_error() {
        400
    } else {
        500
    };
    // Addresses of staff have no language: theirs is known once they are let in, before that the browser says one.
    let language = if path == "/admin" || path.starts_with("/admin/") {
        response.extensions().get::<Language>().copied().unwrap_or(asked_for)
    } else {
        Language::of_path(&path).0
    };
    let request_id = request_id.filter(|_| status.is_server_error());
    let meant = if shown == 404 { meant(&state, language, &path) } else { Vec::new() };
    let page =
        ErrorPage { frame: state.frame(language, "/"), status: shown, request_id, meant, answers_questions: true };
    let mut answer = match Html::page(&page) {
        Ok(page) => page.with_status(status).into_response(),
        Err(error) => {
            error.log();
            (status, [(header::CACHE_CONTROL, "no-store")], FIXED_TEXT).into_response()
        }
    };
    for name in [header::RETRY_AFTER, header::ALLOW, header::CONNECTION] {
        if let Some(value) = response.headers().get(&name) {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    // A page in the rooms of staff is not compressed, like all that they are given.
    if !path.starts_with("/admin") {
        answer.extensions_mut().insert(ForVisitors);
    }
    if is_head {
        *answer.body_mut() = axum::body::Body::empty();
    }
    answer
}

/// Marks an error page that visitors read.
#[derive(Clone)]
struct ForVisitors;

/// Whether an answer is such a page.
pub(crate) fn is_for_visitors(_: StatusCode, _: Version, _: &HeaderMap, marks: &Extensions) -> bool {
    marks.get::<ForVisitors>().is_some()
}

/// The pages whose addresses or titles are most like the one that was asked for, from memory.
fn meant(state: &AppState, language: Language, path: &str) -> Vec<Arc<Listed>> {
    let edition = state.edition.load();
    edition.closest(language, Language::of_path(path).1).into_iter().cloned().collect()
}

/// What is shown when even the error page fails.
const FIXED_TEXT: &str = "Something went wrong on our side. Please try again in a minute.\n문제가 생겼습니다. 잠시 뒤에 다시 시도해 주세요.\n";

/// The answer to a panic: the text goes to the log by the panic hook, the visitor sees the usual page.
pub(crate) fn after_panic(_: Box<dyn std::any::Any + Send>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
