//! What people may ask for: to be found, to get a copy of what we hold about them, and to be erased (GDPR, articles 15, 17 and
//! 20; PIPA, articles 35 and 36).

mod queries;

use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::Error,
    language::Language,
    seal::Keys,
    volunteers::{
        handle::Handle,
        record::{self, Opened, Stored},
        vault::secrets::Secrets,
    },
    words::Word as _,
};

/// Somebody who was found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) id: Uuid,
    pub(crate) handle: Handle,
    pub(crate) erase_on: time::Date,
}

/// The people with this handle, or with exactly this contact, of whatever kind.
pub(crate) async fn find(db: &mut PgConnection, keys: &Keys, typed: &str) -> Result<Vec<Found>, Error> {
    let rows = match Handle::read(typed) {
        Some(handle) => queries::by_handle(&mut *db, handle).await?,
        None => {
            let secrets = Secrets::read(&mut *db, keys).await?;
            queries::by_contact(&mut *db, &record::contact_hashes(&secrets, typed)).await?
        }
    };
    let handle = |row: &queries::FoundRow| Handle {
        first: row.handle_first,
        second: row.handle_second,
        number: row.handle_number,
    };
    Ok(rows.into_iter().map(|row| Found { id: row.id, handle: handle(&row), erase_on: row.erase_on }).collect())
}

/// Everything that we hold about a person, for that person: as they wrote it where the program can open it. Notes of staff
/// are only counted. None if there is nobody of this id.
///
/// # Errors
/// If a key is missing, or what is sealed was changed.
pub(crate) async fn export(db: &mut PgConnection, keys: &Keys, person_id: Uuid) -> Result<Option<Value>, Error> {
    let Some(about) = queries::about(&mut *db, person_id).await? else { return Ok(None) };
    let handle = Handle { first: about.handle_first, second: about.handle_second, number: about.handle_number };
    let mut offers = Vec::new();
    for stored in record::applications(&mut *db, person_id).await? {
        offers.push(offer(&mut *db, keys, &stored).await?);
    }
    Ok(Some(json!({
        "handle": { "en": handle.words(Language::English), "ko": handle.words(Language::Korean) },
        "person": about.person,
        "offers": offers,
        "records": about.records,
    })))
}

async fn offer(db: &mut PgConnection, keys: &Keys, stored: &Stored) -> Result<Value, Error> {
    let row = &stored.row;
    let opened = match stored.open(&mut *db, keys).await? {
        Opened::Offer(offer) => serde_json::to_value(*offer).map_err(anyhow::Error::from)?,
        Opened::Locked(_) => json!("sealed: only a coordinator's browser can open it, in the rooms"),
    };
    Ok(json!({
        "sent_on": row.sent_on.to_string(),
        "replaced_on": row.replaced_on.map(|day| day.to_string()),
        "promised_end": row.ends_on.to_string(),
        "language": row.language.tag(),
        "areas": row.areas.iter().map(|area| area.word()).collect::<Vec<_>>(),
        "availability": row.availability.map(|availability| availability.word()),
        "written": opened,
        "consents": queries::consents(db, row.id).await?,
    }))
}
