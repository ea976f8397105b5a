//! A bank's list of transfers: read whole or not at all, shown as a dry run, booked in one transaction.

pub mod book;
pub(crate) mod plan;
pub(crate) mod queries;
pub(crate) mod read;

use crate::seal::Place;

/// The largest list, in bytes.
pub(crate) const LARGEST: usize = 1024 * 1024;
/// The longest list, in lines below its head.
pub(crate) const MOST_LINES: usize = 5000;

/// What is wrong with a list, at a line of it or as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The line, counted from 1 as editors and spreadsheets do.
    pub(crate) line: Option<u64>,
    /// What is wrong, and what to do.
    pub(crate) sentence: String,
}

impl Fault {
    /// Of the list as a whole.
    fn whole(sentence: impl Into<String>) -> Self {
        Self { line: None, sentence: sentence.into() }
    }

    fn at(line: u64, sentence: impl Into<String>) -> Self {
        Self { line: Some(line), sentence: sentence.into() }
    }
}

/// Where a sealed list stands.
fn place(id: uuid::Uuid) -> Place<'static> {
    Place { table: "transfer_imports", column: "content_sealed", row: id }
}
