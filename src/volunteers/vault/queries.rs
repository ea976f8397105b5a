//! SQL of epochs and secrets.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use uuid::Uuid;

use super::hpke::KEY;
use crate::volunteers::words::Custody;

/// An epoch as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct EpochRow {
    pub(crate) id: Uuid,
    pub(crate) number: i32,
    pub(crate) custody: Custody,
    pub(crate) public_key: Vec<u8>,
    pub(crate) proof: Vec<u8>,
    /// Whether offers are or were sealed to it; before, it is only prepared.
    pub(crate) began: bool,
    /// Whether somebody who held its private key has left since.
    pub(crate) was_left: bool,
}

/// An epoch that is new.
pub(crate) struct NewEpoch {
    pub(crate) id: Uuid,
    pub(crate) number: i32,
    pub(crate) custody: Custody,
    pub(crate) public: [u8; KEY],
    pub(crate) proof: [u8; 32],
    pub(crate) private_sealed: Option<Vec<u8>>,
    pub(crate) began: bool,
}

pub(crate) async fn newest(db: impl PgExecutor<'_>) -> sqlx::Result<Option<EpochRow>> {
    sqlx::query_as!(
        EpochRow,
        r#"select id, number, custody as "custody: Custody", public_key, proof, began_at is not null as "began!",
                  left_at is not null as "was_left!"
           from epochs where began_at is not null order by number desc limit 1"#
    )
    .fetch_optional(db)
    .await
}

/// All epochs, the newest first.
pub(crate) async fn list(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<EpochRow>> {
    sqlx::query_as!(
        EpochRow,
        r#"select id, number, custody as "custody: Custody", public_key, proof, began_at is not null as "began!",
                  left_at is not null as "was_left!"
           from epochs order by number desc"#
    )
    .fetch_all(db)
    .await
}

/// Adds an epoch, unless one of its number was there. Whether it was added.
pub(crate) async fn add(db: impl PgExecutor<'_>, new: &NewEpoch) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into epochs (id, number, custody, public_key, proof, private_sealed, began_at)
         values ($1, $2, $3, $4, $5, $6, case when $7 then now() end) on conflict (number) do nothing",
        new.id,
        new.number,
        new.custody as Custody,
        &new.public,
        &new.proof,
        new.private_sealed,
        new.began,
    );
    Ok(added.execute(db).await?.rows_affected() == 1)
}

/// Begins an epoch that was prepared. Whether it was one.
pub(crate) async fn begin(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<bool> {
    let begun = sqlx::query!("update epochs set began_at = now() where id = $1 and began_at is null", id);
    Ok(begun.execute(db).await?.rows_affected() == 1)
}

/// Removes the private key of an epoch, which is the coordinators' from now on.
pub(super) async fn give_up(db: impl PgExecutor<'_>, id: Uuid, proof: &[u8]) -> sqlx::Result<()> {
    sqlx::query!(
        "update epochs set custody = 'coordinators', private_sealed = null, proof = $2 where id = $1",
        id,
        proof,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The private key of an epoch, sealed under the keys of the settings; none if only coordinators have it.
pub(super) async fn private(db: impl PgExecutor<'_>, epoch: Uuid) -> sqlx::Result<Option<Vec<u8>>> {
    sqlx::query_scalar!("select private_sealed from epochs where id = $1", epoch).fetch_one(db).await
}

/// A secret as it is stored.
pub(super) struct SecretRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) value_sealed: Vec<u8>,
}

pub(super) async fn secrets(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<SecretRow>> {
    sqlx::query_as!(SecretRow, "select id, name, value_sealed from secrets").fetch_all(db).await
}

/// Adds a secret, unless there is one of this name.
pub(super) async fn add_secret(db: impl PgExecutor<'_>, id: Uuid, name: &str, sealed: &[u8]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into secrets (id, name, value_sealed) values ($1, $2, $3) on conflict (name) do nothing",
        id,
        name,
        sealed,
    )
    .execute(db)
    .await?;
    Ok(())
}
