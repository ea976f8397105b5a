//! Answers a public page from the edition.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{self, HeaderMap, HeaderValue, Method, Response, header},
    response::{IntoResponse as _, Redirect},
};

use crate::{
    edition::{Picture, STAND_IN_CACHING},
    error::Error,
    pages::canonical::{canonical, takes_forms},
    state::AppState,
};

/// The finished page at this address, with further headers. The visit is counted.
pub(crate) fn finished_page<B>(
    state: &AppState,
    request: &http::Request<B>,
    carried: impl FnOnce() -> HeaderMap,
) -> Option<Response<Body>> {
    let edition = state.edition.load();
    let page = edition.answers.get(request.uri().path())?;
    state.visits.note(request.method(), request.uri(), request.headers());
    Some(page.answer_with(carried(), request.method(), request.headers()))
}

/// What has no route of its own: pages of the edition that `front.rs` did not answer, their pictures, addresses that people
/// write otherwise than we do, and what does not exist.
pub(crate) async fn public_page(State(state): State<AppState>, request: Request) -> Result<Response<Body>, Error> {
    let is_read = request.method() == Method::GET || request.method() == Method::HEAD;
    let (edition, path) = (state.edition.load(), request.uri().path());
    if is_read {
        if let Some(page) = finished_page(&state, &request, HeaderMap::new) {
            return Ok(page);
        }
        match edition.picture(path) {
            Some(Picture::Its(picture)) => return Ok(picture.answer(request.method(), request.headers())),
            Some(Picture::ForNow(picture)) => {
                let mut response = picture.answer(request.method(), request.headers());
                response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(STAND_IN_CACHING));
                return Ok(response);
            }
            None => {}
        }
    }
    let now = |address: &str| edition.moved_to(address);
    let meant = canonical(path, |address| edition.answers.contains_key(address) || now(address).is_some());
    // Where a page was before, it leads in one step to where it stands.
    match meant.as_deref().and_then(now).or_else(|| now(path)).or(meant) {
        Some(address) if is_read || takes_forms(&address) => Ok(moved(&address, request.uri().query())),
        _ if is_read => Err(Error::NotFound),
        _ => Err(Error::MethodNotAllowed),
    }
}

/// 308 to another address of ours (RFC 9110, 15.4.9), with the query: a form that is sent there is sent again.
fn moved(address: &str, query: Option<&str>) -> Response<Body> {
    let location = match query.filter(|query| query.is_ascii()) {
        Some(query) => format!("{address}?{query}"),
        None => address.to_owned(),
    };
    Redirect::permanent(&location).into_response()
}
