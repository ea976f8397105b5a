//! Notes: numbered in the order in which the text refers to them, with a link there and back. A note to which nothing refers
//! is shown as the last.

use comrak::{Node, nodes::NodeValue};

use crate::dialect::reader::Reader;

/// The names of the notes in their order.
#[derive(Debug, Default)]
pub(super) struct Notes {
    names: Vec<String>,
}

impl Notes {
    /// The notes to which a text refers.
    pub(super) fn of(root: Node<'_>) -> Self {
        let mut notes = Self::default();
        for node in root.descendants() {
            if let NodeValue::FootnoteReference(reference) = &node.data().value
                && notes.place(&reference.name).is_none()
            {
                notes.names.push(reference.name.clone());
            }
        }
        notes
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The number that stands for a note.
    pub(super) fn reference(
        &self,
        name: &str,
        is_in_link: bool,
        referred: &mut [usize],
        reader: &Reader<'_>,
    ) -> String {
        let Some(place) = self.place(name) else { return String::new() };
        let (number, mark) = (place + 1, reader.mark);
        if is_in_link {
            return format!("<sup>{number}</sup>");
        }
        referred[place] += 1;
        let label = reader.language.message_with("prose-note", &[("number", &number.to_string())]);
        let id = reference_id(mark, number, referred[place]);
        format!(r##"<sup><a href="#{mark}note-{number}" id="{id}" aria-label="{label}">{number}</a></sup>"##)
    }

    /// The notes of a text with their places.
    pub(super) fn in_order<'a>(&self, root: Node<'a>) -> Vec<(usize, Node<'a>)> {
        let mut notes: Vec<(usize, Node<'a>)> = Vec::new();
        let mut unused = self.len();
        for node in root.descendants().filter(|node| is_note(node)) {
            let NodeValue::FootnoteDefinition(definition) = &node.data().value else { continue };
            let place = self.place(&definition.name).filter(|place| notes.iter().all(|(other, _)| other != place));
            notes.push((place.unwrap_or(unused), node));
            unused += usize::from(place.is_none());
        }
        notes.sort_unstable_by_key(|(place, _)| *place);
        notes
    }
}

pub(super) fn is_note(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::FootnoteDefinition(_))
}

/// Links from a note to every place that refers to it.
pub(super) fn ways_back(number: usize, times: usize, reader: &Reader<'_>) -> String {
    let label = reader.language.message_with("prose-note-back", &[("number", &number.to_string())]);
    let way = |time| format!(r##" <a href="#{}" aria-label="{label}">↑</a>"##, reference_id(reader.mark, number, time));
    (1..=times).map(way).collect()
}

/// The id of a reference to a note: a note may be referred to several times.
fn reference_id(mark: &str, number: usize, time: usize) -> String {
    if time == 1 { format!("{mark}ref-{number}") } else { format!("{mark}ref-{number}-{time}") }
}
