//! `/admin/volunteers/{id}`: one person, closed or open, and what coordinators do for them.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    card::{Card, EventLine, NoteLine},
    opened::{Opened, Text},
    queries,
    view::{Found, OwnerLine, choices},
};
use crate::{
    calendar,
    database::within,
    error::Error,
    form::Problems,
    inputs::Query,
    rooms::{Coordinator, Pass, frame::StaffFrame, list::RowId},
    state::AppState,
    view::{Html, see_other},
    volunteers::{
        roles::part::Part,
        words::{ContactMade, NextStep, OpeningReason, ProlongationReason, Stage},
    },
    words::Word as _,
};

/// The address of a person.
pub(super) fn address(id: Uuid) -> String {
    format!("/admin/volunteers/{id}")
}

/// What was done before this page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Visit {
    done: String,
}

/// What can have been done before this page: the words of its notices.
const DONE: [&str; 12] = [
    "stage",
    "undone",
    "taken",
    "handed",
    "planned",
    "contact",
    "contact-removed",
    "prolonged",
    "noted",
    "note-removed",
    "merged",
    "merged-before",
];

/// The person's page again, because something was done.
pub(super) fn done(id: Uuid, word: &str) -> Response {
    see_other(&format!("{}?done={word}", address(id)))
}

/// What was typed into the forms of the page, to be shown again.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) reason: String,
    pub(super) note: String,
    pub(super) contact_kind: String,
    pub(super) contact_on: String,
    pub(super) next_step: String,
    pub(super) next_on: String,
    pub(super) months: String,
    pub(super) prolonging: String,
}

#[derive(Template)]
#[template(path = "volunteers/staff/volunteer.html")]
pub(super) struct PersonPage {
    frame: StaffFrame,
    card: Card,
    doubles: Vec<Found>,
    coordinators: Vec<(Uuid, String)>,
    events: Vec<EventLine>,
    notes: Vec<NoteLine>,
    opened: Option<Opened>,
    /// What they do.
    part: Part,
    typed: Typed,
    problems: Problems,
    notice: Option<String>,
    me: Uuid,
}

/// `GET /admin/volunteers/{id}`
pub(crate) async fn volunteer_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let mut page = within(async {
        let mut db = state.db.acquire().await?;
        PersonPage::read(&pass, &mut db, frame, id).await
    })
    .await?;
    let word = DONE.into_iter().find(|word| *word == visit.done);
    page.notice = word.map(|word| page.frame.t(&format!("rooms-volunteers-done-{word}")));
    Html::page(&page)
}

/// The page once more with what is wrong, and with what was typed.
pub(super) async fn again(
    pass: &Pass<Coordinator>,
    state: &AppState,
    frame: StaffFrame,
    id: Uuid,
    typed: Typed,
    problems: Problems,
) -> Result<Response, Error> {
    let page = within(async {
        let mut db = state.db.acquire().await?;
        PersonPage::read(pass, &mut db, frame, id).await
    })
    .await?;
    let shown = page.typed.clone();
    let is_planning = problems.of("next_step").is_some() || problems.of("next_on").is_some();
    let (next_step, next_on) =
        if is_planning { (typed.next_step, typed.next_on) } else { (shown.next_step, shown.next_on) };
    let contact_on = if typed.contact_on.is_empty() { shown.contact_on } else { typed.contact_on };
    let page = PersonPage { typed: Typed { contact_on, next_step, next_on, ..typed }, problems, ..page };
    Ok(Html::page(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// The page as it is now, because somebody else changed what was to be changed.
pub(super) async fn changed(
    pass: &Pass<Coordinator>,
    state: &AppState,
    frame: StaffFrame,
    id: Uuid,
) -> Result<Response, Error> {
    let page = within(async {
        let mut db = state.db.acquire().await?;
        PersonPage::read(pass, &mut db, frame, id).await
    })
    .await?;
    let notice = Some(page.frame.t("rooms-volunteers-changed"));
    Ok(Html::page(&PersonPage { notice, ..page })?.with_status(StatusCode::CONFLICT).into_response())
}

impl PersonPage {
    /// Reads everything about a person that is not sealed.
    pub(super) async fn read(
        pass: &Pass<Coordinator>,
        db: &mut PgConnection,
        frame: StaffFrame,
        id: Uuid,
    ) -> Result<Self, Error> {
        let row = queries::find(pass, &mut *db, id).await?.ok_or(Error::NotFound)?;
        let doubles = queries::doubles(pass, &mut *db, id).await?;
        let events = queries::events(pass, &mut *db, id).await?;
        let notes = queries::notes(pass, &mut *db, id).await?;
        let coordinators = queries::coordinators(&mut *db).await?;
        let part = Part::read(pass, &mut *db, frame.language, id).await?;
        let (language, today) = (frame.language, calendar::today());
        let card = Card::new(language, row, &events, today);
        let typed = Typed {
            contact_on: today.to_string(),
            next_step: card.next.as_ref().map(|next| next.word.to_owned()).unwrap_or_default(),
            next_on: card.next.as_ref().map(|next| next.on.to_string()).unwrap_or_default(),
            // Who was never opened is read for the first time; any other reason is asked for.
            reason: if card.is_opened { String::new() } else { OpeningReason::FirstReading.word().to_owned() },
            ..Typed::default()
        };
        Ok(Self {
            card,
            doubles: doubles.iter().map(|double| Found::new(language, double)).collect(),
            events: events.into_iter().map(|event| EventLine::new(language, event)).collect(),
            notes: notes.into_iter().map(NoteLine::from).collect(),
            coordinators,
            frame,
            opened: None,
            part,
            typed,
            problems: Problems::default(),
            notice: None,
            me: pass.id,
        })
    }

    /// The same page with what was opened.
    pub(super) fn with(self, opened: Opened) -> Self {
        Self { opened: Some(opened), ..self }
    }

    /// The stages to which a step leads from here.
    fn steps(&self) -> Vec<(&'static str, String)> {
        let words = |stage: &Stage| self.frame.language.words("rooms-volunteers-step-", *stage);
        self.card.stage.steps().iter().map(|stage| (stage.word(), words(stage))).collect()
    }

    fn reasons(&self) -> Vec<(&'static str, String)> {
        choices::<OpeningReason>(self.frame.language, "rooms-volunteers-reason-")
    }

    fn next_steps(&self) -> Vec<(&'static str, String)> {
        choices::<NextStep>(self.frame.language, "rooms-volunteers-next-")
    }

    fn contact_kinds(&self) -> Vec<(&'static str, String)> {
        choices::<ContactMade>(self.frame.language, "rooms-volunteers-contact-")
    }

    fn prolongings(&self) -> Vec<(&'static str, String)> {
        choices::<ProlongationReason>(self.frame.language, "rooms-volunteers-prolonging-")
    }

    fn months(&self) -> Vec<(&'static str, String)> {
        let words = |months: &str| self.frame.t_with("rooms-volunteers-months", "count", months);
        ["3", "6", "12"].into_iter().map(|months| (months, words(months))).collect()
    }

    /// The colleagues to whom the person can be handed.
    fn others(&self) -> Vec<(String, String)> {
        let others = self.coordinators.iter().filter(|(id, _)| *id != self.me && Some(*id) != self.card.owner_id);
        others.map(|(id, email)| (id.to_string(), email.clone())).collect()
    }

    fn is_mine(&self) -> bool {
        self.card.owner_id == Some(self.me)
    }

    /// The owner as it was shown, to notice that somebody changed it.
    fn owner_word(&self) -> String {
        self.card.owner_id.map(|id| id.to_string()).unwrap_or_default()
    }
}
