//! What is read only by opening: all that a person sent, and what staff noted about them. Where the program has no key, the
//! browser of a coordinator opens it.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

use super::{
    queries::{self, ConsentRow, NoteRow},
    view::areas,
};
use crate::{
    error::Error,
    language::Language,
    rooms::{Coordinator, Pass},
    seal::Keys,
    volunteers::{
        custody::locked::Locked,
        form::{Availability, Region},
        offer::{Offer, bound_note},
        record::{self, Opened as Sent},
        vault::{self, Reading, Sealed, pad},
    },
    words::Word as _,
};

/// Everything that is known about a person.
pub(super) struct Opened {
    /// The newest first.
    pub(super) applications: Vec<Application>,
    pub(super) notes: Vec<Note>,
}

/// What the program read, or what only a browser can read.
pub(super) enum Text<T> {
    Read(T),
    Locked(Locked),
}

/// Something that a person sent.
pub(super) struct Application {
    pub(super) sent_on: Date,
    pub(super) replaced_on: Option<Date>,
    /// The language in which the form was read.
    pub(super) language: Language,
    pub(super) areas: String,
    pub(super) availability: Option<String>,
    /// For which role it was sent.
    pub(super) role: Option<String>,
    pub(super) offer: Text<OfferText>,
    pub(super) consents: Vec<Consent>,
}

/// What a person wrote.
pub(super) struct OfferText {
    pub(super) name: String,
    pub(super) contact_kind: String,
    pub(super) contact: String,
    pub(super) languages: Option<String>,
    pub(super) skills: Option<String>,
    pub(super) region: Option<String>,
    pub(super) message: Option<String>,
    pub(super) is_discreet: bool,
}

/// What a person agreed to.
pub(super) struct Consent {
    pub(super) purpose: String,
    pub(super) version: String,
    /// The language of the text.
    pub(super) language: Language,
    pub(super) text: String,
    pub(super) given_on: Date,
    pub(super) withdrawn_on: Option<Date>,
}

/// A note of staff.
pub(super) struct Note {
    pub(super) id: Uuid,
    pub(super) written_on: Date,
    pub(super) by: Option<String>,
    pub(super) text: Text<String>,
}

impl Opened {
    /// Opens everything about a person. Whoever calls it records that.
    pub(super) async fn read(
        pass: &Pass<Coordinator>,
        db: &mut PgConnection,
        keys: &Keys,
        id: Uuid,
    ) -> Result<Self, Error> {
        let language = pass.language;
        let consents = queries::consents(pass, &mut *db, id).await?;
        let roles = queries::roles_of(pass, &mut *db, id).await?;
        let mut applications = Vec::new();
        for stored in record::applications(&mut *db, id).await? {
            let offer = match stored.open(&mut *db, keys).await? {
                Sent::Offer(offer) => Text::Read(OfferText::new(language, *offer)),
                Sent::Locked(sealed) => Text::Locked(Locked::offer(&sealed)),
            };
            let row = stored.row;
            let words = |availability: Availability| language.message(&format!("availability-{availability}"));
            let of_it = consents.iter().filter(|consent| consent.application_id == row.id);
            applications.push(Application {
                sent_on: row.sent_on,
                replaced_on: row.replaced_on,
                language: row.language,
                areas: areas(language, &row.areas),
                availability: row.availability.map(words),
                role: row.role_id.and_then(|role| title(language, &roles, role)),
                offer,
                consents: of_it.map(|consent| Consent::new(language, consent)).collect(),
            });
        }
        let mut notes = Vec::new();
        for row in queries::notes(pass, &mut *db, id).await? {
            notes.push(Note::read(&mut *db, keys, row).await?);
        }
        Ok(Self { applications, notes })
    }

    /// Whether a browser has to open something.
    pub(super) fn is_locked(&self) -> bool {
        let offers = self.applications.iter().any(|application| matches!(application.offer, Text::Locked(_)));
        offers || self.notes.iter().any(|note| matches!(note.text, Text::Locked(_)))
    }
}

fn title(language: Language, roles: &[(Uuid, String, String)], id: Uuid) -> Option<String> {
    let (_, english, korean) = roles.iter().find(|(role, ..)| *role == id)?;
    Some(if language == Language::Korean { korean.clone() } else { english.clone() })
}

impl OfferText {
    fn new(language: Language, offer: Offer) -> Self {
        let region = |region: Region| language.message(&format!("region-{region}"));
        Self {
            contact_kind: language.message(&format!("contact-{}", offer.kind().word())),
            region: offer.region().map(region),
            name: offer.name,
            contact: offer.contact,
            languages: offer.languages,
            skills: offer.skills,
            message: offer.message,
            is_discreet: offer.discreet,
        }
    }
}

impl Consent {
    fn new(language: Language, row: &ConsentRow) -> Self {
        Self {
            purpose: language.words("rooms-volunteers-consent-", row.purpose),
            version: row.version.clone(),
            language: row.language,
            text: row.text.clone(),
            given_on: row.given_on,
            withdrawn_on: row.withdrawn_on,
        }
    }
}

impl Note {
    async fn read(db: &mut PgConnection, keys: &Keys, row: NoteRow) -> Result<Self, Error> {
        let person = vault::person_key(keys, row.key_id, &row.key_sealed)?;
        let associated = bound_note(row.id, row.key_id, row.written_on);
        let sealed = Sealed { epoch_id: row.epoch_id, person, associated, sealed: row.sealed };
        let text = match vault::read(db, keys, sealed).await? {
            Reading::Open(padded) => {
                let text = pad::unpad(&padded).ok_or_else(|| anyhow::anyhow!("an opened note is cut off"))?;
                Text::Read(String::from_utf8_lossy(text).into_owned())
            }
            Reading::Locked(sealed) => Text::Locked(Locked::note(&sealed)),
        };
        Ok(Self { id: row.id, written_on: row.written_on, by: row.by, text })
    }
}
