//! The public pages: their words, and the edition that is made of them.

mod address;
pub mod blocks;
mod canonical;
pub mod content;
pub mod edition;
pub(crate) mod export;
pub(crate) mod handlers;
pub(crate) mod previews;
pub(crate) mod qr;
pub mod queries;
pub(crate) mod search;
pub(crate) mod staff;
mod stand_back;
pub mod start;
pub(crate) mod view;
pub mod watcher;
pub(crate) mod words;

pub(crate) use self::staff::life::PurgePages;
pub use self::staff::life::purge;
