//! Nothing that staff typed is lost: a form that arrives after the end of its session is kept for its person, and an answer
//! that could not take a form holds its text.

pub(crate) mod desk;
pub(crate) mod fields;
mod fill;
pub(crate) mod keep;
pub(super) mod late;
pub(crate) mod queries;
pub(super) mod sent;
pub(crate) mod trail;
