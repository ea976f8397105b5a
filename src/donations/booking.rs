//! The one way into the ledger for gifts: the entry, its receipt and the thanks are one transaction.

use sqlx::PgConnection;
use time::OffsetDateTime;

use crate::{
    donations::{donation::Donation, receipts},
    error::Error,
    ledger::{self, NewEntry},
    outbox::{self, MailKind},
    state::AppState,
};

/// Books a movement of a donation, once. A gift that arrived gets its receipt, and its donor the thanks, if an address was
/// left and mails are wanted. Says whether it was new. Must run inside a transaction.
///
/// # Errors
/// When the database does not do it.
pub async fn book(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    entry: &NewEntry<'_>,
) -> Result<bool, Error> {
    let Some(entry_id) = ledger::queries::append(&mut *db, entry).await? else { return Ok(false) };
    if entry.kind.is_gift() && entry.amount.minor() > 0 {
        let receipt_id = receipts::queries::issue(&mut *db, entry_id, donation.id, OffsetDateTime::now_utc()).await?;
        if donation.mail_sealed.is_some() && donation.wants_mail {
            outbox::post(state, db, MailKind::Receipt, receipt_id).await?;
        }
    }
    Ok(true)
}
