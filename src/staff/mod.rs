//! People who run the site: one-time links, sessions, and who they are. No passwords.

pub(crate) mod browser;
pub(crate) mod passkeys;
pub mod queries;

use std::net::IpAddr;

use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    language::Language,
    words::{Word as _, words},
};

/// A session without a request ends after this (NIST SP 800-63B, AAL2).
pub(crate) const SESSION_IDLE: Duration = Duration::minutes(30);
/// A session ends after this in any case (NIST SP 800-63B, AAL2).
pub(crate) const SESSION_LONGEST: Duration = Duration::hours(12);
/// How long the row of a session stays after its end, to tell whose form arrives late.
pub(crate) const ENDED_KNOWN_FOR: Duration = Duration::hours(12);
/// How long a link is good that was made on the server.
pub(crate) const LINK_GOOD_FOR: Duration = Duration::minutes(15);
/// How long a link is good that was mailed (OWASP ASVS 5.0, V6.4.1).
pub(crate) const MAILED_LINK_GOOD_FOR: Duration = Duration::hours(48);
/// How long a proof by key is good for what cannot be taken back.
pub(crate) const PROOF_GOOD_FOR: Duration = Duration::minutes(10);

words! {
    /// What a member of staff may do.
    #[derive(clap::ValueEnum)]
    pub enum Role {
        /// Everything, also the names and the staff themselves.
        Owner = "owner",
        /// The pages.
        Editor = "editor",
        /// The volunteers.
        Coordinator = "coordinator",
        /// The money.
        Treasurer = "treasurer",
    }
}

words! {
    /// What a session opens.
    pub(crate) enum Scope {
        /// Every room of the person's roles.
        All = "all",
        /// Only the page where the first key is enrolled: the person came by a link.
        Enrolling = "enrolling",
    }
}

impl Role {
    /// What somebody with this role is called.
    pub(crate) fn name(self, language: Language) -> String {
        language.message(&format!("rooms-role-{}", self.word()))
    }

    /// The same of several people.
    pub(crate) fn holders(self, language: Language) -> String {
        language.message(&format!("rooms-role-{}-several", self.word()))
    }
}

/// A member of staff who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct StaffMember {
    pub(crate) id: Uuid,
    /// The mail address, by which colleagues know them.
    pub(crate) email: String,
    /// In which they read the rooms.
    pub(crate) language: Language,
    pub(crate) roles: Vec<Role>,
    /// By which session they are here.
    pub(crate) session_id: Uuid,
    pub(crate) scope: Scope,
    /// When they last proved with a key that it is them.
    pub(crate) proved_at: OffsetDateTime,
    /// From where this request came, for the audit log.
    pub(crate) address: Option<IpAddr>,
}

impl StaffMember {
    /// Whether they have this role; owners have every role.
    pub(crate) fn may(&self, role: Role) -> bool {
        may(&self.roles, role)
    }
}

/// Whether somebody with these roles has this one, too; owners have every role.
pub(crate) fn may(roles: &[Role], role: Role) -> bool {
    roles.iter().any(|have| *have == role || *have == Role::Owner)
}

/// Somebody who is or was on the staff, as the row tells.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) id: Uuid,
    pub(crate) email: String,
    pub(crate) roles: Vec<Role>,
    /// When they were removed.
    pub(crate) disabled_at: Option<OffsetDateTime>,
    /// When a session of theirs that still lasts was last used.
    pub(crate) last_seen_at: Option<OffsetDateTime>,
    /// How many keys they sign in with.
    pub(crate) keys: i64,
}

/// The session of a member of staff, as its row tells.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    /// By which it is named in pages.
    pub(crate) id: Uuid,
    pub(crate) scope: Scope,
    pub(crate) staff_member_id: Uuid,
    /// The mail address, by which colleagues know them.
    pub(crate) email: String,
    pub(crate) language: Language,
    pub(crate) roles: Vec<Role>,
    pub(crate) created_at: OffsetDateTime,
    /// When it was last used.
    pub(crate) last_seen_at: OffsetDateTime,
    /// When somebody ended it.
    pub(crate) ended_at: Option<OffsetDateTime>,
    /// Whether somebody else ended it, or a change of roles or keys.
    pub(crate) ended_by_force: bool,
    /// Whether a form of theirs is kept, sent after the end of a session.
    pub(crate) has_kept: bool,
    /// When the person last proved with a key that it is them.
    pub(crate) proved_at: OffsetDateTime,
}

/// A session that begins. The token comes in hashed.
#[derive(Clone, Debug)]
pub(crate) struct NewSession {
    pub(crate) token_hash: [u8; 32],
    pub(crate) staff_member_id: Uuid,
    pub(crate) scope: Scope,
    /// The browser in words, such as `Firefox on Windows`.
    pub(crate) browser: String,
    pub(crate) address: Option<IpAddr>,
    pub(crate) at: OffsetDateTime,
}

/// A session as a list shows it.
#[derive(Clone, Debug)]
pub(crate) struct SessionLine {
    pub(crate) id: Uuid,
    pub(crate) browser: String,
    pub(crate) address: Option<String>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) last_seen_at: OffsetDateTime,
}

impl Session {
    /// Whether it is still good.
    pub(crate) fn is_good(&self, now: OffsetDateTime) -> bool {
        now < self.ends_at()
    }

    /// When it ends or ended, if it is not used any more.
    pub(crate) fn ends_at(&self) -> OffsetDateTime {
        let by_the_clock = (self.last_seen_at + SESSION_IDLE).min(self.longest_at());
        self.ended_at.map_or(by_the_clock, |ended_at| by_the_clock.min(ended_at))
    }

    /// When it ends in any case.
    pub(crate) fn longest_at(&self) -> OffsetDateTime {
        self.created_at + SESSION_LONGEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_end_by_idleness_and_by_age() {
        let begun = OffsetDateTime::UNIX_EPOCH;
        let session = |seen| Session {
            ended_at: None,
            ended_by_force: false,
            has_kept: false,
            id: Uuid::nil(),
            scope: Scope::All,
            staff_member_id: Uuid::nil(),
            email: String::new(),
            language: Language::English,
            roles: Vec::new(),
            created_at: begun,
            last_seen_at: begun + seen,
            proved_at: begun,
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
        let ended = Session { ended_at: Some(begun + minute), ..session(Duration::ZERO) };
        assert!(ended.is_good(begun) && !ended.is_good(begun + minute), "somebody ended it");
    }
}
