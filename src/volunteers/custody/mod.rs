//! Who can open what volunteers wrote: the program, or coordinators in their browsers. Keys are made, wrapped and opened
//! there; here they are stored, handed out on record, and told of.

mod acts;
mod epochs;
pub(crate) mod export;
mod form;
mod holders;
pub(crate) mod locked;
pub(crate) mod offline;
pub(crate) mod queries;
mod recovery;
mod room;
pub(crate) mod standing;
mod wrapped;

use crate::rooms::{Coordinator, Group, Rooms};

/// Every URL about custody. What changes who can open asks for the key first.
pub(crate) fn rooms() -> Rooms<Coordinator> {
    Rooms::of(Coordinator)
        .get("/admin/volunteers/custody", room::custody_page)
        .listed(Group::People, "rooms-nav-custody")
        .post("/admin/volunteers/custody/keys", wrapped::own_keys)
        .post("/admin/volunteers/custody/own", acts::make_own_key)
        .proved()
        .get("/admin/volunteers/custody/setup", room::setup_page)
        .post("/admin/volunteers/custody/setup", acts::set_up)
        .proved()
        .get("/admin/volunteers/custody/shares", room::shares_page)
        .post("/admin/volunteers/custody/shares", recovery::renew)
        .proved()
        .post("/admin/volunteers/custody/let-in", acts::let_in)
        .proved()
        .post("/admin/volunteers/custody/epochs", epochs::prepare)
        .proved()
        .post("/admin/volunteers/custody/epochs/{id}", epochs::begin)
        .proved()
        .get("/admin/volunteers/custody/recovery", recovery::recovery_page)
        .post("/admin/volunteers/custody/recovery", recovery::recover)
        .proved()
        .post("/admin/volunteers/custody/recovery/keys", wrapped::recovery_keys)
}
