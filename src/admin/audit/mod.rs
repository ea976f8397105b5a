//! The log of acts: what staff did, when, from where and on which object, and the mark of who looked it through.

mod filter;
mod lines;
mod queries;

use askama::Template;
use axum::{extract::State, response::Response};
use serde::Deserialize;
use time::{Duration, OffsetDateTime};

use self::{
    filter::FilterForm,
    lines::{Line, OddLine},
    queries::{Person, Review},
};
use crate::{
    audit::{Action, Outcome},
    database::within,
    error::Error,
    inputs::{Form, Query},
    rooms::{
        Act, Group, Owner, Pass, Rooms,
        frame::{Moment, StaffFrame},
        list::{List, ListPlace},
        pass::Inside,
    },
    state::AppState,
    view::{Html, see_other},
    words::Word as _,
};

/// Where the log stands.
const ROOM: &str = "/admin/audit";

/// What is unusual is looked for as far back as this, unless somebody looked later.
const LOOKED_BACK: Duration = Duration::days(31);

pub(super) fn rooms() -> Rooms<Owner> {
    Rooms::of(Owner).get(ROOM, audit_page).listed(Group::Settings, "rooms-audit-title").post(ROOM, look_through)
}

#[derive(Template)]
#[template(path = "admin/audit.html")]
struct AuditPage {
    frame: StaffFrame,
    form: FilterForm,
    /// The address of this part of the log.
    url: String,
    list: List<Line>,
    people: Vec<Person>,
    odd: Vec<OddLine>,
    review: Option<ReviewLine>,
    /// The newest entry, up to which it may be marked as looked through; none if that was done.
    newest: Option<i64>,
}

/// Who looked the log through last.
struct ReviewLine {
    by: String,
    at: Moment,
    entry_id: i64,
}

/// `GET /admin/audit`
async fn audit_page(
    _: Pass<Owner>,
    State(inside): State<Inside<Owner>>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(form): Query<FilterForm>,
    Query(place): Query<ListPlace>,
) -> Result<Html, Error> {
    let filter = form.read()?;
    let before = place.read_named()?;
    let now = OffsetDateTime::now_utc();
    let (rows, people, review, newest, odd) = within(async {
        let review = queries::last_review(&state.db).await?;
        let since = review.as_ref().map_or(now - LOOKED_BACK, |review| review.until.max(now - LOOKED_BACK));
        Ok::<_, Error>((
            queries::list(&state.db, &filter, before.as_ref(), ListPlace::count()).await?,
            queries::people(&state.db).await?,
            review,
            queries::newest(&state.db).await?,
            queries::unusual(&state.db, since).await?,
        ))
    })
    .await?;
    let doors = lines::by_id(inside.door_names());
    let list = List::part(before.is_none(), rows, |row| (row.happened_at, row.id));
    let newest = newest.filter(|newest| review.as_ref().is_none_or(|review| review.entry_id < *newest));
    Html::page(&AuditPage {
        list: list.map(|row| Line::new(row, &frame, &state.config.keys, &doors)),
        url: form.url(ROOM),
        form,
        people,
        odd: odd.into_iter().map(|row| OddLine::new(row, &frame)).collect(),
        review: review.map(ReviewLine::new),
        newest,
        frame,
    })
}

/// Up to which entry the log was looked through.
#[derive(Debug, Deserialize)]
struct LookedThrough {
    entry: i64,
}

/// `POST /admin/audit`
async fn look_through(
    pass: Pass<Owner>,
    State(state): State<AppState>,
    Form(looked): Form<LookedThrough>,
) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        if !queries::add_review(act.db(), pass.id, looked.entry, OffsetDateTime::now_utc()).await? {
            return Err(Error::BadRequest);
        }
        act.record_about(Action::LookedThroughAudit, None).await
    })
    .await?;
    Ok(see_other(ROOM))
}

impl ReviewLine {
    fn new(review: Review) -> Self {
        Self { by: review.email, at: Moment::new(review.looked_at), entry_id: review.entry_id }
    }
}

impl AuditPage {
    /// Acts to choose from, by their words, in the order in which people read them.
    fn actions(&self) -> Vec<(&'static str, String)> {
        let mut actions: Vec<_> =
            Action::ALL.iter().map(|action| (action.word(), lines::act(&self.frame, action.word()))).collect();
        actions.sort_by(|a, b| a.1.cmp(&b.1));
        actions
    }

    fn outcomes(&self) -> Vec<(&'static str, String)> {
        Outcome::ALL.iter().map(|outcome| (outcome.word(), lines::outcome(&self.frame, outcome.word()))).collect()
    }

    fn is_person(&self, person: &Person) -> bool {
        self.form.who == person.id.to_string()
    }
}
