//! Totals on their way into the database.

use std::collections::BTreeMap;

use time::Date;

use crate::{language::Language, sharing::Via};

/// In order, so that instances lock rows in the same order.
#[derive(Default)]
pub(crate) struct Batch {
    pub(super) pages: BTreeMap<(Date, String, Language), i64>,
    pub(super) arrivals: BTreeMap<(Date, Via), i64>,
}

impl Batch {
    pub(super) fn add_page(&mut self, day: Date, path: &str, language: Language, count: i64) {
        if count > 0 {
            *self.pages.entry((day, path.to_owned(), language)).or_default() += count;
        }
    }

    pub(super) fn add_arrival(&mut self, day: Date, via: Via, count: i64) {
        if count > 0 {
            *self.arrivals.entry((day, via)).or_default() += count;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.arrivals.is_empty()
    }
}
