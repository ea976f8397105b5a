//! What the processor's objects mean for donations and for the ledger. Every function fetches its object under a lock and
//! applies its present state; it may run any number of times, in any order, anywhere, and says in a few words what came of it.
//!
//! Locks are taken from the part to the whole (refund or dispute, then checkout, then invoice, then subscription), so that
//! two workers never wait for each other.

pub(crate) mod dispute;
pub(crate) mod invoice;
pub(crate) mod payment;
pub(crate) mod refund;
pub(crate) mod session;
pub mod subscription;
pub(crate) mod warning;
