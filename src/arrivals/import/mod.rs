//! A bank's list of transfers: read whole or not at all, shown as a dry run, booked in one transaction.

pub mod book;
mod fault;
pub(crate) mod plan;
pub(crate) mod queries;
pub(crate) mod read;

pub(crate) use self::fault::{Fault, Wrong};
use crate::seal::Place;

/// The largest list, in bytes.
pub(crate) const LARGEST: usize = 1024 * 1024;
/// The longest list, in lines below its head.
pub(crate) const MOST_LINES: usize = 5000;

/// Where a sealed list stands.
fn place(id: uuid::Uuid) -> Place<'static> {
    Place { table: "transfer_imports", column: "content_sealed", row: id }
}
