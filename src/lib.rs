//! The campaign site of a human-rights organisation.

#[cfg(feature = "stand-in")]
pub mod stand_in;
