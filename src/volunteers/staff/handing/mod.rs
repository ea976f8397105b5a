//! `/admin/volunteers/handing-over`: all people of a colleague go to another one, because the first leaves, or is away.

mod queries;

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use self::queries::{Colleague, HandingRow, NewHanding};
use crate::{
    audit::Action,
    calendar,
    database::within,
    error::Error,
    form::Problems,
    inputs::{Form, Query},
    rooms::{Act, Coordinator, Pass, frame::StaffFrame},
    state::AppState,
    view::{Html, see_other},
};

const ROOM: &str = "/admin/volunteers/handing-over";

/// What can have been done before this page.
const DONE: [&str; 2] = ["handed", "undone"];

#[derive(Template)]
#[template(path = "volunteers/staff/handing-over.html")]
struct HandingPage {
    frame: StaffFrame,
    colleagues: Vec<Colleague>,
    latest: Vec<HandingRow>,
    form: HandingForm,
    problems: Problems,
    notice: Option<String>,
}

/// From whom, to whom; or what is undone.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct HandingForm {
    from: String,
    to: String,
    undo: String,
}

/// What was done before this page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Visit {
    done: String,
}

/// `GET /admin/volunteers/handing-over`
pub(crate) async fn handing_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let word = DONE.into_iter().find(|word| *word == visit.done);
    let notice = word.map(|word| frame.t(&format!("rooms-volunteers-handing-done-{word}")));
    show(&pass, &state, frame, HandingForm::default(), Problems::default(), notice).await
}

async fn show(
    pass: &Pass<Coordinator>,
    state: &AppState,
    frame: StaffFrame,
    form: HandingForm,
    problems: Problems,
    notice: Option<String>,
) -> Result<Html, Error> {
    let (colleagues, latest) = within(async {
        let mut db = state.db.acquire().await?;
        Ok::<_, Error>((queries::colleagues(pass, &mut *db).await?, queries::latest(pass, &mut *db).await?))
    })
    .await?;
    Html::page(&HandingPage { frame, colleagues, latest, form, problems, notice })
}

/// `POST /admin/volunteers/handing-over`
pub(crate) async fn hand_over(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Form(form): Form<HandingForm>,
) -> Result<Response, Error> {
    if !form.undo.is_empty() {
        return undo(&pass, &state, &form.undo).await;
    }
    let colleagues = within(queries::colleagues(&pass, &state.db)).await?;
    let mut problems = Problems::default();
    let chosen = |typed: &str| Uuid::try_parse(typed).ok().and_then(|id| colleagues.iter().find(|one| one.id == id));
    let from = chosen(&form.from).filter(|one| one.people > 0);
    let to = chosen(&form.to).filter(|one| one.is_here && form.to != form.from);
    for (field, is_missing) in [("from", from.is_none()), ("to", to.is_none())] {
        if is_missing {
            problems.add(field, frame.t(&format!("rooms-volunteers-handing-problem-{field}")));
        }
    }
    let Some((from, to)) = from.zip(to) else {
        let page = show(&pass, &state, frame, form.clone(), problems, None).await?;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    };
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let new = NewHanding { id: Uuid::now_v7(), from: from.id, to: to.id, on: calendar::today() };
        if queries::hand(&pass, act.db(), &new).await? == 0 {
            return Ok(());
        }
        act.record(Action::HandedOverVolunteers, from.id).await
    })
    .await?;
    Ok(see_other(&format!("{ROOM}?done=handed")))
}

async fn undo(pass: &Pass<Coordinator>, state: &AppState, typed: &str) -> Result<Response, Error> {
    let id = Uuid::try_parse(typed).map_err(|_| Error::BadRequest)?;
    within(async {
        let mut act = Act::begin(state, pass).await?;
        match queries::undo(pass, act.db(), id, calendar::today()).await? {
            Some(from) => act.record(Action::UndidHandingOver, from).await,
            None => Ok(()),
        }
    })
    .await?;
    Ok(see_other(&format!("{ROOM}?done=undone")))
}

impl HandingPage {
    /// Those who look after somebody, with how many.
    fn givers(&self) -> Vec<(String, String)> {
        let words = |one: &Colleague| {
            let key = if one.is_here { "rooms-volunteers-handing-giver" } else { "rooms-volunteers-handing-left" };
            self.frame.t_with_two(key, &("email", one.email.as_str()), &("count", one.people))
        };
        let givers = self.colleagues.iter().filter(|one| one.people > 0);
        givers.map(|one| (one.id.to_string(), words(one))).collect()
    }

    fn takers(&self) -> Vec<(String, String)> {
        let takers = self.colleagues.iter().filter(|one| one.is_here);
        takers.map(|one| (one.id.to_string(), one.email.clone())).collect()
    }
}
