//! What a person may ask for: a copy of what we hold about them, and to be erased.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use super::queries;
use crate::{
    audit::{Action, Cause},
    calendar,
    database::within,
    error::Error,
    form::Problems,
    inputs::Form,
    rooms::{Act, Coordinator, Pass, frame::StaffFrame, list::RowId},
    state::AppState,
    view::{Html, see_other},
    volunteers::{
        erasing::erase,
        privacy,
        staff::opening::{Taken, stopped, take},
        words::ErasureCause,
        words::OpeningReason,
    },
};

#[derive(Template)]
#[template(path = "volunteers/staff/rights.html")]
struct RightsPage {
    frame: StaffFrame,
    id: Uuid,
    handle: String,
    problems: Problems,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct EraseForm {
    /// What a ticked box sends.
    sure: String,
}

/// `GET /admin/volunteers/{id}/rights`
pub(crate) async fn rights_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Html, Error> {
    page(&state, &pass, frame, id, Problems::default()).await
}

async fn page(
    state: &AppState,
    pass: &Pass<Coordinator>,
    frame: StaffFrame,
    id: Uuid,
    problems: Problems,
) -> Result<Html, Error> {
    let person = within(queries::find(pass, &state.db, id)).await?.ok_or(Error::NotFound)?;
    let handle = person.handle().words(frame.language);
    Html::page(&RightsPage { frame, id, handle, problems })
}

/// `POST /admin/volunteers/{id}/copy`. Everything that is held about the person, for the person. No entry in the audit log, no
/// copy.
pub(crate) async fn copy(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Response, Error> {
    let taken = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::lock(&pass, act.db(), id).await?.ok_or(Error::NotFound)?;
        let person = queries::find(&pass, act.db(), id).await?.ok_or(Error::NotFound)?;
        match take(&state, &mut act, &pass, id, OpeningReason::AskedByPerson).await? {
            Taken::Stopped(until) => {
                act.record_failure(Action::ExportedPerson, id, Cause::TooMany).await?;
                Ok(Err(until))
            }
            Taken::Opened(opening) => {
                let copy = privacy::export(act.db(), &state.config.keys, id).await?.ok_or(Error::NotFound)?;
                act.record_with_reason(Action::ExportedPerson, id, opening).await?;
                Ok::<_, Error>(Ok((person, copy)))
            }
        }
    })
    .await?;
    let (person, copy) = match taken {
        Ok(copied) => copied,
        Err(until) => return stopped(frame, format!("/admin/volunteers/{id}"), until),
    };
    let text = serde_json::to_string_pretty(&copy).map_err(anyhow::Error::from)?;
    let handle = person.handle().words(crate::language::Language::English).replace(' ', "-");
    let name = format!("attachment; filename=\"{handle}-{}.json\"", calendar::today());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    Ok((headers, text).into_response())
}

/// `POST /admin/volunteers/{id}/erase`. It cannot be undone, so it takes a tick and a fresh proof.
pub(crate) async fn erase_person(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<EraseForm>,
) -> Result<Response, Error> {
    if form.sure.is_empty() {
        let mut problems = Problems::default();
        problems.add("sure", frame.t("rooms-volunteers-rights-problem-sure").to_string());
        let page = page(&state, &pass, frame, id, problems).await?;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::find(&pass, act.db(), id).await?.ok_or(Error::NotFound)?;
        erase(act.db(), &[id], ErasureCause::Asked, calendar::today()).await?;
        act.record(Action::ErasedPerson, id).await
    })
    .await?;
    Ok(see_other("/admin/volunteers"))
}
