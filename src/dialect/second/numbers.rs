//! Numbers at the starts of lines. A list begins at 1, goes on from the one before, or shows by two lines in order that it is
//! one; a date or a year is none.

use std::collections::BTreeMap;

use crate::dialect::second::line::{GUARD, Line};

/// The most digits of an item's number: with four it is a year.
const MOST_DIGITS: usize = 3;

/// A number at the start of a line, with its full stop or bracket.
#[derive(Clone, Copy, Debug)]
struct Numbered<'a> {
    number: u32,
    digits: usize,
    sign: char,
    /// Where its sign stands in the line.
    at: usize,
    /// The column where it begins.
    indent: usize,
    /// What comes after it.
    rest: &'a str,
}

/// The lists that a line may go on with, by the column where they stand.
#[derive(Debug, Default)]
struct Lists {
    last: BTreeMap<usize, u32>,
    /// Whether the line before belongs to a list.
    is_open: bool,
    was_blank: bool,
}

/// Guards the numbers that are no list's.
pub(super) fn guard(lines: Vec<Line>) -> Vec<Line> {
    let mut lists = Lists::default();
    let mut guarded: Vec<Line> = Vec::with_capacity(lines.len());
    for (place, line) in lines.iter().enumerate() {
        let (text, is_list) = guard_line(&lines, place, &mut lists);
        let begins_elsewhere = is_list == Some(false);
        if begins_elsewhere && guarded.last().is_some_and(|before| !before.text.trim().is_empty()) {
            guarded.push(Line { number: line.number, text: String::new() });
        }
        guarded.push(Line { number: line.number, text });
    }
    guarded
}

/// A line with its guard, and, if it is an item, whether it stands in a list that was open.
fn guard_line(lines: &[Line], place: usize, lists: &mut Lists) -> (String, Option<bool>) {
    let line = &lines[place].text;
    let (before, is_nested) = marks_before(line);
    let Some(found) = numbered(line, before) else {
        lists.pass(line);
        return (line.clone(), None);
    };
    let was_open = lists.is_open;
    let is_item = if is_nested { found.number == 1 && !found.is_date() } else { lists.takes(lines, place, &found) };
    if !is_item {
        lists.pass(line);
        return (guarded_at(line, found.at), None);
    }
    let mut text = line.clone();
    if !is_nested {
        lists.last.retain(|indent, _| *indent <= found.indent);
        lists.last.insert(found.indent, found.number);
    }
    (lists.is_open, lists.was_blank) = (true, false);
    // What follows may be a date.
    let after = line.len() - found.rest.len();
    if let Some(inner) = numbered(line, after).filter(|inner| inner.number != 1 || inner.is_date()) {
        text = guarded_at(line, inner.at);
    }
    (text, Some(was_open || is_nested || found.number == 1))
}

impl Lists {
    /// Goes past a line that is no item.
    fn pass(&mut self, line: &str) {
        let is_blank = line.trim().is_empty();
        let is_outside = !line.starts_with([' ', '\t']) && !line.trim_start().starts_with(['-', '*', '+']);
        if self.was_blank && !is_blank && is_outside {
            self.is_open = false;
        }
        self.was_blank = is_blank;
    }

    /// Whether a number is an item's.
    fn takes(&self, lines: &[Line], place: usize, found: &Numbered<'_>) -> bool {
        if found.digits > MOST_DIGITS {
            return false;
        }
        let goes_on = self.last.get(&found.indent).is_some_and(|last| last + 1 == found.number);
        match (goes_on, self.is_open) {
            (true, true) => true,
            _ if found.is_date() => false,
            (true, false) => true,
            (false, is_open) => found.number == 1 || is_open || has_next(lines, place, found),
        }
    }
}

/// Whether the next line of the same column has the next number.
fn has_next(lines: &[Line], place: usize, found: &Numbered<'_>) -> bool {
    for line in &lines[place + 1..] {
        if line.text.trim().is_empty() || indent_of(&line.text) > found.indent {
            continue;
        }
        let next = numbered(&line.text, marks_before(&line.text).0);
        return next.is_some_and(|next| {
            (next.number, next.sign, next.indent) == (found.number + 1, found.sign, found.indent) && !next.is_date()
        });
    }
    false
}

impl Numbered<'_> {
    /// Whether this is the start of a date such as `2014. 2. 17.`, `14. 2. 17.` or `10. 27.`
    fn is_date(&self) -> bool {
        let mut parts = self.rest.split_inclusive('.').map(str::trim_start);
        let mut day = || {
            let number = parts.next()?.strip_suffix('.')?;
            let is_short = number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
            number.parse().ok().filter(|number| is_short && (1..=31).contains(number))
        };
        let (first, second): (Option<u32>, Option<u32>) = (day(), day());
        self.sign == '.'
            && match (first, second) {
                (Some(month), Some(_)) => self.digits > 1 && month <= 12,
                (Some(_), None) => self.digits > 2 || (1..=12).contains(&self.number),
                _ => false,
            }
    }
}

/// The end of the marks of quotations and bullets before a line's words, and whether there are bullets.
fn marks_before(line: &str) -> (usize, bool) {
    let (mut at, mut is_nested) = (0, false);
    loop {
        let rest = &line[at..];
        let inner = rest.trim_start_matches([' ', '\t']);
        let start = at + rest.len() - inner.len();
        let is_bullet = inner.starts_with(['-', '*', '+']) && inner[1..].starts_with([' ', '\t']);
        if !is_bullet && !inner.starts_with('>') {
            return (start, is_nested);
        }
        is_nested |= is_bullet;
        at = start + 1;
    }
}

/// The number that stands at a place of a line.
fn numbered(line: &str, at: usize) -> Option<Numbered<'_>> {
    let words = line[at..].trim_start_matches([' ', '\t']);
    let start = line.len() - words.len();
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = words[digits..].chars().next().filter(|sign| matches!(sign, '.' | ')'))?;
    let rest = &words[digits + 1..];
    if !(1..=9).contains(&digits) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let number = words[..digits].parse().ok()?;
    Some(Numbered {
        number,
        digits,
        sign,
        at: start + digits,
        indent: indent_of(&line[..start]),
        rest: rest.trim_start(),
    })
}

fn guarded_at(line: &str, at: usize) -> String {
    format!("{}{GUARD}{}", &line[..at], &line[at..])
}

/// The column where words begin; a tab leads to the next fourth one.
fn indent_of(line: &str) -> usize {
    let mut column = 0;
    for c in line.chars() {
        match c {
            '\t' => column += 4 - column % 4,
            ' ' | '>' => column += 1,
            _ => break,
        }
    }
    column
}
