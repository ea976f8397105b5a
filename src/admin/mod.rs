//! The rooms of staff. One guard stands before all of them; only the sign-in page is outside.

mod guard;
mod sign_in;

use axum::{Router, middleware, routing::get};

use crate::state::AppState;

/// Every URL of staff, below `/admin`.
pub fn routes(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/", get(|| async { "dashboard" }))
        .route("/sign-out", axum::routing::post(sign_in::sign_out))
        .fallback(|| async { crate::error::Error::NotFound })
        .layer(middleware::from_fn_with_state(state.clone(), guard::guard))
        .route(
            "/sign-in",
            get(sign_in::sign_in_page).post(sign_in::sign_in),
        )
}
