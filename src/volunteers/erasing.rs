//! Erasing people: the one way in which everything about somebody goes. What hangs on their row goes with it, above all the key
//! without which no copy of what was sealed about them opens, not even one in a backup. A count stays, never a name.

use sqlx::{PgConnection, PgPool};
use time::Date;
use uuid::Uuid;

use crate::{
    database,
    error::Error,
    volunteers::{queries, words::ErasureCause},
};

/// Erases people with their mails, in the caller's transaction. Returns how many there were.
pub(crate) async fn erase(db: &mut PgConnection, ids: &[Uuid], cause: ErasureCause, on: Date) -> Result<u64, Error> {
    queries::erase_mails(&mut *db, ids).await?;
    let erased = queries::erase(&mut *db, ids).await?;
    queries::add_erasure(&mut *db, on, cause, erased).await?;
    Ok(erased)
}

/// Erases the people whose end has come.
pub(crate) async fn erase_due(db: &PgPool, today: Date) -> Result<u64, Error> {
    let mut tx = database::begin(db).await?;
    let due = queries::due(&mut *tx, today).await?;
    let erased = erase(&mut tx, &due, ErasureCause::Due, today).await?;
    tx.commit().await?;
    Ok(erased)
}
