//! Keeping a form and mailing the link to it, within limits.

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
    limits::{self, Limit, Limited, Tally, Whom, Window},
    outbox::{self, MailKind},
    showing::Showing,
    state::AppState,
};

/// How many such mails one mailbox gets in a day, whoever asks.
const MAILS_TO_ONE: i32 = 3;
/// How many such mails leave in ten minutes.
const MAILS_AT_ONCE: i32 = 60;
const MAILS_A_DAY: i32 = 1000;

/// What became of a form that should go on by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// It is kept and the link is mailed, unless this mailbox had enough such mails: that is not told, because it would
    /// tell who gives.
    Taken,
    /// The site sends no more such mails for now.
    TooMany,
}

/// Keeps a form and mails its link, once for each showing and for each choice.
pub(crate) async fn ask(showing: &Showing<'_>, form: &DonationForm, now: OffsetDateTime) -> Result<Asked, Error> {
    let Showing { state, language, token, .. } = showing;
    let new = NewConfirmation::seal(&state.config.keys, *language, token.nonce, form, now);
    if within(queries::is_kept(&state.db, &new)).await? {
        return Ok(Asked::Taken);
    }
    // All limits are counted before the transaction begins: counting takes a connection of its own.
    if count_mail(state, Whom::Mail(&form.mail), Window::Day, MAILS_TO_ONE, now).await? == Tally::Over {
        return Ok(Asked::Taken);
    }
    let at_once = count_mail(state, Whom::Everybody, Window::TenMinutes, MAILS_AT_ONCE, now).await?;
    let a_day = count_mail(state, Whom::Everybody, Window::Day, MAILS_A_DAY, now).await?;
    if at_once == Tally::Over || a_day == Tally::Over {
        return Ok(Asked::TooMany);
    }
    within(keep(state, &new, now)).await?;
    Ok(Asked::Taken)
}

async fn count_mail(
    state: &AppState,
    whom: Whom<'_>,
    window: Window,
    most: i32,
    now: OffsetDateTime,
) -> Result<Tally, Error> {
    let limit = Limit { what: Limited::ConfirmationMail, whom, window, most };
    limits::count(&state.db, &state.config.keys, limit, now).await
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
