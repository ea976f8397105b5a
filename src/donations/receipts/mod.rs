//! Receipts: one for each gift that arrived, numbered without gaps. A receipt is mailed with the thanks, and read and
//! printed at a signed address.

mod handlers;
pub(crate) mod mail;
pub(crate) mod paper;
pub(crate) mod queries;
mod serial;

use axum::{Router, routing::get};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

pub(crate) use self::serial::Serial;
use crate::{
    donations::queries as donations,
    error::Error,
    limits::{self, Tally},
    mailbox::Mailbox,
    outbox::{self, MailKind},
    state::AppState,
    words::Word as _,
};

/// How often one receipt may be mailed again within a day.
const COPIES_A_DAY: i64 = 5;

/// The receipt's page, in one language.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/donate/receipt/{token}", get(handlers::receipt_page).post(handlers::print_original))
}

/// What came of asking for a receipt once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentAgain {
    /// It is in the outbox.
    Posted,
    /// The donor left no address.
    NoAddress,
    /// It was sent again often enough for a day.
    TooOften,
}

/// Mails a receipt again, to the address that its donor left, at most [`COPIES_A_DAY`] times a day and while
/// the mailbox did not have enough mails that were asked for. The caller checks who
/// may ask for it; staff cannot name another address.
pub async fn send_again(state: &AppState, db: &mut PgConnection, receipt_id: Uuid) -> Result<SentAgain, Error> {
    // Locked, so that two at once are counted one after the other.
    let donation_id = queries::lock(&mut *db, receipt_id).await?.ok_or(Error::NotFound)?;
    let donation = donations::find(&mut *db, donation_id).await?.ok_or(Error::NotFound)?;
    let keys = &state.config.keys;
    let Some(mailbox) = donation.mail(keys)?.and_then(|mail| Mailbox::parse(&mail)) else {
        return Ok(SentAgain::NoAddress);
    };
    if queries::count_copies(&mut *db, MailKind::Receipt.word(), receipt_id).await? >= COPIES_A_DAY {
        return Ok(SentAgain::TooOften);
    }
    if limits::mails::count_mail(&mut *db, keys, &mailbox, OffsetDateTime::now_utc()).await? == Tally::Over {
        return Ok(SentAgain::TooOften);
    }
    outbox::post_again(state, db, MailKind::Receipt, receipt_id).await?;
    Ok(SentAgain::Posted)
}
