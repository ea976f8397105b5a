//! The receipt's page: read and printed by whoever holds the address from the mail.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    database::within,
    donations::{
        link::{self, Opens, Read},
        queries as donations,
        receipts::{
            paper::{GivenBack, Paper},
            queries,
        },
    },
    error::Error,
    inputs::Path,
    language::Language,
    state::AppState,
    view::{Frame, Html, see_other},
};

/// A receipt, to be printed.
#[derive(Template)]
#[template(path = "donations/receipts/receipt.html")]
struct ReceiptPage {
    frame: Frame,
    paper: Paper,
    /// Whether it is the original, or a copy.
    is_original: bool,
}

/// Shown for every address that opens no receipt, whatever the reason.
#[derive(Template)]
#[template(path = "donations/receipts/no-receipt.html")]
struct NoReceiptPage {
    frame: Frame,
}

/// `GET /donate/receipt/{token}`
pub(crate) async fn receipt_page(
    State(state): State<AppState>,
    frame: Frame,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    let paper = match link::read(&state.config.keys, Opens::Receipt, &token, now) {
        Read::Opens(id) => within(paper(&state, id, frame.language)).await?,
        Read::Over | Read::Forged => None,
    };
    match paper {
        Some(paper) => {
            let is_original = paper.is_original(now);
            Ok(Html::page(&ReceiptPage { frame, paper, is_original })?.into_response())
        }
        None => Ok(Html::page(&NoReceiptPage { frame })?.with_status(StatusCode::NOT_FOUND).into_response()),
    }
}

/// `POST /donate/receipt/{token}`: from now on, for a short time, the page is the original instead of a copy.
pub(crate) async fn print_original(
    State(state): State<AppState>,
    frame: Frame,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    if let Read::Opens(id) = link::read(&state.config.keys, Opens::Receipt, &token, now) {
        within(queries::mark_shown(&state.db, id, now)).await?;
    }
    Ok(see_other(&frame.url(&frame.path)))
}

async fn paper(state: &AppState, id: Uuid, language: Language) -> Result<Option<Paper>, Error> {
    let mut db = state.db.acquire().await?;
    let Some(receipt) = queries::find(&mut *db, id).await? else { return Ok(None) };
    let Some(donation) = donations::find(&mut *db, receipt.donation_id).await? else { return Ok(None) };
    Paper::write(state, &mut db, &receipt, &donation, language).await
}
