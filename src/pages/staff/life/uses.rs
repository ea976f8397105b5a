//! Where a page is used: the links to it in the words of other pages, both those that visitors read and the newest.

use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::queries::{OtherWords, list_words_with};
use crate::{
    language::Language,
    pages::address::path_of,
    rooms::{Editor, Pass},
};

/// A side of another page with links to this one.
pub(crate) struct Use {
    pub(crate) title: String,
    pub(crate) language: Language,
    /// The room where it is written.
    pub(crate) room: String,
    /// Its address for visitors.
    pub(crate) address: String,
    /// How many links there are.
    pub(crate) links: usize,
    /// Whether visitors read them, and not only those who write.
    pub(crate) is_visible: bool,
}

/// The sides that link to one of these addresses of a page. Each is named once, by what visitors read if they read a link.
pub(crate) async fn uses_of(
    pass: &Pass<Editor>,
    db: &mut PgConnection,
    page_id: Uuid,
    paths: &[String],
    origin: &str,
) -> sqlx::Result<Vec<Use>> {
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let addresses: Vec<String> = paths.iter().map(|path| path_of(path)).collect();
    let words = list_words_with(pass, db, page_id, &addresses).await?;
    let mut uses: Vec<Use> = Vec::new();
    for other in words {
        let links = links_to(&other.content.0, paths, origin);
        let used = Use::new(other, links);
        match uses.last_mut().filter(|last| (&last.room, last.language) == (&used.room, used.language)) {
            _ if used.links == 0 => {}
            Some(last) if used.is_visible => *last = used,
            Some(_) => {}
            None => uses.push(used),
        }
    }
    Ok(uses)
}

impl Use {
    fn new(other: OtherWords, links: usize) -> Self {
        Self {
            title: other.title,
            language: other.language,
            room: format!("/admin/pages/{}", other.slug),
            address: other.language.path(&path_of(&other.path)),
            links,
            is_visible: other.is_visible,
        }
    }
}

/// How many links in stored words lead to one of these paths, which stand without slash and language.
pub(crate) fn links_to(content: &Value, paths: &[String], origin: &str) -> usize {
    match content {
        Value::String(text) => paths.iter().map(|path| links_in(text, path, origin)).sum(),
        Value::Array(values) => values.iter().map(|value| links_to(value, paths, origin)).sum(),
        Value::Object(fields) => fields.values().map(|value| links_to(value, paths, origin)).sum(),
        _ => 0,
    }
}

/// The links of a text to a path: the address alone, as the whole of a field, or as the target of a link.
fn links_in(text: &str, path: &str, origin: &str) -> usize {
    let address = format!("/{path}");
    let is_link = |at: &usize| {
        let (before, after) = (&text[..*at], &text[at + address.len()..]);
        // A longer name is another page; a full stop ends a sentence, unless a word goes on behind it.
        let ends = match after.chars().next() {
            None => true,
            Some('.') => !after[1..].starts_with(|c: char| c.is_alphanumeric()),
            Some('/') => !after[1..].starts_with(|c: char| c.is_alphanumeric()),
            Some(c) => !c.is_alphanumeric() && !matches!(c, '-' | '_' | '%'),
        };
        let before = before.strip_suffix("/ko").unwrap_or(before);
        ends && (before.is_empty()
            || before.ends_with(origin)
            || before.ends_with(['(', '<', '"', '\'', ' ', '\n', '\t', '|']))
    };
    text.match_indices(&address).map(|(at, _)| at).filter(is_link).count()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn links_are_told_from_words_that_look_like_them() {
        for (text, links) in [
            ("/press", 1),
            ("/press#facts", 1),
            ("/press?via=line", 1),
            ("/ko/press", 1),
            ("[For the press](/press).", 1),
            ("[보도 자료](/ko/press) [또](/press \"제목\")", 2),
            ("<https://site.example/press>", 1),
            ("Read https://site.example/ko/press.", 1),
            ("Read /press.", 1),
            ("Where\tAddress\nPress\t/press", 1),
            ("| Press |/press|", 1),
            ("/press/", 1),
            ("press", 0),
            ("/pressroom", 0),
            ("/press-kit", 0),
            ("/press/kit", 0),
            ("/press.html", 0),
            ("/updates/press", 0),
            ("https://elsewhere.example/press", 0),
            ("the printing/press", 0),
        ] {
            assert_eq!(links_in(text, "press", "https://site.example"), links, "{text}");
        }
    }

    #[test]
    fn every_text_of_a_page_is_looked_at() {
        let content = json!({
            "title": "T", "lead": "See [this](/press).",
            "blocks": [{"kind": "actions", "items": [{"path": "/press"}, {"path": "/old-press"}, {"path": "/mission"}]}],
        });
        let paths = ["press".to_owned(), "old-press".to_owned()];
        assert_eq!(links_to(&content, &paths, "https://site.example"), 3);
    }
}
