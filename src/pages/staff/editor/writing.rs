//! Takes what was typed into one block into the draft. What another tab changed meanwhile is never overwritten unseen.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    pages::{
        content::{BlockId, Content, HEAD_ID, Placed},
        staff::{draft::Changing, words::Words},
    },
    seal,
};

/// What became of the words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Written {
    /// They are in the draft. This is how the block is known from now on.
    Kept(String),
    /// Another tab changed the block meanwhile, and says this now.
    Changed,
    /// Another tab removed the block.
    Gone,
}

/// What somebody says about the block of the same name in the other language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agreed {
    /// Nothing yet: a script saves while they write.
    Silent,
    /// The two say the same, as the other one was in this revision.
    With(Uuid),
    No,
}

/// What a form knows of the block that it was opened with.
pub(crate) struct Typed<'a> {
    /// The block's name, or `head`.
    pub(crate) name: &'a str,
    pub(crate) words: &'a Words,
    /// How the block was known when the form was made.
    pub(crate) seen: &'a str,
    /// What is said about the other side.
    pub(crate) agreed: Agreed,
    /// Whether a block that was removed is put back.
    pub(crate) again: bool,
}

/// How the present state of a block is known, so that a form can name it.
pub(crate) fn known_as(content: &Content, name: &str) -> String {
    let words = content.words_of(name).map(|words| sorted(Value::Object(words)).to_string());
    words.map_or_else(String::new, |words| seal::hex(&Sha256::digest(words)[..8]))
}

/// The same value with its fields in one order: the database keeps another one than we write.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields: BTreeMap<String, Value> =
                fields.into_iter().map(|(name, value)| (name, sorted(value))).collect();
            Value::Object(fields.into_iter().collect())
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

/// Puts the words into the draft.
pub(crate) fn write(changing: &mut Changing, typed: &Typed<'_>) -> Written {
    let now = known_as(&changing.content, typed.name);
    if now.is_empty() && !typed.again {
        return Written::Gone;
    }
    let wanted = known_as_written(&changing.content, typed);
    if now != typed.seen && now != wanted && !(now.is_empty() && typed.again) {
        return Written::Changed;
    }
    // What is typed after a step stays when the step is undone, unless undoing brings back other words of this block.
    let words = changing.content.words_of(typed.name);
    if let Some((before, _)) = changing.before.as_mut().filter(|(before, _)| before.words_of(typed.name) == words) {
        put(before, typed);
    }
    put(&mut changing.content, typed);
    match typed.agreed {
        Agreed::Silent => {}
        Agreed::With(other) => drop(changing.matches.insert(typed.name.to_owned(), other)),
        Agreed::No => drop(changing.matches.remove(typed.name)),
    }
    Written::Kept(known_as(&changing.content, typed.name))
}

/// How the block will be known with these words.
fn known_as_written(content: &Content, typed: &Typed<'_>) -> String {
    let mut content = content.clone();
    put(&mut content, typed);
    known_as(&content, typed.name)
}

fn put(content: &mut Content, typed: &Typed<'_>) {
    if typed.name == HEAD_ID {
        return content.set_head(&typed.words.stored());
    }
    let Some(id) = BlockId::read(typed.name) else { return };
    match content.find(&id) {
        Some((place, placed)) => content.blocks[place] = placed.with(typed.words.stored()),
        None if typed.again => content.blocks.push(Placed::new(id, typed.words.stored())),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        language::Language,
        pages::{staff::kinds, start},
    };

    fn changing() -> Changing {
        let content = start::content("why-awesome", Language::Korean).expect("a start page");
        Changing { content, base_id: None, before: None, matches: Default::default(), newest: None, other_newest: None }
    }

    fn words_of(changing: &Changing, name: &str) -> Words {
        let (_, placed) = changing.content.find(&BlockId::read(name).expect("a name")).expect("a block");
        Words::of(placed).expect("a kind")
    }

    #[test]
    fn what_another_tab_changed_is_not_overwritten_and_what_it_left_alone_is_no_hindrance() {
        let mut changing = changing();
        let (mut mine, mut theirs) = (words_of(&changing, "b1"), words_of(&changing, "b1"));
        mine.texts.insert("heading", "나".to_owned());
        theirs.texts.insert("heading", "너".to_owned());
        let seen = known_as(&changing.content, "b1");
        let typed = |words| Typed { name: "b1", words, seen: &seen, agreed: Agreed::Silent, again: false };
        let Written::Kept(known) = write(&mut changing, &typed(&theirs)) else { panic!("nobody else wrote") };
        assert_eq!(known, known_as(&changing.content, "b1"));
        assert_eq!(write(&mut changing, &typed(&mine)), Written::Changed);
        assert_eq!(words_of(&changing, "b1").texts["heading"], "너");
        assert!(matches!(write(&mut changing, &typed(&theirs)), Written::Kept(_)), "the same again is no conflict");
        changing.content.title.push('!');
        let again = Typed { name: "b1", words: &mine, seen: &known, agreed: Agreed::With(Uuid::nil()), again: false };
        assert!(matches!(write(&mut changing, &again), Written::Kept(_)));
        assert!(changing.matches.contains_key("b1"));
    }

    #[test]
    fn words_for_a_block_that_is_gone_wait_until_it_is_put_back() {
        let mut changing = changing();
        let words = Words::empty(kinds::find("goal").expect("a kind"));
        let typed = |again| Typed { name: "n1", words: &words, seen: "", agreed: Agreed::No, again };
        assert_eq!(write(&mut changing, &typed(false)), Written::Gone);
        assert!(matches!(write(&mut changing, &typed(true)), Written::Kept(_)));
        assert_eq!(changing.content.blocks.last().expect("blocks").id.as_str(), "n1");
    }

    #[test]
    fn undoing_a_step_keeps_what_was_typed_since() {
        let mut changing = changing();
        changing.remember();
        changing.content.blocks.swap(0, 1);
        let mut words = words_of(&changing, "b1");
        words.texts.insert("heading", "새 제목".to_owned());
        let seen = known_as(&changing.content, "b1");
        write(&mut changing, &Typed { name: "b1", words: &words, seen: &seen, agreed: Agreed::No, again: false });
        let (before, _) = changing.before.expect("it is remembered");
        assert_eq!(before.blocks[0].stored()["heading"], "새 제목");
    }
}
