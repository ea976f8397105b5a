//! Sealing anew what an earlier key sealed, so that this key can be taken out of the settings. May be stopped and done again, and
//! disturbs nobody: each value is changed only if it is still as it was read.

use sqlx::PgPool;
use uuid::Uuid;

use super::queries;
use crate::{error::Error, seal::Keys};

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rotated {
    /// Values that were sealed anew.
    pub resealed: u64,
    /// Values that no key of the settings opens.
    pub closed: u64,
}

/// Seals everything with the first key that is not sealed with it.
pub async fn rotate(db: &PgPool, keys: &Keys) -> Result<Rotated, Error> {
    let mut rotated = Rotated::default();
    for column in queries::sealed_columns(db).await? {
        let mut after = Uuid::nil();
        loop {
            let values = queries::sealed_otherwise(db, &column, keys.first_id(), after).await?;
            let Some(last) = values.last() else { break };
            after = last.row;
            for sealed in values {
                let place = column.place(sealed.row);
                let Ok(text) = keys.open(place, &sealed.value) else {
                    rotated.closed += 1;
                    continue;
                };
                rotated.resealed +=
                    queries::change(db, &column, sealed.row, &sealed.value, &keys.seal(place, &text)).await?;
            }
        }
    }
    Ok(rotated)
}
