//! What a request brings to a room, read before anybody acts on it, so that an answer can give it back. Nobody but staff
//! makes us hold large texts.

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderValue, Method, header, request::Parts},
    response::Response,
};
use futures_util::{StreamExt as _, stream};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::rooms::kept::fields::Fields;

/// How large a form may be so that its text is held even if the room does not take it, in bytes.
const LARGEST_HELD: usize = 24 * 1024 * 1024;

/// The same for somebody whom we do not know: as much as anybody may send us.
const LARGEST_OF_STRANGERS: usize = 256 * 1024;

/// More of them are held for a few at once: the database may be away, and then nobody is known.
static LARGE_OF_STRANGERS: Semaphore = Semaphore::const_new(3);

/// In such pieces an answer leaves that takes a place, in bytes.
const PIECE: usize = 64 * 1024;

/// What came.
pub(crate) enum Sent {
    /// No form.
    Nothing(Body),
    /// A form with a file. Files are not kept.
    File(Body),
    /// A form of text.
    Form(Form),
    /// A form that is too large to be held.
    Lost,
}

/// A form of text that came whole.
pub(crate) struct Form {
    pub(crate) body: Bytes,
    held: Held,
}

/// The place that a large text of somebody unknown takes.
pub(crate) struct Held(Option<SemaphorePermit<'static>>);

impl Form {
    pub(crate) fn fields(&self) -> Fields {
        Fields::read(&self.body)
    }

    /// The fields, and the place that they take.
    pub(crate) fn into_fields(self) -> (Fields, Held) {
        (self.fields(), self.held)
    }
}

impl Held {
    /// The place becomes free when the answer has left, however slowly somebody reads it.
    pub(crate) fn until_sent(self, answer: Response) -> Response {
        let Self(Some(permit)) = self else { return answer };
        let (parts, body) = answer.into_parts();
        let body = body.into_data_stream().flat_map(|data| {
            let data = data.unwrap_or_default();
            stream::iter((0..data.len()).step_by(PIECE).map(move |at| data.slice(at..data.len().min(at + PIECE))))
        });
        let body = body.map(move |piece| {
            let _held = &permit;
            Ok::<_, std::convert::Infallible>(piece)
        });
        Response::from_parts(parts, Body::from_stream(body))
    }
}

impl Sent {
    /// Reads a request. For somebody who is or was signed in, more is held.
    pub(crate) async fn read(parts: &Parts, body: Body, is_known: bool) -> Self {
        let kind = parts.headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
        if parts.method != Method::POST {
            return Self::Nothing(body);
        }
        if kind.starts_with(b"multipart/form-data") {
            return Self::File(body);
        }
        if !kind.starts_with(b"application/x-www-form-urlencoded") {
            return Self::Nothing(body);
        }
        let size = parts.headers.get(header::CONTENT_LENGTH).and_then(|size| size.to_str().ok()?.parse().ok());
        let is_large = size.is_none_or(|size: usize| size > LARGEST_OF_STRANGERS);
        let held = if is_known || !is_large { None } else { LARGE_OF_STRANGERS.try_acquire().ok() };
        let most = if is_known || held.is_some() { LARGEST_HELD } else { LARGEST_OF_STRANGERS };
        if size.is_some_and(|size| size > most) {
            return Self::Lost;
        }
        match to_bytes(body, most).await {
            Ok(body) => Self::Form(Form { body, held: Held(held) }),
            Err(_) => Self::Lost,
        }
    }
}
