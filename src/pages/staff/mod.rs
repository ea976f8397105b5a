//! Pages, for those who write them.

mod address;
pub(crate) mod board;
mod desk;
mod difference;
mod kinds;
mod queries;
mod rules;
mod words;

pub(crate) use self::{
    address::SideAddress,
    difference::{Difference, Side},
    kinds::{DRAWINGS, KINDS},
};
use crate::rooms::{Editor, Group, Rooms};

/// Every URL of staff about pages.
pub(crate) fn rooms() -> Rooms<Editor> {
    Rooms::of(Editor).get("/admin/pages", board::board_page).listed(Group::Site, "rooms-nav-pages")
}
