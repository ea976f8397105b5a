//! Tables: cells that a sheet parted with tabs, and rows that are written out with `|`. Rows of a table are as long as its
//! longest, so that no cell is lost.

use crate::dialect::second::line::{GUARD, Line};

/// The largest table. A larger one stays text.
const MOST_COLUMNS: usize = 40;
const MOST_CELLS: usize = 20_000;

/// Writes every table out as the parser reads it.
pub(super) fn tables(lines: Vec<Line>) -> Vec<Line> {
    let mut written = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let rest = &lines[at..];
        let length = pasted(rest).max(typed(rest));
        if length == 0 {
            written.push(lines[at].clone());
            at += 1;
            continue;
        }
        let table = &rest[..length];
        let is_typed = typed(rest) > 0;
        let rows: Vec<Vec<String>> = table
            .iter()
            .map(|line| if is_typed { typed_cells(&line.text) } else { pasted_cells(&line.text) })
            .collect();
        let before_is_text = written.last().is_some_and(|line: &Line| !line.text.trim().is_empty());
        if before_is_text {
            written.push(Line { number: table[0].number, text: String::new() });
        }
        written.extend(table_of(table, &rows, is_typed));
        at += length;
        if lines.get(at).is_some_and(|line| !line.text.trim().is_empty()) {
            written.push(Line { number: lines[at].number, text: String::new() });
        }
    }
    written
}

/// How many of the next lines are cells from a sheet.
fn pasted(lines: &[Line]) -> usize {
    if !begins_table(&lines[0].text) {
        return 0;
    }
    let length = lines.iter().take_while(|line| line.text.contains('\t') && !line.text.trim().is_empty()).count();
    let is_one_pair = length == 1 && pasted_cells(&lines[0].text).len() < 3;
    if is_one_pair { 0 } else { length }
}

/// Whether a line holds cells: tabs between words, and not behind the mark of a list.
fn begins_table(line: &str) -> bool {
    let words = line.trim();
    let (first, rest) = words.split_once('\t').unwrap_or_default();
    let digits = first.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let is_item = !rest.contains('\t') && (is_number || matches!(first, "-" | "*" | "+"));
    !first.is_empty() && !is_item
}

fn pasted_cells(line: &str) -> Vec<String> {
    let line = line.trim_end();
    line.split('\t').map(|cell| cell.trim().replace("\\|", "|").replace('|', "\\|")).collect()
}

/// How many of the next lines are a table that is written out.
fn typed(lines: &[Line]) -> usize {
    let [head, below, ..] = lines else { return 0 };
    if !has_bar(&head.text) || alignments(&below.text).is_none() || head.text.trim_start().starts_with('>') {
        return 0;
    }
    2 + lines[2..].iter().take_while(|line| has_bar(&line.text)).count()
}

/// Whether a line has a bar that is not escaped.
fn has_bar(line: &str) -> bool {
    let is_escaped = |at: usize| line[..at].ends_with('\\');
    line.match_indices('|').any(|(at, _)| !is_escaped(at))
}

/// The cells of the row below the heads, such as `---:`.
fn alignments(line: &str) -> Option<Vec<String>> {
    let cells = typed_cells(line);
    let is_rule = |cell: &String| {
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|b| b == b'-')
    };
    (line.contains('|') && cells.iter().all(is_rule)).then_some(cells)
}

fn typed_cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut before = ' ';
    for c in line.chars() {
        match (c, cells.last_mut()) {
            ('|', _) if before != '\\' => cells.push(String::new()),
            (c, Some(cell)) => cell.push(c),
            _ => {}
        }
        before = c;
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The rows, each as long as the longest.
fn table_of(lines: &[Line], rows: &[Vec<String>], has_rule: bool) -> Vec<Line> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    if columns > MOST_COLUMNS || columns * rows.len() > MOST_CELLS {
        let guarded = |line: &Line| Line { number: line.number, text: format!("{GUARD}{}", line.text) };
        return lines.iter().map(guarded).collect();
    }
    let row = |cells: &[String], filler: &str| {
        let fillers = (cells.len()..columns).map(|_| filler);
        let cells: Vec<&str> = cells.iter().map(String::as_str).chain(fillers).collect();
        format!("| {} |", cells.join(" | "))
    };
    let mut written = Vec::with_capacity(rows.len() + 1);
    for (place, (line, cells)) in lines.iter().zip(rows).enumerate() {
        let is_rule = has_rule && place == 1;
        written.push(Line { number: line.number, text: row(cells, if is_rule { "---" } else { "" }) });
        if place == 0 && !has_rule {
            written.push(Line { number: line.number, text: row(&[], "---") });
        }
    }
    written
}
