//! The editor's form: what was typed, and the steps that change it without saving. Knows no web server and no database.
//!
//! Fields have flat names: `title`, `b0.kind`, `b0.heading`, `b0.i2.title`, `b0.i2.source.url`.

use std::collections::BTreeMap;

use crate::pages::staff::kinds::{self, Field, HEAD, Kind};

/// A page as it stands in the editor. Every text may be missing or hostile.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PageForm {
    /// The number of the revision from which this was made.
    pub(crate) base: i32,
    /// The fields of [`HEAD`].
    pub(crate) head: Texts,
    pub(crate) blocks: Vec<BlockForm>,
}

/// A block in the editor.
#[derive(Clone, Debug)]
pub(crate) struct BlockForm {
    pub(crate) kind: &'static Kind,
    pub(crate) texts: Texts,
    /// Its items, if the kind has any.
    pub(crate) items: Vec<Texts>,
}

/// Two blocks are equal when their words are.
impl PartialEq for BlockForm {
    fn eq(&self, other: &Self) -> bool {
        (self.kind.word, &self.texts, &self.items) == (other.kind.word, &other.texts, &other.items)
    }
}

/// Typed texts by the names of their fields.
pub(crate) type Texts = BTreeMap<&'static str, String>;

/// What the pressed button asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Keep as a new revision.
    Save,
    /// Keep and show to visitors.
    Publish,
    /// Show how it would look.
    Preview,
    /// Change the form and show it again.
    Change(Change),
}

/// A change of the form that saves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// A new block of this kind at the end.
    AddBlock(String),
    /// A new item at the end of a block.
    AddItem(usize),
    /// A block, or one of its items, one place up.
    Up(usize, Option<usize>),
    /// A block, or one of its items, one place down.
    Down(usize, Option<usize>),
    /// A block, or one of its items, goes.
    Remove(usize, Option<usize>),
}

/// The form was not made by our page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

impl PageForm {
    /// Reads the fields of a form and the button that was pressed.
    ///
    /// # Errors
    /// When a field or the button is none of our page's.
    pub(crate) fn read(pairs: Vec<(String, String)>) -> Result<(Self, Step), Malformed> {
        let mut form = Self { base: 0, head: Texts::new(), blocks: Vec::new() };
        let (mut pressed, mut new_kind) = (String::new(), String::new());
        let mut raw_blocks: BTreeMap<usize, BTreeMap<String, String>> = BTreeMap::new();
        for (name, value) in pairs {
            match (name.as_str(), name.split_once('.')) {
                ("base", _) => form.base = value.parse().map_err(|_| Malformed)?,
                ("do", _) => pressed = value,
                ("new_kind", _) => new_kind = value,
                (_, Some((block, rest))) => {
                    raw_blocks.entry(index(block, 'b')?).or_default().insert(rest.to_owned(), value);
                }
                (name, None) => insert(&mut form.head, HEAD, name, value)?,
            }
        }
        form.blocks = raw_blocks.into_values().map(BlockForm::read).collect::<Result<_, _>>()?;
        let step = Step::read(&pressed, new_kind)?;
        Ok((form, step))
    }

    /// Does a change. One that goes nowhere, such as the first block up, leaves the form as it is.
    pub(crate) fn change(&mut self, change: &Change) {
        match change {
            Change::AddBlock(kind) => {
                if let Some(kind) = kinds::find(kind) {
                    self.blocks.push(BlockForm::new(kind));
                }
            }
            Change::AddItem(block) => {
                if let Some(block) = self.blocks.get_mut(*block).filter(|block| block.kind.items.is_some()) {
                    block.items.push(Texts::new());
                }
            }
            Change::Up(block, None) => swap(&mut self.blocks, block.wrapping_sub(1)),
            Change::Down(block, None) => swap(&mut self.blocks, *block),
            Change::Remove(block, None) => remove(&mut self.blocks, *block),
            Change::Up(block, Some(item)) => self.in_items(*block, |items| swap(items, item.wrapping_sub(1))),
            Change::Down(block, Some(item)) => self.in_items(*block, |items| swap(items, *item)),
            Change::Remove(block, Some(item)) => self.in_items(*block, |items| remove(items, *item)),
        }
    }

    fn in_items(&mut self, block: usize, work: impl FnOnce(&mut Vec<Texts>)) {
        if let Some(block) = self.blocks.get_mut(block) {
            work(&mut block.items);
        }
    }
}

impl BlockForm {
    /// An empty block, with one empty item if it is a list.
    pub(crate) fn new(kind: &'static Kind) -> Self {
        Self { kind, texts: Texts::new(), items: kind.items.iter().map(|_| Texts::new()).collect() }
    }

    fn read(raw: BTreeMap<String, String>) -> Result<Self, Malformed> {
        let kind = raw.get("kind").and_then(|word| kinds::find(word)).ok_or(Malformed)?;
        let (mut texts, mut items) = (Texts::new(), BTreeMap::new());
        for (name, value) in raw.into_iter().filter(|(name, _)| name != "kind") {
            let item = name.split_once('.').and_then(|(item, rest)| Some((index(item, 'i').ok()?, rest)));
            match (item, &kind.items) {
                (Some((item, name)), Some(of_kind)) => {
                    insert(items.entry(item).or_default(), of_kind.fields, name, value)?
                }
                (Some(_), None) => return Err(Malformed),
                (None, _) => insert(&mut texts, kind.fields, &name, value)?,
            }
        }
        Ok(Self { kind, texts, items: items.into_values().collect() })
    }
}

impl Step {
    /// `save`, `publish`, `preview`, `add`, `b2.add`, `b2.up`, `b2.i0.remove` and so on.
    fn read(pressed: &str, new_kind: String) -> Result<Self, Malformed> {
        let parts: Vec<&str> = pressed.split('.').collect();
        let (place, act) = match parts[..] {
            ["save"] => return Ok(Self::Save),
            ["publish"] => return Ok(Self::Publish),
            ["preview"] => return Ok(Self::Preview),
            ["add"] => return Ok(Self::Change(Change::AddBlock(new_kind))),
            [block, "add"] => return Ok(Self::Change(Change::AddItem(index(block, 'b')?))),
            [block, act] => ((index(block, 'b')?, None), act),
            [block, item, act] => ((index(block, 'b')?, Some(index(item, 'i')?)), act),
            _ => return Err(Malformed),
        };
        match act {
            "up" => Ok(Self::Change(Change::Up(place.0, place.1))),
            "down" => Ok(Self::Change(Change::Down(place.0, place.1))),
            "remove" => Ok(Self::Change(Change::Remove(place.0, place.1))),
            _ => Err(Malformed),
        }
    }
}

fn index(part: &str, letter: char) -> Result<usize, Malformed> {
    let digits = part.strip_prefix(letter).filter(|digits| !digits.is_empty() && digits.len() <= 4).ok_or(Malformed)?;
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        digits.parse().map_err(|_| Malformed)
    } else {
        Err(Malformed)
    }
}

fn insert(texts: &mut Texts, fields: &[Field], name: &str, value: String) -> Result<(), Malformed> {
    let field = fields.iter().find(|field| field.name == name).ok_or(Malformed)?;
    texts.insert(field.name, value);
    Ok(())
}

/// Changes the places of one and the next, if both are there.
fn swap<T>(list: &mut [T], upper: usize) {
    let lower = upper.wrapping_add(1);
    if upper < list.len() && lower < list.len() {
        list.swap(upper, lower);
    }
}

fn remove<T>(list: &mut Vec<T>, place: usize) {
    if place < list.len() {
        list.remove(place);
    }
}
