//! The page of one's own account.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    database::within,
    error::Error,
    inputs::Query,
    rooms::{
        AnyStaff, Pass,
        frame::{Moment, StaffFrame},
    },
    staff::{
        SessionLine,
        passkeys::{StoredKey, queries as keys},
        queries,
    },
    state::AppState,
    view::Html,
    visitor::Caller,
};

#[derive(Template)]
#[template(path = "access/account.html")]
struct AccountPage {
    frame: StaffFrame,
    email: String,
    roles: Vec<String>,
    keys: Vec<KeyLine>,
    sessions: Vec<OwnSession>,
    /// The message about what was just done.
    done: Option<String>,
    was_refused: bool,
    /// The name under which the next key is offered.
    name: String,
    /// Whether a link signs in by itself here.
    is_trial: bool,
}

struct KeyLine {
    id: Uuid,
    name: String,
    created_at: Moment,
    last_used_at: Option<Moment>,
}

struct OwnSession {
    id: Uuid,
    browser: String,
    address: String,
    created_at: Moment,
    last_seen_at: Moment,
    is_this: bool,
}

impl From<StoredKey> for KeyLine {
    fn from(key: StoredKey) -> Self {
        Self {
            id: key.id,
            name: key.name,
            created_at: Moment::new(key.created_at),
            last_used_at: key.last_used_at.map(Moment::new),
        }
    }
}

impl OwnSession {
    fn new(line: SessionLine, this: Uuid) -> Self {
        Self {
            id: line.id,
            browser: line.browser,
            address: line.address.unwrap_or_default(),
            created_at: Moment::new(line.created_at),
            last_seen_at: Moment::new(line.last_seen_at),
            is_this: line.id == this,
        }
    }
}

/// What was done before this page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Visit {
    done: String,
}

/// What may have been done, by the words in the address.
const DONE: [&str; 8] = ["enrolled", "added", "renamed", "removed", "last-key", "ended", "ended-all", "language"];

/// `GET /admin/account`
pub(super) async fn account_page(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
    frame: StaffFrame,
    caller: Caller,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let done = DONE.into_iter().find(|known| *known == visit.done);
    page(&state, &pass, frame, caller.browser, done, false).await
}

/// The page after something was done, or after a key was refused.
pub(super) async fn page(
    state: &AppState,
    pass: &Pass<AnyStaff>,
    frame: StaffFrame,
    name: String,
    done: Option<&str>,
    was_refused: bool,
) -> Result<Html, Error> {
    let (stored, sessions) = within(async {
        let stored = keys::list(&state.db, pass.id).await?;
        let sessions = queries::list_sessions(&state.db, pass.id, OffsetDateTime::now_utc()).await?;
        Ok::<_, Error>((stored, sessions))
    })
    .await?;
    Html::page(&AccountPage {
        email: pass.email.clone(),
        roles: pass.roles.iter().map(|role| role.name(frame.language)).collect(),
        keys: stored.into_iter().map(KeyLine::from).collect(),
        sessions: sessions.into_iter().map(|line| OwnSession::new(line, pass.session_id)).collect(),
        done: done.map(|done| frame.t(&format!("rooms-access-done-{done}"))),
        was_refused,
        name,
        is_trial: state.config.links_sign_in,
        frame,
    })
}
