//! Signing in by a one-time link, and signing out.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse as _, Response},
};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use time::OffsetDateTime;

use crate::{
    audit::{self, Action, Cause, NewEntry},
    database::{self, within},
    error::Error,
    inputs::{Form, Query},
    language::Language,
    rooms::{
        Act, AnyStaff, Pass,
        frame::StaffFrame,
        guard::{no_session_cookie, session_cookie, session_hash},
    },
    seal::{new_token, token_hash},
    staff::queries,
    state::AppState,
    view::{Html, see_other},
    visitor::Visitor,
};

/// The page with the button. Opening a link changes nothing, because mail scanners open links.
#[derive(Template)]
#[template(path = "admin/sign-in.html")]
struct SignInPage {
    frame: StaffFrame,
    token: String,
    was_refused: bool,
}

/// What a link or its button carries.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Link {
    token: String,
}

/// `GET /admin/sign-in`
pub(crate) async fn sign_in_page(State(state): State<AppState>, Query(link): Query<Link>) -> Result<Html, Error> {
    page(&state, link.token, false)
}

/// `POST /admin/sign-in`. Whatever was wrong with a link, the answer is the same.
pub(crate) async fn sign_in(
    State(state): State<AppState>,
    visitor: Visitor,
    jar: CookieJar,
    headers: HeaderMap,
    Form(link): Form<Link>,
) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    let token = new_token();
    let signed_in = within(async {
        let mut tx = database::begin(&state.db).await?;
        let Some(id) = queries::use_link(&mut *tx, &token_hash(&link.token), now).await? else {
            let tried = NewEntry::of(None, Action::TriedToSignIn).failed(Cause::BadLink).from(visitor.address());
            audit::queries::append_refusal(&mut tx, &tried).await?;
            tx.commit().await?;
            return Ok(false);
        };
        if let Some(old) = session_hash(&headers) {
            queries::end_session(&mut *tx, &old, now).await?;
        }
        queries::add_session(&mut *tx, &token_hash(&token), id, now).await?;
        let entry = NewEntry::of(Some(id), Action::SignedIn).from(visitor.address());
        audit::queries::append(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok::<_, Error>(true)
    });
    if !signed_in.await? {
        return Ok(page(&state, String::new(), true)?.with_status(StatusCode::FORBIDDEN).into_response());
    }
    Ok((jar.add(session_cookie(token)), see_other("/admin")).into_response())
}

/// `POST /admin/sign-out`
pub(crate) async fn sign_out(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
    jar: CookieJar,
    headers: HeaderMap,
) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        if let Some(hash) = session_hash(&headers) {
            queries::end_session(act.db(), &hash, OffsetDateTime::now_utc()).await?;
        }
        act.record_about(Action::SignedOut, None).await
    })
    .await?;
    let clear =
        [(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""))];
    Ok((jar.add(no_session_cookie()), clear, see_other("/admin/sign-in")).into_response())
}

fn page(state: &AppState, token: String, was_refused: bool) -> Result<Html, Error> {
    Html::page(&SignInPage { frame: StaffFrame::at_the_door(state, Language::English), token, was_refused })
}
