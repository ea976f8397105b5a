//! Donations, for those who account for them: the list, each one's story, money given back, the months, the export. Who
//! gave is shown only when asked for, and asking is recorded.

mod address;
mod by_hand;
mod donor;
mod events;
mod export;
pub(crate) mod form;
mod list;
mod monthly;
mod months;
mod privacy;
mod queries;
mod refund;
mod story;

pub(crate) use self::{form::Filter, list::Line, queries::list as newest, story::dispute_words};
use crate::rooms::{Group, Rooms, Treasurer};

/// Every URL of staff about donations.
pub(crate) fn rooms() -> Rooms<Treasurer> {
    Rooms::of(Treasurer)
        .get("/admin/donations", list::donations_page)
        .listed(Group::Money, "rooms-nav-donations")
        .post("/admin/donations", list::search)
        .get("/admin/donations/months", months::months_page)
        .get("/admin/donations/export", export::export_page)
        .post("/admin/donations/export", export::export)
        .proved()
        .get("/admin/donations/{id}", story::donation_page)
        .post("/admin/donations/{id}", story::show_donor)
        .post("/admin/donations/{id}/flag", story::acts::settle_flag)
        .post("/admin/donations/{id}/receipt", story::acts::send_receipt_again)
        .get("/admin/donations/{id}/address", address::address_page)
        .post("/admin/donations/{id}/address", address::correct_address)
        .get("/admin/donations/{id}/privacy", privacy::privacy_page)
        .post("/admin/donations/{id}/privacy", privacy::erase)
        .proved()
        .post("/admin/donations/{id}/copy", privacy::copy)
        .proved()
        .get("/admin/donations/{id}/refund", refund::refund_page)
        .post("/admin/donations/{id}/refund", refund::refund)
        .proved()
        .get("/admin/donations/{id}/sent-back", by_hand::sent_back_page)
        .post("/admin/donations/{id}/sent-back", by_hand::record_sent_back)
        .get("/admin/donations/{id}/correction", by_hand::correction_page)
        .post("/admin/donations/{id}/correction", by_hand::correct)
        .get("/admin/monthly", monthly::monthly_page)
        .listed(Group::Money, "rooms-nav-monthly")
        .get("/admin/events", events::events_page)
        .listed(Group::Money, "rooms-nav-events")
        .post("/admin/events/{id}/again", events::apply_again)
}
