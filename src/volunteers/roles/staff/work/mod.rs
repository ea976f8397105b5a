//! `/admin/volunteers/{id}/work`: what one person does: roles, hours, checks.

mod page;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use self::page::{AssignForm, Typed, show};
use crate::{
    audit::Action,
    calendar,
    database::within,
    error::Error,
    form::Problems,
    inputs::{Form, Query},
    rooms::{Act, Coordinator, Pass, frame::StaffFrame, list::RowId},
    state::AppState,
    view::{Html, see_other},
    volunteers::{
        roles::{
            assign::{self, Assigned},
            checks::{self, CheckForm},
            hours::{self, HoursForm},
            queries,
        },
        staff::queries::find,
    },
};

/// What was done before this page, and the message about it.
const DONE: [(&str, &str); 6] = [
    ("assigned", "rooms-roles-done-assigned"),
    ("ended", "rooms-roles-done-ended"),
    ("noted", "rooms-roles-done-noted"),
    ("removed", "rooms-roles-done-removed"),
    ("checked", "rooms-roles-done-checked"),
    ("unchecked", "rooms-roles-done-unchecked"),
];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Visit {
    done: String,
    /// The role that is chosen already.
    role: String,
}

/// `GET /admin/volunteers/{id}/work`
pub(crate) async fn work_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let notice = DONE.into_iter().find(|(word, _)| *word == visit.done).map(|(_, key)| key);
    let mut typed = Typed::fresh(calendar::today());
    typed.assign.role = visit.role;
    show(&pass, &state, frame, id, notice, (typed, Problems::default())).await
}

/// `POST /admin/volunteers/{id}/work/roles`
pub(crate) async fn assignment(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<AssignForm>,
) -> Result<Response, Error> {
    let today = calendar::today();
    if let Some(assignment) = named("end", &form.pressed) {
        let mut act = within(begin(&pass, &state, id)).await?;
        if within(queries::end_assignment(&pass, act.db(), id, assignment, today)).await? {
            within(act.record(Action::EndedAssignment, id)).await?;
        }
        return Ok(done(id, "ended"));
    }
    let role_id = Uuid::try_parse(&form.role).unwrap_or_default();
    let mut act = within(begin(&pass, &state, id)).await?;
    let assigned = assign::assign(&pass, act.db(), (id, role_id), form.confirmed == "yes", today);
    let (field, key, status) = match within(assigned).await? {
        Assigned::Done => {
            within(act.record(Action::AssignedVolunteer, id)).await?;
            return Ok(done(id, "assigned"));
        }
        Assigned::Already => return Ok(done(id, "assigned")),
        Assigned::Full => ("role", "rooms-roles-problem-full", StatusCode::CONFLICT),
        Assigned::Closed => ("role", "rooms-roles-problem-closed", StatusCode::CONFLICT),
        Assigned::Unchecked => ("confirmed", "rooms-roles-problem-unchecked", StatusCode::UNPROCESSABLE_ENTITY),
    };
    drop(act);
    let mut problems = Problems::default();
    problems.add(field, frame.t(key));
    let typed = Typed { assign: form, ..Typed::fresh(today) };
    let page = show(&pass, &state, frame, id, None, (typed, problems)).await?;
    Ok(page.with_status(status).into_response())
}

/// `POST /admin/volunteers/{id}/work/hours`
pub(crate) async fn hours(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<HoursForm>,
) -> Result<Response, Error> {
    let today = calendar::today();
    if let Some(hours) = named("remove", &form.pressed) {
        let mut act = within(begin(&pass, &state, id)).await?;
        if within(hours::queries::remove(&pass, act.db(), id, hours)).await? {
            within(act.record(Action::RemovedHours, id)).await?;
        }
        return Ok(done(id, "removed"));
    }
    let new = match form.check(today, frame.language) {
        Ok(new) => new,
        Err(problems) => {
            let typed = Typed { hours: form, ..Typed::fresh(today) };
            let page = show(&pass, &state, frame, id, None, (typed, problems)).await?;
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
    };
    let mut act = within(begin(&pass, &state, id)).await?;
    if within(hours::queries::add(&pass, act.db(), id, &new)).await? {
        within(act.record(Action::NotedHours, id)).await?;
    }
    Ok(done(id, "noted"))
}

/// `POST /admin/volunteers/{id}/work/checks`
pub(crate) async fn check(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<CheckForm>,
) -> Result<Response, Error> {
    let today = calendar::today();
    if let Some(check) = named("remove", &form.pressed) {
        let mut act = within(begin(&pass, &state, id)).await?;
        if within(checks::queries::remove(&pass, act.db(), id, check)).await? {
            within(act.record(Action::RemovedCheck, id)).await?;
        }
        return Ok(done(id, "unchecked"));
    }
    let new = match form.check(today, frame.language) {
        Ok(new) => new,
        Err(problems) => {
            let typed = Typed { check: form, ..Typed::fresh(today) };
            let page = show(&pass, &state, frame, id, None, (typed, problems)).await?;
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
    };
    let mut act = within(begin(&pass, &state, id)).await?;
    if within(checks::queries::add(&pass, act.db(), id, &new)).await? {
        within(act.record(Action::NotedCheck, id)).await?;
    }
    Ok(done(id, "checked"))
}

/// Begins an act about somebody who is there.
async fn begin<'a>(pass: &'a Pass<Coordinator>, state: &AppState, id: Uuid) -> Result<Act<'a, Coordinator>, Error> {
    let mut act = Act::begin(state, pass).await?;
    find(pass, act.db(), id).await?.ok_or(Error::NotFound)?;
    Ok(act)
}

/// The row that a button names, such as `end.018f…`.
fn named(what: &str, pressed: &str) -> Option<Uuid> {
    let (pressed, id) = pressed.split_once('.')?;
    Uuid::try_parse(id).ok().filter(|_| pressed == what)
}

fn done(id: Uuid, word: &str) -> Response {
    see_other(&format!("/admin/volunteers/{id}/work?done={word}"))
}
