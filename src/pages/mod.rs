//! The public pages: their words, and the edition that is made of them.

pub mod blocks;
pub mod edition;
pub mod export;
pub mod handlers;
pub mod markdown;
pub mod qr;
pub mod queries;
pub mod search;
pub mod staff;
pub mod start;
pub mod view;
pub mod watcher;
