//! The rooms of staff. One guard stands before all of them; only the sign-in page is outside.

mod address;
mod chart;
mod dashboard;
mod donations;
mod frame;
mod guard;
mod pages;
mod sign_in;
mod visits;
mod volunteers;

use axum::{
    Router, middleware,
    routing::{get, post},
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    audit::{Action, NewEntry},
    error::Error,
    staff::StaffMember,
    state::AppState,
};

/// Every URL of staff, below `/admin`.
pub fn routes(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/", get(dashboard::dashboard_page))
        .merge(pages::routes())
        .route("/volunteers", get(volunteers::volunteers_page))
        .route("/volunteers/{id}", get(volunteers::volunteer_page).post(volunteers::open))
        .route("/visits", get(visits::visits_page))
        .route("/donations", get(donations::donations_page))
        .route("/donations/{id}", get(donations::donation_page).post(donations::show_donor))
        .route("/sign-out", post(sign_in::sign_out))
        .fallback(|| async { Error::NotFound })
        .layer(middleware::from_fn_with_state(state.clone(), guard::guard))
        .route("/sign-in", get(sign_in::sign_in_page).post(sign_in::sign_in))
}

/// The audit entry of something that a member of staff does now.
fn act(staff: &StaffMember, action: Action, subject_id: Uuid) -> NewEntry {
    NewEntry {
        staff_member_id: Some(staff.id),
        action,
        subject_id: Some(subject_id),
        address: staff.address,
        at: OffsetDateTime::now_utc(),
    }
}
