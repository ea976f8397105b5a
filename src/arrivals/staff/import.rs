//! A bank's list: brought as a file, looked at as a dry run, booked as a whole.

use std::{cmp::Ordering, time::Duration};

use askama::Template;
use axum::{
    extract::{Multipart, State, multipart::MultipartError},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    arrivals::import::{
        Fault,
        book::{self, Outcome},
        plan::{Fate, Plan},
        queries::{self, Import},
        read::{COLUMNS, Column, decode},
    },
    audit::Action,
    database::within,
    error::Error,
    inputs::Form,
    money::{Amount, Currency},
    rooms::{
        Pass, Treasurer,
        frame::{Moment, StaffFrame},
        list::RowId,
    },
    state::AppState,
    view::{Html, see_other},
};

/// How long a list may take; staff wait for it, and a request ends after half a minute.
const PATIENCE: Duration = Duration::from_secs(25);

/// How many faults are told at once.
const MOST_FAULTS: usize = 100;

/// The form that takes a file, and what was wrong with one.
#[derive(Template)]
#[template(path = "arrivals/staff/import.html")]
struct ImportPage {
    frame: StaffFrame,
    faults: Vec<Fault>,
    more: usize,
}

#[derive(Template)]
#[template(path = "arrivals/staff/plan.html")]
struct PlanPage {
    frame: StaffFrame,
    import: Import,
    came_at: Moment,
    booked_at: Option<Moment>,
    plan: Option<Plan>,
    /// The message of what came of the button.
    notice: Option<&'static str>,
    with_unmatched: bool,
}

/// The box beside the button.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Confirmation {
    unmatched: String,
}

/// `GET /admin/transfers/import`
pub(crate) async fn import_page(_: Pass<Treasurer>, frame: StaffFrame) -> Result<Response, Error> {
    ImportPage { frame, faults: Vec::new(), more: 0 }.answer(StatusCode::OK)
}

/// `POST /admin/transfers/import`: a list that has faults is not kept.
pub(crate) async fn upload(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    mut parts: Multipart,
) -> Result<Response, Error> {
    let bytes = match file(&mut parts).await {
        Ok(bytes) => bytes,
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => return Ok(error.status().into_response()),
        Err(_) => return Err(Error::BadRequest),
    };
    let text = match decode(&bytes) {
        Ok(text) => text,
        Err(fault) => return ImportPage::refuse(frame, vec![fault]),
    };
    let plan = patiently(async {
        let mut db = state.db.acquire().await?;
        book::dry_run(&state, &mut db, &text).await
    })
    .await?;
    if !plan.faults.is_empty() {
        return ImportPage::refuse(frame, plan.faults);
    }
    let id = within(book::keep(&state, pass.id, pass.address, &text)).await?;
    Ok(see_other(&format!("/admin/transfers/import/{id}")))
}

/// `GET /admin/transfers/import/{id}`
pub(crate) async fn plan_page(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Response, Error> {
    PlanPage::load(&state, pass.id, frame, id).await?.answer(StatusCode::OK)
}

/// `POST /admin/transfers/import/{id}`
pub(crate) async fn book(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(confirmation): Form<Confirmation>,
) -> Result<Response, Error> {
    let with_unmatched = confirmation.unmatched == "yes";
    let act = pass.entry(Action::ImportedTransfers, Some(id));
    let notice = match patiently(book::book(&state, &act, id, with_unmatched)).await? {
        Outcome::Booked => return Ok(see_other(&format!("/admin/transfers/import/{id}"))),
        Outcome::Before => "rooms-arrivals-plan-before",
        Outcome::Refused => "rooms-arrivals-plan-refused",
        Outcome::Busy => "rooms-arrivals-plan-busy",
    };
    let mut page = PlanPage::load(&state, pass.id, frame, id).await?;
    (page.notice, page.with_unmatched) = (Some(notice), with_unmatched);
    page.answer(StatusCode::CONFLICT)
}

/// Waits longer than visitors would.
async fn patiently<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    tokio::time::timeout(PATIENCE, work).await.map_err(|_| Error::DatabaseSilent)?
}

/// The file of the form; without one, nothing.
async fn file(parts: &mut Multipart) -> Result<Vec<u8>, MultipartError> {
    while let Some(part) = parts.next_field().await? {
        if part.name() == Some("file") {
            return Ok(part.bytes().await?.to_vec());
        }
    }
    Ok(Vec::new())
}

impl ImportPage {
    fn refuse(frame: StaffFrame, mut faults: Vec<Fault>) -> Result<Response, Error> {
        faults.sort_by_key(|fault| fault.line);
        let more = faults.len().saturating_sub(MOST_FAULTS);
        faults.truncate(MOST_FAULTS);
        Self { frame, faults, more }.answer(StatusCode::UNPROCESSABLE_ENTITY)
    }

    fn answer(self, status: StatusCode) -> Result<Response, Error> {
        Ok(Html::page(&self)?.with_status(status).into_response())
    }

    fn columns(&self) -> &'static [Column] {
        &COLUMNS
    }
}

impl PlanPage {
    async fn load(state: &AppState, staff_member_id: Uuid, frame: StaffFrame, id: Uuid) -> Result<Self, Error> {
        let (import, plan) = patiently(async {
            let mut db = state.db.acquire().await?;
            let import = queries::find(&mut *db, id, staff_member_id).await?.ok_or(Error::NotFound)?;
            let plan = match book::text(state, &import)? {
                Some(text) => Some(book::dry_run(state, &mut db, &text).await?),
                None => None,
            };
            Ok((import, plan))
        })
        .await?;
        let (came_at, booked_at) = (Moment::new(import.created_at), import.imported_at.map(Moment::new));
        Ok(Self { frame, import, came_at, booked_at, plan, notice: None, with_unmatched: false })
    }

    fn answer(self, status: StatusCode) -> Result<Response, Error> {
        Ok(Html::page(&self)?.with_status(status).into_response())
    }
}

impl Plan {
    /// How many lines are booked in any case, and how many fit no donation.
    fn counts(&self) -> (usize, usize) {
        let count = |is: fn(&Fate) -> bool| self.lines.iter().filter(|line| is(&line.fate)).count();
        (count(|fate| matches!(fate, Fate::Matched(_))), count(|fate| matches!(fate, Fate::Unmatched(_))))
    }

    /// What would be booked for donations, and what fits none, one sum a currency.
    fn sums(&self) -> (Vec<Amount>, Vec<Amount>) {
        let sum = |of: fn(&Fate) -> Option<Amount>| {
            let amounts: Vec<Amount> = self.lines.iter().filter_map(|line| of(&line.fate)).collect();
            let total = |currency: Currency| {
                let minor =
                    amounts.iter().filter(|amount| amount.currency() == currency).map(|amount| amount.minor()).sum();
                Amount::from_minor(minor, currency)
            };
            Currency::ALL.into_iter().map(total).filter(|total| total.minor() > 0).collect()
        };
        let matched = sum(|fate| if let Fate::Matched(matched) = fate { Some(matched.amount) } else { None });
        (matched, sum(|fate| if let Fate::Unmatched(amount) = fate { Some(*amount) } else { None }))
    }
}
