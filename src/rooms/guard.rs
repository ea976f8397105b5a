//! Before every room: a session that the database knows, or the way to the sign-in page; then the role of the room, or a
//! page that says who can give it.

use axum::{
    extract::{FromRequestParts as _, Request, State},
    http::{HeaderMap, Method},
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
    rooms::{
        pass::{Access, Admitted, Inside, Pass},
        refusal,
    },
    seal::token_hash,
    staff::{Session, StaffMember, queries},
    state::AppState,
    view::see_other,
    visitor::Visitor,
};

/// The name makes browsers take the cookie only from us, for the whole host, over TLS (RFC 6265bis, 4.1.3.2).
const COOKIE: &str = "__Host-session";

/// A session is marked as used at most this often, so that reading is rarely a write.
const TOUCH_AFTER: Duration = Duration::minutes(1);

/// Lets those through who are signed in and have the role of the room, and nobody else.
pub(super) async fn guard<R: Access>(State(inside): State<Inside<R>>, request: Request, next: Next) -> Response {
    let state = &inside.state;
    let (mut parts, body) = request.into_parts();
    let address = Visitor::from_request_parts(&mut parts, state).await.unwrap_or_else(|never| match never {}).address();
    let session = match signed_in(state, &parts.headers, OffsetDateTime::now_utc()).await {
        Ok(Some(session)) => session,
        Ok(None) => return signed_out(&parts.method),
        Err(error) => return error.into_response(),
    };
    let Session { staff_member_id: id, email, language, roles, .. } = session;
    let staff = StaffMember { id, email, language, roles, address };
    if Pass::<R>::of(staff.clone()).is_none() {
        return refusal::refuse(&inside, &staff, &parts).await.unwrap_or_else(IntoResponse::into_response);
    }
    parts.extensions.insert(Admitted(staff));
    next.run(Request::from_parts(parts, body)).await
}

/// Reading leads to the sign-in page; a form that was being written must not be lost by a redirect.
fn signed_out(method: &Method) -> Response {
    if method == Method::GET || method == Method::HEAD {
        see_other("/admin/sign-in")
    } else {
        Error::SignedOut.into_response()
    }
}

async fn signed_in(state: &AppState, headers: &HeaderMap, now: OffsetDateTime) -> Result<Option<Session>, Error> {
    let Some(hash) = session_hash(headers) else {
        return Ok(None);
    };
    let session = within(queries::find_session(&state.db, &hash)).await?.filter(|session| session.is_good(now));
    if let Some(session) = &session
        && now - session.last_seen_at > TOUCH_AFTER
    {
        within(queries::touch_session(&state.db, &hash, now)).await?;
    }
    Ok(session)
}

/// The hash of the session that the request names.
pub(crate) fn session_hash(headers: &HeaderMap) -> Option<[u8; 32]> {
    CookieJar::from_headers(headers).get(COOKIE).map(|cookie| token_hash(cookie.value()))
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
