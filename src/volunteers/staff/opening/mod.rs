//! Opening a person: with a reason, on record, and not very many at a time.

mod limits;
mod queries;
mod take;

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use time::OffsetDateTime;

pub(crate) use self::take::{Taken, take};
use super::{
    opened::Opened,
    person::{self, PersonPage, Typed, address},
    queries::lock,
};
use crate::{
    audit::{Action, Cause},
    database::within,
    error::Error,
    form::Problems,
    inputs::Form,
    rooms::{
        Act, Coordinator, Pass,
        frame::{Moment, StaffFrame},
        list::RowId,
    },
    state::AppState,
    view::Html,
    volunteers::words::OpeningReason,
    words::Word as _,
};

/// That it goes on later.
#[derive(Template)]
#[template(path = "volunteers/staff/stopped.html")]
struct StoppedPage {
    frame: StaffFrame,
    back: String,
    until: Moment,
}

/// Why somebody is opened.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct OpeningForm {
    reason: String,
}

/// `POST /admin/volunteers/{id}`. Without an entry in the audit log nothing is opened.
pub(crate) async fn open(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<OpeningForm>,
) -> Result<Response, Error> {
    let Some(reason) = OpeningReason::from_word(&form.reason) else {
        let mut problems = Problems::default();
        problems.add("reason", frame.t("rooms-volunteers-problem-reason"));
        return person::again(&pass, &state, frame, id, Typed::default(), problems).await;
    };
    let opened = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        lock(&pass, act.db(), id).await?.ok_or(Error::NotFound)?;
        match take(&state, &mut act, &pass, id, reason).await? {
            Taken::Stopped(until) => {
                act.record_failure(Action::OpenedVolunteer, id, Cause::TooMany).await?;
                Ok(Err((frame, until)))
            }
            Taken::Opened(opening) => {
                let opened = Opened::read(&pass, act.db(), &state.config.keys, id).await?;
                let page = PersonPage::read(&pass, act.db(), frame, id).await?.with(opened);
                act.record_with_reason(Action::OpenedVolunteer, id, opening).await?;
                Ok::<_, Error>(Ok(page))
            }
        }
    })
    .await?;
    match opened {
        Ok(page) => Ok(Html::page(&page)?.into_response()),
        Err((frame, until)) => stopped(frame, address(id), until),
    }
}

/// That the limit is reached, and when it goes on.
pub(crate) fn stopped(frame: StaffFrame, back: String, until: OffsetDateTime) -> Result<Response, Error> {
    let seconds = (until - OffsetDateTime::now_utc()).whole_seconds().max(1);
    let page = StoppedPage { frame, back, until: Moment::new(until + time::Duration::minutes(1)) };
    let mut answer = Html::page(&page)?.with_status(StatusCode::TOO_MANY_REQUESTS).into_response();
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Ok(answer)
}
