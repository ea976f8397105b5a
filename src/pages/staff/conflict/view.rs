//! The page of decisions as its template sees it.

use askama::Template;
use serde_json::Value;

use crate::{
    language::Language,
    pages::{
        content::Content,
        queries::Revision,
        staff::{
            address::SideAddress,
            difference::{Side, words},
            kinds::{self, Field, HEAD},
            merge::Conflict,
            rules::clean,
        },
    },
    rooms::frame::{Moment, StaffFrame},
};

#[derive(Template)]
#[template(path = "pages/staff/merge.html")]
pub(super) struct MergePage<'a> {
    pub(super) frame: StaffFrame,
    pub(super) address: &'a SideAddress,
    /// Who saved the newest revision, and when.
    pub(super) author: String,
    /// Whether it was the reader, in another tab.
    pub(super) is_own: bool,
    pub(super) saved_at: Option<Moment>,
    pub(super) lines: Vec<ConflictLine>,
    /// What is decided about.
    pub(super) state: String,
    /// Where it goes on.
    pub(super) to: &'a str,
    /// Whether one of the two changed while it was being decided.
    pub(super) has_changed: bool,
}

/// A field that both changed.
pub(super) struct ConflictLine {
    pub(super) name: String,
    /// Where it is, for people.
    pub(super) place: String,
    /// What stood there before; empty for nothing.
    pub(super) base: String,
    pub(super) theirs: Version,
    pub(super) mine: Version,
    /// What of mine can be written anew, where it is a text.
    pub(super) text: Option<String>,
    pub(super) chosen: String,
    pub(super) is_missing: bool,
}

/// What became of a field.
pub(super) struct Version {
    /// Whether it was taken away.
    pub(super) is_gone: bool,
    /// Its words beside those before.
    pub(super) words: Vec<(Side, String)>,
}

impl MergePage<'_> {
    fn missing(&self) -> Vec<&ConflictLine> {
        self.lines.iter().filter(|line| line.is_missing).collect()
    }
}

impl ConflictLine {
    pub(super) fn new(language: Language, content: &Content, conflict: &Conflict, chosen: &str) -> Self {
        let base = plain(conflict.base.as_ref());
        let version = |value: Option<&Value>| Version {
            is_gone: value.is_none_or(Value::is_null),
            words: words(&base, &plain(value)),
        };
        Self {
            name: conflict.name(),
            place: place(language, content, conflict),
            theirs: version(conflict.theirs.as_ref()),
            mine: version(conflict.mine.as_ref()),
            text: conflict.is_text().then(|| plain(conflict.mine.as_ref())),
            chosen: chosen.to_owned(),
            is_missing: false,
            base,
        }
    }

    /// The same with what was typed.
    pub(super) fn with_text(mut self, typed: Option<&str>) -> Self {
        if let (Some(text), Some(typed)) = (&mut self.text, typed) {
            typed.clone_into(text);
        }
        self
    }

    /// The same where everything must be decided now.
    pub(super) fn asked(mut self, is_asked: bool) -> Self {
        self.is_missing = is_asked && !["theirs", "mine"].contains(&self.chosen.as_str());
        self
    }

    /// Lines enough for the words; Hangul is as wide as two letters.
    fn rows(&self) -> usize {
        let width = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        let text = self.text.as_deref().unwrap_or_default();
        (text.lines().map(|line| width(line).div_ceil(60).max(1)).sum::<usize>() + 1).clamp(2, 16)
    }
}

/// Who saved a revision.
pub(super) fn author(language: Language, revision: &Revision) -> String {
    revision.author.clone().unwrap_or_else(|| language.message("rooms-pages-program"))
}

/// What was typed at a conflict, as it is kept.
pub(super) fn cleaned(conflict: &Conflict, content: &Content, typed: &str) -> String {
    field(content, conflict).map_or_else(|| typed.replace("\r\n", "\n"), |(field, _)| clean(field, typed))
}

/// The texts in a value, one below the other.
fn plain(value: Option<&Value>) -> String {
    fn gather(value: &Value, texts: &mut Vec<String>) {
        match value {
            Value::String(text) if !text.is_empty() => texts.push(text.clone()),
            Value::Array(items) => items.iter().for_each(|item| gather(item, texts)),
            Value::Object(object) => {
                object.iter().filter(|(name, _)| *name != "kind").for_each(|(_, value)| gather(value, texts));
            }
            _ => {}
        }
    }
    let mut texts = Vec::new();
    value.into_iter().for_each(|value| gather(value, &mut texts));
    texts.join("\n")
}

/// The field of a conflict, and the number of its item from 1 on, if this release knows it.
fn field(content: &Content, conflict: &Conflict) -> Option<(&'static Field, Option<usize>)> {
    let named = |fields: &'static [Field], way: &[String]| {
        let name = way.join(".");
        fields.iter().find(|field| field.name == name)
    };
    let kind = match &conflict.block {
        Some(id) => kinds::find(content.find(id)?.1.kind())?,
        None => HEAD,
    };
    match (&conflict.field[..], &kind.items) {
        ([list, item, rest @ ..], Some(items)) if list == "items" => {
            Some((named(items.fields, rest)?, Some(item.parse::<usize>().ok()? + 1)))
        }
        (way, _) => Some((named(kind.fields, way)?, None)),
    }
}

/// Where a conflict is, for people.
fn place(language: Language, content: &Content, conflict: &Conflict) -> String {
    let found = conflict.block.as_ref().and_then(|id| content.find(id));
    let kind = found.map_or(Some(HEAD), |(_, placed)| kinds::find(placed.kind()));
    let block = match (found, kind) {
        (Some((place, _)), Some(kind)) => kind.place("rooms-pages-block", language, place),
        _ => language.message("rooms-pages-the-page"),
    };
    let what = match (field(content, conflict), conflict.field.first().map(String::as_str)) {
        (Some((field, Some(item))), _) => {
            let items = kind.and_then(|kind| kind.items.as_ref()).map(|items| items.name(language)).unwrap_or_default();
            format!("{items} {item}, {}", field.label(language))
        }
        (Some((field, None)), _) => field.label(language),
        (None, Some("items")) => language.message("rooms-pages-items"),
        (None, Some("source")) => language.message("rooms-pages-source"),
        (None, Some(name)) => name.to_owned(),
        (None, None) => return block,
    };
    format!("{block}, {what}")
}
