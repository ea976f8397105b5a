//! Volunteers, for those who follow them up. Nothing personal is shown before it is opened, and opening is recorded.

mod quarantine;
mod rights;

use askama::Template;
use axum::extract::State;
use uuid::Uuid;

use crate::{
    audit::Action,
    calendar,
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
    volunteers::{
        custody::locked::Locked,
        form::Availability,
        queries::{self, PersonRow},
        record::{self, Opened as Sent, Stored},
        roles::part::Part,
    },
    words::Word as _,
};

/// Every URL of staff about volunteers.
pub(crate) fn rooms() -> Rooms<Coordinator> {
    Rooms::of(Coordinator)
        .get("/admin/volunteers", volunteers_page)
        .listed(Group::People, "rooms-nav-volunteers")
        .get("/admin/volunteers/quarantine", quarantine::quarantine_page)
        .post("/admin/volunteers/quarantine", quarantine::settle)
        .get("/admin/volunteers/{id}", volunteer_page)
        .post("/admin/volunteers/{id}", open)
        .get("/admin/volunteers/{id}/rights", rights::rights_page)
        .post("/admin/volunteers/{id}/copy", rights::copy)
        .proved()
        .post("/admin/volunteers/{id}/erase", rights::erase_person)
        .proved()
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
    opened: Vec<Opened>,
    /// What only a coordinator's browser opens.
    locked: Vec<Locked>,
    /// What they do.
    part: Part,
}

/// What stands on a card without opening it.
struct Card {
    id: Uuid,
    handle: String,
    sent_at: Moment,
    is_opened: bool,
    areas: Vec<String>,
    language: Language,
}

/// What is read only by opening.
struct Opened {
    name: String,
    contact_kind: String,
    contact: String,
    languages: Option<String>,
    availability: Option<String>,
    message: Option<String>,
}

/// `GET /admin/volunteers`
pub(crate) async fn volunteers_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(place): Query<ListPlace>,
) -> Result<Html, Error> {
    let before = place.read()?.map(|(at, id)| (calendar::day(at), id));
    let rows = within(queries::list(&pass, &state.db, before, ListPlace::count())).await?;
    let volunteers = List::part(before.is_none(), rows, |row| (calendar::midnight(row.arrived_on), row.id))
        .map(|row| Card::new(frame.language, row));
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
    let part = within(Part::read(&pass, &state.db, frame.language, id)).await?;
    Html::page(&VolunteerPage { frame, card, opened: Vec::new(), locked: Vec::new(), part })
}

/// `POST /admin/volunteers/{id}`. Without an entry in the audit log nothing is opened.
pub(crate) async fn open(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Html, Error> {
    let (row, opened, locked) = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::mark_opened(&pass, act.db(), id, calendar::today()).await?;
        let row = queries::find(&pass, act.db(), id).await?.ok_or(Error::NotFound)?;
        let (mut opened, mut locked) = (Vec::new(), Vec::new());
        for stored in record::applications(act.db(), id).await? {
            match stored.open(act.db(), &state.config.keys).await? {
                Sent::Offer(offer) => opened.push(Opened::new(frame.language, &stored, *offer)),
                Sent::Locked(sealed) => locked.push(Locked::offer(&sealed)),
            }
        }
        act.record(Action::OpenedVolunteer, id).await?;
        Ok::<_, Error>((row, opened, locked))
    })
    .await?;
    let card = Card::new(frame.language, row);
    let part = within(Part::read(&pass, &state.db, frame.language, id)).await?;
    Html::page(&VolunteerPage { frame, card, opened, locked, part })
}

impl Card {
    fn new(language: Language, row: PersonRow) -> Self {
        Self {
            id: row.id,
            handle: row.handle().words(language),
            sent_at: Moment::new(calendar::midnight(row.arrived_on)),
            is_opened: row.opened_on.is_some(),
            areas: row.areas.iter().map(|area| language.message(&format!("area-{area}"))).collect(),
            language: row.language,
        }
    }
}

impl Opened {
    fn new(language: Language, stored: &Stored, offer: crate::volunteers::offer::Offer) -> Self {
        let availability = stored.row.availability;
        let words = |availability: Availability| language.message(&format!("availability-{availability}"));
        Self {
            contact_kind: language.message(&format!("contact-{}", offer.kind().word())),
            name: offer.name,
            contact: offer.contact,
            languages: offer.languages,
            availability: availability.map(words),
            message: offer.message,
        }
    }
}
