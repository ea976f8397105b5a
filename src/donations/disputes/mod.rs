//! Payments that a donor's bank wants back.

pub mod queries;
