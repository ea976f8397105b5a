//! What volunteers can do for us, and who does it: roles that are published, who is assigned to them, hours, and checks.

mod assign;
pub(crate) mod checks;
mod form;
mod hours;
pub(crate) mod part;
pub(crate) mod queries;
mod role;
pub(crate) mod staff;
mod typed;
