//! Who may confirm a proposal.

use uuid::Uuid;

use super::proposal::{Proposal, ProposalKind};
use crate::staff::{Member, Role};

/// The roles whose holders decide about something.
fn deciders(kind: ProposalKind) -> &'static [Role] {
    match kind {
        ProposalKind::NewMember | ProposalKind::Roles | ProposalKind::Removal => &[Role::Owner],
        ProposalKind::BankAccount => &[Role::Owner, Role::Treasurer],
    }
}

/// Who of the staff may confirm: neither the one who proposes nor the one whom it concerns.
pub(super) fn confirmers(staff: &[Member], kind: ProposalKind, proposed_by: Uuid, about: Option<Uuid>) -> Vec<Uuid> {
    let decides = |member: &&Member| {
        member.disabled_at.is_none() && member.roles.iter().any(|role| deciders(kind).contains(role))
    };
    let able = staff.iter().filter(decides).map(|member| member.id);
    able.filter(|id| *id != proposed_by && Some(*id) != about).collect()
}

/// The same for a proposal that is kept.
pub(super) fn confirmers_of(staff: &[Member], proposal: &Proposal) -> Vec<Uuid> {
    confirmers(staff, proposal.kind, proposal.proposed_by, proposal.about)
}

/// Whether the one who proposed it still could.
pub(super) fn is_still_proposed(staff: &[Member], proposal: &Proposal) -> bool {
    let mut proposers = staff.iter().filter(|member| member.id == proposal.proposed_by && member.disabled_at.is_none());
    proposers.any(|member| member.roles.iter().any(|role| deciders(proposal.kind).contains(role)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_confirms_what_they_propose_or_what_concerns_them() {
        let member = |id: u128, role: Role| Member {
            id: Uuid::from_u128(id),
            email: String::new(),
            roles: vec![role],
            disabled_at: None,
            last_seen_at: None,
            keys: 1,
        };
        let gone = Member { disabled_at: Some(time::OffsetDateTime::UNIX_EPOCH), ..member(5, Role::Owner) };
        let staff =
            [member(1, Role::Owner), member(2, Role::Owner), member(3, Role::Treasurer), member(4, Role::Editor), gone];
        let id = Uuid::from_u128;
        for (kind, by, about, expected) in [
            (ProposalKind::Roles, 1, Some(4), vec![2]),
            (ProposalKind::Removal, 1, Some(2), vec![]),
            (ProposalKind::NewMember, 2, None, vec![1]),
            (ProposalKind::BankAccount, 3, None, vec![1, 2]),
            (ProposalKind::BankAccount, 1, None, vec![2, 3]),
        ] {
            let expected: Vec<Uuid> = expected.into_iter().map(id).collect();
            assert_eq!(confirmers(&staff, kind, id(by), about.map(id)), expected, "{kind:?} {by}");
        }
    }
}
