//! The only way into the ledger for gifts: the entry, its receipt and the thanks are one transaction.

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

/// Whether something stands in the ledger because of this call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Booked {
    New,
    /// The same source object was booked before, and stays as it is.
    Before,
}

/// Books a movement of a donation, once. A gift that arrived gets its receipt, and its donor the thanks if they left a mail
/// address and want mails. Must run inside a transaction.
pub async fn book(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    entry: &NewEntry<'_>,
) -> Result<Booked, Error> {
    let Some(entry_id) = ledger::queries::append(&mut *db, entry).await? else { return Ok(Booked::Before) };
    if entry.kind.is_gift() && entry.amount.minor() > 0 {
        let receipt_id = receipts::queries::issue(&mut *db, entry_id, donation.id, OffsetDateTime::now_utc()).await?;
        if donation.wants_letters() {
            outbox::post(state, db, MailKind::Receipt, receipt_id).await?;
        }
    }
    Ok(Booked::New)
}

/// Books many gifts at once, each with its receipt, or none if one of them was booked before. `thanked` are the donations
/// whose donors left a mail address and want mails. Must run inside a transaction.
pub(crate) async fn book_all(
    state: &AppState,
    db: &mut PgConnection,
    gifts: &[NewEntry<'_>],
    thanked: &HashSet<Uuid>,
) -> Result<Booked, Error> {
    let Some(entry_ids) = ledger::queries::append_all(&mut *db, gifts).await? else { return Ok(Booked::Before) };
    let donation_ids: Vec<Uuid> = gifts.iter().map(|gift| gift.donation_id).collect();
    let receipt_ids =
        receipts::queries::issue_all(&mut *db, &entry_ids, &donation_ids, OffsetDateTime::now_utc()).await?;
    for (receipt_id, _) in receipt_ids.into_iter().zip(&donation_ids).filter(|(_, id)| thanked.contains(id)) {
        outbox::post(state, db, MailKind::Receipt, receipt_id).await?;
    }
    Ok(Booked::New)
}
