//! Offering help: the form, and the sealed record of a person with the day on which it is erased.

mod arrival;
mod code;
pub(crate) mod confirm;
mod consent;
pub(crate) mod custody;
pub(crate) mod erasing;
pub mod form;
mod gone;
mod handle;
mod handlers;
mod intake;
mod mine;
pub(crate) mod moving;
pub mod notices;
mod offer;
mod page;
mod passage;
pub(crate) mod privacy;
pub mod queries;
pub(crate) mod record;
pub(crate) mod roles;
mod screening;
pub(crate) mod staff;
mod vault;
pub(crate) mod view;
pub(crate) mod words;

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, Method, header},
    middleware::{Next, from_fn},
    response::Response,
    routing::get,
};

pub use self::moving::move_all;
pub(crate) use self::{moving::MoveVolunteers, notices::TellCoordinators, words::OpeningReason};
use crate::state::AppState;

/// Every URL of the volunteer, in one language.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/volunteer", get(handlers::volunteer_page).post(handlers::sign_up))
        .route("/volunteer/thanks", get(handlers::thanks_page).post(handlers::send_again))
        .route("/volunteer/confirm/{token}", get(confirm::confirm_page).post(confirm::confirm))
        .route("/volunteer/mine", get(mine::code_page).post(mine::go_on))
        .layer(from_fn(forget))
}

/// Ends the connection after a form, so that its buffers, with what was typed, are given back and overwritten.
async fn forget(request: Request, next: Next) -> Response {
    let is_form = request.method() == Method::POST;
    let mut response = next.run(request).await;
    if is_form {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
