//! SQL of notes. What is noted is sealed before it comes here.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::Date;
use uuid::Uuid;

use crate::rooms::{Coordinator, Pass};

/// The newest key of a person.
pub(super) struct KeyRow {
    pub(super) id: Uuid,
    pub(super) key_sealed: Vec<u8>,
}

pub(super) async fn key(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
) -> sqlx::Result<Option<KeyRow>> {
    sqlx::query_as!(
        KeyRow,
        "select id, key_sealed from person_keys where person_id = $1 order by id desc limit 1",
        person_id,
    )
    .fetch_optional(db)
    .await
}

/// A note to be kept.
pub(super) struct NewNote {
    pub(super) id: Uuid,
    pub(super) person_id: Uuid,
    pub(super) epoch_id: Uuid,
    pub(super) key_id: Uuid,
    pub(super) sealed: Vec<u8>,
    pub(super) written_on: Date,
}

pub(super) async fn add(pass: &Pass<Coordinator>, db: impl PgExecutor<'_>, new: &NewNote) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into person_notes (id, person_id, epoch_id, key_id, sealed, written_on, written_by)
         values ($1, $2, $3, $4, $5, $6, $7)",
        new.id,
        new.person_id,
        new.epoch_id,
        new.key_id,
        new.sealed,
        new.written_on,
        pass.id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Removes a note. Says `false` if there is none.
pub(super) async fn remove(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    id: Uuid,
) -> sqlx::Result<bool> {
    let removed = sqlx::query!("delete from person_notes where id = $1 and person_id = $2", id, person_id);
    Ok(removed.execute(db).await?.rows_affected() == 1)
}
