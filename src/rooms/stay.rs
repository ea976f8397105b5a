//! How long a session lasts from now, as pages and their script say it: by the server's clock alone.

use time::{Duration, OffsetDateTime};

use crate::staff::{SESSION_IDLE, Session};

/// Where a page asks, and where one press puts the end off. Reading there is no use of the session.
pub(crate) const PATH: &str = "/admin/still-here";

/// How long before the end of a session the page tells.
pub(crate) const TOLD_BEFORE: Duration = Duration::minutes(5);

/// The end of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stay {
    pub(crate) now: OffsetDateTime,
    /// When it ends if nothing is done.
    pub(crate) ends_at: OffsetDateTime,
    /// When it ends in any case.
    pub(crate) longest_at: OffsetDateTime,
}

impl Stay {
    /// Of a session that is used now, or only looked at.
    pub(crate) fn of(session: &Session, now: OffsetDateTime) -> Self {
        Self { now, ends_at: session.ends_at(), longest_at: session.longest_at() }
    }

    /// The same after a use.
    pub(crate) fn used(self) -> Self {
        Self { ends_at: (self.now + SESSION_IDLE).min(self.longest_at), ..self }
    }

    /// In seconds.
    pub(crate) fn left(self) -> i64 {
        (self.ends_at - self.now).whole_seconds().max(0)
    }

    /// Whether the end cannot be put off.
    pub(crate) fn is_last(self) -> bool {
        self.ends_at >= self.longest_at
    }

    /// Whether it is time to tell.
    pub(crate) fn is_near(self) -> bool {
        self.ends_at - self.now <= TOLD_BEFORE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_put_off_until_it_cannot() {
        let begun = OffsetDateTime::UNIX_EPOCH;
        let stay = |minutes: i64| {
            let now = begun + Duration::minutes(minutes);
            let longest_at = begun + Duration::hours(12);
            Stay { now, ends_at: (now + Duration::minutes(4)).min(longest_at), longest_at }
        };
        assert!(stay(0).is_near() && !stay(0).is_last() && stay(0).left() == 240);
        let used = stay(0).used();
        assert!(!used.is_near() && !used.is_last() && used.left() == 1800);
        let last = stay(12 * 60 - 3).used();
        assert!(last.is_near() && last.is_last() && last.left() == 180, "{last:?}");
        assert!(!stay(12 * 60 - 20).used().is_near(), "the last minutes are told when they come");
    }
}
