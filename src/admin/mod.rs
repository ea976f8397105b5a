//! The house of staff: every room there is, the ways in and out, and the rooms that no feature owns: dashboard, settings,
//! alerts, mails, visits, style.

mod alerts;
mod dashboard;
mod mails;
mod settings;
mod sign_in;
mod style;
mod visits;

use axum::{Router, routing::get};
use tower_http::limit::RequestBodyLimitLayer;

use crate::{
    arrivals, books, donations, giving, pages,
    rooms::{self, AnyStaff, Group, House, Rooms, Treasurer, doors::LARGEST_FORM},
    state::AppState,
    volunteers,
};

/// Every room of staff.
pub fn house() -> House {
    House::default()
        .with(
            Rooms::of(AnyStaff)
                .get("/admin", dashboard::dashboard_page)
                .post("/admin/sign-out", sign_in::sign_out)
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
        .with(donations::staff::rooms())
        .with(arrivals::staff::rooms())
        .with(arrivals::staff::upload_rooms())
        .with(books::staff::rooms())
        .with(giving::staff::rooms())
        .with(pages::staff::rooms())
        .with(Rooms::of(AnyStaff).get("/admin/visits", visits::visits_page).listed(Group::Site, "rooms-nav-visits"))
        .with(settings::rooms())
        .with(settings::owner_rooms())
}

/// Everything below `/admin`: the rooms, and the way in, which is open to all.
pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    let way_in = Router::new()
        .route("/admin/sign-in", get(sign_in::sign_in_page).post(sign_in::sign_in))
        .layer(RequestBodyLimitLayer::new(LARGEST_FORM));
    house().routes(state).merge(way_in)
}
