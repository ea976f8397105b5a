//! From the editor's form to a page's content and back. Knows no web server and no database.

use serde_json::{Map, Value};

use crate::{
    form::Problems,
    language::Language,
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
    pub(crate) fn check(&self, language: Language) -> Result<Content, Problems> {
        let mut problems = Problems::default();
        let mut head = object(language, (&self.head, HEAD), ("", ""), &mut problems);
        let blocks: Vec<Value> =
            self.blocks.iter().enumerate().map(|(place, block)| block.check(language, place, &mut problems)).collect();
        if blocks.len() > MOST_BLOCKS {
            let sentence = language.message_with("rooms-pages-most-blocks", &[("most", &MOST_BLOCKS.to_string())]);
            problems.add_at("new_kind", language.message("rooms-pages-blocks"), sentence);
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
            let sentence = language.message_with("rooms-pages-failed", &[("error", &error.to_string())]);
            problems.add_at("title", language.message("rooms-pages-page"), sentence);
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
    fn check(&self, language: Language, place: usize, problems: &mut Problems) -> Value {
        let (prefix, name) =
            (format!("b{place}."), format!("{}, ", self.kind.place("rooms-pages-block", language, place)));
        let mut block = object(language, (&self.texts, self.kind.fields), (&prefix, &name), problems);
        block.insert("kind".to_owned(), self.kind.word.into());
        if let Some(of_kind) = &self.kind.items {
            let what = of_kind.name(language);
            let number = match self.items.len() {
                0 => Some(language.message_with("rooms-pages-no-item", &[("item", &what)])),
                1..=MOST_ITEMS => None,
                _ => Some(language.message_with("rooms-pages-most-items", &[("most", &MOST_ITEMS.to_string())])),
            };
            if let Some(sentence) = number {
                let of_items = format!("{name}{}", language.message("rooms-pages-items"));
                problems.add_at(format!("b{place}.add"), of_items, sentence);
            }
            let item = |(item, texts): (usize, &Texts)| {
                let (prefix, name) = (format!("{prefix}i{item}."), format!("{name}{what} {}, ", item + 1));
                Value::Object(object(language, (texts, of_kind.fields), (&prefix, &name), problems))
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
fn object(
    language: Language,
    (texts, fields): (&Texts, &[Field]),
    (prefix, place): (&str, &str),
    problems: &mut Problems,
) -> Map<String, Value> {
    let (mut object, mut source) = (Map::new(), Map::new());
    let clean = |field: &Field| clean(field, texts.get(field.name).map(String::as_str).unwrap_or_default());
    let has_source = fields.iter().any(|field| field.is_of_source() && !clean(field).is_empty());
    for field in fields {
        let text = clean(field);
        let is_needed = field.is_needed || (field.is_of_source() && has_source);
        if let Some(sentence) = objection(language, field, &text, is_needed) {
            problems.add_at(format!("{prefix}{}", field.name), format!("{place}{}", field.label(language)), sentence);
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
