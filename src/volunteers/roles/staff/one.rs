//! `/admin/roles/{id}`: one role as visitors see it, who is in it, who offered help for it, and what can be done with it.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use super::badges::Badge;
use crate::{
    audit::Action,
    calendar,
    database::within,
    error::Error,
    form::Problems,
    inputs::{Form, Query},
    language::Language,
    rooms::{Act, Coordinator, Pass, frame::StaffFrame, list::RowId},
    site::OpenRole,
    state::AppState,
    view::{Html, see_other},
    volunteers::{
        roles::{
            form::{self, RoleForm},
            queries::{self, Somebody},
            role::Role,
        },
        words::Standing,
    },
};

#[derive(Template)]
#[template(path = "volunteers/staff/roles/role.html")]
struct RolePage {
    frame: StaffFrame,
    role: Role,
    badge: Badge,
    /// As visitors see it.
    shown: OpenRole,
    notice: Option<&'static str>,
    /// What is missing before it can be opened.
    problems: Problems,
    people: Vec<Person>,
    offering: Vec<Person>,
}

/// Somebody by their handle.
struct Person {
    id: Uuid,
    handle: String,
    since: String,
}

/// What was done before this page, and the message about it.
const DONE: [(&str, &str); 4] = [
    ("created", "rooms-roles-done-created"),
    ("changed", "rooms-roles-done-changed"),
    ("opened", "rooms-roles-done-opened"),
    ("closed", "rooms-roles-done-closed"),
];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Visit {
    done: String,
}

/// What was pressed, and the state that was seen then.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ActForm {
    #[serde(rename = "do")]
    pressed: String,
    base: String,
}

/// `GET /admin/roles/{id}`
pub(crate) async fn role_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let notice = DONE.into_iter().find(|(word, _)| *word == visit.done).map(|(_, key)| key);
    show(&pass, &state, frame, id, notice, Problems::default()).await
}

/// `POST /admin/roles/{id}`
pub(crate) async fn act(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<ActForm>,
) -> Result<Response, Error> {
    let role = within(queries::find(&pass, &state.db, id)).await?.ok_or(Error::NotFound)?;
    match form.pressed.as_str() {
        "open" => open(&pass, &state, frame, &role, &form).await,
        "close" => close(&pass, &state, id).await,
        "delete" => delete(&pass, &state, id).await,
        _ => Err(Error::BadRequest),
    }
}

/// Opens a role that is whole, as it was seen.
async fn open(
    pass: &Pass<Coordinator>,
    state: &AppState,
    frame: StaffFrame,
    role: &Role,
    form: &ActForm,
) -> Result<Response, Error> {
    let mut problems = form::missing(&role.what, frame.language);
    if role.what.until.is_some_and(|day| day < calendar::today()) {
        problems.add("until", frame.t("rooms-roles-problem-over"));
    }
    if !problems.is_empty() {
        let page = show(pass, state, frame, role.id, None, problems).await?;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    let is_opened = within(async {
        let mut act = Act::begin(state, pass).await?;
        let is_opened = form.base == role.base() && queries::open(pass, act.db(), role.id, role.changed_at).await?;
        if is_opened {
            act.record(Action::OpenedRole, role.id).await?;
        }
        Ok::<_, Error>(is_opened)
    })
    .await?;
    if is_opened {
        return Ok(see_other(&format!("/admin/roles/{}?done=opened", role.id)));
    }
    let page = show(pass, state, frame, role.id, Some("rooms-roles-changed-meanwhile"), problems).await?;
    Ok(page.with_status(StatusCode::CONFLICT).into_response())
}

async fn close(pass: &Pass<Coordinator>, state: &AppState, id: Uuid) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(state, pass).await?;
        if queries::close(pass, act.db(), id).await? {
            act.record(Action::ClosedRole, id).await?;
        }
        Ok::<_, Error>(())
    })
    .await?;
    Ok(see_other(&format!("/admin/roles/{id}?done=closed")))
}

async fn delete(pass: &Pass<Coordinator>, state: &AppState, id: Uuid) -> Result<Response, Error> {
    let is_deleted = within(async {
        let mut act = Act::begin(state, pass).await?;
        let is_deleted = queries::delete_draft(pass, act.db(), id).await?;
        if is_deleted {
            act.record(Action::DeletedRole, id).await?;
        }
        Ok::<_, Error>(is_deleted)
    })
    .await?;
    Ok(see_other(&if is_deleted { "/admin/roles?done=deleted".to_owned() } else { format!("/admin/roles/{id}") }))
}

async fn show(
    pass: &Pass<Coordinator>,
    state: &AppState,
    frame: StaffFrame,
    id: Uuid,
    notice: Option<&'static str>,
    problems: Problems,
) -> Result<Html, Error> {
    let found = within(async {
        let Some(role) = queries::find(pass, &state.db, id).await? else { return Ok(None) };
        let people = queries::people_in(pass, &state.db, id).await?;
        Ok::<_, sqlx::Error>(Some((role, people, queries::people_offering(pass, &state.db, id).await?)))
    });
    let (role, people, offering) = found.await?.ok_or(Error::NotFound)?;
    let language = frame.language;
    let persons = |people: Vec<Somebody>| people.iter().map(|one| Person::new(language, one)).collect();
    Html::page(&RolePage {
        badge: Badge::of(role.standing, language),
        shown: role.shown(),
        people: persons(people),
        offering: persons(offering),
        frame,
        role,
        notice,
        problems,
    })
}

impl RolePage {
    fn languages(&self) -> [Language; 2] {
        Language::ALL
    }

    fn fields(&self) -> [(&'static str, String); 14] {
        RoleForm::FIELDS.map(|(name, label)| (name, self.frame.t(label)))
    }

    fn area(&self) -> String {
        self.frame.t(&format!("area-{}", self.shown.area))
    }

    fn is_draft(&self) -> bool {
        self.role.standing == Standing::Draft
    }

    fn is_closed(&self) -> bool {
        self.role.standing == Standing::Closed
    }

    /// Whether visitors read it now, so that somebody can be put into it.
    fn is_open(&self) -> bool {
        self.role.standing == Standing::Open
    }
}

impl Person {
    fn new(language: Language, one: &Somebody) -> Self {
        Self { id: one.id, handle: one.handle.words(language), since: one.since.to_string() }
    }
}
