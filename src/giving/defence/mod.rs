//! Against people who try out stolen cards: limits, a form that guards itself when too many cards are declined, and the
//! way by mail for donors whose browser runs no scripts. The webhook knows nothing of all this.

mod admission;
pub mod breaker;
pub mod change;
pub(crate) mod confirmation;
mod handlers;
pub(crate) mod mails;
pub mod proof;
pub mod queries;
mod refusal;
pub(crate) mod view;

pub use admission::{Admission, Attempt, Refusal, admit, admits_transfer};
pub(crate) use refusal::refuse;

use axum::{Router, routing::get};

use crate::state::AppState;

/// The way by mail, in one language.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/donate/confirm", get(handlers::mail_sent_page))
        .route("/donate/confirm/{token}", get(handlers::confirm_page).post(handlers::confirm))
}
