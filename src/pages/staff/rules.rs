//! What may stand in a field of the editor.

use crate::{
    dialect,
    language::Language,
    link,
    pages::staff::kinds::{Control, DRAWINGS, Field},
    text::{composed, says_something, unseen},
};

/// A typed text as it is kept. Signs that nobody sees stay, so that [`objection`] can name them; tabs part the cells of a
/// table.
pub(crate) fn clean(field: &Field, typed: &str) -> String {
    let text = composed(typed);
    match field.control {
        Control::Markdown => text,
        _ if field.has_lines() => text.replace('\t', " "),
        _ => text.replace(['\n', '\t'], " "),
    }
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
    if let Some(sentence) = of_unseen(language, text).or_else(|| of_links(language, field, text)) {
        return Some(sentence);
    }
    let key = match field.control {
        Control::Path if !is_own_path(text) => "rooms-pages-problem-path",
        Control::Url if !is_https(text) => "rooms-pages-problem-url",
        Control::Drawing if !DRAWINGS.contains(&text) => "rooms-pages-problem-drawing",
        Control::Line if !says_something(text) => "rooms-pages-problem-silent",
        _ => return None,
    };
    Some(language.message(key))
}

/// How many characters before a sign tell where it stands.
const BEFORE: usize = 12;

/// Names the first sign of a text that nobody sees.
fn of_unseen(language: Language, text: &str) -> Option<String> {
    let mut signs = unseen(text);
    let (at, sign) = signs.next()?;
    let code = format!("U+{:04X}", u32::from(sign));
    let before: Vec<char> = text[..at].chars().rev().take_while(|c| *c != '\n').take(BEFORE).collect();
    let before: String = before.into_iter().rev().collect();
    let more = signs.count().to_string();
    let values = [
        ("code", &*code),
        ("sort", sort_of(sign)),
        ("more", &more),
        ("before", before.trim()),
        ("place", if before.trim().is_empty() { "start" } else { "within" }),
    ];
    Some(language.message_with("rooms-pages-problem-unseen", &values))
}

/// What a sign does, as the message tells it.
fn sort_of(sign: char) -> &'static str {
    match sign {
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "width",
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "direction",
        '\u{ad}' => "hyphen",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "filler",
        _ => "other",
    }
}

/// What is wrong with the links of a text, as every dialect reads it.
fn of_links(language: Language, field: &Field, text: &str) -> Option<String> {
    let newest = || {
        let addresses = if field.control == Control::Markdown { dialect::addresses(text) } else { Vec::new() };
        addresses.iter().find_map(|address| link::objection_to(language, address))
    };
    link::objection(language, text).or_else(newest)
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
