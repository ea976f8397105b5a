//! Volunteers, for those who follow them up. Nothing personal is shown before it is opened, and opening is recorded.

use askama::Template;
use axum::extract::State;
use uuid::Uuid;

use crate::{
    audit::Action,
    database::within,
    error::Error,
    inputs::Query,
    language::Language,
    rooms::{
        Act, Coordinator, Group, Pass, Rooms,
        frame::{Moment, StaffFrame},
        list::{Day, List, ListPlace, RowId},
    },
    state::AppState,
    view::Html,
    volunteers::queries::{self, Volunteer, VolunteerSummary},
};

/// Every URL of staff about volunteers.
pub(crate) fn rooms() -> Rooms<Coordinator> {
    Rooms::of(Coordinator)
        .get("/admin/volunteers", volunteers_page)
        .listed(Group::People, "rooms-nav-volunteers")
        .get("/admin/volunteers/{id}", volunteer_page)
        .post("/admin/volunteers/{id}", open)
}

#[derive(Template)]
#[template(path = "volunteers/staff/volunteers.html")]
struct VolunteersPage {
    frame: StaffFrame,
    volunteers: List<Day<Card>>,
}

/// One volunteer, closed or open.
#[derive(Template)]
#[template(path = "volunteers/staff/volunteer.html")]
struct VolunteerPage {
    frame: StaffFrame,
    card: Card,
    opened: Option<Opened>,
}

/// What stands on a card without opening it.
struct Card {
    id: Uuid,
    sent_at: Moment,
    opened_at: Option<Moment>,
    areas: Vec<String>,
    availability: String,
    language: Language,
}

/// What is read only by opening.
struct Opened {
    name: String,
    contact_kind: String,
    contact: String,
    languages: String,
    message: Option<String>,
    consent_version: String,
    consented_at: Moment,
    erase_after: Moment,
}

/// `GET /admin/volunteers`
pub(crate) async fn volunteers_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(place): Query<ListPlace>,
) -> Result<Html, Error> {
    let before = place.read()?;
    let rows = within(queries::list(&pass, &state.db, before, ListPlace::count())).await?;
    let volunteers =
        List::part(before.is_none(), rows, |row| (row.created_at, row.id)).map(|row| Card::new(frame.language, row));
    let volunteers = volunteers.by_day(|card| card.sent_at, |_| String::new());
    Html::page(&VolunteersPage { frame, volunteers })
}

/// `GET /admin/volunteers/{id}`
pub(crate) async fn volunteer_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Html, Error> {
    let row = within(queries::find(&pass, &state.db, id)).await?.ok_or(Error::NotFound)?;
    let card = Card::new(frame.language, row);
    Html::page(&VolunteerPage { frame, card, opened: None })
}

/// `POST /admin/volunteers/{id}`. Without an entry in the audit log nothing is opened.
pub(crate) async fn open(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Html, Error> {
    let volunteer = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let volunteer = queries::open(&pass, act.db(), &state.config.keys, id).await?.ok_or(Error::NotFound)?;
        act.record(Action::OpenedVolunteer, id).await?;
        Ok::<_, Error>(volunteer)
    })
    .await?;
    let card = Card::new(frame.language, volunteer.summary.clone());
    let opened = Some(Opened::new(frame.language, volunteer));
    Html::page(&VolunteerPage { frame, card, opened })
}

impl Card {
    fn new(language: Language, row: VolunteerSummary) -> Self {
        Self {
            id: row.id,
            sent_at: Moment::new(row.created_at),
            opened_at: row.opened_at.map(Moment::new),
            areas: row.areas.iter().map(|area| language.message(&format!("area-{area}"))).collect(),
            availability: language.message(&format!("availability-{}", row.availability)),
            language: row.language,
        }
    }
}

impl Opened {
    fn new(language: Language, volunteer: Volunteer) -> Self {
        let (kind, contact) = volunteer.contact;
        Self {
            name: volunteer.name,
            contact_kind: language.message(&format!("contact-{kind}")),
            contact,
            languages: volunteer.languages,
            message: volunteer.message,
            consent_version: volunteer.consent_version,
            consented_at: Moment::new(volunteer.consented_at),
            erase_after: Moment::new(volunteer.erase_after),
        }
    }
}
