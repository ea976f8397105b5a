//! A session that begins, with its cookie and what is told about it.

use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    access_events::{self, AccessEvent, AccessKind},
    audit::{self, Action, NewEntry},
    error::Error,
    rooms::guard::session_cookie,
    seal::{new_token, token_hash},
    staff::{NewSession, Scope, queries},
    state::AppState,
    visitor::Caller,
};

/// By which a browser is known again, so that a sign-in from another one can be told. It opens nothing.
const BROWSER_COOKIE: &str = "__Host-browser";

/// How long browsers keep it; no browser keeps a cookie longer than 400 days (RFC 6265bis, 5.5).
const BROWSER_COOKIE_LASTS: Duration = Duration::days(400);

/// Somebody who has just proved who they are, at their browser.
pub(crate) struct SigningIn<'a> {
    pub(crate) state: &'a AppState,
    pub(crate) caller: &'a Caller,
    pub(crate) jar: CookieJar,
}

impl SigningIn<'_> {
    /// Begins a session in the caller's transaction, instead of the one that the browser had. The entry is about the session
    /// unless it is about something else. Gives the cookies.
    pub(crate) async fn begin(
        self,
        db: &mut PgConnection,
        staff_member_id: Uuid,
        scope: Scope,
        action: Action,
        subject_id: Option<Uuid>,
    ) -> Result<CookieJar, Error> {
        let (now, token) = (OffsetDateTime::now_utc(), new_token());
        if let Some(old) = crate::rooms::guard::session_of(&self.jar) {
            queries::end_session(&mut *db, &old, now).await?;
        }
        let session = NewSession {
            token_hash: token_hash(&token),
            staff_member_id,
            scope,
            browser: self.caller.browser.clone(),
            address: self.caller.address,
            at: now,
        };
        let session_id = queries::add_session(&mut *db, &session).await?;
        let entry = NewEntry::of(Some(staff_member_id), action)
            .about(subject_id.unwrap_or(session_id))
            .from(self.caller.address);
        audit::queries::append(&mut *db, &entry).await?;
        let jar = if scope == Scope::All { self.note_browser(db, staff_member_id, now).await? } else { self.jar };
        Ok(jar.add(session_cookie(token)))
    }

    /// Tells the person if they have not signed in from this browser before.
    async fn note_browser(
        self,
        db: &mut PgConnection,
        staff_member_id: Uuid,
        now: OffsetDateTime,
    ) -> Result<CookieJar, Error> {
        let known = self.jar.get(BROWSER_COOKIE).map(|cookie| cookie.value().to_owned());
        let token = known.filter(|token| token.len() == new_token().len()).unwrap_or_else(new_token);
        if !queries::note_browser(&mut *db, &token_hash(&token), staff_member_id, now).await? {
            let event =
                AccessEvent::new(AccessKind::NewBrowser, staff_member_id, &self.caller.browser, self.caller.address);
            access_events::tell(self.state, db, &event, &[staff_member_id]).await?;
        }
        Ok(self.jar.add(browser_cookie(token)))
    }
}

fn browser_cookie(token: String) -> Cookie<'static> {
    Cookie::build((BROWSER_COOKIE, token))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(BROWSER_COOKIE_LASTS)
        .build()
}
