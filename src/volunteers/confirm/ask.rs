//! Asking whether an address is that of the person: what is kept for the mail, when it leaves, and the token of its link.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sqlx::{PgConnection, PgPool};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{letter::Letter, queries};
use crate::{
    calendar, database,
    error::Error,
    outbox::{self, MailKind},
    state::AppState,
    volunteers::{
        code::Code,
        erasing,
        form::{ContactKind, NewOffer},
        vault::secrets::Secrets,
        words::{Admission, ErasureCause},
    },
};

/// How long an address may stay unconfirmed.
const PATIENCE: Duration = Duration::days(7);

/// How soon the same form brings a second mail. A double click brings one.
const AGAIN: Duration = Duration::MINUTE;

/// The mail for an offer; none if the contact is no mail address.
pub(crate) fn letter(secrets: &Secrets, application_id: Uuid, new: &NewOffer) -> Option<Letter> {
    let offer = &new.offer;
    (offer.kind() == ContactKind::Mail).then(|| Letter {
        address: offer.contact.clone(),
        code: Code::of(secrets, application_id).to_string(),
        token: token(secrets, application_id, &offer.contact),
        language: new.language.tag().to_owned(),
        discreet: offer.discreet,
    })
}

/// Keeps the mail of an application, or drops what was kept for an earlier contact of it, and lets the mail leave where its
/// address is to be confirmed.
pub(crate) async fn keep(
    state: &AppState,
    db: &mut PgConnection,
    secrets: &Secrets,
    asking: &Asking<'_>,
) -> Result<(), Error> {
    let id = asking.application_id;
    let Some(letter) = asking.letter else { return Ok(queries::drop(db, id).await?) };
    if asking.admission == Admission::Admitted {
        // Nothing is asked, so no address is kept for a mail; a link that led to another address ends.
        return if asking.is_new_contact { Ok(queries::drop(db, id).await?) } else { Ok(()) };
    }
    let asked_at = queries::asked_at(&mut *db, id).await?;
    let is_due = asking.is_new_contact || asked_at.is_none_or(|at| asking.now - at > AGAIN);
    if !is_due {
        return Ok(());
    }
    let hash = token_hash(secrets, &letter.token);
    let sealed = letter.seal(&state.config.keys, id)?;
    let (is_new_contact, now) = (asking.is_new_contact, asking.now);
    let kept = queries::NewLetter { id, token_hash: &hash, letter_sealed: &sealed, is_new_contact, now };
    queries::put(&mut *db, &kept).await?;
    if asking.admission == Admission::Unconfirmed {
        outbox::post_again(state, db, MailKind::VolunteerConfirm, id).await?;
    }
    Ok(())
}

/// What is known where a mail may be due.
pub(crate) struct Asking<'a> {
    pub(crate) application_id: Uuid,
    pub(crate) letter: Option<&'a Letter>,
    pub(crate) admission: Admission,
    /// Whether the contact is another than before, or the first.
    pub(crate) is_new_contact: bool,
    pub(crate) now: OffsetDateTime,
}

/// Lets the mail leave that was held back while an offer was set apart. How its person is admitted then.
pub(crate) async fn release(
    state: &AppState,
    db: &mut PgConnection,
    application_id: Uuid,
    now: OffsetDateTime,
) -> Result<Admission, Error> {
    if !queries::is_open(&mut *db, application_id).await? {
        return Ok(Admission::Admitted);
    }
    // The days to confirm begin with the mail.
    queries::ask_anew(&mut *db, application_id, now).await?;
    outbox::post_again(state, db, MailKind::VolunteerConfirm, application_id).await?;
    Ok(Admission::Unconfirmed)
}

/// The token of the link, which is about one address alone. It is stored nowhere, so it can be made again for a second mail.
fn token(secrets: &Secrets, application_id: Uuid, contact: &str) -> String {
    let about = [b"link of ", &application_id.as_bytes()[..], b" to ", contact.as_bytes()].concat();
    URL_SAFE_NO_PAD.encode(secrets.codes.hash(&about))
}

pub(super) fn token_hash(secrets: &Secrets, token: &str) -> [u8; 32] {
    secrets.codes.hash(format!("hash of link {token}").as_bytes())
}

/// Erases those who did not confirm their address in time.
pub(crate) async fn erase_unconfirmed(db: &PgPool, now: OffsetDateTime) -> Result<u64, Error> {
    let mut tx = database::begin(db).await?;
    let people = queries::unconfirmed_since(&mut *tx, now - PATIENCE).await?;
    let erased = erasing::erase(&mut tx, &people, ErasureCause::Unconfirmed, calendar::day(now)).await?;
    tx.commit().await?;
    Ok(erased)
}
