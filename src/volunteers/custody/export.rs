//! Everything that volunteers wrote, still sealed, as a file that is opened on a machine without network
//! (`volunteers open --offline`). It holds the keys of people, so it is as good as the private key that it waits for: a copy
//! that erasing does not reach, and marked so.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

use super::queries::{self, NoteRow, PersonRow};
use crate::{
    audit::{self, Action, NewEntry},
    calendar,
    error::Error,
    language::Language,
    seal::{Keys, Place},
    volunteers::{
        handle::Handle,
        offer::bound_note,
        record,
        vault::{self, Custody, Sealed},
    },
    words::Word as _,
};

/// The form of the file.
pub(crate) const FORM: u32 = 1;

/// The file.
#[derive(Deserialize, Serialize)]
pub(crate) struct Export {
    pub(crate) connect_kindness_volunteers: u32,
    /// What whoever finds it should know.
    pub(crate) mark: String,
    pub(crate) made_on: String,
    pub(crate) epochs: Vec<ExportedEpoch>,
    pub(crate) records: Vec<Record>,
}

/// An epoch with its private key as it is kept.
#[derive(Deserialize, Serialize)]
pub(crate) struct ExportedEpoch {
    pub(crate) id: Uuid,
    pub(crate) public: Base64,
    /// Sealed under the keys of the settings, where the program holds it.
    pub(crate) kept: Option<Base64>,
    /// Sealed to recoveries, where coordinators hold it.
    pub(crate) recoveries: Vec<Base64>,
}

/// An offer or a note, with all that it takes to open it but for the private key.
#[derive(Deserialize, Serialize)]
pub(crate) struct Record {
    pub(crate) person: Uuid,
    /// How staff call the person.
    pub(crate) handle: String,
    pub(crate) kind: Kind,
    pub(crate) epoch: Uuid,
    pub(crate) key_id: Uuid,
    pub(crate) key: Base64,
    pub(crate) associated: Base64,
    pub(crate) sealed: Base64,
}

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Offer,
    Note,
}

/// Bytes that are written as text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Base64(pub(crate) Vec<u8>);

impl TryFrom<String> for Base64 {
    type Error = base64::DecodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        STANDARD.decode(text).map(Self)
    }
}

impl From<Base64> for String {
    fn from(bytes: Base64) -> Self {
        STANDARD.encode(bytes.0)
    }
}

/// Reads everything, and puts on record who had it done and why.
pub(crate) async fn make(db: &mut PgConnection, keys: &Keys, by: Uuid, reason: &str) -> Result<Export, Error> {
    let mut export = Export {
        connect_kindness_volunteers: FORM,
        mark: "CONFIDENTIAL. Opens with two shares of the recovery key, or with DATA_KEYS. Erase it after use: people who are erased on the site stay in here.".to_owned(),
        made_on: calendar::today().to_string(),
        epochs: epochs(&mut *db).await?,
        records: Vec::new(),
    };
    let people = queries::people(&mut *db).await?;
    for person in &people {
        for stored in record::applications(&mut *db, person.id).await? {
            export.records.push(Record::new(person, Kind::Offer, stored.sealed(keys)?));
        }
    }
    for note in queries::notes(&mut *db).await? {
        if let Some(person) = people.iter().find(|person| person.id == note.person_id) {
            export.records.push(Record::new(person, Kind::Note, sealed_note(keys, &note)?));
        }
    }
    let id = Uuid::now_v7();
    let sealed = keys.seal(Place { table: "staff_reasons", column: "reason_sealed", row: id }, reason);
    queries::add_reason(&mut *db, id, by, Action::ExportedVolunteers.word(), &sealed).await?;
    let entry = NewEntry::of(Some(by), Action::ExportedVolunteers).about(id).with_reason(id);
    audit::queries::append(db, &entry).await?;
    Ok(export)
}

async fn epochs(db: &mut PgConnection) -> Result<Vec<ExportedEpoch>, Error> {
    let kept = queries::private_keys(&mut *db).await?;
    let recoveries = queries::recovery_wraps(&mut *db).await?;
    let rows = vault::queries::list(db).await?;
    let epoch = |row: vault::queries::EpochRow| ExportedEpoch {
        id: row.id,
        public: Base64(row.public_key),
        kept: kept
            .iter()
            .find(|(id, _)| *id == row.id && row.custody == Custody::Server)
            .map(|(_, key)| Base64(key.clone())),
        recoveries: recoveries
            .iter()
            .filter(|wrap| wrap.epoch_id == row.id)
            .map(|wrap| Base64(wrap.sealed.clone()))
            .collect(),
    };
    Ok(rows.into_iter().map(epoch).collect())
}

fn sealed_note(keys: &Keys, note: &NoteRow) -> Result<Sealed, Error> {
    let person = vault::person_key(keys, note.key_id, &note.key_sealed)?;
    let associated = bound_note(note.id, note.key_id, note.written_on);
    Ok(Sealed { epoch_id: note.epoch_id, person, associated, sealed: note.sealed.clone() })
}

impl Record {
    fn new(person: &PersonRow, kind: Kind, sealed: Sealed) -> Self {
        let PersonRow { handle_first: first, handle_second: second, handle_number: number, .. } = *person;
        Self {
            person: person.id,
            handle: Handle { first, second, number }.words(Language::English),
            kind,
            epoch: sealed.epoch_id,
            key_id: sealed.person.id,
            key: Base64(sealed.person.key.to_vec()),
            associated: Base64(sealed.associated),
            sealed: Base64(sealed.sealed),
        }
    }
}
