//! Giving: the form for cards, the way to Stripe Checkout and back, bank transfers, and what is done against card testing.

pub(crate) mod by_mail;
mod cards;
mod check;
pub mod checkout;
pub mod defence;
pub(crate) mod details;
pub mod fees;
pub mod form;
mod handlers;
mod links;
mod mail_question;
mod refusal;
pub(crate) mod staff;
mod sum;
mod thanks;
pub mod transfer;
pub(crate) mod view;

use axum::{Router, routing::get};

use crate::state::AppState;

/// Every URL of giving, in one language.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/donate", get(handlers::donate_page).post(handlers::start_checkout))
        .route("/donate/thanks", get(thanks::thanks_page))
        .merge(by_mail::routes())
        .merge(transfer::routes())
}
