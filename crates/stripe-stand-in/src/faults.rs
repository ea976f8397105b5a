//! Troubles on demand: what the next answers of the API are to suffer, so that callers can be tested against them.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Frame;

use crate::answer::StripeError;

/// What one request suffers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is done and nothing is kept under the idempotency key; the answer is an error.
    Status {
        /// The status of the answer, such as 409, 429 or 500.
        status: u16,
        /// The header `Stripe-Should-Retry`; `None` leaves it out.
        should_retry: Option<bool>,
    },
    /// Nothing is done; the answer is a 500 that is kept under the idempotency key and given again.
    KeptError,
    /// The work is done, but the answer comes this much later. Until then the idempotency key counts as in use.
    Delay(Duration),
    /// The work is done, but the connection breaks in the middle of the answer.
    HalfAnswer,
}

/// The troubles of the coming requests, one each: method, beginning of the path, trouble.
#[derive(Debug, Default)]
pub(crate) struct FaultQueue(VecDeque<(String, String, Fault)>);

impl FaultQueue {
    /// Adds a trouble behind the others. An empty method or path stands for any.
    pub(crate) fn push_back(&mut self, fault: (String, String, Fault)) {
        self.0.push_back(fault);
    }

    /// Takes the first trouble that is meant for a request.
    pub(crate) fn take(&mut self, method: &str, path: &str) -> Option<Fault> {
        let meant = |(of, beginning, _): &(String, String, Fault)| {
            (of.is_empty() || of == method) && path.starts_with(beginning.as_str())
        };
        let place = self.0.iter().position(meant)?;
        self.0.remove(place).map(|(_, _, fault)| fault)
    }
}

/// The answer of a request that fails before anything is done.
pub(crate) fn failure(status: u16, should_retry: Option<bool>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let error = match status {
        StatusCode::CONFLICT => StripeError::new(status, "The object is locked.").code("lock_timeout"),
        StatusCode::TOO_MANY_REQUESTS => StripeError::new(status, "Too many requests.").code("rate_limit"),
        _ => StripeError::new(status, "An unknown error occurred.").kind("api_error"),
    };
    let mut response = error.into_response();
    if let Some(should_retry) = should_retry {
        let value = HeaderValue::from_static(if should_retry { "true" } else { "false" });
        response.headers_mut().insert("stripe-should-retry", value);
    }
    response
}

/// The answer that announces its whole body, sends half of it and breaks off.
pub(crate) fn cut_in_half(mut response: Response, body: &Bytes) -> Response {
    response.headers_mut().insert(header::CONTENT_LENGTH, body.len().into());
    *response.body_mut() = Body::new(HalfBody(Some(body.slice(..body.len() / 2))));
    response
}

struct HalfBody(Option<Bytes>);

impl HttpBody for HalfBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(Some(match self.0.take() {
            Some(half) => Ok(Frame::data(half)),
            None => Err(io::Error::other("the stand-in was asked to break off here")),
        }))
    }
}
