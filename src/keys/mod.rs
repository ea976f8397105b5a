//! Whether the keys of the settings are those with which this site began, and open what is sealed in its database.

mod queries;
mod rotate;

use std::collections::BTreeSet;

use sqlx::PgPool;

pub use self::rotate::{Rotated, rotate};
use crate::seal::Keys;

/// A key that is not the one it says it is. Nothing starts with it: what it seals, the right key would never open.
#[derive(Debug, thiserror::Error)]
#[error(
    "DATA_KEYS: the key named {0} is not the one with which this site began; put that one back, and give a new key a name of its own"
)]
pub(crate) struct WrongKey(String);

/// What the database says about the keys of the settings.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Proof {
    /// Records that were opened to try.
    pub(crate) opened: usize,
    /// The names of keys with which something is sealed and that the settings lack.
    pub(crate) missing: Vec<String>,
}

impl Proof {
    /// What to do about keys that are missing.
    pub(crate) fn fault(&self) -> Option<String> {
        let names = self.missing.join(", ");
        (!self.missing.is_empty())
            .then(|| format!("DATA_KEYS lacks {names}, with which records are sealed: they do not open"))
    }
}

/// Holds each key against its value in the database and opens one record of each sealed column for each key. Fails with
/// [`WrongKey`] if a key is another than before. Changes nothing.
pub(crate) async fn look(db: &PgPool, keys: &Keys) -> anyhow::Result<Proof> {
    let columns = queries::sealed_columns(db).await?;
    let mut proof = Proof::default();
    let mut missing = BTreeSet::new();
    for column in &columns {
        for sealed in queries::samples(db, column).await? {
            let name = || String::from_utf8_lossy(&sealed.key_id).into_owned();
            if !keys.check_values().any(|(id, _)| id.as_bytes() == sealed.key_id) {
                missing.insert(name());
            } else if keys.open(column.place(sealed.row), &sealed.value).is_ok() {
                proof.opened += 1;
            } else {
                return Err(WrongKey(name()).into());
            }
        }
    }
    for (id, value) in keys.check_values() {
        if queries::find(db, id).await?.is_some_and(|known| known != value) {
            return Err(WrongKey(id.to_owned()).into());
        }
    }
    proof.missing = missing.into_iter().collect();
    Ok(proof)
}

/// The same before keys are used: a key that is new leaves its value.
pub(crate) async fn prove(db: &PgPool, keys: &Keys) -> anyhow::Result<Proof> {
    let proof = look(db, keys).await?;
    for (id, value) in keys.check_values() {
        queries::add(db, id, &value).await?;
        // Of two instances that start at once, the first decides for both.
        if queries::find(db, id).await?.is_some_and(|known| known != value) {
            return Err(WrongKey(id.to_owned()).into());
        }
    }
    Ok(proof)
}
