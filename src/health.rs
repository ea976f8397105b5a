//! For monitoring: is the process alive, and can it do its work? Details are not told.

use axum::{Router, extract::State, http::StatusCode, routing::get};
use time::{Duration, OffsetDateTime};

use crate::{database, state::AppState};

/// Listening is noted at least every minute; longer silence means that changes are not heard of.
const OLDEST_LISTENING: Duration = Duration::minutes(5);

pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready))
}

/// `GET /healthz`: the process answers.
async fn alive() -> StatusCode {
    StatusCode::OK
}

/// `GET /readyz`: the database answers, is migrated, changes are listened to, every page shows what is published, and nobody
/// asked us to stop.
async fn ready(State(state): State<AppState>) -> StatusCode {
    let migrated = database::within(database::is_migrated(&state.db)).await;
    let listening = OffsetDateTime::now_utc() - state.listened_at() < OLDEST_LISTENING;
    let shows_all = state.edition.load().faults.is_empty();
    if matches!(migrated, Ok(true)) && listening && shows_all && !state.stop.is_cancelled() {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    }
}
