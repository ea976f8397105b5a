//! The dialects in which texts of pages are written. Each revision names its own, so that a later parser never rewrites
//! what is published.

/// A dialect by its number in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    First,
}

impl Dialect {
    /// The one in which new texts are written.
    pub(crate) const NEWEST: Self = Self::First;

    /// The dialect with this number, if this release knows it.
    pub(crate) fn from_number(number: i32) -> Option<Self> {
        match number {
            1 => Some(Self::First),
            _ => None,
        }
    }

    pub(crate) fn number(self) -> i32 {
        match self {
            Self::First => 1,
        }
    }
}
