//! For whom a text is shown.

use crate::language::Language;

/// For whom a text is shown, and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    /// Addresses of ours lead to pages in this language.
    pub(crate) language: Language,
    /// Begins the ids inside: a name that no other text of the page has.
    pub(crate) mark: &'a str,
    /// The level of the heading above the text: 2 below that of a block, 3 below a question.
    pub(crate) heading: u8,
}
