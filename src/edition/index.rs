//! Finds pages by words, for those who search and for those who mistyped an address. From memory alone.

use std::{collections::HashSet, sync::Arc};

use super::{listed::Listed, whole::Edition};
use crate::language::Language;

/// How much of a question is looked at, in characters.
const LONGEST_QUESTION: usize = 100;
/// Most pages that are shown for one question.
const MOST_FOUND: usize = 50;
/// Most pages that are offered for a mistyped address, and how like it they must be at least.
const MOST_CLOSE: usize = 3;
const CLOSE: f64 = 0.4;

impl Edition {
    /// Where the page stands that had this address before, if visitors can read it.
    pub(crate) fn moved_to(&self, address: &str) -> Option<String> {
        let (language, path) = Language::of_path(address);
        let now = language.path(self.moved.get(path)?);
        self.answers.contains_key(&now).then_some(now)
    }

    /// The pages that hold every word of a question in their title or summary, those with all in the title first. Without
    /// a word: all pages.
    pub(crate) fn search(&self, language: Language, question: &str) -> Vec<&Arc<Listed>> {
        let question = question.chars().take(LONGEST_QUESTION).collect::<String>();
        let question = folded(&question);
        let words: Vec<&str> = question.split_whitespace().collect();
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for listed in self.listed.iter().filter(|listed| listed.language == language) {
            let (title, summary) = (folded(&listed.title), folded(&listed.summary));
            if words.iter().all(|word| title.contains(word)) {
                first.push(listed);
            } else if words.iter().all(|word| title.contains(word) || summary.contains(word)) {
                second.push(listed);
            }
        }
        first.into_iter().chain(second).take(MOST_FOUND).collect()
    }

    /// The pages whose address or title is most like what somebody typed as an address, the likest first.
    pub(crate) fn closest(&self, language: Language, typed: &str) -> Vec<&Arc<Listed>> {
        let typed = percent_encoding::percent_decode_str(typed).decode_utf8_lossy().to_lowercase();
        let typed = pairs(&typed.chars().take(LONGEST_QUESTION).collect::<String>());
        let mut found: Vec<(f64, &Arc<Listed>)> = self
            .listed
            .iter()
            .filter(|listed| listed.language == language && listed.path != "/")
            .map(|listed| {
                let title = pairs(&listed.title.to_lowercase());
                (likeness(&typed, &pairs(&listed.path)).max(likeness(&typed, &title)), listed)
            })
            .filter(|(likeness, _)| *likeness >= CLOSE)
            .collect();
        found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        found.into_iter().take(MOST_CLOSE).map(|(_, listed)| listed).collect()
    }
}

/// A text as it is compared: capitals and the two apostrophes are one.
fn folded(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// The pairs of neighbouring letters of a text.
fn pairs(text: &str) -> HashSet<(char, char)> {
    let letters: Vec<char> = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// How many pairs two texts share, from 0 to 1 (Dice's coefficient).
fn likeness(one: &HashSet<(char, char)>, other: &HashSet<(char, char)>) -> f64 {
    let count = |pairs: usize| f64::from(u32::try_from(pairs).unwrap_or(u32::MAX));
    let shared = one.intersection(other).count();
    if shared == 0 { 0.0 } else { 2.0 * count(shared) / count(one.len() + other.len()) }
}
