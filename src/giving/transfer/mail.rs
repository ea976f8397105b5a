//! The mail that says where a promised transfer goes. It repeats nothing that was typed, because anybody can type anybody's
//! address.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    donations::{donation::DonationState, queries},
    error::Error,
    mail::{Mail, receiver},
    state::AppState,
};

/// The mail with the account and the code; none once money arrived or we stopped waiting.
pub(crate) async fn compose(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    donation_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some(donation) = queries::find(db, donation_id).await? else { return Ok(None) };
    let (language, site) = (donation.language, state.site());
    let (Some(to), Some(code), Some(amount), Some(account)) = (
        donation.mail(&state.config.keys)?,
        donation.reference.as_deref(),
        donation.amount(),
        site.bank_account(language),
    ) else {
        return Ok(None);
    };
    if donation.state != DonationState::Pending {
        return Ok(None);
    }
    let address = format!("{}{}", state.origin, language.path(&format!("/donate/transfer/{code}")));
    let values = [
        ("amount", &*amount.to_string()),
        ("code", code),
        ("account", account),
        ("address", &address),
        ("organisation", site.name(language)),
        ("mail", &site.contact_mail),
    ];
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: language.message("mail-transfer-subject"),
        body: language.message_with("mail-transfer-body", &values),
    }))
}
