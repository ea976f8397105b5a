//! From what the parser made of a text to HTML.

use comrak::{
    Node,
    arena_tree::NodeEdge,
    nodes::{ListType, NodeList, NodeValue, TableAlignment},
};

use crate::{
    dialect::{
        plain,
        reader::Reader,
        second::{
            line::without_guards,
            notes::{Notes, is_note, ways_back},
            target::{Target, target},
        },
    },
    text::without_unseen,
};

/// Deeper nesting than any honest text has; beyond it the text is shown without marks.
const DEEPEST: usize = 12;

/// The page as far as it is written.
struct Writer<'a> {
    out: String,
    reader: &'a Reader<'a>,
    notes: &'a Notes,
    /// What closes each part that is open.
    open: Vec<String>,
    is_in_link: bool,
    /// How many times each note was referred to so far.
    referred: Vec<usize>,
}

/// HTML of a text that was read.
pub(super) fn page(root: Node<'_>, reader: &Reader<'_>) -> String {
    let notes = Notes::of(root);
    let mut writer = Writer {
        out: String::new(),
        reader,
        notes: &notes,
        open: Vec::new(),
        is_in_link: false,
        referred: vec![0; notes.len()],
    };
    writer.inside(root);
    writer.notes(root);
    writer.out
}

impl Writer<'_> {
    /// Writes the list of notes.
    fn notes(&mut self, root: Node<'_>) {
        let notes = self.notes.in_order(root);
        if notes.is_empty() {
            return;
        }
        self.out.push_str("<ol class=\"notes\">");
        for (place, node) in notes {
            let number = place + 1;
            self.out.push_str(&format!("<li id=\"{}note-{number}\">", self.reader.mark));
            self.inside(node);
            let times = self.referred.get(place).copied().unwrap_or_default();
            self.out.push_str(&ways_back(number, times, self.reader));
            self.out.push_str("</li>");
        }
        self.out.push_str("</ol>");
    }

    /// Writes what a part holds. Notes come last.
    fn inside(&mut self, node: Node<'_>) {
        let mut skipped = 0_usize;
        for edge in node.traverse() {
            match edge {
                NodeEdge::Start(part) if part.same_node(node) => {}
                NodeEdge::End(part) if part.same_node(node) => {}
                NodeEdge::Start(part) if skipped > 0 || is_note(part) => skipped += usize::from(is_note(part)),
                NodeEdge::End(part) if skipped > 0 => skipped -= usize::from(is_note(part)),
                NodeEdge::Start(part) => self.open(part),
                NodeEdge::End(part) => self.close(part),
            }
        }
    }

    fn open(&mut self, node: Node<'_>) {
        let (opening, closing) = if self.open.len() > DEEPEST && !is_leaf(node) {
            (String::new(), "\n".to_owned())
        } else {
            self.tags(node)
        };
        self.out.push_str(&opening);
        match &node.data().value {
            NodeValue::Text(text) => self.words(text),
            NodeValue::Code(code) => self.words(&code.literal),
            NodeValue::CodeBlock(code) => self.words(code.literal.trim_end()),
            NodeValue::HtmlInline(raw) | NodeValue::Raw(raw) => self.words(raw),
            NodeValue::HtmlBlock(block) => self.words(&block.literal),
            NodeValue::Link(_) => self.is_in_link = true,
            _ => {}
        }
        self.open.push(closing);
    }

    fn close(&mut self, node: Node<'_>) {
        if matches!(node.data().value, NodeValue::Link(_)) {
            self.is_in_link = false;
        }
        let closing = self.open.pop().unwrap_or_default();
        self.out.push_str(&closing);
    }

    /// Adds words, without what nobody would see.
    fn words(&mut self, text: &str) {
        plain::push(&mut self.out, &without_unseen(&without_guards(text)));
    }

    /// What opens and closes a part.
    fn tags(&mut self, node: Node<'_>) -> (String, String) {
        let pair = |tag: &str| (format!("<{tag}>"), format!("</{tag}>"));
        let alone = |text: &str| (text.to_owned(), String::new());
        match &node.data().value {
            NodeValue::Paragraph if is_tight(node) => alone(""),
            NodeValue::Paragraph | NodeValue::CodeBlock(_) | NodeValue::HtmlBlock(_) => pair("p"),
            NodeValue::Heading(heading) => {
                let below = if heading.level > 2 { 2 } else { 1 };
                pair(&format!("h{}", (self.reader.heading + below).clamp(3, 5)))
            }
            NodeValue::BlockQuote => pair("blockquote"),
            NodeValue::List(list) => list_tags(list),
            NodeValue::Item(item) => (item_tag(node, item), "</li>".to_owned()),
            NodeValue::Table(_) => {
                let label = self.reader.language.message("prose-table");
                let opening =
                    format!(r#"<div class="table-box" role="group" tabindex="0" aria-label="{label}"><table>"#);
                (opening, "</tbody></table></div>".to_owned())
            }
            NodeValue::TableRow(true) => ("<thead><tr>".to_owned(), "</tr></thead><tbody>".to_owned()),
            NodeValue::TableRow(false) => pair("tr"),
            NodeValue::TableCell => cell_tags(node),
            NodeValue::ThematicBreak => alone("<hr>"),
            NodeValue::SoftBreak => alone("\n"),
            NodeValue::LineBreak => alone("<br>"),
            NodeValue::Code(_) => pair("code"),
            NodeValue::Emph => pair("em"),
            NodeValue::Strong => pair("strong"),
            NodeValue::Link(link) => self.link_tags(&without_guards(&link.url), is_bare(node, &link.url)),
            NodeValue::FootnoteReference(reference) => {
                let written = self.notes.reference(&reference.name, self.is_in_link, &mut self.referred, self.reader);
                alone(&written)
            }
            _ => alone(""),
        }
    }

    fn link_tags(&self, address: &str, is_bare: bool) -> (String, String) {
        let (address, rel) = match target(address, self.reader.language) {
            _ if self.is_in_link => return (String::new(), String::new()),
            Target::Nowhere => return (String::new(), String::new()),
            Target::Foreign(address) => (address, r#" rel="noopener noreferrer""#),
            Target::Ours(address) | Target::Person(address) => (address, ""),
        };
        let mut opening = String::from("<a href=\"");
        plain::push(&mut opening, &address);
        let class = if is_bare { " class=\"bare\"" } else { "" };
        (opening + "\"" + rel + class + ">", "</a>".to_owned())
    }
}

/// Whether the words of a link are its address, so that on paper it need not stand there twice.
fn is_bare(node: Node<'_>, address: &str) -> bool {
    let words = node.first_child();
    words.is_some_and(|words| matches!(&words.data().value, NodeValue::Text(text) if text == address))
        && address.contains("://")
}

/// Whether a part holds no other, so that it cannot nest.
fn is_leaf(node: Node<'_>) -> bool {
    node.first_child().is_none()
}

/// Whether a paragraph is the only one of its item, or of a note.
fn is_tight(node: Node<'_>) -> bool {
    let Some(parent) = node.parent() else { return false };
    match (&parent.data().value, parent.parent()) {
        (NodeValue::Item(_), Some(list)) => matches!(list.data().value, NodeValue::List(list) if list.tight),
        (NodeValue::FootnoteDefinition(_), _) => node.next_sibling().is_none() && node.previous_sibling().is_none(),
        _ => false,
    }
}

fn list_tags(list: &NodeList) -> (String, String) {
    match list.list_type {
        ListType::Bullet => ("<ul>".to_owned(), "</ul>".to_owned()),
        ListType::Ordered if list.start == 1 => ("<ol>".to_owned(), "</ol>".to_owned()),
        ListType::Ordered => (format!("<ol start=\"{}\">", list.start), "</ol>".to_owned()),
    }
}

/// Items keep the numbers that were typed, unless all are typed as 1.
fn item_tag(node: Node<'_>, item: &NodeList) -> String {
    let before = node.previous_sibling().and_then(|before| match before.data().value {
        NodeValue::Item(before) => Some(before.start),
        _ => None,
    });
    match before {
        Some(before) if item.list_type == ListType::Ordered && item.start > before + 1 => {
            format!("<li value=\"{}\">", item.start)
        }
        _ => "<li>".to_owned(),
    }
}

fn cell_tags(node: Node<'_>) -> (String, String) {
    let place = node.preceding_siblings().count() - 1;
    let row = node.parent();
    let is_head = row.is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(true)));
    let alignment = row.and_then(|row| row.parent()).and_then(|table| match &table.data().value {
        NodeValue::Table(table) => table.alignments.get(place).copied(),
        _ => None,
    });
    let class = match alignment {
        Some(TableAlignment::Right) => " class=\"end\"",
        Some(TableAlignment::Center) => " class=\"middle\"",
        _ => "",
    };
    if is_head {
        (format!("<th scope=\"col\"{class}>"), "</th>".to_owned())
    } else {
        (format!("<td{class}>"), "</td>".to_owned())
    }
}
