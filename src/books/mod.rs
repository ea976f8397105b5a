//! The books: held against Stripe's by the clock, and proved from the entries themselves.

pub(crate) mod proof;
pub mod reconcile;
pub(crate) mod staff;
