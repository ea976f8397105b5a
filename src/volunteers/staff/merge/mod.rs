//! Two people who may be one: both beside each other, opened, and merged by somebody who saw them. What anybody sends by a form
//! merges nobody.

mod queries;

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
    opened::{Opened, Text},
    opening::{Taken, stopped, take},
    person::{address, done},
    queries::{PersonRow, find, lock},
    view::{OwnerLine, areas, stage_badge},
};
use crate::{
    audit::{Action, Cause},
    database::within,
    error::Error,
    inputs::{Form, Path},
    language::Language,
    rooms::{Act, Coordinator, Pass, frame::StaffFrame},
    state::AppState,
    view::Html,
    volunteers::words::OpeningReason,
};

#[derive(Template)]
#[template(path = "volunteers/staff/beside.html")]
struct BesidePage {
    frame: StaffFrame,
    sides: [Side; 2],
    is_locked: bool,
    is_open: bool,
    notice: Option<&'static str>,
}

/// One of the two.
struct Side {
    id: Uuid,
    handle: String,
    stage: String,
    badge: &'static str,
    owner: OwnerLine,
    areas: String,
    arrived_on: time::Date,
    last_contact_on: Option<time::Date>,
    erase_on: time::Date,
    /// What they were when they were shown.
    state: String,
    opened: Option<Opened>,
}

/// Who is kept, and that it is meant.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct MergeForm {
    /// The id of the one whose handle and stage stay.
    keep: String,
    /// `yes` if it was ticked that nothing brings the other one back.
    sure: String,
    /// What the two were, in the order of the address.
    one: String,
    other: String,
}

/// What became of it.
enum Merged {
    Done,
    /// One of them was not there any more; this one is.
    Before(Uuid),
    /// They are not what was shown.
    Changed,
}

type Pair = Path<(String, String)>;

fn ids(Path((one, other)): Pair) -> Result<(Uuid, Uuid), Error> {
    let parsed = (Uuid::try_parse(&one), Uuid::try_parse(&other));
    let (Ok(one), Ok(other)) = parsed else { return Err(Error::NotFound) };
    if one == other { Err(Error::NotFound) } else { Ok((one, other)) }
}

/// `GET /admin/volunteers/{id}/beside/{other}`
pub(crate) async fn beside_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    pair: Pair,
) -> Result<Html, Error> {
    let (one, other) = ids(pair)?;
    show(&pass, &state, frame, one, other, None).await
}

async fn show(
    pass: &Pass<Coordinator>,
    state: &AppState,
    frame: StaffFrame,
    one: Uuid,
    other: Uuid,
    notice: Option<&'static str>,
) -> Result<Html, Error> {
    let sides = within(async {
        let mut db = state.db.acquire().await?;
        Ok::<_, Error>([Side::read(pass, &mut db, one).await?, Side::read(pass, &mut db, other).await?])
    })
    .await?;
    Html::page(&BesidePage { frame, sides, is_locked: false, is_open: false, notice })
}

/// `POST /admin/volunteers/{id}/beside/{other}`: opens both.
pub(crate) async fn open_both(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    pair: Pair,
) -> Result<Response, Error> {
    let (one, other) = ids(pair)?;
    let (first, second) = within(async {
        let first = open_side(&state, &pass, one).await?;
        let second = if first.is_ok() { Some(open_side(&state, &pass, other).await?) } else { None };
        Ok::<_, Error>((first, second))
    })
    .await?;
    let sides = match (first, second) {
        (Ok(one), Some(Ok(other))) => [one, other],
        (Err(until), _) | (_, Some(Err(until))) => return stopped(frame, address(one), until),
        (Ok(_), None) => return Err(Error::NotFound),
    };
    let is_locked = sides.iter().any(|side| side.opened.as_ref().is_some_and(Opened::is_locked));
    Ok(Html::page(&BesidePage { frame, sides, is_locked, is_open: true, notice: None })?.into_response())
}

/// One of the two, opened on record; or when it can be.
async fn open_side(
    state: &AppState,
    pass: &Pass<Coordinator>,
    id: Uuid,
) -> Result<Result<Side, time::OffsetDateTime>, Error> {
    let mut act = Act::begin(state, pass).await?;
    lock(pass, act.db(), id).await?.ok_or(Error::NotFound)?;
    match take(state, &mut act, pass, id, OpeningReason::Duplicate).await? {
        Taken::Stopped(until) => {
            act.record_failure(Action::OpenedVolunteer, id, Cause::TooMany).await?;
            Ok(Err(until))
        }
        Taken::Opened(opening) => {
            let opened = Opened::read(pass, act.db(), &state.config.keys, id).await?;
            let side = Side { opened: Some(opened), ..Side::read(pass, act.db(), id).await? };
            act.record_with_reason(Action::OpenedVolunteer, id, opening).await?;
            Ok(Ok(side))
        }
    }
}

/// `POST /admin/volunteers/{id}/merge/{other}`
pub(crate) async fn merge(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    pair: Pair,
    Form(form): Form<MergeForm>,
) -> Result<Response, Error> {
    let (one, other) = ids(pair)?;
    let (kept, gone) = match Uuid::try_parse(&form.keep) {
        Ok(kept) if kept == one => (one, other),
        Ok(kept) if kept == other => (other, one),
        _ => return unmerged(&pass, &state, frame, one, other, "rooms-volunteers-merge-problem-keep").await,
    };
    if form.sure != "yes" {
        return unmerged(&pass, &state, frame, one, other, "rooms-volunteers-merge-problem-sure").await;
    }
    let merged = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        // Always in the same order, so that two who merge at once wait for each other.
        let mut held = Vec::new();
        for id in [one.min(other), one.max(other)] {
            held.extend(lock(&pass, act.db(), id).await?);
        }
        match held.as_slice() {
            [_, _] => {}
            [only] => return Ok(Merged::Before(*only)),
            _ => return Err(Error::NotFound),
        }
        for (id, shown) in [(one, &form.one), (other, &form.other)] {
            if queries::state(&pass, act.db(), id).await?.as_ref() != Some(shown) {
                return Ok(Merged::Changed);
            }
        }
        queries::merge(&pass, act.db(), kept, gone).await?;
        act.record(Action::MergedVolunteers, kept).await?;
        Ok::<_, Error>(Merged::Done)
    })
    .await?;
    match merged {
        Merged::Done => Ok(done(kept, "merged")),
        Merged::Before(only) => Ok(done(only, "merged-before")),
        Merged::Changed => {
            let page = show(&pass, &state, frame, one, other, Some("rooms-volunteers-merge-changed")).await?;
            Ok(page.with_status(StatusCode::CONFLICT).into_response())
        }
    }
}

async fn unmerged(
    pass: &Pass<Coordinator>,
    state: &AppState,
    frame: StaffFrame,
    one: Uuid,
    other: Uuid,
    notice: &'static str,
) -> Result<Response, Error> {
    let page = show(pass, state, frame, one, other, Some(notice)).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

impl BesidePage {
    fn first(&self) -> &Side {
        &self.sides[0]
    }

    fn second(&self) -> &Side {
        &self.sides[1]
    }

    fn way(&self) -> String {
        address(self.first().id)
    }
}

impl Side {
    /// Names something of this side in the page.
    fn number(&self, index: &usize) -> String {
        format!("{}-{index}", self.id)
    }

    async fn read(pass: &Pass<Coordinator>, db: &mut PgConnection, id: Uuid) -> Result<Self, Error> {
        let row = find(pass, &mut *db, id).await?.ok_or(Error::NotFound)?;
        let state = queries::state(pass, db, id).await?.ok_or(Error::NotFound)?;
        Ok(Self::new(pass.language, row, state))
    }

    fn new(language: Language, row: PersonRow, state: String) -> Self {
        Self {
            id: row.id,
            handle: row.handle().words(language),
            stage: language.words("rooms-volunteers-stage-", row.stage),
            badge: stage_badge(row.stage),
            areas: areas(language, &row.areas),
            arrived_on: row.arrived_on,
            last_contact_on: row.last_contact_on,
            erase_on: row.erase_on,
            owner: OwnerLine::new(row.owner_email, row.is_owner_here),
            state,
            opened: None,
        }
    }
}
