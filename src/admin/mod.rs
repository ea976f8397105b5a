//! The rooms of staff. One guard stands before all of them; only the sign-in page is outside.

mod dashboard;
mod donations;
mod guard;
mod pages;
mod sign_in;
mod volunteers;

use axum::{Router, middleware, routing::get};

use crate::state::AppState;

/// Every URL of staff, below `/admin`.
pub fn routes(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/", get(dashboard::dashboard))
        .route("/sign-out", axum::routing::post(sign_in::sign_out))
        .route("/volunteers", get(volunteers::volunteers))
        .route("/volunteers/{id}", get(volunteers::volunteer_closed).post(volunteers::open_volunteer))
        .route("/donations", get(donations::donations))
        .route("/donations/{id}", get(donations::donation_closed).post(donations::open_donation))
        .route("/pages", get(pages::pages))
        .route("/pages/{language}/{slug}", get(pages::edit_page).post(pages::save_page))
        .fallback(|| async { crate::error::Error::NotFound })
        .layer(middleware::from_fn_with_state(state.clone(), guard::guard))
        .route("/sign-in", get(sign_in::sign_in_page).post(sign_in::sign_in))
}
