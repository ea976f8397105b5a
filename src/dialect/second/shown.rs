//! Marks that the parser took for words.

use comrak::{Node, nodes::NodeValue};

use crate::{
    dialect::{
        mark::{Found, Mark, in_words},
        second::{
            line::{Line, without_guards},
            target::{Target, target},
        },
    },
    language::Language,
};

/// What was found in a text that was read.
pub(super) fn marks(root: Node<'_>, lines: &[Line]) -> Vec<Found> {
    let line_of = |node: Node<'_>| {
        let line = node.data().sourcepos.start.line;
        lines.get(line.saturating_sub(1)).map_or(1, |line| line.number)
    };
    let used: Vec<String> = root.descendants().filter_map(reference).collect();
    let mut found = Vec::new();
    for node in root.descendants() {
        let line = line_of(node);
        match &node.data().value {
            NodeValue::Text(text) if !is_escaped(node) => {
                let words = without_guards(text);
                found.extend(in_words(&words, starts_line(node)).into_iter().map(|(mark, sign)| (line, mark, sign)));
            }
            NodeValue::Link(link) if target(&without_guards(&link.url), Language::English) == Target::Nowhere => {
                found.push((line, Mark::Link, "[".to_owned()));
            }
            NodeValue::Image(_) => found.push((line, Mark::Picture, "![".to_owned())),
            NodeValue::FootnoteDefinition(note) if !used.contains(&note.name) => {
                found.push((line, Mark::UnusedNote, "[^".to_owned()));
            }
            _ => {}
        }
    }
    found
}

fn reference(node: Node<'_>) -> Option<String> {
    match &node.data().value {
        NodeValue::FootnoteReference(reference) => Some(reference.name.clone()),
        _ => None,
    }
}

fn is_escaped(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Escaped))
}

fn starts_line(node: Node<'_>) -> bool {
    let is_paragraph = node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Paragraph));
    let before = node.previous_sibling();
    is_paragraph
        && before.is_none_or(|before| matches!(before.data().value, NodeValue::SoftBreak | NodeValue::LineBreak))
}
