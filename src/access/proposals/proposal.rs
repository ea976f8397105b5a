//! A proposal as it is kept.

use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    language::Language,
    staff::Role,
    words::{Word as _, words},
};

/// So long after everybody was told, a proposal takes effect that nobody else could confirm.
pub(crate) const ALONE: Duration = Duration::hours(24);

/// After this a proposal lapses that somebody could have confirmed.
pub(crate) const OPEN_FOR: Duration = Duration::days(14);

words! {
    pub(crate) enum ProposalKind {
        /// Somebody joins the staff.
        NewMember = "new_member",
        /// Somebody gets other roles.
        Roles = "roles",
        /// Somebody leaves the staff.
        Removal = "removal",
        BankAccount = "bank_account",
    }
}

words! {
    pub(crate) enum ProposalOutcome {
        InForce = "in_force",
        Stopped = "stopped",
        /// Nobody confirmed it in time, or it could not be done any more.
        Lapsed = "lapsed",
    }
}

/// What is wanted. Roles and languages stand here by their words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Wanted {
    NewMember { email: String, roles: Vec<String>, language: Language },
    Roles { roles: Vec<String> },
    BankAccount { english: Option<String>, korean: Option<String> },
    Removal {},
}

impl Wanted {
    pub(crate) fn kind(&self) -> ProposalKind {
        match self {
            Self::NewMember { .. } => ProposalKind::NewMember,
            Self::Roles { .. } => ProposalKind::Roles,
            Self::BankAccount { .. } => ProposalKind::BankAccount,
            Self::Removal {} => ProposalKind::Removal,
        }
    }

    /// The roles that somebody would have; none if this program does not know one of them.
    pub(crate) fn roles(&self) -> Option<Vec<Role>> {
        match self {
            Self::NewMember { roles, .. } | Self::Roles { roles } => {
                roles.iter().map(|role| Role::from_word(role)).collect()
            }
            _ => Some(Vec::new()),
        }
    }
}

/// A proposal with the people whom it names.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    pub(crate) id: Uuid,
    pub(crate) kind: ProposalKind,
    /// Whom it concerns, if they are on the staff already.
    pub(crate) about: Option<Uuid>,
    pub(crate) about_email: Option<String>,
    pub(crate) wanted: Json<Wanted>,
    pub(crate) proposed_by: Uuid,
    pub(crate) proposer_email: String,
    pub(crate) proposed_at: OffsetDateTime,
    /// Since when nobody else could confirm it, and everybody knows.
    pub(crate) alone_since: Option<OffsetDateTime>,
    pub(crate) settled_at: Option<OffsetDateTime>,
    pub(crate) settler_email: Option<String>,
    pub(crate) outcome: Option<ProposalOutcome>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_is_read_as_it_was_written() {
        let roles = || vec!["editor".to_owned()];
        for wanted in [
            Wanted::NewMember { email: "ada@example.org".to_owned(), roles: roles(), language: Language::Korean },
            Wanted::Roles { roles: roles() },
            Wanted::BankAccount { english: None, korean: Some("국민은행".to_owned()) },
            Wanted::Removal {},
        ] {
            let text = serde_json::to_string(&wanted).expect("text");
            let read: Wanted = serde_json::from_str(&text).expect("read");
            assert_eq!(read, wanted, "{text}");
        }
    }
}
