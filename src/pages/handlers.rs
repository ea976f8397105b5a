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

/// `GET` of what has no route of its own: pages of the edition that `front.rs` did not answer, their pictures, and what does
/// not exist.
pub(crate) async fn public_page(State(state): State<AppState>, request: Request) -> Result<Response<Body>, Error> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(Error::MethodNotAllowed);
    }
    if let Some(page) = finished_page(&state, &request, HeaderMap::new) {
        return Ok(page);
    }
    let (edition, path) = (state.edition.load(), request.uri().path());
    match edition.picture(path) {
        Some(Picture::Its(picture)) => return Ok(picture.answer(request.method(), request.headers())),
        Some(Picture::ForNow(picture)) => {
            let mut response = picture.answer(request.method(), request.headers());
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(STAND_IN_CACHING));
            return Ok(response);
        }
        None => {}
    }
    match path.strip_suffix('/').filter(|path| edition.answers.contains_key(*path)) {
        Some(path) => Ok(Redirect::permanent(path).into_response()),
        None => Err(Error::NotFound),
    }
}
