//! Totals on their way into the database.

use std::collections::BTreeMap;

use time::Date;

use crate::{language::Language, sharing::Via};

/// How many words of the staff's own wait at most, and how many of one day are stored.
pub(crate) const MOST_WORDS: usize = 100;
/// Under which word the others are counted together.
pub(crate) const OTHER_WORDS: &str = "other";

/// Adds to the total of a word, or to that of all others once there are enough.
pub(super) fn add_word(words: &mut BTreeMap<String, i64>, word: String, count: i64) {
    let has_place = words.len() < MOST_WORDS || words.contains_key(&word);
    *words.entry(if has_place { word } else { OTHER_WORDS.to_owned() }).or_default() += count;
}

/// In order, so that instances lock rows in the same order.
#[derive(Default)]
pub(crate) struct Batch {
    pub(super) pages: BTreeMap<(Date, String, Language), i64>,
    pub(super) arrivals: BTreeMap<(Date, Via), i64>,
    pub(super) words: BTreeMap<Date, BTreeMap<String, i64>>,
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

    pub(super) fn add_words(&mut self, day: Date, words: BTreeMap<String, i64>) {
        if words.is_empty() {
            return;
        }
        let of_day = self.words.entry(day).or_default();
        words.into_iter().for_each(|(word, count)| add_word(of_day, word, count));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.arrivals.is_empty() && self.words.is_empty()
    }
}
