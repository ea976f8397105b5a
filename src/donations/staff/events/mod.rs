//! What Stripe told us, and the events that could not be applied: seen, and tried again.

mod queries;

use askama::Template;
use axum::{extract::State, response::Response};

use self::queries::{Summary, Which};
use crate::{
    alerts::{self, AlertKind},
    audit::Action,
    database::within,
    donations::{
        events::{apply::ApplyEvent, queries::Heard},
        staff::story::outcome_words,
    },
    error::Error,
    inputs::{Path, Query},
    job::Job as _,
    language::Language,
    rooms::{
        Act, Pass, Treasurer,
        frame::{Moment, StaffFrame},
        list::{Choice, Day, List, ListPlace},
    },
    seal::named_id,
    state::AppState,
    view::{Html, see_other},
};

/// The choices of the list.
const CHOICES: [(&str, &str, Which); 5] = [
    ("", "rooms-donations-events-ours", Which::All),
    ("waiting", "rooms-donations-events-waiting", Which::Waiting),
    ("dead", "rooms-donations-events-dead", Which::Dead),
    ("repeats", "rooms-donations-events-repeats", Which::Repeats),
    ("foreign", "rooms-donations-events-others", Which::Foreign),
];

#[derive(Template)]
#[template(path = "donations/staff/events.html")]
struct EventsPage {
    frame: StaffFrame,
    choice: Choice,
    which: Which,
    events: List<Day<Line>>,
    /// How many of the last thirty days were of other systems.
    foreign: i64,
}

struct Line {
    id: String,
    kind: String,
    object_id: Option<String>,
    received_at: Moment,
    is_from_list: bool,
    outcome: Option<String>,
    attempts: i32,
    last_error: Option<String>,
    is_dead: bool,
    is_applied: bool,
}

/// `GET /admin/events`
pub(crate) async fn events_page(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(place): Query<ListPlace>,
    Query(choice): Query<Choice>,
) -> Result<Html, Error> {
    let before = place.read_named()?;
    let is_first = before.is_none();
    let which = choice.read(&CHOICES)?;
    let rows = within(queries::list(&pass, &state.db, which, before, ListPlace::count())).await?;
    let events =
        List::part(is_first, rows, |row| (row.received_at, row.id.clone())).map(|row| Line::new(row, frame.language));
    let events = events.by_day(|line| line.received_at, |_| String::new());
    let foreign = within(queries::count_foreign(&pass, &state.db)).await?;
    Html::page(&EventsPage { frame, choice, which, events, foreign })
}

/// `POST /admin/events/{id}/again`
pub(crate) async fn apply_again(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        if !queries::begin_again(&pass, act.db(), &id).await? {
            return Err(Error::NotFound);
        }
        alerts::queries::settle_about(act.db(), AlertKind::DeadEvent, &id).await?;
        let subject_id = named_id("event", &id);
        ApplyEvent { event_id: id }.enqueue(&state, act.db()).await?;
        act.record(Action::AppliedEventAgain, subject_id).await?;
        Ok(())
    })
    .await?;
    Ok(see_other("/admin/events"))
}

impl EventsPage {
    fn choices(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        self.choice.among(&CHOICES)
    }

    /// The message for a part of the list in which nothing stands.
    fn nothing(&self) -> &'static str {
        match self.which {
            _ if !self.events.is_first => "rooms-donations-none-older",
            Which::All => "rooms-donations-events-none",
            Which::Waiting => "rooms-donations-events-none-waiting",
            Which::Dead => "rooms-donations-events-none-dead",
            Which::Repeats | Which::Foreign => "rooms-donations-events-none-of-these",
        }
    }
}

impl Line {
    fn new(row: Summary, language: Language) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            object_id: row.object_id,
            received_at: Moment::new(row.received_at),
            is_from_list: row.heard == Heard::List,
            outcome: row.outcome.map(|outcome| outcome_words(outcome.as_str(), language)),
            attempts: row.attempts,
            last_error: row.last_error.map(|error| trouble(&error, language)),
            is_dead: row.dead_at.is_some(),
            is_applied: row.processed_at.is_some(),
        }
    }
}

/// Why an event could not be applied. What only the log explains stands as it is.
fn trouble(error: &str, language: Language) -> String {
    match error {
        "stripe" => language.message("rooms-donations-events-trouble-stripe"),
        "the database" | "the database did not answer in time" => {
            language.message("rooms-donations-events-trouble-database")
        }
        other => other.to_owned(),
    }
}
