//! The mail address that a donor typed on Stripe's page and not on ours: where the receipt goes, unless no mail is wanted.

use sqlx::PgConnection;

use crate::{
    donations::{
        donation::Donation,
        queries::{self, Marked},
    },
    error::Error,
    form::is_mail,
    state::AppState,
    stripe::CheckoutSession,
};

/// The donation with the address of its finished session, if the donor left none with us and did not ask for silence.
pub(crate) async fn adopt(
    state: &AppState,
    db: &mut PgConnection,
    donation: Donation,
    session: &CheckoutSession,
) -> Result<Donation, Error> {
    let is_wanted = donation.mail_sealed.is_none() && donation.wants_mail && !donation.has_money();
    let typed =
        session.donor_mail().filter(|mail| is_mail(mail)).filter(|_| session.is_paid() || session.is_complete());
    let Some(mail) = typed.filter(|_| is_wanted) else { return Ok(donation) };
    if queries::add_mail(&mut *db, &state.config.keys, donation.id, mail).await? == Marked::NotNow {
        return Ok(donation);
    }
    Ok(queries::find(db, donation.id).await?.unwrap_or(donation))
}
