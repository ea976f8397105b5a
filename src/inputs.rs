//! What a request brings: the parts of its address, its query and its form. They are read here and nowhere else, so that no
//! handler has to think of bytes that PostgreSQL does not store (NUL) or that are no text.

use std::convert::Infallible;

use axum::{
    RequestExt as _,
    body::Bytes,
    extract::{self, DefaultBodyLimit, FromRequest, FromRequestParts, Request},
    http::{Method, request::Parts},
    response::{IntoResponse as _, Response},
};
use axum_extra::extract::Form as FormOfAxum;
use percent_encoding::percent_decode;
use serde::de::DeserializeOwned;

use crate::error::Error;

/// The variable parts of an address. What is no text names nothing, so nothing is found there.
pub(crate) struct Path<T>(pub(crate) T);

/// What stands behind the question mark.
pub(crate) struct Query<T>(pub(crate) T);

/// The same as it was written, for whoever reads it leniently; nothing, if it is no text.
pub(crate) struct QueryText(pub(crate) String);

/// The fields of a form that was sent.
pub(crate) struct Form<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        check(parts.uri.path().as_bytes()).map_err(|_| Error::NotFound)?;
        let read = extract::Path::<T>::from_request_parts(parts, state).await;
        read.map(|extract::Path(parts)| Self(parts)).map_err(|_| Error::BadRequest)
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        check(parts.uri.query().unwrap_or_default().as_bytes())?;
        let read = extract::Query::<T>::from_request_parts(parts, state).await;
        read.map(|extract::Query(query)| Self(query)).map_err(|_| Error::BadRequest)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for QueryText {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self(if check(query.as_bytes()).is_ok() { query.to_owned() } else { String::new() }))
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let refused = |error: Error| error.into_response();
        if request.method() == Method::GET || request.method() == Method::HEAD {
            check(request.uri().query().unwrap_or_default().as_bytes()).map_err(refused)?;
            let read = FormOfAxum::<T>::from_request(request, state).await;
            return read.map(|FormOfAxum(form)| Self(form)).map_err(|rejection| rejection.into_response());
        }
        let (parts, body) = request.with_limited_body().into_parts();
        // The body is limited already, by what holds for this request.
        let mut whole = Request::new(body);
        DefaultBodyLimit::disable().apply(&mut whole);
        let bytes = Bytes::from_request(whole, state).await.map_err(|rejection| rejection.into_response())?;
        check(&bytes).map_err(refused)?;
        let read = FormOfAxum::<T>::from_request(Request::from_parts(parts, bytes.into()), state).await;
        read.map(|FormOfAxum(form)| Self(form)).map_err(|rejection| rejection.into_response())
    }
}

/// The fields of an encoded form, in their order.
pub(crate) fn pairs(encoded: &[u8]) -> Result<Vec<(String, String)>, Error> {
    check(encoded)?;
    Ok(form_urlencoded::parse(encoded).into_owned().collect())
}

/// Refuses encoded text that holds NUL or is no UTF-8.
fn check(encoded: &[u8]) -> Result<(), Error> {
    let decoded = percent_decode(encoded).decode_utf8().map_err(|_| Error::BadRequest)?;
    if decoded.contains('\0') { Err(Error::BadRequest) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_refused() {
        for good in ["", "a=b", "name=%EA%B0%80", "a=100%", "a=%2500", "a=%zz"] {
            assert!(check(good.as_bytes()).is_ok(), "{good}");
        }
        for bad in ["%00", "a=1.%00", "a%00=b", "a=%FF", "a=%EA%B0", "a=%C0%80", "a=%ED%A0%80", "a=\0"] {
            assert!(matches!(check(bad.as_bytes()), Err(Error::BadRequest)), "{bad}");
        }
    }
}
