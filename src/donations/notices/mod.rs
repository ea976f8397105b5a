//! Mails about money that did not come, or that went back. Their subject lines tell others nothing.

pub(crate) mod queries;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    donations::{donation::Donation, link, queries as donations},
    error::Error,
    mail::{Mail, receiver},
    state::AppState,
};

/// Tells a donor that the bank refused a payment after some days. `donation_id` is the mail's subject.
pub(crate) async fn compose_payment_failed(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    donation_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some(donation) = donations::find(db, donation_id).await? else { return Ok(None) };
    // A later attempt may have brought the money meanwhile.
    if donation.has_money() {
        return Ok(None);
    }
    let Some(amount) = donation.amount() else { return Ok(None) };
    letter(state, mail_id, &donation, "mail-payment-failed-body", &[("amount", &amount.to_string())])
}

/// Tells a donor that money was given back. `refund_id` is the mail's subject.
pub(crate) async fn compose_refunded(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    refund_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some(refund) = queries::refund(&mut *db, refund_id).await? else { return Ok(None) };
    // A refund that the bank did not take is not announced.
    if !refund.status.gives_back() {
        return Ok(None);
    }
    let Some((donation, amount)) = donations::find(db, refund.donation_id).await?.zip(refund.amount()) else {
        return Ok(None);
    };
    letter(state, mail_id, &donation, "mail-refunded-body", &[("amount", &amount.to_string())])
}

/// A mail to the donor of a donation, in their language; none if they left no mail address or want no mails. The message
/// `body` gets `values`, and `donate`, `manage`, `gift` and `organisation` beside them.
pub(crate) fn letter(
    state: &AppState,
    mail_id: Uuid,
    donation: &Donation,
    body: &str,
    values: &[(&'static str, &str)],
) -> Result<Option<Mail>, Error> {
    let Some(to) = donation.mail(&state.config.keys)?.filter(|_| donation.wants_mail) else { return Ok(None) };
    let (language, site) = (donation.language, state.site());
    let at = |path: &str| format!("{}{}", state.origin, language.path(path));
    let (donate, manage) = (at("/donate"), at("/donate/manage"));
    let gift = link::to_monthly_gift(state, donation);
    let shared = [("donate", &*donate), ("manage", &*manage), ("gift", &*gift), ("organisation", site.name(language))];
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: language.message("mail-notice-subject"),
        body: language.message_with(body, &[values, &shared].concat()),
    }))
}
