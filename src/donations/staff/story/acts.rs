//! The small acts on a donation: its flag settled, its receipt sent once more.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use super::DonationPage;
use crate::{
    audit::Action,
    database::within,
    donations::{queries as donations, receipts, staff::queries::settle_flag as take_flag_away},
    error::Error,
    inputs::Form,
    rooms::{Act, Pass, Treasurer, frame::StaffFrame, list::RowId},
    state::AppState,
    view::{Html, see_other},
};

/// What the button of the flag carries: the flag that was seen, so that a newer one stays.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SeenFlag {
    flag: String,
}

/// Which receipt is to be sent again.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct WantedReceipt {
    receipt: String,
}

/// `POST /admin/donations/{id}/flag`
pub(crate) async fn settle_flag(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    RowId(id): RowId,
    Form(seen): Form<SeenFlag>,
) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        donations::find(act.db(), id).await?.ok_or(Error::NotFound)?;
        if take_flag_away(&pass, act.db(), id, &seen.flag).await? {
            act.record(Action::SettledFlag, id).await?;
        }
        Ok::<_, Error>(())
    })
    .await?;
    Ok(see_other(&format!("/admin/donations/{id}")))
}

/// `POST /admin/donations/{id}/receipt`
pub(crate) async fn send_receipt_again(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(wanted): Form<WantedReceipt>,
) -> Result<Response, Error> {
    let receipt_id: Uuid = wanted.receipt.parse().map_err(|_| Error::BadRequest)?;
    let (sent, page) = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let receipt = receipts::queries::find(act.db(), receipt_id).await?;
        receipt.filter(|receipt| receipt.donation_id == id).ok_or(Error::NotFound)?;
        let sent = receipts::send_again(&state, act.db(), receipt_id).await?;
        let page = DonationPage::read(&pass, &state.config.keys, act.db(), frame, id).await?;
        if sent == receipts::SentAgain::Posted {
            act.record(Action::SentReceiptAgain, id).await?;
        }
        Ok::<_, Error>((sent, page))
    })
    .await?;
    let notice = match sent {
        receipts::SentAgain::Posted => return Ok(see_other(&format!("/admin/donations/{id}"))),
        receipts::SentAgain::NoAddress => "rooms-donations-notice-no-address",
        receipts::SentAgain::TooOften => "rooms-donations-notice-too-often",
    };
    let page = Html::page(&DonationPage { notice: Some(notice), ..page })?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
