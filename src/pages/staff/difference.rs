//! How two states of a page differ, field by field and word by word.

use std::time::Duration;

use similar::{Algorithm, ChangeTag, TextDiff, capture_diff_slices};

use crate::{
    language::Language,
    pages::staff::{
        form::{BlockForm, PageForm, Texts},
        kinds::{Field, HEAD},
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
    Theirs,
    Mine,
}

/// Words are compared this long at most; after that the rest counts as different.
const PATIENCE: Duration = Duration::from_millis(100);

/// Everything in which my page differs from theirs, in the order of mine.
pub(crate) fn differences(language: Language, theirs: &PageForm, mine: &PageForm) -> Vec<Difference> {
    let mut found = Found { language, differences: Vec::new() };
    found.fields("", HEAD, Some(&theirs.head), Some(&mine.head));
    let gists = |form: &PageForm| form.blocks.iter().map(|block| (block.kind.word, block.gist())).collect::<Vec<_>>();
    for step in capture_diff_slices(Algorithm::Myers, &gists(theirs), &gists(mine)) {
        let (mut old, mut new) = (step.old_range().peekable(), step.new_range().peekable());
        while old.peek().is_some() || new.peek().is_some() {
            found.block(old.next(), new.next(), theirs, mine);
        }
    }
    found.differences
}

struct Found {
    language: Language,
    differences: Vec<Difference>,
}

impl Found {
    /// Blocks at one place; of different kinds they have nothing in common.
    fn block(&mut self, old: Option<usize>, new: Option<usize>, theirs: &PageForm, mine: &PageForm) {
        let of = |form: &'_ PageForm, place: Option<usize>| place.and_then(|place| form.blocks.get(place)).cloned();
        match (of(theirs, old), of(mine, new)) {
            (Some(a), Some(b)) if a.kind.word != b.kind.word => {
                self.one(old, Some(&a), None);
                self.one(new, None, Some(&b));
            }
            (Some(a), None) if mine.blocks.contains(&a) => {}
            (None, Some(b)) if theirs.blocks.contains(&b) => self.moved(new, &b),
            (a, b) => self.one(new.or(old), a.as_ref(), b.as_ref()),
        }
    }

    /// A block that both have, at different places; it is told once, at mine.
    fn moved(&mut self, place: Option<usize>, block: &BlockForm) {
        let place = block.kind.place("rooms-pages-block", self.language, place.unwrap_or_default());
        let words = vec![(Side::Both, self.language.message("rooms-pages-moved"))];
        self.differences.push(Difference { place, words });
    }

    fn one(&mut self, place: Option<usize>, theirs: Option<&BlockForm>, mine: Option<&BlockForm>) {
        let Some(kind) = mine.or(theirs).map(|block| block.kind) else {
            return;
        };
        let key = match (theirs, mine) {
            (Some(_), None) => "rooms-pages-block-theirs",
            (None, Some(_)) => "rooms-pages-block-yours",
            _ => "rooms-pages-block",
        };
        let name = format!("{}, ", kind.place(key, self.language, place.unwrap_or_default()));
        self.fields(&name, kind.fields, theirs.map(|block| &block.texts), mine.map(|block| &block.texts));
        let Some(items) = &kind.items else { return };
        let count = |block: Option<&BlockForm>| block.map_or(0, |block| block.items.len());
        for item in 0..count(theirs).max(count(mine)) {
            let of = |block: Option<&'_ BlockForm>| block.and_then(|block| block.items.get(item)).cloned();
            let name = format!("{name}{} {}, ", items.name(self.language), item + 1);
            self.fields(&name, items.fields, of(theirs).as_ref(), of(mine).as_ref());
        }
    }

    fn fields(&mut self, place: &str, fields: &[Field], theirs: Option<&Texts>, mine: Option<&Texts>) {
        let text = |texts: Option<&Texts>, field: &Field| {
            texts.and_then(|texts| texts.get(field.name)).cloned().unwrap_or_default()
        };
        for field in fields {
            let (old, new) = (text(theirs, field), text(mine, field));
            if old != new {
                let place = format!("{place}{}", field.label(self.language));
                self.differences.push(Difference { place, words: words(&old, &new) });
            }
        }
    }
}

fn words(old: &str, new: &str) -> Vec<(Side, String)> {
    let mut words: Vec<(Side, String)> = Vec::new();
    let difference = TextDiff::configure().timeout(PATIENCE).diff_unicode_words(old, new);
    for change in difference.iter_all_changes() {
        let side = match change.tag() {
            ChangeTag::Equal => Side::Both,
            ChangeTag::Delete => Side::Theirs,
            ChangeTag::Insert => Side::Mine,
        };
        match words.last_mut() {
            Some((last, text)) if *last == side => text.push_str(change.value()),
            _ => words.push((side, change.value().to_owned())),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::{staff::kinds, start};

    fn form() -> PageForm {
        PageForm::new(&start::content("mission", Language::Korean).expect("a start page"), 1)
    }

    #[test]
    fn the_same_differs_in_nothing() {
        assert_eq!(differences(Language::English, &form(), &form()), []);
    }

    #[test]
    fn a_changed_word_stands_in_its_sentence() {
        let (theirs, mut mine) = (form(), form());
        mine.head.insert("menu", "우리의 사명".to_owned());
        let mut old = theirs.clone();
        old.head.insert("menu", "우리의 목표".to_owned());
        let [found] = &differences(Language::English, &old, &mine)[..] else { panic!("one field differs") };
        assert_eq!(found.place, "Name in the navigation");
        let expected = [(Side::Both, "우리의 "), (Side::Theirs, "목표"), (Side::Mine, "사명")];
        assert_eq!(found.words, expected.map(|(side, text)| (side, text.to_owned())));
    }

    #[test]
    fn a_block_more_leaves_the_others_alone() {
        let (theirs, mut mine) = (form(), form());
        let mut block = BlockForm::new(kinds::find("goal").expect("a kind"));
        block.texts.insert("heading", "Goal".to_owned());
        mine.blocks.insert(1, block);
        let [found] = &differences(Language::English, &theirs, &mine)[..] else { panic!("one field differs") };
        assert_eq!(
            (found.place.as_str(), &found.words[..]),
            ("Block 2 (Goal bar, only yours), Heading", &[(Side::Mine, "Goal".to_owned())][..])
        );
        let [found] = &differences(Language::English, &mine, &theirs)[..] else { panic!("one field differs") };
        assert_eq!(found.place, "Block 2 (Goal bar, only theirs), Heading");
    }

    #[test]
    fn a_moved_block_is_told_once() {
        let (theirs, mut mine) = (form(), form());
        mine.blocks.swap(0, 1);
        let [found] = &differences(Language::English, &theirs, &mine)[..] else { panic!("one block moved") };
        assert!(found.words[0].1.contains("another place"), "{found:?}");
    }
}
