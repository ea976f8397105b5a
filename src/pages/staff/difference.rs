//! How two states of a page differ, field by field and word by word. Blocks are known by their names, so one that moved is
//! told as moved.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use crate::{
    language::Language,
    pages::{
        content::{Content, Placed},
        staff::{
            kinds::Field,
            words::{Texts, Words},
        },
    },
};

/// A field whose words differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Where it is, for people.
    pub(crate) place: String,
    /// Its words, old and new.
    pub(crate) words: Vec<(Side, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Both,
    Old,
    New,
}

/// Words are compared this long at most; after that the rest counts as different.
const PATIENCE: Duration = Duration::from_millis(100);

/// Everything in which the new page differs from the old one, in the order of the new one. `language` is that of the reader.
pub(crate) fn differences(language: Language, old: &Content, new: &Content) -> Vec<Difference> {
    let mut found = Found { language, differences: Vec::new() };
    let (old_head, new_head) = (Words::of_head(old.head()), Words::of_head(new.head()));
    found.fields("", old_head.kind.fields, Some(&old_head.texts), Some(&new_head.texts));
    for placed in old.blocks.iter().filter(|placed| new.find(&placed.id).is_none()) {
        found.block(old, Some(placed), None);
    }
    let order = |one: &Content, other: &Content| -> Vec<_> {
        one.blocks.iter().map(|placed| placed.id.clone()).filter(|id| other.find(id).is_some()).collect()
    };
    let (before, after) = (order(old, new), order(new, old));
    let moved = moved(&before, &after);
    for placed in &new.blocks {
        match old.find(&placed.id) {
            Some((_, was)) if was.kind() == placed.kind() => {
                if moved.contains(&placed.id) {
                    found.moved(new, placed);
                }
                found.block(new, Some(was), Some(placed));
            }
            Some((_, was)) => {
                found.block(old, Some(was), None);
                found.block(new, None, Some(placed));
            }
            None => found.block(new, None, Some(placed)),
        }
    }
    found.differences
}

/// Everything in which the words of a block differ.
pub(crate) fn differences_of(language: Language, old: &Words, new: &Words) -> Vec<Difference> {
    let mut found = Found { language, differences: Vec::new() };
    found.words("", Some(old), Some(new));
    found.differences
}

/// The names that do not keep their order: all but the longest row that does.
pub(crate) fn moved<T: Clone + PartialEq + Eq + std::hash::Hash + Ord>(before: &[T], after: &[T]) -> Vec<T> {
    let steps = similar::capture_diff_slices(similar::Algorithm::Lcs, before, after);
    steps
        .iter()
        .flat_map(|step| match step.tag() {
            similar::DiffTag::Equal | similar::DiffTag::Delete => Vec::new(),
            similar::DiffTag::Insert | similar::DiffTag::Replace => after[step.new_range()].to_vec(),
        })
        .collect()
}

struct Found {
    language: Language,
    differences: Vec<Difference>,
}

impl Found {
    /// A block of both pages, or of one of them. `of` is the page in which its place is told.
    fn block(&mut self, of: &Content, old: Option<&Placed>, new: Option<&Placed>) {
        let Some(placed) = new.or(old) else { return };
        let (old_words, new_words) = (old.and_then(Words::of), new.and_then(Words::of));
        let Some(kind) = new_words.as_ref().or(old_words.as_ref()).map(|words| words.kind) else { return };
        let place = of.find(&placed.id).map_or(0, |(place, _)| place);
        let key = match (old, new) {
            (Some(_), None) => "rooms-pages-block-gone",
            (None, Some(_)) => "rooms-pages-block-new",
            _ => "rooms-pages-block",
        };
        let name = format!("{}, ", kind.place(key, self.language, place));
        self.words(&name, old_words.as_ref(), new_words.as_ref());
    }

    /// The fields and items of a block.
    fn words(&mut self, place: &str, old: Option<&Words>, new: Option<&Words>) {
        let Some(kind) = new.or(old).map(|words| words.kind) else { return };
        self.fields(place, kind.fields, old.map(|words| &words.texts), new.map(|words| &words.texts));
        let Some(items) = &kind.items else { return };
        let count = |words: Option<&Words>| words.map_or(0, |words| words.items.len());
        for item in 0..count(old).max(count(new)) {
            let of = |words: Option<&'_ Words>| words.and_then(|words| words.items.get(item)).cloned();
            let place = format!("{place}{} {}, ", items.name(self.language), item + 1);
            self.fields(&place, items.fields, of(old).as_ref(), of(new).as_ref());
        }
    }

    fn moved(&mut self, of: &Content, placed: &Placed) {
        let Some(words) = Words::of(placed) else { return };
        let place = of.find(&placed.id).map_or(0, |(place, _)| place);
        let place = words.kind.place("rooms-pages-block", self.language, place);
        let words = vec![(Side::Both, self.language.message("rooms-pages-moved"))];
        self.differences.push(Difference { place, words });
    }

    fn fields(&mut self, place: &str, fields: &[Field], old: Option<&Texts>, new: Option<&Texts>) {
        let text = |texts: Option<&Texts>, field: &Field| {
            texts.and_then(|texts| texts.get(field.name)).cloned().unwrap_or_default()
        };
        for field in fields {
            let (old, new) = (text(old, field), text(new, field));
            if old != new {
                let place = format!("{place}{}", field.label(self.language));
                self.differences.push(Difference { place, words: words(&old, &new) });
            }
        }
    }
}

/// How two texts differ, word by word.
pub(crate) fn words(old: &str, new: &str) -> Vec<(Side, String)> {
    let mut words: Vec<(Side, String)> = Vec::new();
    let difference = TextDiff::configure().timeout(PATIENCE).diff_unicode_words(old, new);
    for change in difference.iter_all_changes() {
        let side = match change.tag() {
            ChangeTag::Equal => Side::Both,
            ChangeTag::Delete => Side::Old,
            ChangeTag::Insert => Side::New,
        };
        match words.last_mut() {
            Some((last, text)) if *last == side => text.push_str(change.value()),
            _ => words.push((side, change.value().to_owned())),
        }
    }
    let length = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let kept: usize = words.iter().filter(|(side, _)| *side == Side::Both).map(|(_, text)| length(text)).sum();
    // What was written anew is easier to read as two sentences than as one made of shreds.
    if !old.is_empty() && !new.is_empty() && kept * 3 < length(old).min(length(new)) {
        return vec![(Side::Old, old.to_owned()), (Side::New, new.to_owned())];
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::{content::BlockId, staff::kinds, start};

    fn content() -> Content {
        start::content("mission", Language::Korean).expect("a start page")
    }

    #[test]
    fn the_same_differs_in_nothing() {
        assert_eq!(differences(Language::English, &content(), &content()), []);
    }

    #[test]
    fn a_changed_word_stands_in_its_sentence() {
        let (mut old, mut new) = (content(), content());
        old.menu = "우리의 목표".to_owned();
        new.menu = "우리의 사명".to_owned();
        let [found] = &differences(Language::English, &old, &new)[..] else { panic!("one field differs") };
        assert_eq!(found.place, "Name in the navigation");
        let expected = [(Side::Both, "우리의 "), (Side::Old, "목표"), (Side::New, "사명")];
        assert_eq!(found.words, expected.map(|(side, text)| (side, text.to_owned())));
    }

    #[test]
    fn what_was_written_anew_is_told_as_a_whole() {
        let (old, new) = ("It begins with a word that anyone can pass on.", "We speak with those who fled.");
        assert_eq!(words(old, new), [(Side::Old, old.to_owned()), (Side::New, new.to_owned())]);
        assert!(words(old, &old.replace("anyone", "everybody")).len() > 2);
    }

    #[test]
    fn a_block_more_leaves_the_others_alone() {
        let (old, mut new) = (content(), content());
        let mut words = Words::empty(kinds::find("goal").expect("a kind"));
        words.texts.insert("heading", "Goal".to_owned());
        new.blocks.insert(1, Placed::new(BlockId::new(), words.stored()));
        let [found] = &differences(Language::English, &old, &new)[..] else { panic!("one field differs") };
        assert_eq!(
            (found.place.as_str(), &found.words[..]),
            ("Block 2 (Goal bar, new), Heading", &[(Side::New, "Goal".to_owned())][..])
        );
        let [found] = &differences(Language::English, &new, &old)[..] else { panic!("one field differs") };
        assert_eq!(found.place, "Block 2 (Goal bar, removed), Heading");
    }

    #[test]
    fn a_moved_block_is_told_once_and_its_changed_words_beside() {
        let (old, mut new) = (content(), content());
        new.blocks.swap(0, 1);
        let [found] = &differences(Language::English, &old, &new)[..] else { panic!("one block moved") };
        assert!(found.words[0].1.contains("another place"), "{found:?}");
    }
}
