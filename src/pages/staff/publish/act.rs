//! The acts of publishing. Each is one transaction: revisions, the list of publications, the mails to owners, the entry in
//! the log.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{form::Wanted, mail::tell_owners, queries};
use crate::{
    audit::Action,
    error::Error,
    language::Language,
    pages::{
        address::HOME,
        queries::{NewPublication, publish as put_on_list},
        staff::{
            desk::Desk,
            revise::{Revised, queries::lock_page, revise},
        },
    },
    rooms::{Act, Editor, Pass},
    state::AppState,
};

/// What became of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    /// There was nothing to do.
    Nothing,
    /// Somebody must decide between two changes of this side before.
    Undecided(Language),
    /// Something else stands there now than this person looked at.
    Changed,
    /// The first page cannot be taken away.
    IsHome,
}

/// Publishes the chosen sides as one, with what this person was writing on them.
pub(super) async fn publish(
    state: &AppState,
    pass: &Pass<Editor>,
    desk: &Desk,
    wanted: &Wanted,
) -> Result<Outcome, Error> {
    let (mut act, page_id) = (Act::begin(state, pass).await?, desk.page.id);
    lock_page(act.db(), page_id).await?;
    if !desk.is_still_so(pass, act.db()).await? {
        return Ok(Outcome::Changed);
    }
    if desk.page.path == HOME && wanted.ends_at.is_some() {
        return Ok(Outcome::IsHome);
    }
    let mut is_changed = false;
    for language in wanted.sides.iter().copied() {
        let revised = revise(pass, act.db(), page_id, language, wanted.note.as_deref()).await?;
        if revised == Revised::Undecided {
            return Ok(Outcome::Undecided(language));
        }
        let Some(revision_id) = revised.revision_id() else { continue };
        let stands = desk.side(language).standing.as_ref().is_some_and(|standing| {
            standing.revision_id == revision_id && standing.ends_at == wanted.ends_at && wanted.starts_at.is_none()
        });
        if !stands {
            let (starts_at, ends_at) = (wanted.starts_at, wanted.ends_at);
            let new = entry(pass, page_id, language, Some(revision_id));
            put_on_list(act.db(), NewPublication { starts_at, ends_at, ..new }).await?;
            is_changed = true;
        }
    }
    if !is_changed {
        return Ok(Outcome::Nothing);
    }
    tell_owners(state, pass, act.db(), page_id).await?;
    let action = if wanted.starts_at.is_some() { Action::ScheduledPage } else { Action::PublishedPage };
    act.record(action, page_id).await?;
    Ok(Outcome::Done)
}

/// Makes revisions of what this person was writing, which visitors do not read yet.
pub(super) async fn save(
    state: &AppState,
    pass: &Pass<Editor>,
    desk: &Desk,
    wanted: &Wanted,
) -> Result<Outcome, Error> {
    let mut act = Act::begin(state, pass).await?;
    let mut is_changed = false;
    for language in wanted.sides.iter().copied() {
        match revise(pass, act.db(), desk.page.id, language, wanted.note.as_deref()).await? {
            Revised::Undecided => return Ok(Outcome::Undecided(language)),
            Revised::New(_) => is_changed = true,
            Revised::Same(id) => is_changed |= id.is_some() && wanted.note.is_some(),
        }
    }
    if !is_changed {
        return Ok(Outcome::Nothing);
    }
    act.record(Action::SavedPage, desk.page.id).await?;
    Ok(Outcome::Done)
}

/// Takes away what stands on these sides.
pub(super) async fn withdraw(
    state: &AppState,
    pass: &Pass<Editor>,
    desk: &Desk,
    sides: &[Language],
) -> Result<Outcome, Error> {
    let stands = |language: &Language| desk.side(*language).standing.is_some();
    let going: Vec<Language> = sides.iter().copied().filter(|language| stands(language)).collect();
    if going.is_empty() {
        return Ok(Outcome::Nothing);
    }
    if desk.page.path == HOME && Language::ALL.iter().all(|language| going.contains(language) || !stands(language)) {
        return Ok(Outcome::IsHome);
    }
    let mut act = Act::begin(state, pass).await?;
    lock_page(act.db(), desk.page.id).await?;
    if !desk.is_still_so(pass, act.db()).await? {
        return Ok(Outcome::Changed);
    }
    take_away(state, pass, act.db(), desk.page.id, &going).await?;
    act.record(Action::WithdrewPage, desk.page.id).await?;
    Ok(Outcome::Done)
}

/// Publishes again what was taken away by the last act that took something away.
pub(super) async fn put_back(state: &AppState, pass: &Pass<Editor>, desk: &Desk) -> Result<Outcome, Error> {
    let mut act = Act::begin(state, pass).await?;
    lock_page(act.db(), desk.page.id).await?;
    if !bring_back(state, pass, act.db(), desk.page.id, None).await? {
        return Ok(Outcome::Nothing);
    }
    act.record(Action::PublishedPage, desk.page.id).await?;
    Ok(Outcome::Done)
}

/// Lets nothing stand on these sides of a page any more, and tells the owners.
pub(crate) async fn take_away(
    state: &AppState,
    pass: &Pass<Editor>,
    db: &mut PgConnection,
    page_id: Uuid,
    sides: &[Language],
) -> Result<(), Error> {
    for language in sides {
        put_on_list(&mut *db, entry(pass, page_id, *language, None)).await?;
    }
    tell_owners(state, pass, db, page_id).await
}

/// Lets stand again what was taken away at a moment, or last, and tells the owners. Says whether there was anything.
pub(crate) async fn bring_back(
    state: &AppState,
    pass: &Pass<Editor>,
    db: &mut PgConnection,
    page_id: Uuid,
    at: Option<OffsetDateTime>,
) -> Result<bool, Error> {
    let gone = queries::list_taken_away(pass, &mut *db, page_id, at).await?;
    for stood in &gone {
        let new = entry(pass, page_id, stood.language, Some(stood.revision_id));
        put_on_list(&mut *db, NewPublication { ends_at: stood.ends_at, ..new }).await?;
    }
    if !gone.is_empty() {
        tell_owners(state, pass, db, page_id).await?;
    }
    Ok(!gone.is_empty())
}

/// Takes back what has not begun.
pub(super) async fn cancel(state: &AppState, pass: &Pass<Editor>, desk: &Desk, number: i64) -> Result<Outcome, Error> {
    let mut act = Act::begin(state, pass).await?;
    if !queries::cancel(pass, act.db(), desk.page.id, number).await? {
        return Ok(Outcome::Nothing);
    }
    tell_owners(state, pass, act.db(), desk.page.id).await?;
    act.record(Action::CancelledPublication, desk.page.id).await?;
    Ok(Outcome::Done)
}

/// An entry of the list that begins now.
fn entry(pass: &Pass<Editor>, page_id: Uuid, language: Language, revision_id: Option<Uuid>) -> NewPublication {
    NewPublication { page_id, language, revision_id, starts_at: None, ends_at: None, staff_member_id: Some(pass.id) }
}
