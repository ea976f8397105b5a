//! The record of a person: how an offer comes in, and how what is sealed is read again.

use sqlx::{PgConnection, PgPool};
use time::Date;
use uuid::Uuid;

pub(crate) use crate::volunteers::arrival::Arrival;
use crate::{
    error::Error,
    mailbox::Mailbox,
    seal::Keys,
    volunteers::{
        consent::ConsentText,
        form::{ContactKind, NewOffer},
        handle::Handle,
        offer::{self, Bound, Offer},
        queries::{self, NewApplication, NewPerson},
        vault::{self, Epoch, Reading, Sealed, secrets::Secrets},
    },
    words::Word as _,
};

/// For how many months a record is kept after the last contact.
pub(crate) const MONTHS: u8 = 12;

/// What became of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Received {
    /// It is stored, under this person.
    Kept { person_id: Uuid },
    /// Staff have read what was sent before, so nothing was changed.
    AlreadyRead,
}

/// Stores an offer under the showing of its form, in the caller's transaction. A form sent twice is one offer; if it was
/// changed, the new text replaces the old one, until somebody of the staff has read it.
pub(crate) async fn receive(
    db: &mut PgConnection,
    keys: &Keys,
    secrets: &Secrets,
    new: &NewOffer,
    arrival: &Arrival,
) -> Result<Received, Error> {
    queries::lock(&mut *db, arrival.showing).await?;
    let epoch = vault::newest(&mut *db, keys, secrets).await?;
    let contact_hash = contact_hash(secrets, new.offer.kind(), &new.offer.contact);
    let (person_id, key, ends_on) = match queries::find_application(&mut *db, arrival.showing).await? {
        Some(before) if before.opened_on.is_some() => return Ok(Received::AlreadyRead),
        Some(before) => {
            let key = vault::person_key(keys, before.key_id, &before.key_sealed)?;
            queries::change_person(&mut *db, before.person_id, new.language, &contact_hash).await?;
            queries::drop_consents(&mut *db, arrival.showing).await?;
            (before.person_id, key, before.ends_on)
        }
        None => {
            let ends_on = months_later(arrival.on);
            let person_id = add_person(&mut *db, new, arrival, ends_on, &contact_hash).await?;
            let (key, key_sealed) = vault::new_person_key(keys);
            queries::add_key(&mut *db, key.id, person_id, &key_sealed).await?;
            (person_id, key, ends_on)
        }
    };
    let texts: Vec<ConsentText> = new.purposes.iter().map(|purpose| ConsentText::now(*purpose, new.language)).collect();
    let sealed = seal(&epoch, &key, new, arrival.showing, ends_on, &texts)?;
    let application = NewApplication { person_id, key_id: key.id, epoch_id: epoch.id, ends_on, sealed, new, arrival };
    queries::put_application(&mut *db, &application).await?;
    add_consents(db, arrival.showing, arrival.on, &texts).await?;
    Ok(Received::Kept { person_id })
}

/// Adds a person under a handle that is free.
pub(crate) async fn add_person(
    db: &mut PgConnection,
    new: &NewOffer,
    arrival: &Arrival,
    erase_on: Date,
    contact_hash: &[u8],
) -> Result<Uuid, Error> {
    let id = Uuid::new_v4();
    for _ in 0..100 {
        let handle = Handle::draw();
        let person = NewPerson { id, handle, language: new.language, arrived_on: arrival.on, erase_on, contact_hash };
        if queries::add_person(&mut *db, &person, arrival.admission).await? {
            return Ok(id);
        }
    }
    Err(anyhow::anyhow!("no handle is free").into())
}

pub(crate) fn seal(
    epoch: &Epoch,
    key: &vault::hpke::PersonKey,
    new: &NewOffer,
    application_id: Uuid,
    ends_on: Date,
    texts: &[ConsentText],
) -> Result<Vec<u8>, Error> {
    let consents: Vec<Vec<u8>> = texts.iter().map(|text| text.hash().to_vec()).collect();
    let (form, language) = (offer::FORM, new.language);
    let bound = Bound { application_id, key_id: key.id, form, language, ends_on, consents: &consents };
    epoch.seal(key, &bound.associated(), &new.offer.padded()?)
}

pub(crate) async fn add_consents(
    db: &mut PgConnection,
    application_id: Uuid,
    on: Date,
    texts: &[ConsentText],
) -> Result<(), Error> {
    for text in texts {
        queries::add_consent_text(&mut *db, text).await?;
        queries::add_consent(&mut *db, application_id, &text.hash(), on).await?;
    }
    Ok(())
}

/// An application with what it takes to open it.
pub(crate) struct Stored {
    pub(crate) row: queries::ApplicationRow,
    pub(crate) consents: Vec<Vec<u8>>,
}

/// What somebody sent: as they wrote it, or as only a coordinator's browser can open it.
pub(crate) enum Opened {
    Offer(Box<Offer>),
    Locked(Sealed),
}

impl Stored {
    /// All that it takes to open it but for the private key.
    pub(crate) fn sealed(&self, keys: &Keys) -> Result<Sealed, Error> {
        let Self { row, consents } = self;
        let person = vault::person_key(keys, row.key_id, &row.key_sealed)?;
        let (application_id, key_id, form) = (row.id, row.key_id, row.form);
        let bound = Bound { application_id, key_id, form, language: row.language, ends_on: row.ends_on, consents };
        Ok(Sealed { epoch_id: row.epoch_id, person, associated: bound.associated(), sealed: row.sealed.clone() })
    }

    /// Opens it, if the program can.
    ///
    /// # Errors
    /// If a key is missing, or the row, its consents or its end were changed by hand.
    pub(crate) async fn open(&self, db: &mut PgConnection, keys: &Keys) -> Result<Opened, Error> {
        match vault::read(db, keys, self.sealed(keys)?).await? {
            Reading::Open(padded) => Ok(Opened::Offer(Box::new(Offer::read(&padded)?))),
            Reading::Locked(sealed) => Ok(Opened::Locked(sealed)),
        }
    }
}

/// The applications of a person, the newest first.
pub(crate) async fn applications(db: &mut PgConnection, person_id: Uuid) -> Result<Vec<Stored>, Error> {
    let rows = queries::applications_of(&mut *db, person_id).await?;
    let mut stored = Vec::with_capacity(rows.len());
    for row in rows {
        let consents = queries::consent_hashes(&mut *db, row.id).await?;
        stored.push(Stored { row, consents });
    }
    Ok(stored)
}

/// What trying to open the newest offer showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Probe {
    /// There is none.
    Nothing,
    Opened,
    /// It is sealed to a key that the program does not have.
    Locked,
}

/// Tries to open the newest offer, and looks whether new ones go to a key of ours. Shows nothing of it and changes nothing.
///
/// # Errors
/// If the key is another one, or the offer does not open.
pub(crate) async fn probe(db: &PgPool, keys: &Keys) -> Result<Probe, Error> {
    let mut tx = crate::database::begin(db).await?;
    let Some(person) = queries::newest_person(&mut *tx).await? else { return Ok(Probe::Nothing) };
    let secrets = Secrets::read(&mut tx, keys).await?;
    vault::newest(&mut tx, keys, &secrets).await?;
    let Some(stored) = applications(&mut tx, person).await?.into_iter().next() else { return Ok(Probe::Nothing) };
    Ok(match stored.open(&mut tx, keys).await? {
        Opened::Offer(_) => Probe::Opened,
        Opened::Locked(_) => Probe::Locked,
    })
}

/// The keyed hash of a contact, in the spelling in which contacts are compared.
pub(crate) fn contact_hash(secrets: &Secrets, kind: ContactKind, contact: &str) -> [u8; 32] {
    secrets.contacts.hash(format!("{}\n{}", kind.word(), spelled(kind, contact)).as_bytes())
}

/// The keyed hashes of a contact of any kind, to look for whoever sent it.
pub(crate) fn contact_hashes(secrets: &Secrets, contact: &str) -> Vec<Vec<u8>> {
    ContactKind::ALL.iter().map(|kind| contact_hash(secrets, *kind, contact).to_vec()).collect()
}

/// A contact as contacts of its kind are compared: mailboxes in their one form, numbers by their digits, names without case.
fn spelled(kind: ContactKind, contact: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let contact: String = contact.nfkc().collect();
    match kind {
        ContactKind::Mail => {
            Mailbox::parse(&contact).map_or_else(|| contact.to_lowercase(), |mailbox| mailbox.counted())
        }
        ContactKind::Phone => {
            let digits: String = contact.chars().take_while(|c| *c != '(').filter(char::is_ascii_digit).collect();
            digits
                .strip_prefix("82")
                .map_or_else(|| digits.clone(), |rest| format!("0{}", rest.trim_start_matches('0')))
        }
        _ => contact.chars().filter(|c| !c.is_whitespace() && *c != '@').flat_map(char::to_lowercase).collect(),
    }
}

/// The day on which a record ends that was begun, or had its last contact, on this day.
pub(crate) fn months_later(day: Date) -> Date {
    later_by(day, MONTHS)
}

/// The same day some months later.
pub(crate) fn later_by(day: Date, months: u8) -> Date {
    let at = crate::calendar::midnight(day) + time::Duration::hours(12);
    crate::calendar::day(crate::calendar::months_later(at, months))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_compared_as_people_mean_them() {
        let same = [
            (ContactKind::Mail, "Min.Seo+a@gmail.com", "minseo@googlemail.com"),
            (ContactKind::Phone, "+82 10-1234-5678", "010 1234 5678 (저녁)"),
            (ContactKind::Phone, "０１０１２３４５６７８", "82 010 1234 5678"),
            (ContactKind::KakaoTalk, "@Firefly 7", "firefly7"),
        ];
        for (kind, one, other) in same {
            assert_eq!(spelled(kind, one), spelled(kind, other), "{one}");
        }
        assert_ne!(spelled(ContactKind::Mail, "a@example.org"), spelled(ContactKind::Mail, "b@example.org"));
        assert_ne!(spelled(ContactKind::Phone, "010 1234 5678"), spelled(ContactKind::Phone, "010 1234 5679"));
    }

    #[test]
    fn a_record_ends_on_a_day() {
        assert_eq!(months_later(time::macros::date!(2026 - 11 - 30)), time::macros::date!(2027 - 11 - 30));
    }
}
