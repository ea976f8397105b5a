//! Payments that a donor's bank wants back.

pub(crate) mod queries;
