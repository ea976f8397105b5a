//! The second dialect: CommonMark with tables, notes and bare links, as people write Korean and English prose.
//!
//! What CommonMark would misread is mended before the parser sees it, line by line; the parser is comrak.

mod address;
mod bare;
mod cells;
mod line;
mod notes;
mod numbers;
mod shown;
mod target;
mod write;

use std::{cell::Cell, collections::HashSet, sync::LazyLock};

use ammonia::Builder;
use comrak::{Arena, Node, Options, nodes::NodeValue, try_parse_document};

use self::line::{Line, without_guards};
use crate::dialect::{mark::Found, plain, reader::Reader};

static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "a",
            "blockquote",
            "br",
            "code",
            "div",
            "em",
            "h3",
            "h4",
            "h5",
            "hr",
            "li",
            "ol",
            "p",
            "strong",
            "sup",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ]))
        .tag_attributes(
            [
                ("a", HashSet::from(["aria-label", "href", "id", "rel"])),
                ("div", HashSet::from(["aria-label", "role", "tabindex"])),
                ("li", HashSet::from(["id", "value"])),
                ("ol", HashSet::from(["start"])),
                ("th", HashSet::from(["scope"])),
            ]
            .into(),
        )
        .allowed_classes(
            [
                ("a", HashSet::from(["bare"])),
                ("div", HashSet::from(["table-box"])),
                ("ol", HashSet::from(["notes"])),
                ("td", HashSet::from(["end", "middle"])),
                ("th", HashSet::from(["end", "middle"])),
            ]
            .into(),
        )
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None);
    builder
});

/// The longest text that is read, in bytes: more than any field takes. Of a longer one the start is shown, without marks.
const LONGEST: usize = 50_000;

/// How often the parser may report work, each time for 256 steps. Honest texts take a hundredth.
const MOST_REPORTS: u32 = 8_192;

/// HTML of a text.
pub(super) fn html(text: &str, reader: &Reader<'_>) -> String {
    let lines = prepare(text);
    let raw = read(&lines, |root| write::page(root, reader));
    let start = &text[..text.floor_char_boundary(LONGEST)];
    ALLOWED.clean(&raw.unwrap_or_else(|| plain::paragraphs(start))).to_string()
}

/// Every address that a link leads to, as it was typed.
pub(super) fn addresses(text: &str) -> Vec<String> {
    let found = read(&prepare(text), |root| {
        let address = |node: Node<'_>| match &node.data().value {
            NodeValue::Link(link) | NodeValue::Image(link) => Some(without_guards(&link.url)),
            _ => None,
        };
        root.descendants().filter_map(address).collect()
    });
    found.unwrap_or_default()
}

/// Where marks of a text are shown as they were typed: the line, the mark, and the sign by which it is found there.
pub(super) fn ineffective(text: &str) -> Vec<Found> {
    let lines = prepare(text);
    read(&lines, |root| shown::marks(root, &lines)).unwrap_or_default()
}

/// What the parser makes of the lines; nothing if that is too much work.
fn read<T>(lines: &[Line], look: impl FnOnce(Node<'_>) -> T) -> Option<T> {
    let length: usize = lines.iter().map(|line| line.text.len() + 1).sum();
    // Guards and padding may double a text.
    if length > 2 * LONGEST {
        return None;
    }
    let whole: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let reports = Cell::new(0_u32);
    let is_too_much = || {
        reports.set(reports.get() + 1);
        reports.get() > MOST_REPORTS
    };
    let arena = Arena::new();
    let root = try_parse_document(&arena, &whole.join("\n"), &options(), &is_too_much).ok()?;
    Some(look(root))
}

/// The lines of a text, mended for the parser.
fn prepare(text: &str) -> Vec<Line> {
    if text.len() > LONGEST {
        return vec![Line { number: 1, text: " ".repeat(2 * LONGEST + 1) }];
    }
    let lines = text.lines().enumerate();
    let lines = lines.map(|(at, line)| Line { number: at + 1, text: without_guards(line) }).collect();
    bare::links(numbers::guard(cells::tables(lines)))
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.cjk_friendly_emphasis = true;
    options.extension.footnotes = true;
    options.extension.table = true;
    options.parse.escaped_char_spans = true;
    options.parse.ignore_setext = true;
    options.parse.leave_footnote_definitions = true;
    options
}
