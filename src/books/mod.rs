//! The books: compared with Stripe's by the clock, and proved from the ledger's own entries.

pub(crate) mod proof;
pub mod reconcile;
pub(crate) mod staff;
