//! Money given back to donors: asked for by staff, done by the processor or by hand.

pub mod ask;
pub(crate) mod form;
pub(crate) mod queries;
