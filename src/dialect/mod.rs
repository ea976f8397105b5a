//! The dialects in which texts of pages are written. Each revision names its own, so that a later parser never rewrites
//! what is published.

mod first;
mod mark;
mod marks;
mod plain;
mod reader;
mod second;

use self::marks::Ineffective;
pub(crate) use self::reader::Reader;

/// A dialect by its number in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Markdown as CommonMark has it, without tables and notes.
    First,
    /// Markdown for Korean and English prose: dates stay dates, marks hold before particles, cells are tables.
    Second,
}

impl Dialect {
    /// The one in which new texts are written.
    pub(crate) const NEWEST: Self = Self::Second;

    /// The dialect with this number, if this release knows it.
    pub(crate) fn from_number(number: i32) -> Option<Self> {
        match number {
            1 => Some(Self::First),
            2 => Some(Self::Second),
            _ => None,
        }
    }

    pub(crate) fn number(self) -> i32 {
        match self {
            Self::First => 1,
            Self::Second => 2,
        }
    }
}

/// A text as harmless HTML: raw HTML is shown as text, and an allow-list has the last word.
pub(crate) fn html(dialect: Dialect, text: &str, reader: &Reader<'_>) -> String {
    match dialect {
        Dialect::First => first::html(text),
        Dialect::Second => second::html(text, reader),
    }
}

/// The marks of a text that did not take effect, in the order of its lines.
pub(crate) fn ineffective(dialect: Dialect, text: &str) -> Vec<Ineffective> {
    let found = match dialect {
        Dialect::First => first::ineffective(text),
        Dialect::Second => second::ineffective(text),
    };
    marks::told(text, found)
}

/// Every address that links of a text in the newest dialect lead to, as it was typed.
pub(crate) fn addresses(text: &str) -> Vec<String> {
    second::addresses(text)
}

#[cfg(test)]
mod tests;
