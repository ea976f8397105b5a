//! The rooms of staff. One guard stands before all of them; only the sign-in page is outside.

mod address;
mod alerts;
mod chart;
mod dashboard;
mod defence;
mod donations;
mod events;
mod frame;
mod guard;
mod monthly;
mod pages;
mod reconciliation;
mod settings;
mod sign_in;
mod style;
mod transfers;
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
        .merge(settings::routes())
        .merge(transfers::routes())
        .route("/volunteers", get(volunteers::volunteers_page))
        .route("/volunteers/{id}", get(volunteers::volunteer_page).post(volunteers::open))
        .route("/reconciliation", get(reconciliation::reconciliation_page).post(reconciliation::compare))
        .route("/reconciliation/{id}", post(reconciliation::look_at))
        .route("/defence", get(defence::defence_page).post(defence::change_giving))
        .merge(donations::routes())
        .route("/monthly", get(monthly::monthly_page))
        .route("/events", get(events::events_page))
        .route("/events/{id}/again", post(events::apply_again))
        .route("/alerts/{id}", post(alerts::settle))
        .route("/visits", get(visits::visits_page))
        .route("/style", get(style::style_page).post(style::nothing))
        .route("/sign-out", post(sign_in::sign_out))
        .fallback(|| async { Error::NotFound })
        .layer(middleware::from_fn_with_state(state.clone(), guard::guard))
        .route("/sign-in", get(sign_in::sign_in_page).post(sign_in::sign_in))
}

/// URLs of staff whose requests are larger than any other.
pub fn upload_routes(state: &AppState) -> Router<AppState> {
    transfers::upload_routes().layer(middleware::from_fn_with_state(state.clone(), guard::guard))
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
