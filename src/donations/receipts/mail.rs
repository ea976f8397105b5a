//! The mail that thanks for a gift and says that it arrived.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    donations::{queries as donations, receipts::queries},
    error::Error,
    mail::Mail,
    state::AppState,
};

/// The thanks for the gift of a receipt; nothing if the donor wants no mail. The sum is what the ledger holds, not what
/// was asked for.
///
/// # Errors
/// When the database does not do it.
pub async fn compose(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    receipt_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some(receipt) = queries::find(&mut *db, receipt_id).await? else { return Ok(None) };
    let Some(donation) = donations::find(&mut *db, receipt.donation_id).await? else { return Ok(None) };
    let (Some(to), Some(amount)) = (donation.mail(&state.config.keys)?, receipt.amount()) else { return Ok(None) };
    let (language, site) = (donation.language(), state.site());
    let values = [
        ("amount", &*amount.to_string()),
        ("serial", &receipt.serial()),
        ("organisation", site.name(language)),
        ("mail", &site.contact_mail),
    ];
    Ok(Some(Mail {
        id: mail_id,
        to: to.parse().map_err(|_| anyhow::anyhow!("a stored address is none"))?,
        subject: language.message("mail-thanks-subject"),
        body: language.message_with("mail-thanks-body", &values),
    }))
}
