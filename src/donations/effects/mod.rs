//! What the processor's objects mean for donations and for the ledger. Every function fetches its object under a lock and
//! applies its present state; it may run any number of times, in any order, anywhere.

pub mod session;
