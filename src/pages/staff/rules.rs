//! What may stand in a field of the editor.

use crate::{
    language::Language,
    link,
    pages::staff::kinds::{Control, DRAWINGS, Field},
    text::tidy,
};

/// A typed text as it is kept.
pub(crate) fn clean(field: &Field, typed: &str) -> String {
    let text = tidy(typed);
    if field.has_lines() { text } else { text.replace('\n', " ") }
}

/// What to do about a text that cannot stay, if there is anything.
pub(crate) fn objection(language: Language, field: &Field, text: &str, is_needed: bool) -> Option<String> {
    let length = text.chars().count();
    if text.is_empty() {
        return match (is_needed, field.is_of_source()) {
            (false, _) => None,
            (true, false) => Some(language.message("rooms-fill-in")),
            (true, true) => Some(language.message("rooms-pages-source-whole")),
        };
    }
    if length > field.longest {
        let values = [("longest", &*field.longest.to_string()), ("length", &length.to_string())];
        return Some(language.message_with("rooms-pages-shorten", &values));
    }
    if let Some(sentence) = link::objection(language, text) {
        return Some(sentence);
    }
    let key = match field.control {
        Control::Path if !is_own_path(text) => "rooms-pages-problem-path",
        Control::Url if !is_https(text) => "rooms-pages-problem-url",
        Control::Drawing if !DRAWINGS.contains(&text) => "rooms-pages-problem-drawing",
        _ => return None,
    };
    Some(language.message(key))
}

/// Browsers read `\` as `/`, and `//` leads to another site.
fn is_own_path(text: &str) -> bool {
    let has_language = text == "/ko" || text.starts_with("/ko/");
    text.starts_with('/') && !text.contains("//") && !has_language && text.chars().all(is_plain)
}

fn is_https(text: &str) -> bool {
    let host = text.strip_prefix("https://").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    host.is_some_and(|host| host.contains('.') && !host.starts_with('.') && !host.contains('@'))
        && text.chars().all(is_plain)
}

fn is_plain(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !"\\\"<>`".contains(c)
}
