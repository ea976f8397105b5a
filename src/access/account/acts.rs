//! What somebody does with their own account.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use super::page::page;
use crate::{
    access::{
        challenge,
        new_key::{self, KeyForm},
    },
    access_events::{self, AccessEvent, AccessKind},
    audit::{Action, Cause},
    database::within,
    error::Error,
    inputs::Form,
    language::Language,
    rooms::{
        Act, AnyStaff, Pass,
        answer::{self, Judged, too_many},
        frame::StaffFrame,
        guard::session_cookie,
        list::RowId,
    },
    seal::{new_token, token_hash},
    staff::{
        passkeys::{Refusal, queries as keys},
        queries,
    },
    state::AppState,
    view::see_other,
    visitor::Caller,
};

const ACCOUNT: &str = "/admin/account";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LanguageForm {
    language: String,
}

/// `POST /admin/account/language`
pub(super) async fn choose_language(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
    Form(form): Form<LanguageForm>,
) -> Result<Response, Error> {
    let language = Language::from_tag(&form.language).ok_or(Error::BadRequest)?;
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::set_language(act.db(), pass.id, language).await?;
        act.record(Action::ChangedLanguage, pass.id).await
    })
    .await?;
    Ok(done("language"))
}

/// `GET /admin/account/keys/challenge`
pub(super) async fn challenge_of_account(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
) -> Result<Response, Error> {
    challenge::response(&within(new_key::challenge(&state, &pass)).await?)
}

/// `POST /admin/account/keys`
pub(super) async fn add_key(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
    frame: StaffFrame,
    caller: Caller,
    jar: CookieJar,
    Form(form): Form<KeyForm>,
) -> Result<Response, Error> {
    match within(add(&state, &pass, &form, &caller)).await? {
        Ok(token) => Ok((jar.add(session_cookie(token)), done("added")).into_response()),
        Err(refusal) => {
            let judged = within(answer::refuse(&state, Some(pass.id), Some(pass.id), refusal, &caller)).await?;
            if matches!(judged, Judged::TooMany) {
                return Ok(too_many());
            }
            let page = page(&state, &pass, frame, form.name, None, true).await?;
            Ok(page.with_status(StatusCode::FORBIDDEN).into_response())
        }
    }
}

/// Keeps a further key. Gives the token under which the session goes on.
async fn add(
    state: &AppState,
    pass: &Pass<AnyStaff>,
    form: &KeyForm,
    caller: &Caller,
) -> Result<Result<String, Refusal>, Error> {
    let mut act = Act::begin(state, pass).await?;
    keys::lock_owner(act.db(), pass.id).await?;
    if !queries::lock_session(act.db(), pass.session_id).await? {
        return Err(Error::SignedOut);
    }
    let key_id = match new_key::add(state, act.db(), pass.id, form, caller).await? {
        Ok(key_id) => key_id,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let token = renew(state, &mut act, pass, AccessKind::KeyAdded, caller).await?;
    act.record(Action::EnrolledKey, key_id).await?;
    Ok(Ok(token))
}

/// What is done with one of the keys.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct KeyPress {
    name: String,
    #[serde(rename = "do")]
    pressed: String,
}

/// `POST /admin/account/keys/{id}`
pub(super) async fn change_key(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
    caller: Caller,
    RowId(key_id): RowId,
    jar: CookieJar,
    Form(form): Form<KeyPress>,
) -> Result<Response, Error> {
    match form.pressed.as_str() {
        "rename" => within(rename(&state, &pass, key_id, &new_key::name(&form.name, &caller))).await,
        "remove" => within(remove(&state, &pass, key_id, &caller, jar)).await,
        _ => Err(Error::BadRequest),
    }
}

async fn rename(state: &AppState, pass: &Pass<AnyStaff>, key_id: Uuid, name: &str) -> Result<Response, Error> {
    let mut act = Act::begin(state, pass).await?;
    if !keys::rename(act.db(), key_id, pass.id, name).await? {
        return Err(Error::NotFound);
    }
    act.record(Action::RenamedKey, key_id).await?;
    Ok(done("renamed"))
}

/// Takes a key away. The last one stays, because without a key nobody comes in again.
async fn remove(
    state: &AppState,
    pass: &Pass<AnyStaff>,
    key_id: Uuid,
    caller: &Caller,
    jar: CookieJar,
) -> Result<Response, Error> {
    let mut act = Act::begin(state, pass).await?;
    if !keys::list(act.db(), pass.id).await?.iter().any(|key| key.id == key_id) {
        return Err(Error::NotFound);
    }
    if !keys::revoke(act.db(), key_id, pass.id, OffsetDateTime::now_utc()).await? {
        act.record_failure(Action::RemovedKey, key_id, Cause::LastKey).await?;
        return Ok(done("last-key"));
    }
    let token = renew(state, &mut act, pass, AccessKind::KeyRemoved, caller).await?;
    act.record(Action::RemovedKey, key_id).await?;
    Ok((jar.add(session_cookie(token)), done("removed")).into_response())
}

/// After a change of keys: other sessions end, this one goes on under another token, and the person is told.
async fn renew(
    state: &AppState,
    act: &mut Act<'_, AnyStaff>,
    pass: &Pass<AnyStaff>,
    kind: AccessKind,
    caller: &Caller,
) -> Result<String, Error> {
    let token = new_token();
    queries::end_sessions_of(act.db(), pass.id, Some(pass.session_id), OffsetDateTime::now_utc()).await?;
    queries::renew_session(act.db(), pass.session_id, &token_hash(&token)).await?;
    let event = AccessEvent::new(kind, pass.id, &caller.browser, caller.address);
    access_events::tell(state, act.db(), &event, &[pass.id]).await?;
    Ok(token)
}

/// `POST /admin/account/sessions`
pub(super) async fn end_others(pass: Pass<AnyStaff>, State(state): State<AppState>) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::end_sessions_of(act.db(), pass.id, Some(pass.session_id), OffsetDateTime::now_utc()).await?;
        act.record(Action::EndedSessions, pass.id).await
    })
    .await?;
    Ok(done("ended-all"))
}

/// `POST /admin/account/sessions/{id}`
pub(super) async fn end_one(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
    RowId(session_id): RowId,
) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        if !queries::end_session_of(act.db(), session_id, pass.id, OffsetDateTime::now_utc()).await? {
            return Err(Error::NotFound);
        }
        act.record(Action::EndedSession, session_id).await
    })
    .await?;
    Ok(done("ended"))
}

fn done(what: &str) -> Response {
    see_other(&format!("{ACCOUNT}?done={what}"))
}
