//! The first key of somebody who came by a link. Until it is enrolled, nothing else opens.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use axum_extra::extract::CookieJar;
use time::OffsetDateTime;

use super::{
    challenge,
    new_key::{self, KeyForm},
    session::SigningIn,
};
use crate::{
    access_events::{self, AccessEvent, AccessKind},
    audit::{self, Action},
    database::{self, within},
    error::Error,
    inputs::Form,
    rooms::{
        Arrived, Pass,
        answer::{self, Judged, too_many},
        frame::StaffFrame,
    },
    staff::{Scope, passkeys::queries as keys, queries},
    state::AppState,
    view::{Html, see_other},
    visitor::Caller,
};

#[derive(Template)]
#[template(path = "access/enrol.html")]
struct EnrolPage {
    frame: StaffFrame,
    /// Keys that end when the new one is enrolled.
    earlier: usize,
    name: String,
    was_refused: bool,
}

/// `GET /admin/enrol`. Whoever has a key adds others on the page of their own account.
pub(crate) async fn enrol_page(
    pass: Pass<Arrived>,
    State(state): State<AppState>,
    frame: StaffFrame,
    caller: Caller,
) -> Result<Response, Error> {
    if pass.scope == Scope::All {
        return Ok(see_other("/admin/account"));
    }
    let earlier = within(keys::list(&state.db, pass.id)).await?.len();
    let name = caller.browser;
    Ok(Html::page(&EnrolPage { frame, earlier, name, was_refused: false })?.into_response())
}

/// `GET /admin/enrol/challenge`
pub(crate) async fn challenge_of_enrolling(
    pass: Pass<Arrived>,
    State(state): State<AppState>,
) -> Result<Response, Error> {
    if pass.scope == Scope::All {
        return Ok(see_other("/admin/account"));
    }
    challenge::response(&within(new_key::challenge(&state, &pass)).await?)
}

/// `POST /admin/enrol`. Who came by a link has no key that they could still use, so keys and sessions that there were end.
pub(crate) async fn enrol(
    pass: Pass<Arrived>,
    State(state): State<AppState>,
    frame: StaffFrame,
    caller: Caller,
    jar: CookieJar,
    Form(form): Form<KeyForm>,
) -> Result<Response, Error> {
    if pass.scope == Scope::All {
        return Ok(see_other("/admin/account"));
    }
    match within(first_key(&state, &pass, &form, &caller, jar)).await? {
        Enrolled::Yes(jar) => Ok((jar, see_other("/admin/account?done=enrolled")).into_response()),
        Enrolled::SessionEnded => Ok(see_other("/admin/sign-in")),
        Enrolled::TooMany => Ok(too_many()),
        Enrolled::No => {
            let earlier = within(keys::list(&state.db, pass.id)).await?.len();
            let page = EnrolPage { frame, earlier, name: form.name, was_refused: true };
            Ok(Html::page(&page)?.with_status(StatusCode::FORBIDDEN).into_response())
        }
    }
}

enum Enrolled {
    Yes(CookieJar),
    No,
    TooMany,
    /// Somebody ended it while the key was made, or another key was enrolled in it.
    SessionEnded,
}

/// Enrols a key instead of all that were there, and ends every other way in.
async fn first_key(
    state: &AppState,
    pass: &Pass<Arrived>,
    form: &KeyForm,
    caller: &Caller,
    jar: CookieJar,
) -> Result<Enrolled, Error> {
    let now = OffsetDateTime::now_utc();
    let mut tx = database::begin(&state.db).await?;
    keys::lock_owner(&mut *tx, pass.id).await?;
    if !queries::lock_session(&mut *tx, pass.session_id).await? {
        return Ok(Enrolled::SessionEnded);
    }
    let earlier = keys::revoke_all(&mut *tx, pass.id, now).await?;
    let key_id = match new_key::add(state, &mut tx, pass.id, form, caller).await? {
        Ok(key_id) => key_id,
        Err(refusal) => {
            tx.rollback().await?;
            let judged = answer::refuse(state, Some(pass.id), Some(pass.id), refusal, caller).await?;
            return Ok(if matches!(judged, Judged::TooMany) { Enrolled::TooMany } else { Enrolled::No });
        }
    };
    queries::end_sessions_of(&mut *tx, pass.id, None, now).await?;
    queries::end_links(&mut *tx, pass.id).await?;
    for earlier in earlier {
        audit::queries::append(&mut tx, &pass.entry(Action::RemovedKey, Some(earlier))).await?;
    }
    let signing_in = SigningIn { state, caller, jar };
    let jar = signing_in.begin(&mut tx, pass.id, Scope::All, Action::EnrolledKey, Some(key_id)).await?;
    let event = AccessEvent::new(AccessKind::KeyAdded, pass.id, &caller.browser, caller.address);
    access_events::tell_owners_too(state, &mut tx, &event).await?;
    tx.commit().await?;
    Ok(Enrolled::Yes(jar))
}
