//! The rooms about roles, and about what one person does.

mod badges;
mod confirmation;
mod edit;
mod list;
mod one;
mod work;

use crate::rooms::{Coordinator, Group, Rooms};

/// Every URL of staff about roles.
pub(crate) fn rooms() -> Rooms<Coordinator> {
    Rooms::of(Coordinator)
        .get("/admin/roles", list::roles_page)
        .listed(Group::People, "rooms-nav-roles")
        .get("/admin/roles/new", edit::new_page)
        .post("/admin/roles/new", edit::add)
        .get("/admin/roles/{id}", one::role_page)
        .post("/admin/roles/{id}", one::act)
        .get("/admin/roles/{id}/change", edit::change_page)
        .post("/admin/roles/{id}/change", edit::change)
        .get("/admin/volunteers/{id}/work", work::work_page)
        .post("/admin/volunteers/{id}/work/roles", work::assignment)
        .post("/admin/volunteers/{id}/work/hours", work::hours)
        .post("/admin/volunteers/{id}/work/checks", work::check)
        .get("/admin/volunteers/{id}/confirmation", confirmation::confirmation_page)
        .post("/admin/volunteers/{id}/confirmation", confirmation::confirm)
}
