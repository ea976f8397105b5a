//! What takes two people: changes of the staff, and of the bank account that donors read. One proposes, another confirms.
//! Where nobody else could confirm, it takes effect after a day, in which anybody on the staff may stop it.

pub(crate) mod apply;
mod proposal;
pub(crate) mod propose;
mod queries;
mod room;
mod rules;

#[cfg(test)]
pub(crate) use self::proposal::{ProposalKind, ProposalOutcome};
pub(crate) use self::{apply::ApplyProposals, proposal::Wanted, queries::count_open, room::rooms};
