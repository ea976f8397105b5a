//! Donations, for those who account for them: the list, each one's story, money given back, the months, the export. Who
//! gave is shown only when asked for, and asking is recorded.

mod by_hand;
mod donor;
mod events;
mod export;
pub(crate) mod form;
mod list;
mod monthly;
mod months;
mod queries;
mod refund;
mod story;
pub(crate) mod transfers;

use axum::{
    Router,
    routing::{get, post},
};

pub(crate) use self::transfers::upload_routes;
pub(crate) use self::{form::Filter, list::Line, queries::list as newest};
use crate::state::AppState;

/// Every URL of staff about donations.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/donations", get(list::donations_page).post(list::search))
        .route("/donations/months", get(months::months_page))
        .route("/donations/export", get(export::export_page).post(export::export))
        .route("/donations/{id}", get(story::donation_page).post(story::show_donor))
        .route("/donations/{id}/flag", post(story::acts::settle_flag))
        .route("/donations/{id}/receipt", post(story::acts::send_receipt_again))
        .route("/donations/{id}/refund", get(refund::refund_page).post(refund::refund))
        .route("/donations/{id}/sent-back", get(by_hand::sent_back_page).post(by_hand::record_sent_back))
        .route("/donations/{id}/correction", get(by_hand::correction_page).post(by_hand::correct))
        .route("/monthly", get(monthly::monthly_page))
        .route("/events", get(events::events_page))
        .route("/events/{id}/again", post(events::apply_again))
        .merge(transfers::routes())
}
