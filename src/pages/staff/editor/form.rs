//! The form of a block as it is shown and as it comes back.

use uuid::Uuid;

use crate::{
    error::Error,
    form::Problems,
    pages::staff::{
        kinds::{Control, Field, Kind},
        words::{Malformed, Texts, Words},
    },
};

/// A field as it is shown.
pub(super) struct Input<'a> {
    pub(super) name: String,
    pub(super) field: &'static Field,
    pub(super) text: &'a str,
    pub(super) problem: Option<&'a str>,
}

/// Fields that belong together, those of a source apart.
pub(super) struct Group<'a> {
    pub(super) inputs: Vec<Input<'a>>,
    pub(super) sources: Vec<Input<'a>>,
}

/// What was sent from the form.
pub(super) struct Sent {
    pub(super) seen: String,
    pub(super) agrees: bool,
    /// The revision of the other side that was looked at.
    pub(super) other: Option<Uuid>,
    pub(super) again: bool,
    pub(super) pressed: String,
    pub(super) words: Words,
}

/// A change of the items of a form, which saves nothing.
pub(super) enum ItemStep {
    Add,
    Up(usize),
    Down(usize),
    Remove(usize),
}

impl ItemStep {
    pub(super) fn read(pressed: &str) -> Option<Self> {
        if pressed == "add" {
            return Some(Self::Add);
        }
        let (item, act) = pressed.split_once('.')?;
        let item = item.strip_prefix('i')?.parse().ok()?;
        match act {
            "up" => Some(Self::Up(item)),
            "down" => Some(Self::Down(item)),
            "remove" => Some(Self::Remove(item)),
            _ => None,
        }
    }

    pub(super) fn take(&self, words: &mut Words) {
        let items = &mut words.items;
        match *self {
            Self::Add if words.kind.items.is_some() => items.push(Texts::new()),
            Self::Up(item) if item > 0 && item < items.len() => items.swap(item - 1, item),
            Self::Down(item) if item + 1 < items.len() => items.swap(item, item + 1),
            Self::Remove(item) if item < items.len() => drop(items.remove(item)),
            _ => {}
        }
    }
}

impl Sent {
    pub(super) fn read(kind: &'static Kind, pairs: Vec<(String, String)>) -> Result<Self, Error> {
        let mut sent = Self {
            seen: String::new(),
            agrees: false,
            other: None,
            again: false,
            pressed: String::new(),
            words: Words::empty(kind),
        };
        let mut texts = Vec::with_capacity(pairs.len());
        for (name, value) in pairs {
            match name.as_str() {
                "seen" => sent.seen = value,
                "agrees" => sent.agrees = true,
                "other" => sent.other = Uuid::try_parse(&value).ok(),
                "again" => sent.again = true,
                "do" => sent.pressed = value,
                "kind" => {}
                _ => texts.push((name, value)),
            }
        }
        sent.words = Words::read(kind, texts).map_err(|Malformed| Error::BadRequest)?;
        Ok(sent)
    }
}

impl<'a> Group<'a> {
    /// The fields with these names, as they are filled.
    pub(super) fn new(prefix: &str, fields: &'static [Field], texts: &'a Texts, problems: &'a Problems) -> Self {
        let input = |field: &'static Field| {
            let name = format!("{prefix}{}", field.name);
            let problem = problems.of(&name);
            Input { name, field, text: texts.get(field.name).map(String::as_str).unwrap_or_default(), problem }
        };
        let (sources, inputs) = fields.iter().map(input).partition(|input| input.field.is_of_source());
        Self { inputs, sources }
    }
}

impl Input<'_> {
    /// Lines enough for the words; Hangul is as wide as two letters.
    pub(super) fn rows(&self) -> usize {
        let width = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        let lines: usize = self.text.lines().map(|line| width(line).div_ceil(60).max(1)).sum();
        let fewest = if self.field.control == Control::Markdown { 6 } else { 2 };
        (lines + 1).clamp(fewest, 20)
    }
}
