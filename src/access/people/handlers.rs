//! Pages and acts about people.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    form::MemberForm,
    view::{PeoplePage, PersonLine, PersonPage, role_choices},
};
use crate::{
    access::{
        proposals::{Wanted, propose::propose},
        queries::count_volunteers,
    },
    access_events::{self, AccessEvent, AccessKind},
    audit::Action,
    database::within,
    error::Error,
    form::Problems,
    inputs::{Form, Path, Query},
    language::Language,
    rooms::{Act, Owner, Pass, frame::StaffFrame, list::RowId},
    staff::{Member, passkeys::queries as keys, queries},
    state::AppState,
    view::{Html, see_other},
    visitor::Caller,
};

const PROPOSALS: &str = "/admin/proposals";

/// What was done before a page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Visit {
    done: String,
}

const DONE: [&str; 3] = ["linked", "ended", "ended-all"];

impl Visit {
    fn words(&self, frame: &StaffFrame) -> Option<String> {
        let done = DONE.into_iter().find(|known| *known == self.done);
        done.map(|done| frame.t(&format!("rooms-people-done-{done}")))
    }
}

/// `GET /admin/people`
pub(super) async fn people_page(
    _: Pass<Owner>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let done = visit.words(&frame);
    let form = MemberForm { language: frame.language.tag().to_owned(), ..MemberForm::default() };
    people(&state, frame, done, form, Problems::default()).await
}

async fn people(
    state: &AppState,
    frame: StaffFrame,
    done: Option<String>,
    form: MemberForm,
    problems: Problems,
) -> Result<Html, Error> {
    let all = within(queries::list(&state.db)).await?;
    let (gone, here): (Vec<Member>, Vec<Member>) = all.into_iter().partition(|member| member.disabled_at.is_some());
    let lines = |members: Vec<Member>| members.iter().map(|member| PersonLine::new(member, frame.language)).collect();
    let (people, gone) = (lines(here), lines(gone));
    let roles = role_choices(&form, frame.language);
    Html::page(&PeoplePage { frame, done, people, gone, form, roles, problems })
}

/// `POST /admin/people`. Whoever is to join is proposed first.
pub(super) async fn invite(
    pass: Pass<Owner>,
    State(state): State<AppState>,
    frame: StaffFrame,
    caller: Caller,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let form = MemberForm::read(&pairs);
    let mut problems = form.problems(frame.language);
    let known = within(queries::find_member(&state.db, &form.email)).await?;
    if known.is_some_and(|member| member.disabled_at.is_none()) {
        problems.add("email", frame.t("rooms-people-is-here"));
    }
    if !problems.is_empty() {
        let page = people(&state, frame, None, form, problems).await?;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    let language = Language::from_tag(&form.language).unwrap_or(frame.language);
    let wanted = Wanted::NewMember { email: form.email.clone(), roles: form.role_words(), language };
    within(put_forward(&state, &pass, None, &wanted, &caller)).await
}

/// `GET /admin/people/{id}`
pub(super) async fn person_page(
    pass: Pass<Owner>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let done = visit.words(&frame);
    person(&state, &pass, frame, id, done, None).await
}

async fn person(
    state: &AppState,
    pass: &Pass<Owner>,
    frame: StaffFrame,
    id: Uuid,
    done: Option<String>,
    typed: Option<(MemberForm, Problems)>,
) -> Result<Html, Error> {
    let (member, sessions, volunteers) = within(async {
        let member = queries::find_by_id(&state.db, id).await?.ok_or(Error::NotFound)?;
        let sessions = queries::list_sessions(&state.db, id, OffsetDateTime::now_utc()).await?;
        Ok::<_, Error>((member, sessions, count_volunteers(&state.db, id).await?))
    })
    .await?;
    let (form, problems) = typed
        .unwrap_or_else(|| (MemberForm { roles: member.roles.clone(), ..MemberForm::default() }, Problems::default()));
    Html::page(&PersonPage {
        person: PersonLine::new(&member, frame.language),
        done,
        roles: role_choices(&form, frame.language),
        problems,
        sessions: sessions.into_iter().map(Into::into).collect(),
        volunteers,
        is_self: id == pass.id,
        frame,
    })
}

/// `POST /admin/people/{id}/roles`
pub(super) async fn propose_roles(
    pass: Pass<Owner>,
    State(state): State<AppState>,
    frame: StaffFrame,
    caller: Caller,
    RowId(id): RowId,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let form = MemberForm::read(&pairs);
    let member = within(queries::find_by_id(&state.db, id)).await?.ok_or(Error::NotFound)?;
    let mut problems = form.problems_of_roles(frame.language);
    if id == pass.id {
        problems.add("roles", frame.t("rooms-people-is-self"));
    } else if form.roles == member.roles {
        problems.add("roles", frame.t("rooms-people-same-roles"));
    }
    if !problems.is_empty() {
        let page = person(&state, &pass, frame, id, None, Some((form, problems))).await?;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    let wanted = Wanted::Roles { roles: form.role_words() };
    within(put_forward(&state, &pass, Some(id), &wanted, &caller)).await
}

/// `POST /admin/people/{id}/removal`
pub(super) async fn propose_removal(
    pass: Pass<Owner>,
    State(state): State<AppState>,
    caller: Caller,
    RowId(id): RowId,
) -> Result<Response, Error> {
    if id == pass.id || within(queries::find_by_id(&state.db, id)).await?.is_none() {
        return Err(Error::NotFound);
    }
    within(put_forward(&state, &pass, Some(id), &Wanted::Removal {}, &caller)).await
}

/// Makes a proposal and leads to where it waits.
async fn put_forward(
    state: &AppState,
    pass: &Pass<Owner>,
    about: Option<Uuid>,
    wanted: &Wanted,
    caller: &Caller,
) -> Result<Response, Error> {
    let act = Act::begin(state, pass).await?;
    let proposed = propose(state, act, pass, about, wanted, &caller.browser).await?;
    Ok(see_other(&format!("{PROPOSALS}?done={}", proposed.word())))
}

/// `POST /admin/people/{id}/link`. Earlier links of the person, and what they opened, stop working.
pub(super) async fn send_link(
    pass: Pass<Owner>,
    State(state): State<AppState>,
    caller: Caller,
    RowId(id): RowId,
) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        ensure_is_here(act.db(), id).await?;
        keys::lock_owner(act.db(), id).await?;
        queries::end_links(act.db(), id).await?;
        queries::end_enrolling(act.db(), id, OffsetDateTime::now_utc()).await?;
        let event = AccessEvent::new(AccessKind::LinkSent, id, &caller.browser, caller.address).by(pass.id);
        access_events::send_link(&state, act.db(), &event).await?;
        act.record(Action::SentLink, id).await
    })
    .await?;
    Ok(see_other(&format!("{}?done=linked", address(id))))
}

/// `POST /admin/people/{id}/sessions`
pub(super) async fn end_sessions(
    pass: Pass<Owner>,
    State(state): State<AppState>,
    RowId(id): RowId,
) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        ensure_is_here(act.db(), id).await?;
        let but_for = (id == pass.id).then_some(pass.session_id);
        queries::end_sessions_of(act.db(), id, but_for, OffsetDateTime::now_utc()).await?;
        act.record(Action::EndedSessions, id).await
    })
    .await?;
    Ok(see_other(&format!("{}?done=ended-all", address(id))))
}

/// `POST /admin/people/{id}/sessions/{session}`
pub(super) async fn end_session(
    pass: Pass<Owner>,
    State(state): State<AppState>,
    Path((id, session)): Path<(String, String)>,
) -> Result<Response, Error> {
    let parsed = (Uuid::try_parse(&id), Uuid::try_parse(&session));
    let (Ok(id), Ok(session_id)) = parsed else { return Err(Error::NotFound) };
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        if !queries::end_session_of(act.db(), session_id, id, OffsetDateTime::now_utc()).await? {
            return Err(Error::NotFound);
        }
        act.record(Action::EndedSession, session_id).await
    })
    .await?;
    Ok(see_other(&format!("{}?done=ended", address(id))))
}

async fn ensure_is_here(db: &mut PgConnection, id: Uuid) -> Result<(), Error> {
    queries::find_by_id(db, id).await?.map(|_| ()).ok_or(Error::NotFound)
}

fn address(id: Uuid) -> String {
    format!("/admin/people/{id}")
}
