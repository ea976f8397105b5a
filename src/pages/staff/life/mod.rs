//! How a page comes, moves and goes: new pages, the settings of one, the trash.

mod form;
mod known;
mod new;
mod purge;
mod queries;
mod settings;
mod slug;
mod trash;
mod uses;

pub(crate) use self::purge::PurgePages;
pub use self::purge::purge;
use crate::rooms::{Editor, Rooms};

/// Every URL of the life of pages.
pub(crate) fn rooms() -> Rooms<Editor> {
    Rooms::of(Editor)
        .get("/admin/pages/new", new::new_page)
        .post("/admin/pages/new", new::make)
        .get("/admin/pages/trash", trash::trash_page)
        .post("/admin/pages/trash", trash::restore)
        .get("/admin/pages/{slug}/settings", settings::settings_page)
        .post("/admin/pages/{slug}/settings", settings::change)
        .get("/admin/pages/{slug}/trash", trash::ask_page)
        .post("/admin/pages/{slug}/trash", trash::put)
}
