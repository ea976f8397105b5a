//! When a record ends: contacts move it, and it can be put off with a reason.

use axum::{extract::State, response::Response};
use sqlx::PgConnection;
use time::{Date, Duration};
use uuid::Uuid;

use super::{
    form::{ContactForm, EndForm},
    queries,
};
use crate::{
    audit::Action,
    calendar,
    database::within,
    error::Error,
    inputs::{Form, Path},
    rooms::{Act, Coordinator, Pass, frame::StaffFrame, list::RowId},
    state::AppState,
    volunteers::{
        record::months_later,
        staff::{
            person::{Typed, again, done},
            queries::{find, lock},
        },
        words::{ContactMade, Stage},
    },
};

/// If a contact was noted by mistake, at least so long is left to put it right.
const AT_LEAST: Duration = Duration::days(7);

/// `POST /admin/volunteers/{id}/contacts`. A first contact takes whoever is new to the next stage.
pub(crate) async fn note_contact(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<ContactForm>,
) -> Result<Response, Error> {
    let today = calendar::today();
    let checked = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        lock(&pass, act.db(), id).await?.ok_or(Error::NotFound)?;
        let row = find(&pass, act.db(), id).await?.ok_or(Error::NotFound)?;
        let (kind, on) = match form.check(row.arrived_on, today, pass.language) {
            Ok(contact) => contact,
            Err(problems) => return Ok(Err(problems)),
        };
        queries::add_contact(&pass, act.db(), id, kind, on).await?;
        settle(&pass, act.db(), id, row.erase_on).await?;
        if row.stage == Stage::New && kind != ContactMade::Heard {
            queries::set_stage(&pass, act.db(), id, Stage::Contacted, today).await?;
        }
        act.record(Action::NotedContact, id).await?;
        Ok::<_, Error>(Ok(()))
    })
    .await?;
    match checked {
        Ok(()) => Ok(done(id, "contact")),
        Err(problems) => {
            let typed = Typed { contact_kind: form.contact_kind, contact_on: form.contact_on, ..Typed::default() };
            again(&pass, &state, frame, id, typed, problems).await
        }
    }
}

/// `POST /admin/volunteers/{id}/contacts/{contact}`: it was noted by mistake.
pub(crate) async fn remove_contact(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    Path((id, contact)): Path<(String, String)>,
) -> Result<Response, Error> {
    let parsed = (Uuid::try_parse(&id), Uuid::try_parse(&contact));
    let (Ok(id), Ok(contact)) = parsed else { return Err(Error::NotFound) };
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        lock(&pass, act.db(), id).await?.ok_or(Error::NotFound)?;
        if !queries::remove_contact(&pass, act.db(), id, contact).await? {
            return Err(Error::NotFound);
        }
        settle(&pass, act.db(), id, calendar::today() + AT_LEAST).await?;
        act.record(Action::RemovedContact, id).await
    })
    .await?;
    Ok(done(id, "contact-removed"))
}

/// `POST /admin/volunteers/{id}/end`
pub(crate) async fn prolong(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<EndForm>,
) -> Result<Response, Error> {
    let today = calendar::today();
    let checked = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        lock(&pass, act.db(), id).await?.ok_or(Error::NotFound)?;
        let row = find(&pass, act.db(), id).await?.ok_or(Error::NotFound)?;
        let (reason, until) = match form.check(row.erase_on, today, pass.language) {
            Ok(end) => end,
            Err(problems) => return Ok(Err(problems)),
        };
        let prolongation = Uuid::now_v7();
        queries::add_prolongation(&pass, act.db(), prolongation, id, until, today, reason).await?;
        settle(&pass, act.db(), id, until).await?;
        act.record_with_reason(Action::ProlongedVolunteer, id, prolongation).await?;
        Ok::<_, Error>(Ok(()))
    })
    .await?;
    match checked {
        Ok(()) => Ok(done(id, "prolonged")),
        Err(problems) => {
            let typed = Typed { months: form.months, prolonging: form.prolonging, ..Typed::default() };
            again(&pass, &state, frame, id, typed, problems).await
        }
    }
}

/// Puts the end where it belongs: twelve months after the last contact, never before what was promised or put off, nor
/// before a day.
async fn settle(pass: &Pass<Coordinator>, db: &mut PgConnection, id: Uuid, not_before: Date) -> Result<(), Error> {
    let ends = queries::ends(pass, &mut *db, id).await?;
    let contact = ends.last_contact_on.map(months_later);
    let erase_on = [contact, ends.promised_on, ends.put_off_until].into_iter().flatten().fold(not_before, Date::max);
    Ok(queries::set_end(pass, db, id, ends.last_contact_on, erase_on).await?)
}
