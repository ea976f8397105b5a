//! People who run the site: one-time links, sessions, and who they are. No passwords.

pub mod queries;

use std::net::IpAddr;

use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// A session without a request ends after this (NIST SP 800-63B, AAL2).
pub(crate) const SESSION_IDLE: Duration = Duration::minutes(30);
/// A session ends after this in any case (NIST SP 800-63B, AAL2).
pub(crate) const SESSION_LONGEST: Duration = Duration::hours(12);
/// How long a sign-in link is good.
pub(crate) const LINK_GOOD_FOR: Duration = Duration::minutes(15);

/// What a member of staff may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Role {
    /// Everything, also the staff themselves.
    Owner,
    Editor,
    Coordinator,
    Treasurer,
}

impl Role {
    pub(crate) const ALL: [Self; 4] = [Self::Owner, Self::Editor, Self::Coordinator, Self::Treasurer];

    /// The role of a word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// The word in the database.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Editor => "editor",
            Self::Coordinator => "coordinator",
            Self::Treasurer => "treasurer",
        }
    }
}

/// A member of staff who is signed in. Handlers take it as an argument, which only the guard provides.
#[derive(Clone, Debug)]
pub(crate) struct StaffMember {
    pub(crate) id: Uuid,
    /// The mail address, by which colleagues know them.
    pub(crate) email: String,
    pub(crate) roles: Vec<Role>,
    /// From where this request came, for the audit log.
    pub(crate) address: Option<IpAddr>,
}

impl StaffMember {
    /// Whether they have this role; owners have every role.
    pub(crate) fn may(&self, role: Role) -> bool {
        self.roles.iter().any(|have| *have == role || *have == Role::Owner)
    }
}

/// The session of a member of staff, as its row tells.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) staff_member_id: Uuid,
    /// The mail address, by which colleagues know them.
    pub(crate) email: String,
    /// What they may do, in the words of the database.
    pub(crate) roles: Vec<String>,
    pub(crate) created_at: OffsetDateTime,
    /// When it was last used.
    pub(crate) last_seen_at: OffsetDateTime,
}

impl Session {
    /// Whether it is still good.
    pub(crate) fn is_good(&self, now: OffsetDateTime) -> bool {
        now - self.last_seen_at < SESSION_IDLE && now - self.created_at < SESSION_LONGEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_end_by_idleness_and_by_age() {
        let begun = OffsetDateTime::UNIX_EPOCH;
        let session = |seen| Session {
            staff_member_id: Uuid::nil(),
            email: String::new(),
            roles: Vec::new(),
            created_at: begun,
            last_seen_at: begun + seen,
        };
        let minute = Duration::minutes(1);
        for (seen, now, good) in [
            (Duration::ZERO, 29 * minute, true),
            (Duration::ZERO, 31 * minute, false),
            (Duration::hours(12) - minute, Duration::hours(12) - minute, true),
            (Duration::hours(12) - minute, Duration::hours(12), false),
        ] {
            assert_eq!(session(seen).is_good(begun + now), good, "{seen} {now}");
        }
    }
}
