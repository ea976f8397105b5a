//! The rooms of staff. One guard stands before all of them; only the sign-in page is outside.

mod alerts;
mod dashboard;
mod settings;
mod sign_in;
mod style;
mod visits;

use axum::{
    Router, middleware,
    routing::{get, post},
};

use crate::{books, donations, error::Error, giving, pages, rooms::guard, state::AppState, volunteers};

/// Every URL of staff, below `/admin`.
pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/", get(dashboard::dashboard_page))
        .merge(pages::staff::routes())
        .merge(settings::routes())
        .merge(volunteers::staff::routes())
        .merge(donations::staff::routes())
        .merge(giving::staff::routes())
        .merge(books::staff::routes())
        .route("/alerts/{id}", post(alerts::settle))
        .route("/visits", get(visits::visits_page))
        .route("/style", get(style::style_page).post(style::nothing))
        .route("/sign-out", post(sign_in::sign_out))
        .fallback(|| async { Error::NotFound })
        .layer(middleware::from_fn_with_state(state.clone(), guard::guard))
        .route("/sign-in", get(sign_in::sign_in_page).post(sign_in::sign_in))
}

/// URLs of staff whose requests are larger than any other.
pub(crate) fn upload_routes(state: &AppState) -> Router<AppState> {
    donations::staff::upload_routes().layer(middleware::from_fn_with_state(state.clone(), guard::guard))
}
