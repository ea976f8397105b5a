//! What the processor's objects mean for donations and for the ledger. Every function fetches its object under a lock and
//! applies its present state, in the caller's transaction. It may run any number of times, in any order, on any instance;
//! if Stripe or the database is away, nothing is changed.
//!
//! Locks are taken from the part to the whole (refund or dispute, then checkout, then invoice, then subscription), so that
//! two workers never wait for each other. The modules use each other in the same direction.

pub(crate) mod dispute;
pub(crate) mod invoice;
pub(crate) mod origin;
mod outcome;
pub(crate) mod payment;
pub(crate) mod refund;
pub(crate) mod session;
pub mod subscription;
pub(crate) mod warning;

pub use self::outcome::Outcome;
