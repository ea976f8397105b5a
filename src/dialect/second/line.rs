//! Lines as they go to the parser, and the sign that guards what is no mark.

/// A sign that no text holds (a noncharacter). It keeps the parser from taking what follows or precedes it for a mark, and
/// is left out when the page is written.
pub(super) const GUARD: char = '\u{fdd0}';

/// A line as the parser will read it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// The line of the typed text, counted from one.
    pub(super) number: usize,
    pub(super) text: String,
}

/// A text as it was typed.
pub(super) fn without_guards(text: &str) -> String {
    text.replace(GUARD, "")
}
