//! Before every room: a session that the database knows, or the way to the sign-in page; then the role of the room, or a
//! page that says who can give it.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use time::{Duration, OffsetDateTime};

use crate::{
    database::within,
    error::Error,
    language::Language,
    rooms::{
        frame::StaffFrame,
        kept::{
            fields::Fields,
            keep::Way,
            late,
            queries::{self as kept_forms, KeptLine},
            sent::Sent,
            trail::{self, Trail},
        },
        pass::{Access, Admitted, Inside, Pass},
        proof, refusal,
        stay::{self, Stay},
    },
    seal::token_hash,
    staff::{Scope, Session, StaffMember, queries},
    state::AppState,
    view::see_other,
    visitor::Caller,
};

/// The name makes browsers take the cookie only from us, for the whole host, over TLS (RFC 6265bis, 4.1.3.2).
const COOKIE: &str = "__Host-session";

/// A session is marked as used at most this often, so that reading is rarely a write.
const TOUCH_AFTER: Duration = Duration::minutes(1);

/// Lets those through who are signed in and have the role of the room, and nobody else. A form is read before, so that
/// every answer can give back what was typed.
pub(super) async fn guard<R: Access>(State(inside): State<Inside<R>>, request: Request, next: Next) -> Response {
    let state = &inside.state;
    let (mut parts, body) = request.into_parts();
    let caller = Caller::of(&mut parts, state).await;
    let now = OffsetDateTime::now_utc();
    let found = find(state, &parts, now).await;
    let is_known = matches!(found, Ok(Some(_)));
    let sent = Sent::read(&parts, body, is_known).await;
    // A body may take half a minute, in which the session may be ended.
    let found = if matches!(sent, Sent::Nothing(_)) { found } else { find(state, &parts, now).await };
    let at_the_door = |language| StaffFrame::at_the_door(state, language);
    let unknown = Language::asked_for(&parts.headers);
    let (session, stay, kept) = match found {
        Ok(Some((session, _, _))) if !session.is_good(now) => {
            let person = member(&session, &caller);
            return signed_out(
                state,
                at_the_door(session.language),
                (!session.ended_by_force).then_some(&person),
                &way(&inside, &parts),
                &parts,
                sent,
            )
            .await;
        }
        Ok(Some(found)) => found,
        Ok(None) => return signed_out(state, at_the_door(unknown), None, &way(&inside, &parts), &parts, sent).await,
        Err(error) => {
            let way = way(&inside, &parts);
            return late::unknown(at_the_door(unknown), &way, sent, error);
        }
    };
    if session.scope == Scope::Enrolling && !R::ADMITS_NEWCOMERS {
        return see_other(ENROL);
    }
    admit(inside, Admitted { staff: member(&session, &caller), caller, stay, kept }, parts, sent, next).await
}

/// Leads somebody into the room, if they have its role.
async fn admit<R: Access>(inside: Inside<R>, admitted: Admitted, mut parts: Parts, sent: Sent, next: Next) -> Response {
    let (state, staff) = (&inside.state, admitted.staff.clone());
    let fields = typed(&sent);
    if Pass::<R>::of(staff.clone()).is_none() {
        let refused = refusal::refuse(&inside, &admitted, &parts, fields.as_ref()).await;
        return refused.unwrap_or_else(IntoResponse::into_response);
    }
    let frame = StaffFrame::inside(&inside, &admitted, parts.uri.path());
    let way = way(&inside, &parts);
    let body = match sent {
        Sent::Nothing(body) | Sent::File(body) => body,
        Sent::Form(form) if form.body.len() <= inside.largest_form => Body::from(form.body),
        Sent::Form(_) => {
            let large = StatusCode::PAYLOAD_TOO_LARGE;
            let held = fields.and_then(|fields| late::failed(frame, &way, &fields, large));
            return held.unwrap_or_else(|| large.into_response());
        }
        Sent::Lost => return late::too_large(frame, &way),
    };
    let enters = |declared: &str| inside.doors.iter().any(|door| door.path == declared && door.opens_to(&staff));
    let trail = match Trail::find(state, &staff, &mut parts, enters).await {
        Ok(trail) => trail,
        Err(error) => return error.into_response(),
    };
    parts.extensions.insert(admitted.clone());
    let answer = if asks_for_proof(&inside, &parts) && proof::is_due(&staff, OffsetDateTime::now_utc()) {
        let asked = proof::ask(&inside, &admitted, Request::from_parts(parts, body), next).await;
        asked.unwrap_or_else(IntoResponse::into_response)
    } else {
        next.run(Request::from_parts(parts, body)).await
    };
    let status = answer.status();
    let is_bare = (status.is_client_error() || status.is_server_error()) && !trail::is_page(&answer);
    if let Some(fields) = fields.filter(|_| is_bare)
        && let Some(held) = late::failed(frame, &way, &fields, status)
    {
        return held;
    }
    match trail {
        Some(trail) => trail.settle(state, &staff, answer).await,
        None => answer,
    }
}

fn member(session: &Session, caller: &Caller) -> StaffMember {
    let Session { staff_member_id: id, email, language, roles, scope, proved_at, .. } = session.clone();
    StaffMember { id, email, language, roles, session_id: session.id, scope, proved_at, address: caller.address }
}

/// The only room of somebody who came by a link and has no key yet.
pub(crate) const ENROL: &str = "/admin/enrol";

fn asks_for_proof<R>(inside: &Inside<R>, parts: &Parts) -> bool {
    let path = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let door = inside.doors.iter().find(|door| door.method == parts.method && door.path == path);
    door.and_then(|door| door.proof).is_some_and(|proof| proof(parts.uri.path()))
}

/// Reading leads to the sign-in page. A form is kept for the person of an ended session, and the page holds it for anybody.
async fn signed_out(
    state: &AppState,
    frame: StaffFrame,
    person: Option<&StaffMember>,
    way: &Way,
    parts: &Parts,
    sent: Sent,
) -> Response {
    match parts.method {
        Method::GET | Method::HEAD => see_other("/admin/sign-in"),
        Method::POST => late::signed_out(state, frame, person, way, sent).await,
        _ => Error::SignedOut.into_response(),
    }
}

/// Where a form was sent, and the page on which it stood: that from which it came, or one above its address.
fn way<R>(inside: &Inside<R>, parts: &Parts) -> Way {
    let path = parts.uri.path();
    let is_page = |path: &str| {
        inside
            .doors
            .iter()
            .any(|door| door.method == Method::GET && door.leads_to(path) && !path.starts_with("/admin/kept/"))
    };
    let origin = &inside.state.config.web.origin;
    let referrer = parts.headers.get(header::REFERER).and_then(|referrer| referrer.to_str().ok());
    let from = referrer.and_then(|referrer| referrer.strip_prefix(origin.as_str()));
    let from = from.map(|from| from.split(['?', '#']).next().unwrap_or_default());
    let above = std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(above, _)| above));
    let page = from.into_iter().chain(above).find(|path| is_page(path)).unwrap_or("/admin").to_owned();
    let declared = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let door = inside.doors.iter().find(|door| door.method == parts.method && door.path == declared);
    Way { door: door.map_or("", |door| door.path).to_owned(), path: path.to_owned(), page }
}

/// What somebody typed into a form of text.
fn typed(sent: &Sent) -> Option<Fields> {
    match sent {
        Sent::Form(form) => Some(form.fields()),
        _ => None,
    }
}

/// A session that is or was, how long it lasts, and what is kept for its person.
type Found = (Session, Stay, Arc<[KeptLine]>);

async fn find(state: &AppState, parts: &Parts, now: OffsetDateTime) -> Result<Option<Found>, Error> {
    let Some(hash) = session_of(&CookieJar::from_headers(&parts.headers)) else {
        return Ok(None);
    };
    let Some(session) = within(queries::find_session(&state.db, &hash)).await? else { return Ok(None) };
    let mut stay = Stay::of(&session, now);
    let is_use = parts.uri.path() != stay::PATH || parts.method == Method::POST;
    if session.is_good(now) && is_use && now - session.last_seen_at > TOUCH_AFTER {
        within(queries::touch_session(&state.db, &hash, now)).await?;
        stay = stay.used();
    }
    let kept = if session.has_kept && session.is_good(now) && session.scope == Scope::All {
        within(kept_forms::list(&state.db, session.staff_member_id, now)).await?
    } else {
        Vec::new()
    };
    Ok(Some((session, stay, kept.into())))
}

/// The hash of the session that the cookies name.
pub(crate) fn session_of(jar: &CookieJar) -> Option<[u8; 32]> {
    jar.get(COOKIE).map(|cookie| token_hash(cookie.value()))
}

/// The cookie of a new session.
pub(crate) fn session_cookie(token: String) -> Cookie<'static> {
    Cookie::build((COOKIE, token)).path("/").secure(true).http_only(true).same_site(SameSite::Strict).build()
}

/// The cookie that takes a session's cookie away.
pub(crate) fn no_session_cookie() -> Cookie<'static> {
    let mut cookie = session_cookie(String::new());
    cookie.set_max_age(Duration::ZERO);
    cookie
}
