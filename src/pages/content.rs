//! The words of one page in one language, as a revision or a draft holds them. What a later release wrote and this one does
//! not know is kept, and left out of the page.

use std::collections::HashSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use serde_json::{Map, Value};

use crate::pages::blocks::Block;

/// The newest form of stored words that this release reads and writes. Form 1 had blocks without ids.
pub(crate) const FORM: i32 = 2;

/// The words of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// The heading of the page and its name in search results.
    pub title: String,
    /// The page's short name in the navigation.
    pub menu: String,
    /// One or two sentences for search results and shared links.
    pub(crate) summary: String,
    /// The sentences under the heading.
    pub lead: String,
    pub(crate) blocks: Vec<Placed>,
    /// Fields of a later release.
    others: Map<String, Value>,
}

/// A block with its name in the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placed {
    pub(crate) id: BlockId,
    /// What this release makes of it; nothing if it does not know the kind.
    pub(crate) block: Option<Block>,
    /// The block as it is stored, without its id.
    stored: Map<String, Value>,
}

/// Names a block in its page. The two blocks of a name in the two languages of a page say the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct BlockId(String);

/// What the place above the blocks is called where blocks have names; so no block is called that.
pub(crate) const HEAD_ID: &str = "head";

/// The fields above the blocks, by their names in the store.
const HEAD: [&str; 4] = ["title", "menu", "summary", "lead"];
const BLOCKS: &str = "blocks";
const ID: &str = "id";
const KIND: &str = "kind";

impl BlockId {
    /// A name that no other block has.
    pub(crate) fn new() -> Self {
        let drawn = uuid::Uuid::new_v4().simple().to_string();
        Self(format!("n{}", &drawn[..10]))
    }

    /// Reads what stands in a store or an address.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let is_good =
            (1..=24).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        (is_good && text != HEAD_ID).then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for BlockId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Content {
    /// The block of this name, with its place.
    pub(crate) fn find(&self, id: &BlockId) -> Option<(usize, &Placed)> {
        self.blocks.iter().enumerate().find(|(_, placed)| placed.id == *id)
    }

    /// The blocks that this release can show.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter_map(|placed| placed.block.as_ref())
    }

    /// The words of a block as they are stored, or of what stands above the blocks.
    pub(crate) fn words_of(&self, name: &str) -> Option<Map<String, Value>> {
        if name == HEAD_ID {
            return Some(self.head());
        }
        let id = BlockId::read(name)?;
        self.find(&id).map(|(_, placed)| placed.stored.clone())
    }

    /// The fields above the blocks, as they are stored.
    pub(crate) fn head(&self) -> Map<String, Value> {
        let texts = [&self.title, &self.menu, &self.summary, &self.lead];
        HEAD.into_iter().zip(texts).map(|(name, text)| (name.to_owned(), text.clone().into())).collect()
    }

    /// Puts other texts above the blocks.
    pub(crate) fn set_head(&mut self, head: &Map<String, Value>) {
        let text = |name: &str| head.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        [self.title, self.menu, self.summary, self.lead] = HEAD.map(text);
    }

    /// Everything but the blocks, as it is stored.
    pub(crate) fn above(&self) -> Map<String, Value> {
        let mut above = self.others.clone();
        above.extend(self.head());
        above
    }

    /// The page with these fields above these blocks.
    pub(crate) fn of(mut above: Map<String, Value>, blocks: Vec<Placed>) -> Self {
        let mut content = Self { blocks, ..Self::default() };
        content.set_head(&above);
        above.retain(|name, _| !HEAD.contains(&name.as_str()));
        content.others = above;
        content
    }

    /// Whether any word can be read.
    pub(crate) fn is_blank(&self) -> bool {
        self.blocks.is_empty()
            && HEAD.iter().all(|name| self.head()[*name].as_str().is_none_or(|text| text.trim().is_empty()))
    }
}

impl Placed {
    /// A block as it is stored.
    pub(crate) fn new(id: BlockId, mut stored: Map<String, Value>) -> Self {
        stored.remove(ID);
        let block = serde_json::from_value(Value::Object(stored.clone())).ok();
        Self { id, block, stored }
    }

    /// The block with other words. What this release does not know of it stays.
    pub(crate) fn with(&self, words: Map<String, Value>) -> Self {
        let mut stored = Value::Object(words);
        keep_unknown(&Value::Object(self.stored.clone()), &mut stored);
        let Value::Object(stored) = stored else { return self.clone() };
        Self::new(self.id.clone(), stored)
    }

    /// The same words under another name.
    pub(crate) fn named(&self, id: BlockId) -> Self {
        Self { id, ..self.clone() }
    }

    /// The word of its kind.
    pub(crate) fn kind(&self) -> &str {
        self.stored.get(KIND).and_then(Value::as_str).unwrap_or_default()
    }

    /// The block as it is stored, without its id.
    pub(crate) fn stored(&self) -> &Map<String, Value> {
        &self.stored
    }
}

/// Copies fields that only the old value has into the new one. Items are matched by their places.
fn keep_unknown(old: &Value, new: &mut Value) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (name, value) in old {
                match new.get_mut(name) {
                    Some(new) => keep_unknown(value, new),
                    None => drop(new.insert(name.clone(), value.clone())),
                }
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            old.iter().zip(new).for_each(|(old, new)| keep_unknown(old, new));
        }
        _ => {}
    }
}

impl Serialize for Content {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = self.above();
        let block = |placed: &Placed| {
            let mut stored = placed.stored.clone();
            stored.insert(ID.to_owned(), placed.id.0.clone().into());
            Value::Object(stored)
        };
        object.insert(BLOCKS.to_owned(), self.blocks.iter().map(block).collect());
        object.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut others = Map::deserialize(deserializer)?;
        let mut text = |name: &str| match others.remove(name) {
            Some(Value::String(text)) => Ok(text),
            Some(_) => Err(D::Error::custom(format!("{name} is no text"))),
            None => Ok(String::new()),
        };
        let (title, menu, summary, lead) = (text("title")?, text("menu")?, text("summary")?, text("lead")?);
        let Some(Value::Array(stored)) = others.remove(BLOCKS) else {
            return Err(D::Error::custom("it has no list of blocks"));
        };
        let mut blocks = Vec::with_capacity(stored.len());
        let mut names = HashSet::new();
        for (place, block) in stored.into_iter().enumerate() {
            let Value::Object(stored) = block else { return Err(D::Error::custom("a block is no object")) };
            let id = stored.get(ID).and_then(Value::as_str).and_then(BlockId::read).filter(|id| !names.contains(id));
            let id = id.unwrap_or_else(|| by_place(place, &names));
            names.insert(id.clone());
            blocks.push(Placed::new(id, stored));
        }
        Ok(Self { title, menu, summary, lead, blocks, others })
    }
}

/// The name of a block that was stored without one: always the same for the same place, and so in both languages.
fn by_place(place: usize, taken: &HashSet<BlockId>) -> BlockId {
    let names = std::iter::successors(Some(format!("b{}", place + 1)), |name| Some(format!("{name}x")));
    names.map(BlockId).find(|id| !taken.contains(id)).unwrap_or_else(BlockId::new)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: Value) -> Content {
        serde_json::from_value(value).expect("words")
    }

    #[test]
    fn what_a_later_release_wrote_is_kept_and_left_out() {
        let stored = json!({
            "title": "T", "menu": "M", "summary": "S", "lead": "L", "tone": "warm",
            "blocks": [
                {"id": "a1", "kind": "prose", "heading": "H", "text": "One", "width": "wide"},
                {"id": "a2", "kind": "timeline", "events": [1]},
                {"id": "a3", "kind": "questions", "heading": "Q", "items": [{"question": "q", "answer": "a", "open": true}]},
            ],
        });
        let mut content = read(stored.clone());
        assert_eq!(serde_json::to_value(&content).expect("JSON"), stored);
        assert_eq!(content.shown().count(), 2);
        let words = json!({"kind": "questions", "heading": "Q", "items": [{"question": "q", "answer": "b"}]});
        let Value::Object(words) = words else { unreachable!() };
        content.blocks[2] = content.blocks[2].with(words);
        let Value::Object(words) = json!({"kind": "prose", "heading": "H", "text": "Two"}) else { unreachable!() };
        content.blocks[0] = content.blocks[0].with(words);
        let kept = serde_json::to_value(&content).expect("JSON");
        assert_eq!((&kept["blocks"][0]["width"], &kept["blocks"][0]["text"]), (&json!("wide"), &json!("Two")));
        assert_eq!(
            (&kept["blocks"][2]["items"][0]["open"], &kept["blocks"][2]["items"][0]["answer"]),
            (&json!(true), &json!("b"))
        );
    }

    #[test]
    fn blocks_without_names_are_named_by_their_places() {
        let block = || json!({"kind": "prose", "heading": "", "text": "x"});
        let mut named = block();
        named["id"] = "b2".into();
        let content = read(json!({"title": "T", "blocks": [named, block(), block()]}));
        let names: Vec<&str> = content.blocks.iter().map(|placed| placed.id.as_str()).collect();
        assert_eq!(names, ["b2", "b2x", "b3"]);
    }

    #[test]
    fn what_is_no_page_is_an_error() {
        for bad in
            [json!(1), json!({}), json!({"title": 1, "blocks": []}), json!({"blocks": {}}), json!({"blocks": [1]})]
        {
            assert!(serde_json::from_value::<Content>(bad.clone()).is_err(), "{bad}");
        }
    }

    #[test]
    fn names_are_plain() {
        for (text, is_good) in [
            ("b1", true),
            ("", false),
            ("B", false),
            ("a b", false),
            ("a-b", false),
            ("head", false),
            (&*"a".repeat(25), false),
        ] {
            assert_eq!(BlockId::read(text).is_some(), is_good, "{text:?}");
        }
        assert_ne!(BlockId::new(), BlockId::new());
    }
}
