//! Parts of a body (RFC 9110, 14): one range of bytes, for pictures and other files that are loaded in pieces.

use std::ops::Range;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header},
};

/// What a client wants of a body.
pub(crate) enum Asked {
    /// All of it, also where several ranges were asked for: a server may answer with the whole.
    Whole,
    /// These bytes, named in `Content-Range` like this.
    Part(Range<usize>, HeaderValue),
    /// Bytes that are not there.
    Nothing(HeaderValue),
}

/// What a request asks for, of a body with this validator and length.
pub(crate) fn asked(method: &Method, asked: &HeaderMap, etag: &HeaderValue, length: usize) -> Asked {
    let same = asked.get(header::IF_RANGE).is_none_or(|tag| tag == etag);
    let range = asked.get(header::RANGE).and_then(|range| range.to_str().ok()).filter(|_| same);
    let Some((first, last)) =
        range.filter(|_| method == Method::GET).and_then(|range| range.strip_prefix("bytes=")?.split_once('-'))
    else {
        return Asked::Whole;
    };
    let part = match (first.trim().parse::<usize>(), last.trim().parse::<usize>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Ok(first), Err(_)) if last.trim().is_empty() => first..length,
        (Err(_), Ok(last)) if first.trim().is_empty() => length.saturating_sub(last)..length,
        _ => return Asked::Whole,
    };
    let value = |text: String| HeaderValue::from_str(&text).ok();
    if part.start >= part.end {
        return value(format!("bytes */{length}")).map_or(Asked::Whole, Asked::Nothing);
    }
    value(format!("bytes {}-{}/{length}", part.start, part.end - 1))
        .map_or(Asked::Whole, |content_range| Asked::Part(part, content_range))
}

/// The answer when the bytes that were asked for are not there.
pub(crate) fn not_satisfiable(content_range: HeaderValue) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
    response.headers_mut().insert(header::CONTENT_RANGE, content_range);
    response
}
