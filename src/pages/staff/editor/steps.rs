//! Steps that change which blocks a side has, and in which order. Knows no web server and no database.

use crate::{
    language::Language,
    pages::{
        content::{BlockId, Content, HEAD_ID, Placed},
        staff::{draft::Changing, kinds, words::Words},
    },
};

/// The most blocks of a page.
pub(crate) const MOST_BLOCKS: usize = 40;

/// What a pressed button of the page asks for, on one of its sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) language: Language,
    pub(crate) what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Up(BlockId),
    Down(BlockId),
    /// To a place, counted from 1.
    To(BlockId, usize),
    Duplicate(BlockId),
    Remove(BlockId),
    /// A new block of this kind, after a block or before all.
    Add(&'static str, Option<BlockId>),
    /// A block of this name, as the other side has one: of the same kind, behind the same neighbour.
    Counterpart(BlockId),
    /// Back to the state before the last step.
    Undo,
    /// Back to the newest revision.
    Discard,
    /// This block, or what is above the blocks, says the same as the other side.
    Agrees(String),
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stepped {
    /// It is done; this block should be looked at.
    Done(Option<BlockId>),
    /// Everything was as the step wants it.
    Unchanged(Option<BlockId>),
    /// There is no such block any more.
    Gone,
    /// There are too many blocks.
    Full,
}

impl Step {
    /// Reads a pressed button, such as `up.ko.b2`, `add.en.prose.b2` or `undo.en`. `place` gives the number that was chosen
    /// for a block.
    pub(crate) fn read(pressed: &str, place: impl Fn(&str) -> Option<usize>) -> Option<Self> {
        let parts: Vec<&str> = pressed.split('.').collect();
        let language = Language::from_tag(parts.get(1)?)?;
        let block = |at: usize| parts.get(at).copied().and_then(BlockId::read);
        let what = match parts[..] {
            ["up", _, _] => What::Up(block(2)?),
            ["down", _, _] => What::Down(block(2)?),
            ["place", _, name] => What::To(block(2)?, place(&format!("place.{}.{name}", language.tag()))?),
            ["duplicate", _, _] => What::Duplicate(block(2)?),
            ["remove", _, _] => What::Remove(block(2)?),
            ["add", _, kind] => What::Add(kinds::find(kind)?.word, None),
            ["add", _, kind, _] => What::Add(kinds::find(kind)?.word, Some(block(3)?)),
            ["counterpart", _, _] => What::Counterpart(block(2)?),
            ["undo", _] => What::Undo,
            ["discard", _] => What::Discard,
            ["agrees", _, HEAD_ID] => What::Agrees(HEAD_ID.to_owned()),
            ["agrees", _, name] => What::Agrees(block(2).map(|_| name.to_owned())?),
            _ => return None,
        };
        Some(Self { language, what })
    }

    /// Does the step. `other` is the other side as it is, `newest` the newest revision of this one.
    pub(crate) fn take(&self, changing: &mut Changing, other: &Content, newest: Option<&Content>) -> Stepped {
        match &self.what {
            What::Up(id) => moved(changing, id, |place, _| place.saturating_sub(1)),
            What::Down(id) => moved(changing, id, |place, last| (place + 1).min(last)),
            What::To(id, to) => moved(changing, id, |_, last| to.saturating_sub(1).min(last)),
            What::Duplicate(id) => {
                let Some((place, placed)) = changing.content.find(id) else { return Stepped::Gone };
                let copy = placed.named(BlockId::new());
                inserted(changing, place + 1, copy)
            }
            What::Remove(id) => {
                let Some((place, _)) = changing.content.find(id) else { return Stepped::Gone };
                changing.remember();
                changing.content.blocks.remove(place);
                let left = changing.content.blocks.get(place).or(changing.content.blocks.last());
                Stepped::Done(left.map(|placed| placed.id.clone()))
            }
            What::Add(kind, after) => {
                let Some(kind) = kinds::find(kind) else { return Stepped::Gone };
                let place = match after {
                    Some(id) => changing.content.find(id).map_or(changing.content.blocks.len(), |(place, _)| place + 1),
                    None => 0,
                };
                inserted(changing, place, Placed::new(BlockId::new(), Words::empty(kind).stored()))
            }
            What::Counterpart(id) => counterpart(changing, other, id),
            What::Undo => {
                let Some((content, base_id)) = changing.before.take() else { return Stepped::Unchanged(None) };
                changing.remember();
                (changing.content, changing.base_id) = (content, base_id);
                Stepped::Done(None)
            }
            What::Discard => {
                changing.remember();
                changing.content = newest.cloned().unwrap_or_default();
                changing.base_id = changing.newest;
                changing.matches.clear();
                Stepped::Done(None)
            }
            What::Agrees(name) => {
                if let Some(newest) = changing.other_newest {
                    changing.matches.insert(name.clone(), newest);
                }
                Stepped::Done(BlockId::read(name))
            }
        }
    }
}

fn moved(changing: &mut Changing, id: &BlockId, to: impl Fn(usize, usize) -> usize) -> Stepped {
    let Some((place, _)) = changing.content.find(id) else { return Stepped::Gone };
    let to = to(place, changing.content.blocks.len() - 1);
    if to == place {
        return Stepped::Unchanged(Some(id.clone()));
    }
    changing.remember();
    let block = changing.content.blocks.remove(place);
    changing.content.blocks.insert(to, block);
    Stepped::Done(Some(id.clone()))
}

fn inserted(changing: &mut Changing, place: usize, placed: Placed) -> Stepped {
    if changing.content.blocks.len() >= MOST_BLOCKS {
        return Stepped::Full;
    }
    let id = placed.id.clone();
    changing.remember();
    changing.content.blocks.insert(place, placed);
    Stepped::Done(Some(id))
}

/// An empty block of the same name and kind as the other side's. What has no words, such as a drawing's name and an address,
/// is taken over.
fn counterpart(changing: &mut Changing, other: &Content, id: &BlockId) -> Stepped {
    if changing.content.find(id).is_some() {
        return Stepped::Unchanged(Some(id.clone()));
    }
    let Some((place, theirs)) = other.find(id) else { return Stepped::Gone };
    let Some(words) = Words::of(theirs) else { return Stepped::Gone };
    let neighbour = other.blocks[..place].iter().rev().find_map(|placed| changing.content.find(&placed.id));
    let at = neighbour.map_or(0, |(place, _)| place + 1);
    inserted(changing, at, Placed::new(id.clone(), words.without_words().stored()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::start;

    fn changing() -> Changing {
        let content = start::content("mission", Language::English).expect("a start page");
        Changing { content, base_id: None, before: None, matches: Default::default(), newest: None, other_newest: None }
    }

    fn names(content: &Content) -> Vec<String> {
        content.blocks.iter().map(|placed| placed.id.to_string()).collect()
    }

    fn step(pressed: &str) -> Step {
        Step::read(pressed, |name| name.ends_with("b1").then_some(3)).unwrap_or_else(|| panic!("{pressed}"))
    }

    #[test]
    fn every_step_can_be_undone() {
        for pressed in [
            "down.en.b1",
            "up.en.b2",
            "place.en.b1",
            "duplicate.en.b2",
            "remove.en.b1",
            "add.en.goal.b1",
            "add.en.prose",
            "discard.en",
        ] {
            let mut changing = changing();
            let mut newest = changing.content.clone();
            newest.title.push('!');
            let was = changing.content.clone();
            let other = was.clone();
            assert!(matches!(step(pressed).take(&mut changing, &other, Some(&newest)), Stepped::Done(_)), "{pressed}");
            assert_ne!(changing.content, was, "{pressed}");
            step("undo.en").take(&mut changing, &other, Some(&newest));
            assert_eq!(changing.content, was, "{pressed}");
            step("undo.en").take(&mut changing, &other, Some(&newest));
            assert_ne!(changing.content, was, "and again: {pressed}");
        }
    }

    #[test]
    fn blocks_go_where_they_are_sent() {
        let other = Content::default();
        for (pressed, first) in [
            ("down.en.b1", ["b2", "b1", "b3"]),
            ("up.en.b1", ["b1", "b2", "b3"]),
            ("place.en.b1", ["b2", "b3", "b1"]),
            ("remove.en.b1", ["b2", "b3", "b4"]),
        ] {
            let mut changing = changing();
            step(pressed).take(&mut changing, &other, None);
            assert_eq!(names(&changing.content)[..3], first, "{pressed}");
        }
    }

    #[test]
    fn a_counterpart_stands_behind_the_same_neighbour() {
        let mut korean = changing();
        let mut english = korean.content.clone();
        let mut new = english.blocks[0].named(BlockId::read("new").expect("a name"));
        new = new.with(new.stored().clone());
        english.blocks.insert(2, new);
        let id = BlockId::read("new").expect("a name");
        assert_eq!(step("counterpart.ko.new").take(&mut korean, &english, None), Stepped::Done(Some(id.clone())));
        assert_eq!(korean.content.find(&id).expect("it is there").0, 2);
        assert_eq!(step("counterpart.ko.gone").take(&mut korean, &english, None), Stepped::Gone);
    }

    #[test]
    fn no_page_grows_without_end_and_no_button_is_made_up() {
        let mut changing = changing();
        let other = Content::default();
        let grown = (0..100).map(|_| step("duplicate.en.b1").take(&mut changing, &other, None)).last();
        assert_eq!((grown, changing.content.blocks.len()), (Some(Stepped::Full), MOST_BLOCKS));
        for bad in
            ["", "up", "up.en", "up.fr.b1", "up.en.B1", "add.en.colour", "publish.en", "up.en.b1.b2", "agrees.en."]
        {
            assert_eq!(Step::read(bad, |_| None), None, "{bad}");
        }
    }
}
