//! The house of staff: every room there is, and the rooms that no feature owns: dashboard, settings,
//! alerts, mails, visits, style.

mod alerts;
mod audit;
mod dashboard;
mod mails;
mod settings;
mod style;
mod visits;

use axum::Router;

use crate::{
    access, arrivals, books, donations, giving, pages,
    rooms::{self, AnyStaff, Group, House, Rooms, Treasurer},
    state::AppState,
    volunteers,
};

/// Every room of staff.
pub fn house() -> House {
    House::default()
        .with(
            Rooms::of(AnyStaff)
                .get("/admin", dashboard::dashboard_page)
                .get("/admin/style", style::style_page)
                .post("/admin/style", style::nothing),
        )
        .with(
            Rooms::of(Treasurer)
                .post("/admin/alerts/{id}", alerts::settle)
                .get("/admin/mails", mails::mails_page)
                .listed(Group::Site, "rooms-nav-mails")
                .post("/admin/mails", mails::send_again),
        )
        .with(rooms::session::rooms())
        .with(rooms::kept::desk::rooms())
        .with(volunteers::staff::rooms())
        .with(volunteers::custody::rooms())
        .with(volunteers::roles::staff::rooms())
        .with(donations::staff::rooms())
        .with(arrivals::staff::rooms())
        .with(arrivals::staff::upload_rooms())
        .with(books::staff::rooms())
        .with(giving::staff::rooms())
        .with_all(pages::staff::rooms())
        .with(Rooms::of(AnyStaff).get("/admin/visits", visits::visits_page).listed(Group::Site, "rooms-nav-visits"))
        .with(settings::rooms())
        .with(settings::owner_rooms())
        .with(access::arrived_rooms())
        .with(access::account_rooms())
        .with(access::people::rooms())
        .with(access::proposals::rooms())
        .with(audit::rooms())
}

/// Everything below `/admin`: the rooms, and the way in, which is open to all.
pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    house().routes(state).merge(access::way_in())
}
