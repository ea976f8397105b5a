//! Somebody has lost their key: owners are told, and send a new link. Whoever asks reads the same, so nobody learns who is on
//! the staff.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::queries;
use crate::{
    access_events::{self, AccessEvent, AccessKind, queries::last_since},
    audit::{self, Action, NewEntry},
    database::{self, within},
    error::Error,
    inputs::Form,
    job::{self, Job},
    mailbox::Mailbox,
    rooms::{
        answer::{is_too_much, too_many},
        frame::{DoorLanguage, StaffFrame},
    },
    seal::Keys,
    staff::{self, Role},
    state::AppState,
    view::Html,
    visitor::Caller,
    words::Word as _,
};

/// Owners are told about one person this often at most.
const AGAIN: Duration = Duration::hours(12);

/// Asks for help, and says that it was asked for.
#[derive(Template)]
#[template(path = "access/lost.html")]
struct LostPage {
    frame: StaffFrame,
    email: String,
    was_sent: bool,
    is_no_address: bool,
}

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LostForm {
    email: String,
}

/// `GET /admin/sign-in/lost`
pub(crate) async fn lost_page(
    State(state): State<AppState>,
    DoorLanguage(language): DoorLanguage,
) -> Result<Html, Error> {
    let frame = StaffFrame::at_the_door(&state, language);
    Html::page(&LostPage { frame, email: String::new(), was_sent: false, is_no_address: false })
}

/// `POST /admin/sign-in/lost`. What follows is done by a job, so that the answer takes as long for every address.
pub(crate) async fn ask(
    State(state): State<AppState>,
    DoorLanguage(language): DoorLanguage,
    caller: Caller,
    Form(form): Form<LostForm>,
) -> Result<Response, Error> {
    let frame = StaffFrame::at_the_door(&state, language);
    let Some(mailbox) = Mailbox::parse(&form.email) else {
        let page = LostPage { frame, email: form.email, was_sent: false, is_no_address: true };
        return Ok(Html::page(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    };
    let asked = within(async {
        let mut tx = database::begin(&state.db).await?;
        let is_too_much = is_too_much(&state, &mut tx, &caller).await?;
        if !is_too_much {
            let request_id = Uuid::now_v7();
            let hash = mailbox_hash(&state.config.keys, &mailbox);
            queries::add_lost(&mut *tx, request_id, &hash, &caller).await?;
            TellOwners { request_id }.enqueue(&state, &mut tx).await?;
        }
        tx.commit().await?;
        Ok::<_, Error>(!is_too_much)
    })
    .await?;
    if !asked {
        return Ok(too_many());
    }
    Ok(Html::page(&LostPage { frame, email: String::new(), was_sent: true, is_no_address: false })?.into_response())
}

fn mailbox_hash(keys: &Keys, mailbox: &Mailbox) -> [u8; 32] {
    keys.hash("lost key", mailbox.counted().as_bytes())
}

/// The job that finds out who asks, and tells the owners.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct TellOwners {
    request_id: Uuid,
}

impl Job for TellOwners {
    const IDENTIFIER: &'static str = "tell_owners";

    fn priority(&self) -> i16 {
        job::ASKED
    }

    fn key(&self) -> Option<String> {
        Some(format!("lost key {}", self.request_id))
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        let mut tx = database::begin(&state.db).await?;
        let Some(request) = queries::take_lost(&mut *tx, self.request_id).await? else { return Ok(()) };
        if let Some(about) = find(state, &mut tx, &request.mailbox_hash).await? {
            tell(state, &mut tx, about, request).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// The member of staff of a mailbox. They are few, so each is looked at.
async fn find(state: &AppState, db: &mut PgConnection, hash: &[u8]) -> Result<Option<Uuid>, Error> {
    let all = staff::queries::list_with_roles(db, Role::ALL).await?;
    let keys = &state.config.keys;
    let is_theirs = |email: &str| {
        Mailbox::parse(email).is_some_and(|mailbox| keys.verify("lost key", mailbox.counted().as_bytes(), hash))
    };
    Ok(all.into_iter().find(|(_, email)| is_theirs(email)).map(|(id, _)| id))
}

async fn tell(state: &AppState, db: &mut PgConnection, about: Uuid, request: queries::LostKey) -> Result<(), Error> {
    let now = OffsetDateTime::now_utc();
    if last_since(&mut *db, AccessKind::KeyLost, about, now - AGAIN).await?.is_some() {
        return Ok(());
    }
    let address = request.address.as_deref().and_then(|address| address.parse().ok());
    let entry = NewEntry::of(None, Action::AskedForLink).about(about).from(address);
    audit::queries::append(&mut *db, &entry).await?;
    let event = AccessEvent::new(AccessKind::KeyLost, about, &request.browser, address);
    access_events::tell_owners_too(state, db, &event).await
}
