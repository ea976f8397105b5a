//! Where marks of a text did not take effect, so that the editor can say so before visitors see them.

use pulldown_cmark::{Event, Options, Parser, TextMergeWithOffset};

use crate::{
    language::Language,
    pages::dialect::{Dialect, second},
};

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

/// Where a mark did not take effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ineffective {
    pub(crate) mark: Mark,
    /// The line of the text, counted from one.
    pub(crate) line: usize,
    /// The words around it.
    pub(crate) words: String,
}

/// How many are told: who pastes a page of another dialect need not read more.
const MOST: usize = 20;
/// How many characters are told on each side.
const AROUND: usize = 30;
/// HTML that people know.
const TAGS: [&str; 24] = [
    "a", "b", "br", "center", "div", "em", "font", "h1", "h2", "h3", "hr", "i", "iframe", "img", "li", "p", "script",
    "span", "strong", "sub", "sup", "table", "u", "ul",
];

impl Ineffective {
    /// What is shown instead, and how to mend it.
    pub(crate) fn sentence(&self, language: Language) -> String {
        let key = match self.mark {
            Mark::Emphasis => "rooms-pages-mark-emphasis",
            Mark::Link => "rooms-pages-mark-link",
            Mark::Note => "rooms-pages-mark-note",
            Mark::UnusedNote => "rooms-pages-mark-unused-note",
            Mark::Heading => "rooms-pages-mark-heading",
            Mark::Table => "rooms-pages-mark-table",
            Mark::Html => "rooms-pages-mark-html",
            Mark::Picture => "rooms-pages-mark-picture",
        };
        language.message_with(key, &[("line", &self.line.to_string()), ("words", &self.words)])
    }
}

/// The marks of a text that did not take effect, in the order of its lines.
pub(crate) fn ineffective(dialect: Dialect, text: &str) -> Vec<Ineffective> {
    let mut found = match dialect {
        Dialect::First => of_first(text),
        Dialect::Second => second::ineffective(text),
    };
    let lines: Vec<&str> = text.lines().collect();
    let told = |(line, mark, sign): (usize, Mark, String)| {
        let words = around(lines.get(line - 1).copied().unwrap_or_default(), &sign);
        Ineffective { mark, line, words }
    };
    found.sort_by_key(|(line, ..)| *line);
    found.dedup_by(|one, other| (one.0, one.1) == (other.0, other.1));
    found.into_iter().take(MOST).map(told).collect()
}

fn of_first(text: &str) -> Vec<(usize, Mark, String)> {
    let events = TextMergeWithOffset::new(Parser::new_ext(text, Options::empty()).into_offset_iter());
    let found = events.filter_map(|(event, place)| match event {
        Event::Text(words) if !text[..place.end].ends_with('\\') && !text[place.clone()].contains('\\') => {
            let is_escaped = text[..place.start].ends_with('\\');
            let before = &text[..place.start];
            let starts_line = before.trim_end_matches(' ').is_empty() || before.trim_end_matches(' ').ends_with('\n');
            let line = before.matches('\n').count() + 1;
            Some(if is_escaped { Vec::new() } else { in_words(&words, starts_line) })
                .map(|found| found.into_iter().map(move |(mark, sign)| (line, mark, sign)))
        }
        _ => None,
    });
    found.flatten().collect()
}

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

/// The words of a line around a sign.
fn around(line: &str, sign: &str) -> String {
    let line = line.trim();
    let at = line.find(sign).unwrap_or_default();
    let before: Vec<char> = line[..at].chars().rev().take(AROUND).collect();
    let after = line[at..].chars().take(sign.chars().count() + AROUND);
    let is_cut =
        (before.len() < line[..at].chars().count(), line[at..].chars().count() > sign.chars().count() + AROUND);
    let words: String = before.into_iter().rev().chain(after).collect();
    format!("{}{}{}", if is_cut.0 { "…" } else { "" }, words.trim(), if is_cut.1 { "…" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(dialect: Dialect, text: &str) -> Vec<(Mark, usize, String)> {
        ineffective(dialect, text).into_iter().map(|found| (found.mark, found.line, found.words)).collect()
    }

    #[test]
    fn marks_that_are_shown_as_typed_are_told() {
        for (text, mark, line, words) in [
            ("글\n\n** 강조**입니다", Mark::Emphasis, 3, "** 강조**입니다"),
            ("**닫히지 않은 강조", Mark::Emphasis, 1, "**닫히지 않은 강조"),
            ("a **“b”**c d", Mark::Emphasis, 1, "a **“b”**c d"),
            ("가\n나 *다", Mark::Emphasis, 2, "나 *다"),
            ("글 [보고서](https://example.org 을", Mark::Link, 1, "글 [보고서](https://example.org 을"),
            ("글\n[연합](NKHR)", Mark::Link, 2, "[연합](NKHR)"),
            ("[쪽][1]\n\n[1]: mission.html", Mark::Link, 1, "[쪽][1]"),
            ("증언[^3]", Mark::Note, 1, "증언[^3]"),
            ("글\n\n[^1]: 안 쓰인 각주", Mark::UnusedNote, 3, "[^1]: 안 쓰인 각주"),
            ("글\n\n##배경", Mark::Heading, 3, "##배경"),
            ("| 2014 | 120 |\n| 2015 | 87 |", Mark::Table, 1, "| 2014 | 120 |"),
            ("글\n\n<b>굵게</b>", Mark::Html, 3, "<b>굵게</b>"),
            ("![그림](/a.png)", Mark::Picture, 1, "![그림](/a.png)"),
            ("가\t나\n다\t라\n\n끝\n##글", Mark::Heading, 5, "##글"),
        ] {
            assert_eq!(told(Dialect::Second, text).first(), Some(&(mark, line, words.to_owned())), "{text:?}");
        }
        let long = format!("{} **가 {}", "앞".repeat(50), "뒤".repeat(50));
        let words = told(Dialect::Second, &long).remove(0).2;
        assert!(words.starts_with('…') && words.ends_with('…') && words.contains("**가"), "{words}");
        assert_eq!(told(Dialect::Second, &"**가 나\n\n".repeat(100)).len(), MOST);
    }

    #[test]
    fn the_first_dialect_has_more_of_them() {
        for (text, mark, line) in [
            ("글\n\n**인권(2)**은", Mark::Emphasis, 3),
            ("| a | b |\n|---|---|", Mark::Table, 1),
            ("증언[^1]", Mark::Note, 1),
        ] {
            let found = told(Dialect::First, text);
            assert!(found.iter().any(|found| (found.0, found.1) == (mark, line)), "{text:?}: {found:?}");
        }
        assert_eq!(told(Dialect::First, "*a* **b** 5\\*3 \\*\\*c \\[x\\](y)\n\n- d"), []);
    }

    #[test]
    fn good_texts_have_none() {
        for text in [
            "**북한인권시민연합(NKHR)**은 *강조*와 5 * 3, 5*3, 2**8, \\*\\*글\\*\\*",
            "## 배경\n\n1. 하나\n2. 둘\n\n연도\t명\n2014\t120",
            "증언[^1]\n\n[^1]: 2014년 [보고서](https://example.org)",
            "| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n\n3 < 4, a<b, # 하나",
            "`**` [사명](/mission) [위](#top) [전화](tel:+82 2 723 1672) https://example.org/a**",
            "[가] (나) [다]",
        ] {
            assert_eq!(told(Dialect::Second, text), [], "{text:?}");
        }
    }

    #[test]
    fn every_mark_has_a_sentence() {
        for mark in [
            Mark::Emphasis,
            Mark::Link,
            Mark::Note,
            Mark::UnusedNote,
            Mark::Heading,
            Mark::Table,
            Mark::Html,
            Mark::Picture,
        ] {
            for language in Language::ALL {
                let sentence = Ineffective { mark, line: 7, words: "가나다".to_owned() }.sentence(language);
                assert!(sentence.contains('7') && sentence.contains("가나다"), "{sentence}");
            }
        }
    }
}
