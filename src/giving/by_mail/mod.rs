//! Giving by way of a mail, for donors whose browser runs no scripts while the form guards itself: what they typed waits,
//! sealed, for a click in a mail. Nobody can use it to fill somebody else's mailbox.

mod ask;
mod confirmation;
mod handlers;
pub(crate) mod mail;
pub(crate) mod queries;
mod view;

pub(crate) use ask::{Asked, ask};

use axum::{Router, routing::get};

use crate::state::AppState;

/// The pages of the way by mail, in one language.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/donate/confirm", get(handlers::mail_sent_page))
        .route("/donate/confirm/{token}", get(handlers::confirm_page).post(handlers::confirm))
}
