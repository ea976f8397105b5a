//! An answer of a passkey: taken, or refused on record. A refusal that looks like an attack is told to the owners.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use sqlx::{PgConnection, Postgres, Transaction};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    access_events::{self, AccessEvent, AccessKind, queries::last_since},
    audit::{self, Action, Cause, NewEntry},
    database,
    error::Error,
    limits::{self, Limit, Limited, Tally, Whom},
    staff::passkeys::{Answer, Refusal, StoredKey},
    state::AppState,
    visitor::Caller,
};

/// How often a household may fail in a minute.
const MOST: i32 = 20;

/// The same attack on the same person is one mail an hour.
const ALARM_AGAIN: Duration = Duration::HOUR;

/// What became of an answer.
pub(crate) enum Judged {
    /// It holds. The transaction in which it is spent is the caller's to commit.
    Taken(Transaction<'static, Postgres>, Box<StoredKey>),
    Refused,
    /// It does not hold, and too many came from there.
    TooMany,
}

/// Looks at an answer of somebody who signs in, or who is signed in and proves it again. A refusal is on record.
pub(crate) async fn judge(
    state: &AppState,
    by: Option<Uuid>,
    answer: &Answer,
    caller: &Caller,
) -> Result<Judged, Error> {
    let now = OffsetDateTime::now_utc();
    let mut tx = database::begin(&state.db).await?;
    let accepted = state.passkeys.accept(&state.config.keys, &mut tx, answer, now).await?;
    let (refusal, owner) = match accepted {
        Ok(key) if by.is_none_or(|by| by == key.staff_member_id) => return Ok(Judged::Taken(tx, Box::new(key))),
        // Somebody else's key, which may be tried again by its owner.
        Ok(key) => (Refusal::Wrong, Some(key.staff_member_id)),
        Err(refused) => refused,
    };
    tx.rollback().await?;
    refuse(state, by, owner, refusal, caller).await
}

/// Records an answer that is not taken, and tells of it what looks like an attack.
pub(crate) async fn refuse(
    state: &AppState,
    by: Option<Uuid>,
    owner: Option<Uuid>,
    refusal: Refusal,
    caller: &Caller,
) -> Result<Judged, Error> {
    let now = OffsetDateTime::now_utc();
    let mut tx = database::begin(&state.db).await?;
    let is_too_much = is_too_much(state, &mut tx, caller).await?;
    if is_too_much && !refusal.is_alarming() {
        tx.commit().await?;
        return Ok(Judged::TooMany);
    }
    let tried = NewEntry::of(by, Action::TriedToSignIn).failed(cause(refusal)).about(owner).from(caller.address);
    audit::queries::append_refusal(&mut tx, &tried).await?;
    if let Some(owner) = owner.filter(|_| refusal.is_alarming())
        && last_since(&mut *tx, AccessKind::KeyMisused, owner, now - ALARM_AGAIN).await?.is_none()
    {
        let event = AccessEvent::new(AccessKind::KeyMisused, owner, &caller.browser, caller.address);
        access_events::tell_owners_too(state, &mut tx, &event).await?;
    }
    tx.commit().await?;
    Ok(if is_too_much { Judged::TooMany } else { Judged::Refused })
}

/// The refusal as a word of the log.
fn cause(refusal: Refusal) -> Cause {
    match refusal {
        Refusal::Stale => Cause::StaleChallenge,
        Refusal::UnknownKey => Cause::UnknownKey,
        Refusal::ForeignOrigin => Cause::ForeignOrigin,
        Refusal::Replayed => Cause::ReplayedAnswer,
        Refusal::Cloned => Cause::ClonedKey,
        Refusal::Wrong => Cause::WrongAnswer,
    }
}

/// The answer to too many tries from one place.
pub(crate) fn too_many() -> Response {
    (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "60")]).into_response()
}

/// Counts a try that failed, or a call for help. Who has a good key is never counted, so nobody can lock others out.
pub(crate) async fn is_too_much(state: &AppState, db: &mut PgConnection, caller: &Caller) -> Result<bool, Error> {
    let Some(address) = caller.address else { return Ok(false) };
    let limit = Limit { what: Limited::SignIn, whom: Whom::At(address), most: MOST };
    Ok(limits::count(db, &state.config.keys, limit, OffsetDateTime::now_utc()).await? == Tally::Over)
}
