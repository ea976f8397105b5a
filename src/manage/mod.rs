//! "Manage my giving": donors who prove that a mailbox is theirs see their gifts and receipts, and change, pause or stop a
//! monthly gift. There is no account and no cookie: a visit is known by its addresses, and lasts half an hour.

pub(crate) mod answer;
mod ask;
pub(crate) mod link;
pub(crate) mod mails;
mod monthly;
mod note;
mod overview;
pub(crate) mod queries;
mod statement;
mod visit;

use axum::{
    Router,
    routing::{get, post},
};

use crate::state::AppState;

/// Every URL, in one language.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/donate/manage", get(ask::ask_page).post(ask::ask))
        .route("/donate/manage/asked", get(ask::asked_page))
        .route("/donate/manage/link/{token}", get(link::link_page).post(link::use_link))
        .route("/donate/manage/{visit}", get(overview::overview_page))
        .route("/donate/manage/{visit}/end", post(visit::end_visit))
        .route("/donate/manage/{visit}/receipts/{id}", post(overview::send_receipt))
        .route("/donate/manage/{visit}/statement/{year}", get(statement::statement_page))
        .route("/donate/manage/{visit}/monthly/{id}", get(monthly::monthly_page).post(monthly::change))
        .route("/donate/manage/{visit}/monthly/{id}/stop", get(monthly::stop_page))
        .route("/donate/manage/{visit}/monthly/{id}/card", post(monthly::change_card))
        .route("/donate/manage/{visit}/monthly/{id}/bills", post(monthly::see_bills))
}
