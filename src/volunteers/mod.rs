//! Offering help: the form, and the sealed record of a person with the day on which it is erased.

mod consent;
pub mod form;
mod handle;
mod handlers;
mod moving;
mod offer;
pub mod queries;
mod record;
pub(crate) mod staff;
mod vault;
pub(crate) mod view;
mod words;

use axum::{Router, routing::get};
use sqlx::PgPool;
use time::Date;

pub(crate) use self::moving::MoveVolunteers;
use crate::{database, error::Error, state::AppState};

/// Every URL of the volunteer, in one language.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/volunteer", get(handlers::volunteer_page).post(handlers::sign_up))
        .route("/volunteer/thanks", get(handlers::thanks_page))
}

/// Erases the people whose end has come, and puts on record how many they were.
pub(crate) async fn erase_due(db: &PgPool, today: Date) -> Result<u64, Error> {
    let mut tx = database::begin(db).await?;
    let erased = queries::erase_due(&mut *tx, today).await?;
    queries::add_erasure(&mut *tx, today, words::ErasureCause::Due, erased).await?;
    tx.commit().await?;
    Ok(erased)
}
