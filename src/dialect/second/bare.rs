//! Addresses that stand in the open become links, HTML becomes words, and what only looks like a link stays as it was typed.

use crate::{
    dialect::second::{
        address::{address_end, dialled, mail},
        line::{GUARD, Line},
        target::{Target, target},
    },
    language::Language,
};

/// The longest destination of a link, in characters, and how deep brackets nest in it.
const LONGEST: usize = 2_000;
const DEEPEST: usize = 8;

/// A text while its links are looked for.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    out: String,
    /// Where each opening bracket closes.
    closes: Vec<(usize, usize)>,
    /// How many of those were passed.
    passed: usize,
    /// The end of the link text that is being read.
    link_end: Option<usize>,
}

pub(super) fn links(lines: Vec<Line>) -> Vec<Line> {
    let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    let out = String::with_capacity(text.len() + 64);
    let scan = Scan { text: &text, at: 0, out, closes: closes(&text), passed: 0, link_end: None };
    let written = scan.run();
    let texts = written.split('\n').map(str::to_owned);
    lines.into_iter().zip(texts).map(|(line, text)| Line { text, ..line }).collect()
}

impl Scan<'_> {
    fn run(mut self) -> String {
        while let Some(next) = self.text[self.at..].chars().next() {
            let length = match next {
                '\\' => 1 + self.text[self.at + 1..].chars().next().map_or(0, char::len_utf8),
                '`' => self.code(),
                '<' => self.angle(),
                '[' => self.opening(),
                ']' => self.closing(),
                c if c.is_ascii_alphanumeric() || "._+-".contains(c) => self.word(),
                c => c.len_utf8(),
            };
            self.copy(length);
        }
        self.out
    }

    fn copy(&mut self, length: usize) {
        self.out.push_str(&self.text[self.at..self.at + length]);
        self.at += length;
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// The length of a piece of code, which ends in the same line.
    fn code(&self) -> usize {
        let line = self.rest().split('\n').next().unwrap_or_default();
        let marks = line.len() - line.trim_start_matches('`').len();
        let ends = line[marks..].split_inclusive(|c| c != '`').scan(marks, |end, part| {
            *end += part.len();
            Some((*end, part))
        });
        let close =
            ends.map(|(end, part)| (end - last_len(part), part.len() - last_len(part))).find(|(_, run)| *run == marks);
        match close {
            Some((end, _)) => end,
            None if line[marks..].ends_with('`') && trailing(line) == marks => line.len(),
            None => marks,
        }
    }

    /// An address in angle brackets stays; any other bracket is a sign.
    fn angle(&mut self) -> usize {
        let inner =
            self.rest()[1..].split(|c: char| c.is_whitespace() || c == '<' || c == '>').next().unwrap_or_default();
        let is_closed = self.rest()[1 + inner.len()..].starts_with('>');
        let scheme = inner.split(':').next().unwrap_or_default();
        let is_address = inner.contains('@') && mail(inner) == inner.len()
            || inner.len() > scheme.len()
                && matches!(&*scheme.to_ascii_lowercase(), "http" | "https" | "mailto" | "tel");
        if is_closed && is_address && self.link_end.is_none() {
            return inner.len() + 2;
        }
        self.copy(1);
        self.out.push(GUARD);
        0
    }

    /// A definition stays; a link begins, or words in brackets.
    fn opening(&mut self) -> usize {
        while self.closes.get(self.passed).is_some_and(|(open, _)| *open < self.at) {
            self.passed += 1;
        }
        let Some((_, close)) = self.closes.get(self.passed).copied().filter(|(open, _)| *open == self.at) else {
            return 1;
        };
        let after = &self.text[close + 1..];
        let is_note = self.rest().starts_with("[^");
        let is_at_start = self.text[..self.at].rsplit('\n').next().is_some_and(|before| before.trim().is_empty());
        if is_at_start && !is_note && after.starts_with(':') {
            return self.rest().find('\n').unwrap_or(self.rest().len());
        }
        if after.starts_with('(') && !is_note && destination(after).is_some_and(|(_, _, leads)| leads) {
            self.link_end = Some(close);
        }
        1
    }

    /// The destination behind a link's words, a telephone number without blanks.
    fn closing(&mut self) -> usize {
        let after = &self.text[self.at + 1..];
        let is_link = self.link_end == Some(self.at);
        if !is_link {
            if after.starts_with('(') {
                self.copy(1);
                self.out.push(GUARD);
                return 0;
            }
            return 1;
        }
        self.link_end = None;
        let Some((address, length, _)) = destination(after) else { return 1 };
        if !address.to_ascii_lowercase().starts_with("tel:") {
            return 1 + length;
        }
        self.out.push_str(&format!("]({})", dialled(&address)));
        self.at += 1 + length;
        0
    }

    /// A run of letters and digits: a bare address, or words.
    fn word(&mut self) -> usize {
        let rest = self.rest();
        let word = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "._+-".contains(c))).unwrap_or(rest.len());
        if self.link_end.is_some() {
            return word;
        }
        let start = rest[..word].rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |at| at + 1);
        let is_web =
            rest[word..].starts_with("://") && matches!(&*rest[start..word].to_ascii_lowercase(), "http" | "https");
        if is_web && (start == 0 || !rest.as_bytes()[start - 1].is_ascii_alphanumeric()) {
            let link = rest[start..start + address_end(&rest[start..])].to_owned();
            self.copy(start);
            return if link.len() > word - start + 3 { self.link(&link, &format!("<{link}>")) } else { word - start };
        }
        if rest.starts_with("www.") && rest[4..].starts_with(|c: char| c.is_alphanumeric()) {
            let link = rest[..address_end(rest)].to_owned();
            if link[4..].contains('.') {
                return self.link(&link, &format!("[{link}](https://{link})"));
            }
        }
        let length = mail(rest);
        if length > 0 {
            let link = rest[..length].to_owned();
            return self.link(&link, &format!("<{link}>"));
        }
        word
    }

    fn link(&mut self, link: &str, written: &str) -> usize {
        self.out.push_str(written);
        self.at += link.len();
        0
    }
}

fn last_len(part: &str) -> usize {
    part.chars().next_back().map_or(0, char::len_utf8)
}

fn trailing(line: &str) -> usize {
    line.len() - line.trim_end_matches('`').len()
}

/// Pairs of brackets, by the places of the opening ones. A pair does not reach over an empty line.
fn closes(text: &str) -> Vec<(usize, usize)> {
    let (mut open, mut pairs, mut is_escaped, mut before) = (Vec::new(), Vec::new(), false, ' ');
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '\n' if before == '\n' => open.clear(),
            '[' => open.push(at),
            ']' => pairs.extend(open.pop().map(|open| (open, at))),
            _ => {}
        }
        before = c;
    }
    pairs.sort_unstable();
    pairs
}

/// The address in the brackets behind a link's words, their length, and whether the address leads anywhere.
fn destination(text: &str) -> Option<(String, usize, bool)> {
    let mut depth = 0_usize;
    let end = text.char_indices().take(LONGEST).find_map(|(at, c)| {
        match c {
            '(' if depth > DEEPEST => return Some(0),
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '\n' if text[at + 1..].starts_with('\n') => return Some(0),
            _ => {}
        }
        (depth == 0).then_some(at)
    })?;
    let inner = text.get(1..end)?.trim();
    let address = match inner.strip_prefix('<') {
        Some(rest) => rest.split('>').next().unwrap_or_default(),
        None if inner.to_ascii_lowercase().starts_with("tel:") => inner.split('"').next().unwrap_or_default(),
        None => inner.split_whitespace().next().unwrap_or_default(),
    };
    let checked = if address.to_ascii_lowercase().starts_with("tel:") { dialled(address) } else { address.to_owned() };
    let leads = target(&checked, Language::English) != Target::Nowhere;
    Some((address.to_owned(), end + 1, leads))
}
