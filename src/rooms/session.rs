//! Whether a session is near its end: a page asks without putting it off, and one press does put it off.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use crate::rooms::{
    Arrived, Pass, Rooms,
    frame::StaffFrame,
    stay::{PATH, TOLD_BEFORE},
};

/// The URL.
pub(crate) fn rooms() -> Rooms<Arrived> {
    Rooms::of(Arrived).get(PATH, tell).post(PATH, tell)
}

/// `GET` and `POST /admin/still-here`: how long the session lasts, and what to say about it. The guard notes a `POST` as a
/// use, like that of any other room.
async fn tell(_: Pass<Arrived>, frame: StaffFrame) -> Response {
    let Some(stay) = frame.stay() else { return StatusCode::NOT_FOUND.into_response() };
    let (at, is_last) = (frame.session_end().unwrap_or_default(), stay.is_last());
    let key = if is_last { "rooms-kept-session-last" } else { "rooms-kept-session-near" };
    let told = serde_json::json!({
        "left": stay.left(),
        "before": TOLD_BEFORE.whole_seconds(),
        "isNear": stay.is_near(),
        "isLast": is_last,
        "sentence": frame.t_with(key, "time", at),
    });
    let kind = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], told.to_string())
        .into_response()
}
