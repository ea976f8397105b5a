//! Pages, for those who write them: the list, the editor with its preview, and the revisions.

mod check;
mod difference;
mod editor;
mod form;
mod handlers;
mod kinds;
mod lists;
pub(crate) mod queries;
mod rules;
mod view;

pub(crate) use self::{
    difference::{Difference, Side},
    kinds::{DRAWINGS, KINDS},
    view::{PageAddress, PageLine, RevisionLine},
};
use crate::rooms::{Editor, Group, Rooms};

/// Every URL of staff about pages.
pub(crate) fn rooms() -> Rooms<Editor> {
    Rooms::of(Editor)
        .with_bodies_up_to(check::LARGEST_FORM)
        .get("/admin/pages", lists::pages_page)
        .listed(Group::Site, "rooms-nav-pages")
        .get("/admin/pages/{language}/{slug}", handlers::editor_page)
        .post("/admin/pages/{language}/{slug}", handlers::edit)
        .get("/admin/pages/{language}/{slug}/revisions", lists::revisions_page)
}
