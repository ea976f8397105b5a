//! Keeping a form and mailing the link to it. Whether the mailbox had enough mails today is found out when the mail leaves,
//! so neither the answer nor its time tells anything about a mailbox.

use std::net::IpAddr;

use time::OffsetDateTime;

use crate::{
    database::{self, within},
    error::Error,
    form::Sent,
    giving::{
        by_mail::{confirmation::NewConfirmation, queries},
        defence::queries::{self as defence, Counted},
        form::DonationForm,
    },
    outbox::{self, MailKind},
    showing::Showing,
    state::AppState,
    toll::{self, Bill, Door, Toll},
};

/// What became of a form that should go on by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// It is kept, and its mail is posted.
    Taken,
    /// Many such forms came from this network, so this one has to be older.
    Early(Toll),
}

/// Keeps a form and mails its link, once for each showing and for each choice.
pub(crate) async fn ask(
    showing: &Showing<'_>,
    form: &DonationForm,
    address: IpAddr,
    now: OffsetDateTime,
) -> Result<Asked, Error> {
    let Showing { state, language, token, .. } = showing;
    let new = NewConfirmation::seal(&state.config.keys, *language, token.nonce, form, now);
    if within(queries::is_kept(&state.db, &new)).await? {
        return Ok(Asked::Taken);
    }
    let paid = Toll::paid(&form.token, None, now - token.issued_at);
    let bill = Bill::of(&state.config, Door::Confirmation, address, paid, now);
    if let Some(price) = toll::take(&state.db, &bill).await?.unpaid() {
        return Ok(Asked::Early(price));
    }
    within(keep(state, &new, now)).await?;
    Ok(Asked::Taken)
}

/// The form, its mail and the count of mails are one transaction.
async fn keep(state: &AppState, new: &NewConfirmation, now: OffsetDateTime) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    if queries::add(&mut tx, new, now).await? == Sent::Again {
        return Ok(());
    }
    outbox::post(state, &mut tx, MailKind::ConfirmGift, new.id).await?;
    defence::count(&mut *tx, Counted::Mailed, now).await?;
    tx.commit().await?;
    Ok(())
}
