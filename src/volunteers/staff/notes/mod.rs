//! Notes about a person: sealed like what the person wrote, and read only by opening.

mod queries;

use axum::{extract::State, response::Response};
use serde::Deserialize;
use uuid::Uuid;

use self::queries::NewNote;
use super::{
    person::{Typed, again, done},
    queries::lock,
};
use crate::{
    audit::Action,
    calendar,
    database::within,
    error::Error,
    form::Problems,
    inputs::{Form, Path},
    rooms::{Act, Coordinator, Pass, frame::StaffFrame, list::RowId},
    state::AppState,
    text,
    volunteers::{
        offer::bound_note,
        vault::{self, pad, secrets::Secrets},
    },
};

/// The longest note in characters. All are sealed at the length of the longest.
const LONGEST: usize = 2000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NoteForm {
    note: String,
}

/// `POST /admin/volunteers/{id}/notes`
pub(crate) async fn write(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<NoteForm>,
) -> Result<Response, Error> {
    let mut problems = Problems::default();
    let Some(text) = problems.take("note", frame.language, text::prose(&form.note, LONGEST)) else {
        problems.add("note", frame.t("rooms-volunteers-problem-note"));
        let typed = Typed { note: form.note, ..Typed::default() };
        return again(&pass, &state, frame, id, typed, problems).await;
    };
    within(keep(&state, &pass, id, &text)).await?;
    Ok(done(id, "noted"))
}

/// Seals a note for its person and keeps it.
async fn keep(state: &AppState, pass: &Pass<Coordinator>, person_id: Uuid, text: &str) -> Result<(), Error> {
    let keys = &state.config.keys;
    let mut act = Act::begin(state, pass).await?;
    lock(pass, act.db(), person_id).await?.ok_or(Error::NotFound)?;
    let key = queries::key(pass, act.db(), person_id).await?.ok_or(Error::NotFound)?;
    let person = vault::person_key(keys, key.id, &key.key_sealed)?;
    let secrets = Secrets::read(act.db(), keys).await?;
    let epoch = vault::newest(act.db(), keys, &secrets).await?;
    let (id, written_on) = (Uuid::now_v7(), calendar::today());
    let padded = pad::pad(text.as_bytes(), pad::NOTE).ok_or_else(|| anyhow::anyhow!("a note is too long"))?;
    let sealed = epoch.seal(&person, &bound_note(id, key.id, written_on), &padded)?;
    let new = NewNote { id, person_id, epoch_id: epoch.id, key_id: key.id, sealed, written_on };
    queries::add(pass, act.db(), &new).await?;
    act.record(Action::NotedVolunteer, person_id).await
}

/// `POST /admin/volunteers/{id}/notes/{note}`. Any coordinator may remove a note, on record.
pub(crate) async fn remove(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    Path((id, note)): Path<(String, String)>,
) -> Result<Response, Error> {
    let parsed = (Uuid::try_parse(&id), Uuid::try_parse(&note));
    let (Ok(id), Ok(note)) = parsed else { return Err(Error::NotFound) };
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        lock(&pass, act.db(), id).await?.ok_or(Error::NotFound)?;
        if !queries::remove(&pass, act.db(), id, note).await? {
            return Err(Error::NotFound);
        }
        act.record(Action::RemovedNote, id).await
    })
    .await?;
    Ok(done(id, "note-removed"))
}
