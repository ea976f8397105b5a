//! What staff decide about the whole site, as it is stored: names, goal, currencies, purposes, the bank account.

pub mod queries;
