//! The public site as it is now: every page of both languages, finished in memory, swapped as a whole.
//!
//! Nothing here reads the database: the feature `pages` builds an edition and answers from it.

mod card;
mod index;
mod listed;
mod live;
mod sharing;
mod whole;

pub use self::whole::{Edition, Fault};
pub(crate) use self::{
    card::{Card, Fingerprint},
    listed::{Listed, Printed},
    live::Live,
    sharing::{Picture, STAND_IN_CACHING, card_address, code_address},
    whole::PAGE_CACHING,
};
