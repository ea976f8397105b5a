//! Settings, for those who answer for them: names, goal, bank account, currencies and funds.

mod fields;
mod form;
mod handlers;
mod queries;
mod sections;
mod stored;
mod view;

use crate::rooms::{Group, Owner, Rooms, Treasurer};

/// Every URL of staff about settings.
pub(crate) fn rooms() -> Rooms<Treasurer> {
    Rooms::of(Treasurer)
        .get("/admin/settings", handlers::settings_page)
        .listed(Group::Settings, "rooms-nav-settings")
        .post("/admin/settings", handlers::arrange)
        .get("/admin/settings/{*section}", handlers::section_page)
        .post("/admin/settings/{*section}", handlers::save)
        .proved_at(moves_money)
}

/// Where the money of donors goes, and what they are asked for.
fn moves_money(path: &str) -> bool {
    path.contains("/bank-account") || path.contains("/currencies/") || path.contains('%')
}

/// Whoever holds the organisation's name and mail address speaks for it, so only owners change them.
pub(crate) fn owner_rooms() -> Rooms<Owner> {
    Rooms::of(Owner)
        .get("/admin/settings/names", handlers::names_page)
        .post("/admin/settings/names", handlers::save_names)
}
