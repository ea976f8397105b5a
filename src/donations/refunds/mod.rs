//! Money given back to donors.

pub mod queries;
