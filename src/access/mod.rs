//! The ways into the rooms: signing in with a passkey, one-time links, the first key, one's own keys and sessions, and who
//! is on the staff.

mod account;
mod challenge;
mod enrol;
mod lost;
mod new_key;
pub(crate) mod people;
pub(crate) mod proposals;
mod queries;
mod session;
mod sign_in;

use axum::{Router, routing::get};
use tower_http::limit::RequestBodyLimitLayer;

pub(crate) use self::account::rooms as account_rooms;
pub(crate) use self::lost::TellOwners;
use crate::{
    rooms::{Arrived, Rooms},
    state::AppState,
};

/// The largest form of somebody who is not signed in, in bytes: the answer of a key.
const LARGEST_FORM: usize = 32 * 1024;

/// The ways in, which are open to all.
pub(crate) fn way_in() -> Router<AppState> {
    Router::new()
        .route("/admin/sign-in", get(sign_in::sign_in_page).post(sign_in::sign_in))
        .route("/admin/sign-in/challenge", get(sign_in::challenge_of_signing_in))
        .route("/admin/sign-in/lost", get(lost::lost_page).post(lost::ask))
        .layer(RequestBodyLimitLayer::new(LARGEST_FORM))
}

/// What is open to whoever has come in, also by a link.
pub(crate) fn arrived_rooms() -> Rooms<Arrived> {
    Rooms::of(Arrived)
        .post("/admin/sign-out", sign_in::sign_out)
        .get("/admin/enrol", enrol::enrol_page)
        .get("/admin/enrol/challenge", enrol::challenge_of_enrolling)
        .post("/admin/enrol", enrol::enrol)
}
