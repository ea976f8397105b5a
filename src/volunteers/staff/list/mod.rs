//! `/admin/volunteers`: the people who offer help by their handles, and the search, which is recorded.

mod filter;
mod queries;

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use self::{
    filter::{FilterForm, Pressing, QUIET},
    queries::{RoleRow, Row},
};
use super::{
    queries::{Double, coordinators},
    view::{Found, NextLine, OwnerLine, areas, stage_badge},
};
use crate::{
    audit::Action,
    calendar,
    database::within,
    error::Error,
    inputs::{Form, Query},
    language::Language,
    rooms::{
        Act, Coordinator, Pass,
        frame::StaffFrame,
        list::{List, ListPlace},
    },
    state::AppState,
    text::tidy,
    view::{Html, see_other},
    volunteers::{
        form::Area,
        handle::Handle,
        record::contact_hashes,
        vault::secrets::Secrets,
        words::{ENDS_SOON, PROMISED, Stage},
    },
    words::Word as _,
};

const ROOM: &str = "/admin/volunteers";

#[derive(Template)]
#[template(path = "volunteers/staff/volunteers.html")]
struct VolunteersPage {
    frame: StaffFrame,
    form: FilterForm,
    people: List<Line>,
    coordinators: Vec<(Uuid, String)>,
    roles: Vec<RoleRow>,
    search: Option<Search>,
}

/// What a search came to.
struct Search {
    text: String,
    found: Vec<Found>,
}

/// What the list tells about a person.
struct Line {
    id: Uuid,
    handle: String,
    stage: String,
    badge: &'static str,
    /// For longer than was promised.
    is_waiting: bool,
    is_opened: bool,
    areas: String,
    language: Language,
    arrived_on: Date,
    owner: OwnerLine,
    next: Option<NextLine>,
    /// When the record ends, if that is soon.
    ends_on: Option<Date>,
    has_double: bool,
}

/// What is typed into the search.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SearchForm {
    text: String,
}

/// `GET /admin/volunteers`
pub(crate) async fn volunteers_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(place): Query<ListPlace>,
    Query(form): Query<FilterForm>,
) -> Result<Html, Error> {
    show(&pass, &state, frame, &place, form, None).await
}

async fn show(
    pass: &Pass<Coordinator>,
    state: &AppState,
    frame: StaffFrame,
    place: &ListPlace,
    form: FilterForm,
    search: Option<Search>,
) -> Result<Html, Error> {
    let filter = form.read()?;
    let after = place.read()?.map(|(at, id)| (i32::try_from(at.unix_timestamp()).unwrap_or(i32::MAX), id));
    let today = calendar::today();
    let (rows, coordinators, roles) = within(async {
        let mut db = state.db.acquire().await?;
        Ok::<_, Error>((
            queries::list(pass, &mut *db, &filter, after, today, ListPlace::count()).await?,
            coordinators(&mut *db).await?,
            queries::roles(&mut *db).await?,
        ))
    })
    .await?;
    let place = |row: &Row| OffsetDateTime::UNIX_EPOCH + Duration::seconds(i64::from(row.place));
    let people = List::part(after.is_none(), rows, |row| (place(row), row.id));
    let people = people.map(|row| Line::new(frame.language, row, today));
    Html::page(&VolunteersPage { frame, form, people, coordinators, roles, search })
}

/// `POST /admin/volunteers`: looks for a handle or an exact contact. It is posted, so that no contact stands in an address, and
/// without an entry in the log nothing is found.
pub(crate) async fn search(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Form(typed): Form<SearchForm>,
) -> Result<Response, Error> {
    let text = tidy(&typed.text);
    let found = if text.is_empty() { Vec::new() } else { within(look_for(&state, &pass, &text)).await? };
    if let [only] = found.as_slice() {
        return Ok(see_other(&format!("{ROOM}/{}", only.id)));
    }
    let status = if found.is_empty() { StatusCode::NOT_FOUND } else { StatusCode::OK };
    let found = found.iter().map(|double| Found::new(frame.language, double)).collect();
    let search = Some(Search { text, found });
    let page = show(&pass, &state, frame, &ListPlace::default(), FilterForm::default(), search).await?;
    Ok(page.with_status(status).into_response())
}

async fn look_for(state: &AppState, pass: &Pass<Coordinator>, text: &str) -> Result<Vec<Double>, Error> {
    let mut act = Act::begin(state, pass).await?;
    let secrets = Secrets::read(act.db(), &state.config.keys).await?;
    let found = queries::search(pass, act.db(), Handle::read(text), &contact_hashes(&secrets, text)).await?;
    let about = found.first().filter(|_| found.len() == 1).map(|found| found.id);
    act.record_about(Action::SearchedVolunteers, about).await?;
    Ok(found)
}

impl Line {
    fn new(language: Language, row: Row, today: Date) -> Self {
        let waits = today - row.arrived_on > Duration::days(PROMISED);
        let handle = Handle { first: row.handle_first, second: row.handle_second, number: row.handle_number };
        Self {
            id: row.id,
            handle: handle.words(language),
            stage: language.words("rooms-volunteers-stage-", row.stage),
            badge: stage_badge(row.stage),
            is_waiting: row.stage == Stage::New && row.last_contact_on.is_none() && waits,
            is_opened: row.is_opened,
            areas: areas(language, &row.areas),
            language: row.language,
            arrived_on: row.arrived_on,
            owner: OwnerLine::new(row.owner_email, row.is_owner_here),
            next: NextLine::new(language, row.next_step, row.next_on, today),
            ends_on: Some(row.erase_on).filter(|end| *end - today <= Duration::days(ENDS_SOON)),
            has_double: row.has_double,
        }
    }
}

impl VolunteersPage {
    fn stages(&self) -> Vec<(&'static str, String)> {
        let words = |stage: &Stage| self.frame.language.words("rooms-volunteers-stage-", *stage);
        let mut stages: Vec<_> = Stage::ALL.iter().map(|stage| (stage.word(), words(stage))).collect();
        stages.push(("all", self.frame.t("rooms-volunteers-stage-all")));
        stages
    }

    fn areas(&self) -> Vec<(&'static str, String)> {
        Area::ALL.iter().map(|area| (area.word(), self.frame.t(&format!("area-{area}")))).collect()
    }

    fn roles(&self) -> Vec<(String, String)> {
        let title = |role: &RoleRow| match self.frame.language {
            Language::English => role.title_en.clone(),
            Language::Korean => role.title_ko.clone(),
        };
        self.roles.iter().map(|role| (role.id.to_string(), title(role))).collect()
    }

    fn owners(&self) -> Vec<(String, String)> {
        let t = |key: &str| self.frame.t(key);
        let mut owners = vec![
            ("mine".to_owned(), t("rooms-volunteers-owner-mine")),
            ("nobody".to_owned(), t("rooms-volunteers-owner-nobody")),
        ];
        owners.extend(self.coordinators.iter().map(|(id, email)| (id.to_string(), email.clone())));
        owners
    }

    fn pressing(&self) -> Vec<(&'static str, String)> {
        let words = |pressing: &Pressing| self.frame.t(&format!("rooms-volunteers-due-{pressing}"));
        Pressing::ALL.iter().map(|pressing| (pressing.word(), words(pressing))).collect()
    }

    fn quiet(&self) -> Vec<(String, String)> {
        let words = |days: &i64| self.frame.t_with("rooms-volunteers-quiet-days", "count", days);
        QUIET.iter().map(|days| (days.to_string(), words(days))).collect()
    }

    fn start(&self) -> String {
        self.form.url(ROOM)
    }

    /// The address at which the list goes on.
    fn further(&self) -> Option<String> {
        let start = self.start();
        let sign = if start.contains('?') { '&' } else { '?' };
        self.people.next.as_ref().map(|next| format!("{start}{sign}before={next}"))
    }
}
