//! Answers a public page from the edition.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, Response, header},
    response::{IntoResponse as _, Redirect},
};

use crate::{
    edition::{Picture, STAND_IN_CACHING},
    error::Error,
    state::AppState,
};

/// `GET` of every public page. Everything that has no route of its own ends here.
pub async fn public_page(State(state): State<AppState>, request: Request) -> Result<Response<Body>, Error> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(Error::MethodNotAllowed);
    }
    let (edition, path) = (state.edition.load(), request.uri().path());
    if let Some(answer) = edition.answers.get(path) {
        state.visits.note(request.method(), request.uri(), request.headers());
        return Ok(answer.answer(request.method(), request.headers()));
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
    match path.strip_suffix('/').filter(|path| edition.answers.contains_key(*path)) {
        Some(path) => Ok(Redirect::permanent(path).into_response()),
        None => Err(Error::NotFound),
    }
}
