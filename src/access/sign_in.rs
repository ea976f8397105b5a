//! Signing in with a passkey or by a one-time link, and signing out.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse as _, Response},
};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use time::OffsetDateTime;

use super::{challenge, session::SigningIn};
use crate::{
    audit::{self, Action, Cause, NewEntry},
    database::{self, within},
    error::Error,
    inputs::{Form, Query},
    language::Language,
    rooms::{
        Act, Arrived, Pass,
        answer::{self, Judged, too_many},
        frame::{DoorLanguage, StaffFrame},
        guard::{ENROL, no_session_cookie, session_of},
    },
    seal::token_hash,
    staff::{Scope, passkeys::Answer, queries},
    state::AppState,
    view::{Html, see_other},
    visitor::Caller,
};

/// Where people sign in. Opening a link changes nothing, because mail scanners open links.
#[derive(Template)]
#[template(path = "access/sign-in.html")]
struct SignInPage {
    frame: StaffFrame,
    token: String,
    remark: Option<Remark>,
    /// Whether a link signs in by itself.
    is_trial: bool,
}

/// What is said above the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Remark {
    /// The link was used, or is too old, or none of ours.
    DeadLink,
    /// The key was not taken.
    Refused,
}

impl Remark {
    fn key(self) -> &'static str {
        match self {
            Self::DeadLink => "rooms-access-dead-link",
            Self::Refused => "rooms-access-refused",
        }
    }
}

/// What a link carries.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Link {
    token: String,
}

/// What is sent: the token of a link, or the answer of a key.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SignInForm {
    token: String,
    #[serde(flatten)]
    answer: Answer,
}

/// `GET /admin/sign-in`
pub(crate) async fn sign_in_page(
    State(state): State<AppState>,
    DoorLanguage(language): DoorLanguage,
    Query(link): Query<Link>,
) -> Result<Html, Error> {
    page(&state, language, link.token, None)
}

/// `GET /admin/sign-in/challenge`. Asking stores nothing.
pub(crate) async fn challenge_of_signing_in(State(state): State<AppState>) -> Result<Response, Error> {
    challenge::response(&state.passkeys.ask(&state.config.keys, OffsetDateTime::now_utc())?)
}

/// `POST /admin/sign-in`. Whatever was wrong, the answer is the same.
pub(crate) async fn sign_in(
    State(state): State<AppState>,
    DoorLanguage(language): DoorLanguage,
    caller: Caller,
    jar: CookieJar,
    Form(form): Form<SignInForm>,
) -> Result<Response, Error> {
    let signing_in = SigningIn { state: &state, caller: &caller, jar };
    if form.answer.credential.is_empty() {
        return within(by_link(signing_in, language, &form.token)).await;
    }
    within(by_key(signing_in, language, &form.answer)).await
}

async fn by_key(at: SigningIn<'_>, language: Language, answer: &Answer) -> Result<Response, Error> {
    let state = at.state;
    let (mut tx, key) = match answer::judge(state, None, answer, at.caller).await? {
        Judged::Taken(tx, key) => (tx, key),
        Judged::Refused => return refused(state, language, Remark::Refused),
        Judged::TooMany => return Ok(too_many()),
    };
    let jar = at.begin(&mut tx, key.staff_member_id, Scope::All, Action::SignedIn, None).await?;
    tx.commit().await?;
    Ok((jar, see_other("/admin")).into_response())
}

async fn by_link(at: SigningIn<'_>, language: Language, token: &str) -> Result<Response, Error> {
    let (state, caller, now) = (at.state, at.caller, OffsetDateTime::now_utc());
    let mut tx = database::begin(&state.db).await?;
    let Some(id) = queries::use_link(&mut *tx, &token_hash(token), now).await? else {
        let is_too_much = answer::is_too_much(state, &mut tx, caller).await?;
        if !is_too_much {
            let tried = NewEntry::of(None, Action::TriedToSignIn).failed(Cause::BadLink).from(caller.address);
            audit::queries::append_refusal(&mut tx, &tried).await?;
        }
        tx.commit().await?;
        return if is_too_much { Ok(too_many()) } else { refused(state, language, Remark::DeadLink) };
    };
    let (scope, action, next) = if state.config.links_sign_in {
        (Scope::All, Action::SignedIn, "/admin")
    } else {
        (Scope::Enrolling, Action::UsedLink, ENROL)
    };
    let jar = at.begin(&mut tx, id, scope, action, None).await?;
    tx.commit().await?;
    Ok((jar, see_other(next)).into_response())
}

/// `POST /admin/sign-out`
pub(crate) async fn sign_out(
    pass: Pass<Arrived>,
    State(state): State<AppState>,
    jar: CookieJar,
) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        if let Some(hash) = session_of(&jar) {
            queries::end_session(act.db(), &hash, OffsetDateTime::now_utc()).await?;
        }
        act.record_about(Action::SignedOut, None).await
    })
    .await?;
    // Cookies are not cleared as a whole: that by which the browser is known stays.
    let clear = [(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""))];
    Ok((jar.add(no_session_cookie()), clear, see_other("/admin/sign-in")).into_response())
}

fn refused(state: &AppState, language: Language, remark: Remark) -> Result<Response, Error> {
    let page = page(state, language, String::new(), Some(remark))?;
    Ok(page.with_status(StatusCode::FORBIDDEN).into_response())
}

fn page(state: &AppState, language: Language, token: String, remark: Option<Remark>) -> Result<Html, Error> {
    let is_trial = state.config.links_sign_in;
    Html::page(&SignInPage { frame: StaffFrame::at_the_door(state, language), token, remark, is_trial })
}
