//! Holds our books against Stripe's, by the clock: Stripe is asked about donations that wait, events that were not delivered
//! are read from its list, and once a day the books are compared. What differs is shown to staff and never put right
//! silently.

pub mod books;
mod compare;
pub mod events;
pub(crate) mod findings;
pub(crate) mod jobs;
mod light;
pub(crate) mod queries;
mod run;
pub mod sessions;
mod task;

pub(crate) use self::{light::light_of, run::RunTrouble, task::Task};
pub use self::{
    light::{Light, light},
    task::Tally,
};
