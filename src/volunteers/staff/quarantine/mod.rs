//! Offers that were set apart because they look like adverts, with the reasons. Coordinators let them through, which they can
//! undo, or erase them.

mod queries;

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
    inputs::{Form, Query},
    rooms::{
        Act, Coordinator, Pass,
        frame::{Moment, StaffFrame},
        list::{Day, List, ListPlace},
    },
    state::AppState,
    view::{Html, see_other},
    volunteers::{
        confirm, erasing,
        words::{Admission, ErasureCause},
    },
    words::{Word as _, words},
};

const PATH: &str = "/admin/volunteers/quarantine";

words! {
    /// What is done with the offers that were chosen.
    pub(crate) enum Step {
        LetThrough = "let_through",
        /// Sets apart again what was let through just now.
        Again = "again",
        /// Asks before it erases.
        Spam = "spam",
        /// Done behind an address of its own, which asks for a fresh proof.
        Erase = "erase",
    }
}

#[derive(Template)]
#[template(path = "volunteers/staff/quarantine.html")]
struct QuarantinePage {
    frame: StaffFrame,
    people: List<Day<Line>>,
    /// The key of a sentence about what was done, or is missing.
    notice: Option<String>,
    /// What was let through just now.
    undo: Vec<Uuid>,
}

/// Asks before offers are erased.
#[derive(Template)]
#[template(path = "volunteers/staff/spam.html")]
struct SpamPage {
    frame: StaffFrame,
    ids: Vec<Uuid>,
}

struct Line {
    id: Uuid,
    handle: String,
    arrived_at: Moment,
    language: crate::language::Language,
    areas: String,
    reasons: String,
}

impl Line {
    fn new(frame: &StaffFrame, row: &queries::ApartRow) -> Self {
        let list = |words: Vec<String>| words.join(", ");
        Self {
            id: row.id,
            handle: row.handle().words(frame.language),
            arrived_at: Moment::new(calendar::midnight(row.arrived_on)),
            language: row.language,
            areas: list(row.areas.iter().map(|area| frame.t(&format!("area-{}", area.word()))).collect()),
            reasons: list(
                row.quarantine.iter().map(|reason| frame.t(&format!("rooms-apart-reason-{reason}"))).collect(),
            ),
        }
    }
}

/// What was done just now, in the address of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Shown {
    #[serde(flatten)]
    place: ListPlace,
    done: String,
    ids: String,
}

/// Which offers were chosen, and for what.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    step: String,
    ids: Vec<String>,
}

impl Chosen {
    fn ids(&self) -> Vec<Uuid> {
        self.ids.iter().filter_map(|id| id.parse().ok()).collect()
    }
}

/// `GET /admin/volunteers/quarantine`
pub(crate) async fn quarantine_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(shown): Query<Shown>,
) -> Result<Html, Error> {
    let undo: Vec<Uuid> = shown.ids.split(',').filter_map(|id| id.parse().ok()).collect();
    let notice = Step::from_word(&shown.done).map(|step| format!("rooms-apart-done-{}", step.word().replace('_', "-")));
    let undo = if shown.done == Step::LetThrough.word() { undo } else { Vec::new() };
    page(&pass, &state, frame, &shown.place, notice, undo).await
}

/// `POST /admin/volunteers/quarantine`
pub(crate) async fn settle(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Error> {
    let (Some(step), ids) = (Step::from_word(&chosen.step), chosen.ids()) else { return Err(Error::BadRequest) };
    if ids.is_empty() {
        let none = Some("rooms-apart-none-chosen".to_owned());
        let page = page(&pass, &state, frame, &ListPlace::default(), none, Vec::new()).await?;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    if step == Step::Erase {
        return Err(Error::BadRequest);
    }
    if step == Step::Spam {
        return Ok(Html::page(&SpamPage { frame, ids })?.into_response());
    }
    settle_all(&state, &pass, step, ids).await
}

/// `POST /admin/volunteers/quarantine/erase`
pub(crate) async fn erase(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Error> {
    settle_all(&state, &pass, Step::Erase, chosen.ids()).await
}

async fn settle_all(state: &AppState, pass: &Pass<Coordinator>, step: Step, ids: Vec<Uuid>) -> Result<Response, Error> {
    let mut done = Vec::new();
    for id in ids {
        if within(settle_one(state, pass, step, id)).await? {
            done.push(id.to_string());
        }
    }
    let named = if step == Step::LetThrough { done.join(",") } else { String::new() };
    Ok(see_other(&format!("{PATH}?done={}&ids={named}", step.word())))
}

/// One act on one person. Whether it came about: somebody else may have been quicker.
async fn settle_one(state: &AppState, pass: &Pass<Coordinator>, step: Step, id: Uuid) -> Result<bool, Error> {
    let mut act = Act::begin(state, pass).await?;
    let Some((application_id, admission)) = queries::take(pass, act.db(), id).await? else { return Ok(false) };
    if (admission == Admission::Quarantined) == (step == Step::Again) {
        return Ok(false);
    }
    let action = match step {
        Step::LetThrough => {
            let admission = confirm::release(state, act.db(), application_id, OffsetDateTime::now_utc()).await?;
            queries::admit(pass, act.db(), id, admission).await?;
            Action::LetVolunteerThrough
        }
        Step::Again => {
            queries::admit(pass, act.db(), id, Admission::Quarantined).await?;
            Action::QuarantinedVolunteerAgain
        }
        Step::Spam | Step::Erase => {
            erasing::erase(act.db(), &[id], ErasureCause::Spam, calendar::today()).await?;
            Action::MarkedVolunteerSpam
        }
    };
    act.record(action, id).await?;
    Ok(true)
}

async fn page(
    pass: &Pass<Coordinator>,
    state: &AppState,
    frame: StaffFrame,
    place: &ListPlace,
    notice: Option<String>,
    undo: Vec<Uuid>,
) -> Result<Html, Error> {
    let before = place.read()?.map(|(at, id)| (calendar::day(at), id));
    let rows = within(queries::list(pass, &state.db, before, ListPlace::count())).await?;
    let people = List::part(before.is_none(), rows, |row| (calendar::midnight(row.arrived_on), row.id))
        .map(|row| Line::new(&frame, &row))
        .by_day(|line| line.arrived_at, |_| String::new());
    Html::page(&QuarantinePage { frame, people, notice, undo })
}
