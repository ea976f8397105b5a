//! What looks like a mark in words that are shown.

/// A mark that is shown as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Asterisks.
    Emphasis,
    /// A link that leads nowhere, or that is not closed.
    Link,
    /// A reference to a note that is not there.
    Note,
    /// A note to which nothing refers.
    UnusedNote,
    /// A `#` without a blank.
    Heading,
    /// A row of cells without heads.
    Table,
    Html,
    /// A picture in the text: only its words are shown.
    Picture,
}

/// A line, a mark, and the sign by which it is found there.
pub(super) type Found = (usize, Mark, String);

/// HTML that people know.
const TAGS: [&str; 24] = [
    "a", "b", "br", "center", "div", "em", "font", "h1", "h2", "h3", "hr", "i", "iframe", "img", "li", "p", "script",
    "span", "strong", "sub", "sup", "table", "u", "ul",
];

/// What looks like a mark in words that are shown.
pub(super) fn in_words(words: &str, starts_line: bool) -> Vec<(Mark, String)> {
    let mut found = Vec::new();
    let mut add = |mark, sign: &str| found.push((mark, sign.to_owned()));
    if let Some(sign) = asterisks(words) {
        add(Mark::Emphasis, sign);
    }
    if words.contains("](") {
        add(Mark::Link, "](");
    }
    if words.contains("[^") {
        add(Mark::Note, "[^");
    }
    let hashes = words.len() - words.trim_start_matches('#').len();
    if starts_line && (1..=6).contains(&hashes) && words[hashes..].starts_with(|c: char| !c.is_whitespace()) {
        add(Mark::Heading, &words[..hashes]);
    }
    if starts_line && words.starts_with('|') {
        add(Mark::Table, "|");
    }
    if let Some(tag) = html_tag(words) {
        add(Mark::Html, &tag);
    }
    found
}

/// Asterisks at a word, on one side of it. Between two words or two blanks they are signs.
fn asterisks(words: &str) -> Option<&str> {
    let mut at = 0;
    while let Some(found) = words[at..].find('*') {
        let start = at + found;
        let end = words[start..].find(|c| c != '*').map_or(words.len(), |length| start + length);
        let is_open = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let (before, after) = (words[..start].chars().next_back(), words[end..].chars().next());
        let between_digits = [before, after].iter().all(|c| c.is_some_and(|c| c.is_ascii_digit()));
        let is_mark = if end - start > 1 { !between_digits } else { is_open(before) != is_open(after) };
        if is_mark && !(is_open(before) && is_open(after)) {
            return Some(&words[start..end]);
        }
        at = end;
    }
    None
}

fn html_tag(words: &str) -> Option<String> {
    words.match_indices('<').find_map(|(at, _)| {
        let rest = words[at + 1..].trim_start_matches('/');
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        let is_whole = rest[name.len()..].starts_with([' ', '>', '/']);
        (is_whole && TAGS.contains(&name.as_str())).then(|| words[at..].chars().take(1 + name.len()).collect())
    })
}
