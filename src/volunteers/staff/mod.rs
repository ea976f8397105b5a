//! The rooms of coordinators: people by their handles, whom they follow up. Nothing personal is shown before it is opened, and
//! opening is recorded.

mod card;
mod follow;
mod handing;
mod list;
mod merge;
mod notes;
mod opened;
pub(crate) mod opening;
mod person;
mod quarantine;
pub(crate) mod queries;
mod rights;
mod view;

use crate::rooms::{Coordinator, Group, Rooms};

/// Every URL of staff about volunteers.
pub(crate) fn rooms() -> Rooms<Coordinator> {
    Rooms::of(Coordinator)
        .get("/admin/volunteers", list::volunteers_page)
        .listed(Group::People, "rooms-nav-volunteers")
        .post("/admin/volunteers", list::search)
        .get("/admin/volunteers/quarantine", quarantine::quarantine_page)
        .post("/admin/volunteers/quarantine", quarantine::settle)
        .post("/admin/volunteers/quarantine/erase", quarantine::erase)
        .proved()
        .get("/admin/volunteers/handing-over", handing::handing_page)
        .post("/admin/volunteers/handing-over", handing::hand_over)
        .get("/admin/volunteers/{id}", person::volunteer_page)
        .post("/admin/volunteers/{id}", opening::open)
        .post("/admin/volunteers/{id}/stage", follow::change_stage)
        .post("/admin/volunteers/{id}/owner", follow::change_owner)
        .post("/admin/volunteers/{id}/next", follow::plan)
        .post("/admin/volunteers/{id}/contacts", follow::end::note_contact)
        .post("/admin/volunteers/{id}/contacts/{contact}", follow::end::remove_contact)
        .post("/admin/volunteers/{id}/end", follow::end::prolong)
        .post("/admin/volunteers/{id}/notes", notes::write)
        .post("/admin/volunteers/{id}/notes/{note}", notes::remove)
        .get("/admin/volunteers/{id}/beside/{other}", merge::beside_page)
        .post("/admin/volunteers/{id}/beside/{other}", merge::open_both)
        .post("/admin/volunteers/{id}/merge/{other}", merge::merge)
        .proved()
        .get("/admin/volunteers/{id}/rights", rights::rights_page)
        .post("/admin/volunteers/{id}/copy", rights::copy)
        .proved()
        .post("/admin/volunteers/{id}/erase", rights::erase_person)
        .proved()
}
