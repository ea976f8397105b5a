//! The one way into the ledger for gifts: the entry, its receipt and the thanks are one transaction.

use std::collections::HashSet;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    donations::{donation::Donation, receipts},
    error::Error,
    ledger::{self, NewEntry},
    outbox::{self, MailKind},
    state::AppState,
};

/// Books a movement of a donation, once. A gift that arrived gets its receipt, and its donor the thanks, if an address was
/// left and mails are wanted. Says whether it was new. Must run inside a transaction.
pub async fn book(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    entry: &NewEntry<'_>,
) -> Result<bool, Error> {
    let Some(entry_id) = ledger::queries::append(&mut *db, entry).await? else { return Ok(false) };
    if entry.kind.is_gift() && entry.amount.minor() > 0 {
        let receipt_id = receipts::queries::issue(&mut *db, entry_id, donation.id, OffsetDateTime::now_utc()).await?;
        if donation.wants_letters() {
            outbox::post(state, db, MailKind::Receipt, receipt_id).await?;
        }
    }
    Ok(true)
}

/// Books many gifts at once, each with its receipt, or none if one of them was booked before. The donors of the donations
/// in `thanked` left an address and want mails. Says whether they were booked. Must run inside a transaction.
pub(crate) async fn book_all(
    state: &AppState,
    db: &mut PgConnection,
    gifts: &[NewEntry<'_>],
    thanked: &HashSet<Uuid>,
) -> Result<bool, Error> {
    let Some(entry_ids) = ledger::queries::append_all(&mut *db, gifts).await? else { return Ok(false) };
    let donation_ids: Vec<Uuid> = gifts.iter().map(|gift| gift.donation_id).collect();
    let receipt_ids =
        receipts::queries::issue_all(&mut *db, &entry_ids, &donation_ids, OffsetDateTime::now_utc()).await?;
    for (receipt_id, _) in receipt_ids.into_iter().zip(&donation_ids).filter(|(_, id)| thanked.contains(id)) {
        outbox::post(state, db, MailKind::Receipt, receipt_id).await?;
    }
    Ok(true)
}
