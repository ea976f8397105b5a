//! Takes over the rows of the release before, which had a sealed column for each field. Each row moves in a transaction of its
//! own, so the job can be stopped at any time and goes on where it was; while the release before still runs, it finds new ones.

mod queries;

use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    calendar, database,
    error::Error,
    job::{Clock, Job},
    seal::{Keys, Place},
    state::AppState,
    volunteers::{
        consent::{ConsentText, Purpose},
        form::{ContactKind, NewOffer},
        offer::Offer,
        queries::{self as people, NewApplication},
        record::{self, Arrival},
        vault::{self, secrets::Secrets},
        words::Admission,
    },
    words::Word as _,
};

/// The job that moves what is left, every few minutes.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct MoveVolunteers {}

impl Job for MoveVolunteers {
    const IDENTIFIER: &'static str = "move_volunteers";
    const IS_RETRIED: bool = false;

    fn by_the_clock() -> Option<(Clock, Self)> {
        Some((Clock::EveryMinutes(5), Self {}))
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        move_all(state).await.map(|_| ())
    }
}

/// Moves what is there, until the site stops. Returns how many rows it were.
pub async fn move_all(state: &AppState) -> Result<u64, Error> {
    let (mut moved, mut closed) = (0, 0);
    let mut after = (OffsetDateTime::UNIX_EPOCH, Uuid::nil());
    while !state.stop.is_cancelled()
        && let Some(next) = queries::next(&state.db, after).await?
    {
        after = next;
        match move_one(state, next.1).await {
            Ok(is_moved) => moved += u64::from(is_moved),
            Err(error) if error.is_database_away() => return Err(error),
            // One that does not open holds up none of the others.
            Err(_) => closed += 1,
        }
    }
    if closed > 0 {
        tracing::warn!(closed, "some offers of the release before do not open: is a key of DATA_KEYS missing?");
    }
    Ok(moved)
}

/// Erases rows whose end has come before they could be moved.
pub(crate) async fn erase_due(db: &PgPool, now: OffsetDateTime) -> Result<u64, Error> {
    Ok(queries::erase_due(db, now).await?)
}

/// Separates the kind of contact from the contact in a sealed text of the release before.
const SEPARATOR: char = '\u{1f}';

/// Moves one row. Whether there was one.
async fn move_one(state: &AppState, id: Uuid) -> Result<bool, Error> {
    let keys = &state.config.keys;
    let mut tx = database::begin(&state.db).await?;
    let Some(row) = queries::take(&mut *tx, id).await? else { return Ok(false) };
    let new = open(keys, &row)?;
    let sent_on = calendar::day(row.created_at);
    let (showing, ends_on) = (row.id, calendar::day(row.erase_after));
    let arrival =
        Arrival { showing, on: sent_on, admission: Admission::Admitted, quarantine: Vec::new(), role_id: None };
    let secrets = Secrets::read(&mut tx, keys).await?;
    let epoch = vault::newest(&mut tx, keys, &secrets).await?;
    let contact_hash = record::contact_hash(&secrets, new.offer.kind(), &new.offer.contact);
    let person_id = record::add_person(&mut tx, &new, &arrival, ends_on, &contact_hash).await?;
    let (key, key_sealed) = vault::new_person_key(keys);
    people::add_key(&mut *tx, key.id, person_id, &key_sealed).await?;
    let texts = [ConsentText::earlier(new.language)];
    let sealed = record::seal(&epoch, &key, &new, showing, ends_on, &texts)?;
    let application =
        NewApplication { person_id, key_id: key.id, epoch_id: epoch.id, ends_on, sealed, new: &new, arrival: &arrival };
    people::put_application(&mut *tx, &application).await?;
    record::add_consents(&mut tx, showing, calendar::day(row.consented_at), &texts).await?;
    if let Some(opened_at) = row.opened_at {
        queries::mark_opened(&mut *tx, person_id, calendar::day(opened_at)).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// What the row says, as the form says it today.
fn open(keys: &Keys, row: &queries::Row) -> Result<NewOffer, Error> {
    let open = |column: &'static str, sealed: &[u8]| {
        keys.open(Place { table: "volunteers", column, row: row.id }, sealed).map_err(anyhow::Error::from)
    };
    let contact = open("contact_sealed", &row.contact_sealed)?;
    let (kind, contact) = contact.split_once(SEPARATOR).unwrap_or((ContactKind::Other.word(), &contact));
    let offer = Offer {
        name: open("name_sealed", &row.name_sealed)?,
        contact_kind: kind.to_owned(),
        contact: contact.to_owned(),
        languages: Some(open("languages_sealed", &row.languages_sealed)?),
        message: row.message_sealed.as_deref().map(|sealed| open("message_sealed", sealed)).transpose()?,
        ..Offer::default()
    };
    Ok(NewOffer {
        offer,
        areas: row.areas.clone(),
        availability: Some(row.availability),
        purposes: vec![Purpose::Processing],
        language: row.language,
    })
}
