//! A role is written: new, as a copy of another one, or changed. Both languages stand beside each other.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    audit::Action,
    calendar,
    database::within,
    error::Error,
    form::Problems,
    inputs::{Form, Query},
    language::Language,
    rooms::{Act, Coordinator, Pass, frame::StaffFrame, list::RowId},
    state::AppState,
    view::{Html, see_other},
    volunteers::{
        form::Area,
        roles::{
            form::{LINE, RoleForm, TEXT, TITLE},
            queries,
            role::Role,
        },
        words::Standing,
    },
    words::Word as _,
};

#[derive(Template)]
#[template(path = "volunteers/staff/roles/edit.html")]
struct EditPage {
    frame: StaffFrame,
    /// The role that is changed; none where it is new.
    role: Option<Role>,
    form: RoleForm,
    problems: Problems,
    /// Where what somebody else saved meanwhile differs.
    differences: Vec<Difference>,
}

/// A field that two people filled differently.
struct Difference {
    label: String,
    language: Option<Language>,
    theirs: String,
    mine: String,
}

/// From which role a new one takes its words.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct From {
    from: String,
}

/// `GET /admin/roles/new`
pub(crate) async fn new_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(From { from }): Query<From>,
) -> Result<Response, Error> {
    let form = match Uuid::try_parse(&from) {
        Ok(id) => {
            let role = within(queries::find(&pass, &state.db, id)).await?.ok_or(Error::NotFound)?;
            RoleForm::copy(&role, calendar::today())
        }
        Err(_) => RoleForm::fresh(),
    };
    show(frame, None, form, Problems::default())
}

/// `POST /admin/roles/new`
pub(crate) async fn add(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Form(form): Form<RoleForm>,
) -> Result<Response, Error> {
    let new = match form.check(true, frame.language) {
        Ok(new) => new,
        Err(problems) => return show(frame, None, form, problems),
    };
    let id = Uuid::try_parse(&form.id).unwrap_or_else(|_| Uuid::now_v7());
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        if queries::add(&pass, act.db(), id, &new).await? {
            act.record(Action::CreatedRole, id).await?;
        }
        Ok::<_, Error>(())
    })
    .await?;
    Ok(see_other(&format!("/admin/roles/{id}?done=created")))
}

/// `GET /admin/roles/{id}/change`
pub(crate) async fn change_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Response, Error> {
    let role = within(queries::find(&pass, &state.db, id)).await?.ok_or(Error::NotFound)?;
    let form = RoleForm::of(&role);
    show(frame, Some(role), form, Problems::default())
}

/// `POST /admin/roles/{id}/change`
pub(crate) async fn change(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<RoleForm>,
) -> Result<Response, Error> {
    let role = within(queries::find(&pass, &state.db, id)).await?.ok_or(Error::NotFound)?;
    let new = match form.check(role.standing == Standing::Draft, frame.language) {
        Ok(new) => new,
        Err(problems) => return show(frame, Some(role), form, problems),
    };
    let base = base(&form).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let is_changed = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let is_changed = queries::change(&pass, act.db(), id, base, &new).await?;
        if is_changed {
            act.record(Action::ChangedRole, id).await?;
        }
        Ok::<_, Error>(is_changed)
    })
    .await?;
    if is_changed {
        return Ok(see_other(&format!("/admin/roles/{id}?done=changed")));
    }
    let role = within(queries::find(&pass, &state.db, id)).await?.ok_or(Error::NotFound)?;
    conflict(frame, role, form)
}

/// The state of the role with which a form began.
fn base(form: &RoleForm) -> Option<OffsetDateTime> {
    let micros = form.base.parse::<i64>().ok()?;
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1000).ok()
}

fn show(frame: StaffFrame, role: Option<Role>, form: RoleForm, problems: Problems) -> Result<Response, Error> {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = EditPage { frame, role, form, problems, differences: Vec::new() };
    Ok(Html::page(&page)?.with_status(status).into_response())
}

/// Both texts, because somebody else saved meanwhile. Sent again, this one counts: whoever sends it has seen the other.
fn conflict(frame: StaffFrame, role: Role, form: RoleForm) -> Result<Response, Error> {
    let theirs = RoleForm::of(&role);
    let plain = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let differences = RoleForm::FIELDS.into_iter().filter_map(|(name, label)| {
        let (theirs, mine) = (plain(theirs.value(name)), plain(form.value(name)));
        let language = name.rsplit_once('_').and_then(|(_, tag)| Language::from_tag(tag));
        (theirs != mine).then(|| Difference { label: frame.t(label), language, theirs, mine })
    });
    let differences = differences.collect();
    let form = RoleForm { base: theirs.base.clone(), ..form };
    let page = EditPage { frame, role: Some(role), form, problems: Problems::default(), differences };
    Ok(Html::page(&page)?.with_status(StatusCode::CONFLICT).into_response())
}

impl EditPage {
    fn is_conflict(&self) -> bool {
        !self.differences.is_empty()
    }

    fn fields(&self) -> [(&'static str, String); 14] {
        RoleForm::FIELDS.map(|(name, label)| (name, self.frame.t(label)))
    }

    fn areas(&self) -> &'static [Area] {
        Area::ALL
    }

    /// Where the form is sent.
    fn address(&self) -> String {
        match &self.role {
            Some(role) => format!("/admin/roles/{}/change", role.id),
            None => "/admin/roles/new".to_owned(),
        }
    }

    fn heading(&self) -> String {
        match &self.role {
            Some(role) => self.frame.t_with("rooms-roles-change-title", "title", role.title(self.frame.language)),
            None => self.frame.t("rooms-roles-new"),
        }
    }

    /// The fields of a side with their labels and longest texts; the text itself has several lines.
    fn side(&self, language: Language) -> Vec<Line> {
        let tag = language.tag();
        let longest = [("title", TITLE), ("text", TEXT), ("place", LINE), ("hours", LINE), ("languages", LINE)];
        let fields = RoleForm::FIELDS.into_iter().filter_map(|(name, label)| {
            let (word, of) = name.rsplit_once('_')?;
            let (_, longest) = longest.into_iter().find(|(known, _)| *known == word && of == tag)?;
            Some(Line { name, label: self.frame.t(label), longest, is_text: word == "text" })
        });
        fields.collect()
    }

    fn languages(&self) -> [Language; 2] {
        Language::ALL
    }
}

/// A field of words.
struct Line {
    name: &'static str,
    label: String,
    longest: usize,
    is_text: bool,
}
