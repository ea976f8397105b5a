//! Gifts that arrive outside Stripe, for those who account for them: transfers that are awaited, gifts by hand, a bank's list.

mod arrival;
mod import;
mod list;
mod offline;

use crate::{
    arrivals::import::LARGEST,
    rooms::{Group, Rooms, Treasurer},
};

/// A list of the bank, and what a browser writes around it.
const LARGEST_UPLOAD: usize = LARGEST + 64 * 1024;

/// Every URL of staff about arrivals but the one that takes a file.
pub(crate) fn rooms() -> Rooms<Treasurer> {
    Rooms::of(Treasurer)
        .get("/admin/transfers", list::transfers_page)
        .listed(Group::Money, "rooms-nav-transfers")
        .get("/admin/transfers/new", offline::offline_page)
        .post("/admin/transfers/new", offline::add)
        .get("/admin/transfers/import/{id}", import::plan_page)
        .post("/admin/transfers/import/{id}", import::book)
        .get("/admin/transfers/{id}", arrival::arrival_page)
        .post("/admin/transfers/{id}", arrival::record)
}

/// The form for a bank's list, whose requests are larger than any other.
pub(crate) fn upload_rooms() -> Rooms<Treasurer> {
    Rooms::of(Treasurer)
        .with_bodies_up_to(LARGEST_UPLOAD)
        .get("/admin/transfers/import", import::import_page)
        .post("/admin/transfers/import", import::upload)
}
