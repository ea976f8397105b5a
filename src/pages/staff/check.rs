//! From the editor's form to a page's content and back. Knows no web server and no database.

use serde_json::{Map, Value};

use crate::{
    form::Problems,
    pages::{
        blocks::Content,
        staff::{
            form::{BlockForm, PageForm, Texts},
            kinds::{self, Field, HEAD, SOURCE},
            rules::{clean, objection},
        },
    },
    rooms::doors::BYTES_A_CHARACTER,
};

/// The most blocks of a page.
pub(crate) const MOST_BLOCKS: usize = 40;
/// The most items of a block.
pub(crate) const MOST_ITEMS: usize = 20;
/// The most characters of all texts of a page together: more than its blocks hold if each is one long text.
pub(crate) const MOST_CHARACTERS: usize = 500_000;
/// The most bytes that the names of all fields take on the way, each with what separates it.
const MOST_NAMES: usize = MOST_BLOCKS * (MOST_ITEMS + 1) * 8 * 32;
/// The largest form of the editor, in bytes.
pub(crate) const LARGEST_FORM: usize = MOST_CHARACTERS * BYTES_A_CHARACTER + MOST_NAMES;

impl PageForm {
    /// The form of some content, made from this revision.
    pub(crate) fn new(content: &Content, base: i32) -> Self {
        let value = serde_json::to_value(content).unwrap_or_default();
        let blocks = value["blocks"].as_array().map(Vec::as_slice).unwrap_or_default();
        Self { base, head: texts(&value, HEAD), blocks: blocks.iter().filter_map(block_form).collect() }
    }

    /// The content, if everything is in order.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub(crate) fn check(&self) -> Result<Content, Problems> {
        let mut problems = Problems::default();
        let mut head = object(&self.head, HEAD, "", "", &mut problems);
        let blocks: Vec<Value> =
            self.blocks.iter().enumerate().map(|(place, block)| block.check(place, &mut problems)).collect();
        if blocks.len() > MOST_BLOCKS {
            problems.add_at(
                "new_kind",
                "Blocks",
                format!("A page has at most {MOST_BLOCKS} blocks. Please remove some."),
            );
        }
        let length = self.length();
        if length > MOST_CHARACTERS {
            problems.add_at(
                "title",
                "Page",
                format!("A page holds at most {MOST_CHARACTERS} characters. This one has {length}; please shorten or split it."),
            );
        }
        head.insert("blocks".to_owned(), Value::Array(blocks));
        if !problems.is_empty() {
            return Err(problems);
        }
        serde_json::from_value(Value::Object(head)).map_err(|error| {
            problems.add_at("title", "Page", format!("This page could not be put together ({error})."));
            problems
        })
    }
}

impl PageForm {
    /// The characters of all texts as they are kept.
    fn length(&self) -> usize {
        let of = |texts: &Texts, fields: &[Field]| -> usize {
            let text = |field: &Field| texts.get(field.name).map_or(0, |text| clean(field, text).chars().count());
            fields.iter().map(text).sum()
        };
        let of_block = |block: &BlockForm| {
            let of_kind = block.kind.items.as_ref().map_or(&[][..], |items| items.fields);
            of(&block.texts, block.kind.fields) + block.items.iter().map(|item| of(item, of_kind)).sum::<usize>()
        };
        of(&self.head, HEAD) + self.blocks.iter().map(of_block).sum::<usize>()
    }
}

impl BlockForm {
    fn check(&self, place: usize, problems: &mut Problems) -> Value {
        let (prefix, name) = (format!("b{place}."), format!("Block {} ({}), ", place + 1, self.kind.name));
        let mut block = object(&self.texts, self.kind.fields, &prefix, &name, problems);
        block.insert("kind".to_owned(), self.kind.word.into());
        if let Some(of_kind) = &self.kind.items {
            let what = of_kind.name.to_lowercase();
            match self.items.len() {
                0 => problems.add_at(
                    format!("b{place}.add"),
                    format!("{name}items"),
                    format!("Please add at least one {what}."),
                ),
                1..=MOST_ITEMS => {}
                _ => problems.add_at(
                    format!("b{place}.add"),
                    format!("{name}items"),
                    format!("At most {MOST_ITEMS}, please."),
                ),
            }
            let item = |(item, texts): (usize, &Texts)| {
                let (prefix, name) = (format!("{prefix}i{item}."), format!("{name}{what} {}, ", item + 1));
                Value::Object(object(texts, of_kind.fields, &prefix, &name, problems))
            };
            block.insert("items".to_owned(), self.items.iter().enumerate().map(item).collect());
        }
        Value::Object(block)
    }
}

fn texts(value: &Value, fields: &[Field]) -> Texts {
    let text = |field: &Field| {
        value.pointer(&format!("/{}", field.name.replace('.', "/"))).and_then(Value::as_str).unwrap_or_default()
    };
    fields.iter().map(|field| (field.name, text(field).to_owned())).collect()
}

fn block_form(value: &Value) -> Option<BlockForm> {
    let kind = kinds::find(value["kind"].as_str()?)?;
    let items = match (&kind.items, value["items"].as_array()) {
        (Some(of_kind), Some(items)) => items.iter().map(|item| texts(item, of_kind.fields)).collect(),
        _ => Vec::new(),
    };
    Some(BlockForm { kind, texts: texts(value, kind.fields), items })
}

/// The stored form of some fields.
fn object(texts: &Texts, fields: &[Field], prefix: &str, place: &str, problems: &mut Problems) -> Map<String, Value> {
    let (mut object, mut source) = (Map::new(), Map::new());
    let clean = |field: &Field| clean(field, texts.get(field.name).map(String::as_str).unwrap_or_default());
    let has_source = fields.iter().any(|field| field.is_of_source() && !clean(field).is_empty());
    for field in fields {
        let text = clean(field);
        let is_needed = field.is_needed || (field.is_of_source() && has_source);
        if let Some(sentence) = objection(field, &text, is_needed) {
            problems.add_at(format!("{prefix}{}", field.name), format!("{place}{}", field.label), sentence);
        }
        match field.name.strip_prefix(SOURCE) {
            Some(name) => source.insert(name.to_owned(), text.into()),
            None => object.insert(field.name.to_owned(), text.into()),
        };
    }
    if !source.is_empty() {
        object.insert("source".to_owned(), if has_source { Value::Object(source) } else { Value::Null });
    }
    object
}

#[cfg(test)]
mod tests;
