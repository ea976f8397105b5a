//! Makes editions: loads what changed, renders the pages that it touches, and finishes them once they are live.

pub mod build;
mod cards;
pub mod copy;
mod files;
pub(crate) mod finishing;
pub mod material;
mod roles;

use std::sync::Arc;

use sqlx::PgPool;
use time::OffsetDateTime;

pub(crate) use self::{build::build, material::load};
use crate::edition::Fault;

/// What visitors cannot read though it is published, found by making all of it once.
pub(crate) async fn faults(db: &PgPool, origin: &str) -> anyhow::Result<Vec<Fault>> {
    let material = load(db, origin, false, None).await?;
    Ok(build(material, &Arc::from(origin), None, OffsetDateTime::now_utc())?.faults)
}
