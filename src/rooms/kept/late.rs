//! The page of a form that could not be taken: it holds what was sent, to be read, copied, changed and sent again, and
//! says where it is kept.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    error::Error,
    rooms::{
        frame::{Moment, StaffFrame},
        kept::{
            fields::Fields,
            keep::{self, Way},
            queries::KEPT_FOR,
            sent::Sent,
        },
    },
    staff::StaffMember,
    state::AppState,
    view::Html,
};

#[derive(Template)]
#[template(path = "rooms/kept/late.html")]
struct LatePage<'a> {
    frame: StaffFrame,
    /// Of messages, such as `rooms-kept-ended`: its title and its text.
    title: String,
    text: String,
    /// The form that was kept.
    kept: Option<Uuid>,
    /// Where the form goes when it is sent again, and the page on which it stood.
    path: &'a str,
    page: &'a str,
    /// Whether they have to sign in first.
    is_signed_out: bool,
    fields: Option<&'a Fields>,
}

/// The answer to a form whose session has ended, or is not known. For the person of an ended session it is kept.
pub(crate) async fn signed_out(
    state: &AppState,
    frame: StaffFrame,
    person: Option<&StaffMember>,
    way: &Way,
    sent: Sent,
) -> Response {
    let (form, otherwise) = match sent {
        Sent::Form(form) => (Some(form.into_fields()), "rooms-kept-ended-button"),
        Sent::Nothing(_) => (None, "rooms-kept-ended-button"),
        Sent::File(_) => (None, "rooms-kept-ended-file"),
        Sent::Lost => (None, "rooms-kept-ended-lost"),
    };
    let (fields, held) = form.unzip();
    let fields = fields.filter(Fields::hold_text);
    let now = OffsetDateTime::now_utc();
    let kept = match (person, &fields) {
        (Some(person), Some(fields)) if !way.door.is_empty() => {
            // If it cannot be kept, the page still holds it.
            keep::keep(state, person.id, way, fields, now).await.unwrap_or_else(|error| {
                error.log();
                None
            })
        }
        _ => None,
    };
    let until = Moment::new(now + KEPT_FOR).to_string();
    let text = match (kept, &fields) {
        (Some(_), _) => frame.t_with("rooms-kept-ended-kept", "until", until),
        (None, Some(_)) => frame.t("rooms-kept-ended-held"),
        (None, None) => frame.t(otherwise),
    };
    let page = LatePage {
        title: frame.t("rooms-kept-ended-title"),
        text,
        kept,
        path: &way.path,
        page: &way.page,
        is_signed_out: true,
        fields: fields.as_ref(),
        frame,
    };
    let answer = answer(&page, StatusCode::UNAUTHORIZED);
    match held {
        Some(held) => held.until_sent(answer),
        None => answer,
    }
}

/// The answer to somebody whose session could not be looked up.
pub(crate) fn unknown(frame: StaffFrame, way: &Way, sent: Sent, error: Error) -> Response {
    let status = error.status();
    error.log();
    let Sent::Form(form) = sent else { return status.into_response() };
    let (fields, held) = form.into_fields();
    failed(frame, way, &fields, status).map_or_else(|| status.into_response(), |answer| held.until_sent(answer))
}

/// The answer to a form that failed in a way that has no page of its own; nothing if nobody typed anything.
pub(crate) fn failed(frame: StaffFrame, way: &Way, fields: &Fields, status: StatusCode) -> Option<Response> {
    let (title, text) = match status {
        StatusCode::PAYLOAD_TOO_LARGE => ("rooms-kept-large-title", "rooms-kept-large-text"),
        StatusCode::SERVICE_UNAVAILABLE => ("rooms-kept-away-title", "rooms-kept-away-text"),
        _ => ("rooms-kept-failed-title", "rooms-kept-failed-text"),
    };
    let page = LatePage {
        title: frame.t(title),
        text: frame.t(text),
        kept: None,
        path: &way.path,
        page: &way.page,
        is_signed_out: false,
        fields: Some(fields),
        frame,
    };
    fields.hold_text().then(|| answer(&page, status))
}

/// The answer to a form that is too large to be held.
pub(crate) fn too_large(frame: StaffFrame, way: &Way) -> Response {
    let page = LatePage {
        title: frame.t("rooms-kept-large-title"),
        text: frame.t("rooms-kept-large-lost"),
        kept: None,
        path: &way.path,
        page: &way.page,
        is_signed_out: false,
        fields: None,
        frame,
    };
    answer(&page, StatusCode::PAYLOAD_TOO_LARGE)
}

fn answer(page: &LatePage<'_>, status: StatusCode) -> Response {
    let page = Html::page(page).map(|page| page.with_status(status).into_response());
    page.unwrap_or_else(|error: Error| error.into_response())
}
