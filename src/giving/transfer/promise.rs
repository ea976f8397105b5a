//! From a valid form to a code: one showing of the form, one promised transfer, one code, one mail.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    database::{self, met_key, within},
    donations::{
        donation::{Donation, DonationState, NewDonation},
        queries::{self as donations, Attempt},
    },
    error::Error,
    giving::{checkout::MOST_ATTEMPTS, transfer::reference},
    outbox::{self, MailKind},
    state::AppState,
};

/// What became of a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Promised {
    /// It is kept under this code.
    Under(String),
    /// It is not changed, because this showing of the form was sent too often with different contents.
    TooOften,
}

/// How many codes are drawn before something must be wrong with the random numbers.
const DRAWS: u32 = 5;

/// Keeps a promise. The same showing of the form sent again leads to the same code, and changes the promise as long as
/// nothing arrived.
pub(crate) async fn keep(state: &AppState, nonce: Uuid, new: &NewDonation) -> Result<Promised, Error> {
    for _ in 0..DRAWS {
        let code = reference::draw();
        match within(add(state, nonce, &NewDonation { reference: Some(code.clone()), ..new.clone() })).await {
            Ok(()) => return Ok(Promised::Under(code)),
            Err(Error::Database(error)) if met_key(&error, "donations_form_nonce_key") => {
                return keep_again(state, nonce, new).await;
            }
            Err(Error::Database(error)) if met_key(&error, "donations_reference_key") => {}
            Err(error) => return Err(error),
        }
    }
    Err(anyhow::anyhow!("every code that was drawn is taken").into())
}

async fn add(state: &AppState, nonce: Uuid, new: &NewDonation) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    let id = donations::add(&mut tx, &state.config.keys, nonce, new).await?;
    post_mail(state, &mut tx, id, new).await?;
    tx.commit().await?;
    Ok(())
}

/// The same showing of the form, sent again.
async fn keep_again(state: &AppState, nonce: Uuid, new: &NewDonation) -> Result<Promised, Error> {
    let donation = within(donations::find_by_nonce(&state.db, nonce)).await?.ok_or(Error::NotFound)?;
    let code = donation.reference.clone().ok_or(Error::NotFound)?;
    let new = NewDonation { reference: Some(code.clone()), ..new.clone() };
    if donation.state == DonationState::Pending && donation.chosen(&state.config.keys)?.as_ref() != Some(&new) {
        if donation.attempt >= MOST_ATTEMPTS {
            return Ok(Promised::TooOften);
        }
        within(change(state, &donation, &new)).await?;
    }
    Ok(Promised::Under(code))
}

async fn change(state: &AppState, donation: &Donation, new: &NewDonation) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    if donations::begin_attempt(&mut tx, &state.config.keys, donation, new).await? == Attempt::Ours {
        post_mail(state, &mut tx, donation.id, new).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Posts the mail with the account and the code, once for each promise. Whether its mailbox had enough mails today is found
/// out when it leaves.
async fn post_mail(state: &AppState, db: &mut PgConnection, id: Uuid, new: &NewDonation) -> Result<(), Error> {
    if new.mail.is_some() {
        outbox::post(state, db, MailKind::TransferPromise, id).await?;
    }
    Ok(())
}
