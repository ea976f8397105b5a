//! Answers a public page from the edition.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{Method, Response},
};

use crate::{error::Error, state::AppState};

/// `GET` of every public page. Everything that has no route of its own ends here.
pub async fn public_page(State(state): State<AppState>, request: Request) -> Result<Response<Body>, Error> {
    let edition = state.edition.load();
    let answer = edition.answers.get(request.uri().path());
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(Error::MethodNotAllowed);
    }
    Ok(answer.ok_or(Error::NotFound)?.answer(request.method(), request.headers()))
}
