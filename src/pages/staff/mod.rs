//! Pages, for those who write them.

mod address;
pub(crate) mod board;
mod conflict;
mod desk;
mod difference;
mod draft;
mod editor;
mod kinds;
pub(crate) mod life;
mod menu;
mod merge;
mod pair;
mod previews;
mod publish;
mod queries;
mod revise;
mod revisions;
mod rules;
mod words;

pub(crate) use self::{
    address::SideAddress,
    difference::{Difference, Side},
    kinds::{DRAWINGS, KINDS},
    publish::mail::compose,
};
use crate::rooms::{Editor, Group, Rooms};

/// Every URL of staff about pages: the list and the editor, then what leads from words to what visitors read, then the life of
/// a page.
pub(crate) fn rooms() -> [Rooms<Editor>; 6] {
    let editor = Rooms::of(Editor)
        .with_bodies_up_to(words::LARGEST_FORM)
        .get("/admin/pages", board::board_page)
        .listed(Group::Site, "rooms-nav-pages")
        .post("/admin/pages", board::arrange)
        .get("/admin/pages/{slug}", editor::editor_page)
        .post("/admin/pages/{slug}", editor::take_step)
        .get("/admin/pages/{slug}/{language}/add", editor::add_page)
        .get("/admin/pages/{slug}/{language}/{block}", editor::block_page)
        .post("/admin/pages/{slug}/{language}/{block}", editor::write_block);
    [editor, conflict::rooms(), publish::rooms(), revisions::rooms(), previews::rooms(), life::rooms()]
}
