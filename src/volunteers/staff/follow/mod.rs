//! Following somebody up: their stage, who looks after them, and what is to be done next.

pub(super) mod end;
mod form;
mod queries;

use axum::{extract::State, response::Response};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use self::form::NextForm;
use super::{
    person::{Typed, again, changed, done},
    queries::{PersonRow, coordinators, find, lock},
};
use crate::{
    audit::Action,
    calendar,
    database::within,
    error::Error,
    inputs::Form,
    rooms::{Act, Coordinator, Pass, frame::StaffFrame, list::RowId},
    state::AppState,
    volunteers::words::Stage,
    words::Word as _,
};

/// A step to another stage, or back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct StageForm {
    /// The stage when the page was shown.
    was: String,
    /// A word of [`Stage`], or `undo`.
    stage: String,
}

/// Who looks after the person from now on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct OwnerForm {
    /// The owner when the page was shown.
    was: String,
    /// The id of a coordinator, or `nobody`.
    owner: String,
}

/// What became of a change.
enum Changed {
    Done(&'static str),
    /// Somebody else was quicker.
    Meanwhile,
}

/// Holds a person and reads how they are now.
async fn held(pass: &Pass<Coordinator>, db: &mut PgConnection, id: Uuid) -> Result<PersonRow, Error> {
    lock(pass, &mut *db, id).await?.ok_or(Error::NotFound)?;
    find(pass, db, id).await?.ok_or(Error::NotFound)
}

/// `POST /admin/volunteers/{id}/stage`
pub(crate) async fn change_stage(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<StageForm>,
) -> Result<Response, Error> {
    let wanted = Stage::from_word(&form.stage);
    if wanted.is_none() && form.stage != "undo" {
        return Err(Error::BadRequest);
    }
    let became = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let row = held(&pass, act.db(), id).await?;
        if row.stage.word() != form.was || wanted.is_some_and(|stage| !row.stage.steps().contains(&stage)) {
            return Ok(Changed::Meanwhile);
        }
        let word = match wanted {
            Some(stage) => {
                queries::set_stage(&pass, act.db(), id, stage, calendar::today()).await?;
                "stage"
            }
            None if queries::undo_stage(&pass, act.db(), id).await? => "undone",
            None => return Ok(Changed::Meanwhile),
        };
        act.record(Action::ChangedVolunteerStage, id).await?;
        Ok::<_, Error>(Changed::Done(word))
    })
    .await?;
    match became {
        Changed::Done(word) => Ok(done(id, word)),
        Changed::Meanwhile => changed(&pass, &state, frame, id).await,
    }
}

/// `POST /admin/volunteers/{id}/owner`
pub(crate) async fn change_owner(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<OwnerForm>,
) -> Result<Response, Error> {
    let wanted = match form.owner.as_str() {
        "nobody" => None,
        text => Some(Uuid::try_parse(text).map_err(|_| Error::BadRequest)?),
    };
    let became = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let row = held(&pass, act.db(), id).await?;
        let known = coordinators(act.db()).await?;
        let may = wanted.is_none_or(|wanted| known.iter().any(|(id, _)| *id == wanted));
        let was = row.owner_id.map(|id| id.to_string()).unwrap_or_default();
        if !may || was != form.was {
            return Ok(Changed::Meanwhile);
        }
        queries::set_owner(&pass, act.db(), id, wanted).await?;
        let is_taken = wanted == Some(pass.id);
        let action = if is_taken { Action::TookVolunteer } else { Action::HandedVolunteer };
        act.record(action, id).await?;
        Ok::<_, Error>(Changed::Done(if is_taken { "taken" } else { "handed" }))
    })
    .await?;
    match became {
        Changed::Done(word) => Ok(done(id, word)),
        Changed::Meanwhile => changed(&pass, &state, frame, id).await,
    }
}

/// `POST /admin/volunteers/{id}/next`
pub(crate) async fn plan(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<NextForm>,
) -> Result<Response, Error> {
    let next = match form.check(calendar::today(), frame.language) {
        Ok(next) => next,
        Err(problems) => {
            let typed = Typed { next_step: form.next_step, next_on: form.next_on, ..Typed::default() };
            return again(&pass, &state, frame, id, typed, problems).await;
        }
    };
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        held(&pass, act.db(), id).await?;
        queries::set_next(&pass, act.db(), id, next).await?;
        act.record(Action::PlannedNextStep, id).await
    })
    .await?;
    Ok(done(id, "planned"))
}
