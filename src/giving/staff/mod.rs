//! How the donation form takes gifts: what goes on at it, and the switch. Every change is on record and told to those who
//! account for donations.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use time::{Duration, OffsetDateTime};

use crate::{
    audit::Action,
    database::within,
    error::Error,
    form::Problems,
    giving::defence::{
        breaker::WINDOW,
        change,
        queries::{self, Figures, GivingChange as Change},
    },
    inputs::Form,
    language::Language,
    link,
    rooms::{
        Act, Group, Pass, Rooms, Treasurer,
        frame::{Moment, StaffFrame},
    },
    site::{Giving, GivingMode},
    state::AppState,
    text,
    view::{Html, see_other},
    words::Word as _,
};

/// The longest that visitors are told while the form is closed, in characters.
const LONGEST: usize = 500;

/// Every URL of staff about the donation form.
pub(crate) fn rooms() -> Rooms<Treasurer> {
    Rooms::of(Treasurer)
        .get("/admin/defence", defence_page)
        .listed(Group::Money, "rooms-nav-defence")
        .post("/admin/defence", change_giving)
        .proved()
}

#[derive(Template)]
#[template(path = "giving/staff/defence.html")]
struct DefencePage {
    frame: StaffFrame,
    form: DefenceForm,
    problems: Problems,
    mode: String,
    present: Option<ChangeLine>,
    figures: [(String, i64, i64); 7],
    changes: Vec<ChangeLine>,
}

/// A decision, as staff read it.
struct ChangeLine {
    mode: String,
    by: Option<String>,
    at: Moment,
    until: Option<Moment>,
}

/// What was chosen and typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DefenceForm {
    mode: String,
    words_english: String,
    words_korean: String,
}

/// `GET /admin/defence`
pub(crate) async fn defence_page(
    _: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Response, Error> {
    let present = within(queries::present(&state.db)).await?;
    let form = DefenceForm::of(present.as_ref());
    page(&state, frame, form, Problems::default()).await
}

/// `POST /admin/defence`. No entry in the audit log, no change.
pub(crate) async fn change_giving(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Form(form): Form<DefenceForm>,
) -> Result<Response, Error> {
    let giving = match form.check(frame.language) {
        Ok(giving) => giving,
        Err(problems) => return page(&state, frame, form, problems).await,
    };
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::lock(act.db()).await?;
        let id = change::decide(&state, act.db(), &giving, Some(pass.id), None, OffsetDateTime::now_utc()).await?;
        act.record(Action::ChangedGiving, id).await?;
        Ok::<_, Error>(())
    })
    .await?;
    Ok(see_other("/admin/defence"))
}

async fn page(state: &AppState, frame: StaffFrame, form: DefenceForm, problems: Problems) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    let (lately, in_a_day, changes) = within(async {
        Ok::<_, sqlx::Error>((
            queries::figures(&state.db, now - WINDOW, now).await?,
            queries::figures(&state.db, now - Duration::DAY, now).await?,
            queries::list_changes(&state.db).await?,
        ))
    })
    .await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let language = frame.language;
    let page = DefencePage {
        frame,
        form,
        problems,
        mode: changes.first().map_or(GivingMode::Open, |change| change.mode).to_string(),
        present: changes.first().map(ChangeLine::new),
        figures: side_by_side(language, &lately, &in_a_day),
        changes: changes.iter().map(ChangeLine::new).collect(),
    };
    Ok(Html::page(&page)?.with_status(status).into_response())
}

/// The figures of the last minutes and of the last day, in the order of a gift's way.
fn side_by_side(language: Language, lately: &Figures, in_a_day: &Figures) -> [(String, i64, i64); 7] {
    let pick = |key, field: fn(&Figures) -> i64| (language.message(key), field(lately), field(in_a_day));
    [
        pick("rooms-defence-begun", |figures| figures.begun),
        pick("rooms-defence-paid", |figures| figures.paid),
        pick("rooms-defence-declined", |figures| figures.declined),
        pick("rooms-defence-limited", |figures| figures.limited),
        pick("rooms-defence-ceiling", |figures| figures.ceiling),
        pick("rooms-defence-without-proof", |figures| figures.without_proof),
        pick("rooms-defence-mailed", |figures| figures.mailed),
    ]
}

impl DefenceForm {
    /// The switch as it stands. What was said at the last closing is offered again.
    fn of(present: Option<&Change>) -> Self {
        let words = |field: fn(&Change) -> Option<&String>| present.and_then(field).cloned().unwrap_or_default();
        Self {
            mode: present.map_or(GivingMode::Open, |change| change.mode).to_string(),
            words_english: words(|change| change.words_english.as_ref()),
            words_korean: words(|change| change.words_korean.as_ref()),
        }
    }

    /// What was decided, or a sentence for each field that needs another look.
    fn check(&self, language: Language) -> Result<Giving, Problems> {
        let mut problems = Problems::default();
        let mut words = |field, missing, typed: &str| {
            let typed = problems.take(field, language, text::prose(typed, LONGEST));
            if typed.is_none() {
                problems.add(field, language.message(missing));
            }
            let typed = typed.unwrap_or_default();
            if let Some(sentence) = link::objection(language, &typed) {
                problems.add(field, sentence);
            }
            typed
        };
        let giving = match GivingMode::from_word(&self.mode) {
            Some(GivingMode::Open) => Giving::Open,
            Some(GivingMode::Guarded) => Giving::Guarded,
            Some(GivingMode::Closed) => Giving::Closed {
                english: words("words_english", "rooms-defence-missing-english", &self.words_english),
                korean: words("words_korean", "rooms-defence-missing-korean", &self.words_korean),
            },
            None => {
                problems.add("mode", language.message("rooms-defence-choose"));
                Giving::Open
            }
        };
        if problems.is_empty() { Ok(giving) } else { Err(problems) }
    }
}

impl ChangeLine {
    fn new(change: &Change) -> Self {
        Self {
            mode: change.mode.to_string(),
            by: change.by.clone(),
            at: Moment::new(change.changed_at),
            until: change.until.map(Moment::new),
        }
    }
}
