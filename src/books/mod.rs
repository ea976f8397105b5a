//! The books: held against Stripe's by the clock, and proved from the entries themselves.

pub mod proof;
pub mod reconcile;
pub mod staff;
