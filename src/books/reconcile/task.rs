//! What reconciliation does by the clock, and what a run of it comes to.

use time::Duration;

use crate::words::words;

/// A comparison is made every day; one that is older than this was missed.
pub(crate) const FRESH: Duration = Duration::hours(26);

words! {
    pub(crate) enum Task {
        /// Asks about donations that wait.
        Sessions = "sessions",
        /// Reads the list of events.
        Events = "events",
        /// Compares the books.
        Books = "books",
    }
}

impl Task {
    /// The longest that should lie between two runs that ended well.
    pub(crate) fn rhythm(self) -> Duration {
        match self {
            Self::Sessions => Duration::minutes(20),
            Self::Events => Duration::minutes(60),
            Self::Books => FRESH,
        }
    }
}

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many objects were looked at.
    pub looked_at: i32,
    /// How many of them were news.
    pub news: i32,
}

impl Tally {
    /// One more object that was looked at.
    pub(crate) fn and(self, is_news: bool) -> Self {
        Self { looked_at: self.looked_at + 1, news: self.news + i32::from(is_news) }
    }
}
