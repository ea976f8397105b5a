//! Who is on the staff: owners invite, propose roles, send links, end sessions, and take people off.

mod form;
mod handlers;
mod view;

use crate::rooms::{Group, Owner, Rooms};

/// Every URL of people.
pub(crate) fn rooms() -> Rooms<Owner> {
    Rooms::of(Owner)
        .get("/admin/people", handlers::people_page)
        .listed(Group::Settings, "rooms-nav-people")
        .post("/admin/people", handlers::invite)
        .proved()
        .get("/admin/people/{id}", handlers::person_page)
        .post("/admin/people/{id}/roles", handlers::propose_roles)
        .proved()
        .post("/admin/people/{id}/removal", handlers::propose_removal)
        .proved()
        .post("/admin/people/{id}/link", handlers::send_link)
        .proved()
        .post("/admin/people/{id}/sessions", handlers::end_sessions)
        .post("/admin/people/{id}/sessions/{session}", handlers::end_session)
}
