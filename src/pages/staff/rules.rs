//! What may stand in a field of the editor.

use crate::{
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
pub(crate) fn objection(field: &Field, text: &str, is_needed: bool) -> Option<String> {
    let length = text.chars().count();
    if text.is_empty() {
        return match (is_needed, field.is_of_source()) {
            (false, _) => None,
            (true, false) => Some("Please fill this in.".to_owned()),
            (true, true) => Some("A source has all three: who, where and when. Or leave all three empty.".to_owned()),
        };
    }
    if length > field.longest {
        return Some(format!("Please shorten this to {} characters. It has {length}.", field.longest));
    }
    if let Some(sentence) = link::objection(text) {
        return Some(sentence);
    }
    let sentence = match field.control {
        Control::Path if !is_own_path(text) => "Please write an address of this site, such as /volunteer, without /ko.",
        Control::Url if !is_https(text) => "Please write the whole address, beginning with https://.",
        Control::Drawing if !DRAWINGS.contains(&text) => "Please choose one of the drawings.",
        _ => return None,
    };
    Some(sentence.to_owned())
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
