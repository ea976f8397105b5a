//! Receipts: one for each gift that arrived, numbered without gaps, mailed with the thanks.

pub mod mail;
pub mod queries;
