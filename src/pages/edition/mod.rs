//! Makes editions: loads what changed, renders the pages that it touches, and finishes them once they are live.

pub mod build;
mod cards;
pub mod copy;
mod files;
pub(crate) mod finishing;
pub mod material;

pub(crate) use self::{build::build, material::load};
