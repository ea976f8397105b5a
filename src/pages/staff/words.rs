//! The words of a block as they stand in a form: texts by the names of their fields. Knows no web server and no database.
//!
//! Fields have flat names: `heading`, `source.url`, `i2.title`, `i2.source.url`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{
    form::Problems,
    language::Language,
    pages::{
        content::Placed,
        staff::{
            kinds::{self, Control, Field, HEAD, Kind, SOURCE},
            rules::{clean, objection},
        },
    },
    rooms::doors::BYTES_A_CHARACTER,
};

/// The most items of a block.
pub(crate) const MOST_ITEMS: usize = 20;

/// The most characters of all texts of a block together: a list of the longest items holds fewer.
pub(crate) const MOST_CHARACTERS: usize = 120_000;
/// The largest form of a block, in bytes, with the names of its fields.
pub(crate) const LARGEST_FORM: usize = MOST_CHARACTERS * BYTES_A_CHARACTER + MOST_ITEMS * 8 * 32;

/// The words of a block, or of what stands above the blocks. Every text may be missing or hostile.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    pub(crate) kind: &'static Kind,
    pub(crate) texts: Texts,
    /// Its items, if the kind has any.
    pub(crate) items: Vec<Texts>,
}

/// Typed texts by the names of their fields.
pub(crate) type Texts = BTreeMap<&'static str, String>;

/// The form was not made by our page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.kind.word == other.kind.word && self.stored() == other.stored()
    }
}

impl Words {
    /// An empty block, with one empty item if it is a list.
    pub(crate) fn empty(kind: &'static Kind) -> Self {
        Self { kind, texts: Texts::new(), items: kind.items.iter().map(|_| Texts::new()).collect() }
    }

    /// The words of a stored block, if this release knows its kind.
    pub(crate) fn of(placed: &Placed) -> Option<Self> {
        let kind = kinds::find(placed.kind())?;
        Some(Self::of_kind(kind, &Value::Object(placed.stored().clone())))
    }

    /// The words above the blocks.
    pub(crate) fn of_head(head: Map<String, Value>) -> Self {
        Self::of_kind(HEAD, &Value::Object(head))
    }

    /// Stored words of this kind.
    pub(crate) fn of_stored(kind: &'static Kind, stored: Map<String, Value>) -> Self {
        Self::of_kind(kind, &Value::Object(stored))
    }

    fn of_kind(kind: &'static Kind, stored: &Value) -> Self {
        let items = match (&kind.items, stored["items"].as_array()) {
            (Some(of_kind), Some(items)) => items.iter().map(|item| texts(item, of_kind.fields)).collect(),
            _ => Vec::new(),
        };
        Self { kind, texts: texts(stored, kind.fields), items }
    }

    /// Reads the fields of a form. Fields of other names are the caller's.
    ///
    /// # Errors
    /// When a field is none of our page's.
    pub(crate) fn read(kind: &'static Kind, pairs: Vec<(String, String)>) -> Result<Self, Malformed> {
        let (mut texts, mut items) = (Texts::new(), BTreeMap::<usize, Texts>::new());
        for (name, value) in pairs {
            let item = name.split_once('.').and_then(|(item, rest)| Some((place(item)?, rest)));
            match (item, &kind.items) {
                (Some((item, name)), Some(of_kind)) => {
                    insert(items.entry(item).or_default(), of_kind.fields, name, value)?;
                }
                (Some(_), None) => return Err(Malformed),
                (None, _) => insert(&mut texts, kind.fields, &name, value)?,
            }
        }
        Ok(Self { kind, texts, items: items.into_values().collect() })
    }

    /// The same without what must be said in the other language: as many items, empty; addresses and drawings as they are.
    pub(crate) fn without_words(&self) -> Self {
        let kept = |texts: &Texts, fields: &'static [Field]| -> Texts {
            let keeps = fields.iter().filter(|field| field.is_the_same_everywhere());
            keeps.filter_map(|field| Some((field.name, texts.get(field.name)?.clone()))).collect()
        };
        let of_items = self.kind.items.as_ref().map_or(&[][..], |items| items.fields);
        let items = self.items.iter().map(|item| kept(item, of_items)).collect();
        Self { kind: self.kind, texts: kept(&self.texts, self.kind.fields), items }
    }

    /// The texts as they are stored, whether or not they are in order.
    pub(crate) fn stored(&self) -> Map<String, Value> {
        let mut stored = object(&self.texts, self.kind.fields);
        if self.kind.word != HEAD.word {
            stored.insert("kind".to_owned(), self.kind.word.into());
        }
        if let Some(of_kind) = &self.kind.items {
            let items = self.items.iter().map(|item| Value::Object(object(item, of_kind.fields)));
            stored.insert("items".to_owned(), items.collect());
        }
        stored
    }

    /// What must be put right before visitors may read it, field by field.
    pub(crate) fn problems(&self, language: Language) -> Problems {
        let mut problems = Problems::default();
        look(language, (&self.texts, self.kind.fields), ("", ""), &mut problems);
        let Some(of_kind) = &self.kind.items else { return problems };
        let what = of_kind.name(language);
        let number = match self.items.len() {
            0 => Some(language.message_with("rooms-pages-no-item", &[("item", &what)])),
            1..=MOST_ITEMS => None,
            _ => Some(language.message_with("rooms-pages-most-items", &[("most", &MOST_ITEMS.to_string())])),
        };
        if let Some(sentence) = number {
            problems.add_at("add", language.message("rooms-pages-items"), sentence);
        }
        for (item, texts) in self.items.iter().enumerate() {
            let place = format!("{what} {}, ", item + 1);
            look(language, (texts, of_kind.fields), (&format!("i{item}."), &place), &mut problems);
        }
        problems
    }

    /// The texts in which marks are written.
    pub(crate) fn marked_texts(&self) -> impl Iterator<Item = &str> {
        let of_items = self.kind.items.as_ref().map_or(&[][..], |items| items.fields);
        let items = self.items.iter().flat_map(move |item| marked_texts(item, of_items));
        marked_texts(&self.texts, self.kind.fields).chain(items)
    }
}

fn marked_texts<'a>(texts: &'a Texts, fields: &'static [Field]) -> impl Iterator<Item = &'a str> {
    let marked = fields.iter().filter(|field| field.control == Control::Markdown);
    marked.filter_map(|field| texts.get(field.name)).map(String::as_str)
}

/// The place of an item, from `i0` on.
fn place(part: &str) -> Option<usize> {
    let digits = part.strip_prefix('i').filter(|digits| (1..=4).contains(&digits.len()))?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

fn insert(texts: &mut Texts, fields: &[Field], name: &str, value: String) -> Result<(), Malformed> {
    let field = fields.iter().find(|field| field.name == name).ok_or(Malformed)?;
    texts.insert(field.name, value);
    Ok(())
}

fn texts(stored: &Value, fields: &[Field]) -> Texts {
    let text = |field: &Field| {
        stored.pointer(&format!("/{}", field.name.replace('.', "/"))).and_then(Value::as_str).unwrap_or_default()
    };
    fields.iter().map(|field| (field.name, text(field).to_owned())).collect()
}

/// The stored form of some fields. A source of which nothing is known is none.
fn object(texts: &Texts, fields: &[Field]) -> Map<String, Value> {
    let (mut object, mut source) = (Map::new(), Map::new());
    let mut has_source = false;
    for field in fields {
        let text = clean(field, texts.get(field.name).map(String::as_str).unwrap_or_default());
        match field.name.strip_prefix(SOURCE) {
            Some(name) => {
                has_source |= !text.is_empty();
                source.insert(name.to_owned(), text.into());
            }
            None => drop(object.insert(field.name.to_owned(), text.into())),
        }
    }
    if !source.is_empty() {
        object.insert("source".to_owned(), if has_source { Value::Object(source) } else { Value::Null });
    }
    object
}

fn look(
    language: Language,
    (texts, fields): (&Texts, &[Field]),
    (prefix, place): (&str, &str),
    problems: &mut Problems,
) {
    let clean = |field: &Field| clean(field, texts.get(field.name).map(String::as_str).unwrap_or_default());
    let has_source = fields.iter().any(|field| field.is_of_source() && !clean(field).is_empty());
    for field in fields {
        let is_needed = field.is_needed || (field.is_of_source() && has_source);
        if let Some(sentence) = objection(language, field, &clean(field), is_needed) {
            problems.add_at(format!("{prefix}{}", field.name), format!("{place}{}", field.label(language)), sentence);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::start;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn kind(word: &str) -> &'static Kind {
        kinds::find(word).expect("a kind")
    }

    #[test]
    fn every_start_page_goes_through_the_form_unchanged_and_is_in_order() {
        for language in Language::ALL {
            for slug in ["home", "mission", "why-awesome", "get-involved", "share", "press", "privacy"] {
                let content = start::content(slug, language).expect("a start page");
                assert!(Words::of_head(content.head()).problems(language).is_empty(), "{slug} {language}");
                for placed in &content.blocks {
                    let words = Words::of(placed).expect("a known kind");
                    assert_eq!(placed.with(words.stored()), *placed, "{slug} {language}");
                    assert!(words.problems(language).is_empty(), "{slug} {language}: {:?}", words.problems(language));
                }
            }
        }
    }

    #[test]
    fn what_is_missing_is_named_at_its_field_and_can_be_kept_nevertheless() {
        let words =
            Words::read(kind("reasons"), pairs(&[("heading", ""), ("i0.title", "T"), ("i0.source.name", "Report")]));
        let words = words.expect("our fields");
        let problems = words.problems(Language::English);
        let named: Vec<&str> = problems.all().iter().map(|problem| &*problem.field).collect();
        assert_eq!(named, ["heading", "i0.text", "i0.source.url", "i0.source.date"]);
        assert_eq!(words.stored()["items"][0]["source"]["name"], "Report");
    }

    #[test]
    fn signs_that_nobody_sees_are_named_at_their_field() {
        for (field, text, named) in [
            ("heading", "ab\u{200b}cd", "U+200B"),
            ("text", "[evil\u{202e}](https://example.org)", "U+202E"),
            ("text", "소\u{ad}식 \u{3164}", "U+00AD"),
            ("text", "a\u{e0041}", "U+E0041"),
            ("heading", "\u{2060}\u{feff}", "U+2060"),
        ] {
            let texts = [("heading", "제목"), ("text", "글")]
                .map(|(name, good)| (name, if name == field { text } else { good }));
            let words = Words::read(kind("prose"), pairs(&texts)).expect("our fields");
            for language in Language::ALL {
                let problems = words.problems(language);
                let sentence = problems.of(field).unwrap_or_else(|| panic!("{text:?} is taken"));
                assert!(sentence.contains(named) && sentence.ends_with('.') && !sentence.contains("  "), "{sentence}");
            }
        }
        for good in ["👩‍👧 가족", "가\u{3000}나", "“자유”"] {
            let words = Words::read(kind("prose"), pairs(&[("heading", good), ("text", good)])).expect("our fields");
            assert!(words.problems(Language::English).is_empty(), "{good:?}");
        }
        let silent =
            Words::read(kind("prose"), pairs(&[("heading", "…\u{2800}"), ("text", "글")])).expect("our fields");
        let sentence = Language::English.message("rooms-pages-problem-silent");
        assert_eq!(silent.problems(Language::English).of("heading"), Some(sentence.as_str()));
    }

    #[test]
    fn texts_are_kept_composed_and_cells_apart() {
        let typed = pairs(&[("heading", "\u{1100}\u{1161}\u{11a8}\t나"), ("text", "연도\t명\r\n2014\t120")]);
        let stored = Words::read(kind("prose"), typed).expect("our fields").stored();
        assert_eq!(stored["heading"], "각 나");
        assert_eq!(stored["text"], "연도\t명\n2014\t120");
    }

    #[test]
    fn links_of_notes_tables_and_bare_addresses_are_looked_at() {
        for bad in [
            "글[^1]\n\n[^1]: https://nkhr.or.kr@evil.example/",
            "a\tb\tc\nhttps://nkhr.or.kr@evil.example/\tx\ty",
            "- 글 https://nkhr.оr.kr을",
            "[글](https://раураӏ.com)",
            "office@nkhr.or.kr [우리](mailto:office@nkhr.оr.kr)",
        ] {
            let words = Words::read(kind("prose"), pairs(&[("text", bad)])).expect("our fields");
            assert!(words.problems(Language::English).of("text").is_some(), "{bad} is taken");
        }
    }

    #[test]
    fn fields_that_our_page_has_not_are_refused() {
        for bad in [("colour", "red"), ("i0.colour", "red"), ("i99999.title", "x"), ("ix.title", "x"), ("title", "x")] {
            assert!(Words::read(kind("reasons"), pairs(&[bad])).is_err(), "{bad:?}");
        }
        assert!(Words::read(kind("goal"), pairs(&[("i0.title", "x")])).is_err());
    }
}
