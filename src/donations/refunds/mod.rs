//! Money given back to donors: asked for by staff, done by the processor or by hand.

pub mod ask;
pub mod form;
pub mod queries;
