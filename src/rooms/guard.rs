//! The one door of the staff area: a session cookie that the database knows, or the way to the sign-in page.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, Method, request::Parts},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use axum_client_ip::ClientIp;
use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use time::{Duration, OffsetDateTime};

use crate::{
    database::within,
    error::Error,
    seal::token_hash,
    staff::{Role, Session, StaffMember, queries},
    state::AppState,
    view::see_other,
};

/// The name makes browsers take the cookie only from us, for the whole host, over TLS (RFC 6265bis, 4.1.3.2).
const COOKIE: &str = "__Host-session";

/// A session is marked as used at most this often, so that reading is rarely a write.
const TOUCH_AFTER: Duration = Duration::minutes(1);

/// Lets staff through, and nobody else.
pub(crate) async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let address = ClientIp::from_request_parts(&mut parts, &state).await.ok().map(|ClientIp(address)| address);
    match signed_in(&state, &parts.headers, OffsetDateTime::now_utc()).await {
        Ok(Some(session)) => {
            let roles = session.roles.iter().filter_map(|word| Role::from_word(word)).collect();
            let Session { staff_member_id: id, email, .. } = session;
            parts.extensions.insert(StaffMember { id, email, roles, address });
            next.run(Request::from_parts(parts, body)).await
        }
        Ok(None) => refused(&parts.method),
        Err(error) => error.into_response(),
    }
}

/// Reading leads to the sign-in page; a form that was being written must not be lost by a redirect.
fn refused(method: &Method) -> Response {
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

/// The guard put them there; without the guard there is none.
impl FromRequestParts<AppState> for StaffMember {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Error> {
        parts.extensions.get::<Self>().cloned().ok_or(Error::NotFound)
    }
}

/// A member of staff who may move money and read who gave. Handlers of the treasurer's pages take it.
pub(crate) struct Treasurer(pub(crate) StaffMember);

impl FromRequestParts<AppState> for Treasurer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        let staff = StaffMember::from_request_parts(parts, state).await?;
        if staff.may(Role::Treasurer) { Ok(Self(staff)) } else { Err(Error::Forbidden) }
    }
}
