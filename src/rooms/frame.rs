//! What every staff page shares: who is signed in, where they are, and how times look.

use std::{fmt, sync::Arc};

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::request::Parts,
};
use time::{OffsetDateTime, format_description::well_known::Rfc3339, macros::format_description};

use crate::{
    assets, calendar,
    error::Error,
    site::Site,
    staff::{Role, StaffMember},
    state::AppState,
};

/// The rooms in the navigation: address, name, and the role that may enter if not everybody does.
const ROOMS: [(&str, &str, Option<Role>); 11] = [
    ("/admin", "Dashboard", None),
    ("/admin/pages", "Pages", None),
    ("/admin/volunteers", "Volunteers", None),
    ("/admin/visits", "Visits", None),
    ("/admin/donations", "Donations", Some(Role::Treasurer)),
    ("/admin/monthly", "Monthly", Some(Role::Treasurer)),
    ("/admin/transfers", "Transfers", Some(Role::Treasurer)),
    ("/admin/events", "Events", Some(Role::Treasurer)),
    ("/admin/reconciliation", "Reconciliation", Some(Role::Treasurer)),
    ("/admin/defence", "Defence", Some(Role::Treasurer)),
    ("/admin/settings", "Settings", Some(Role::Treasurer)),
];

/// What the layout of staff needs to draw the page around its content.
pub(crate) struct StaffFrame {
    pub(crate) site: Arc<Site>,
    pub(crate) path: String,
    /// How colleagues call the one who is signed in; nobody at the door.
    pub(crate) email: Option<String>,
    /// Whether they account for donations.
    pub(crate) is_treasurer: bool,
}

impl StaffFrame {
    /// The frame of the sign-in page, where nobody is known yet.
    pub(crate) fn at_the_door(state: &AppState) -> Self {
        Self { site: state.site(), path: "/admin/sign-in".to_owned(), email: None, is_treasurer: false }
    }

    /// The address of a file below `static/`.
    pub(crate) fn asset(&self, path: &str) -> String {
        assets::url(path)
    }

    /// Links of the navigation: address, words, and the value of `aria-current` if one is here.
    pub(crate) fn rooms(&self) -> impl Iterator<Item = (&'static str, &'static str, Option<&'static str>)> {
        let opens = |role: Option<Role>| role.is_none() || self.is_treasurer;
        ROOMS.into_iter().filter(move |(.., role)| opens(*role)).map(|(url, name, _)| (url, name, self.current(url)))
    }

    fn current(&self, url: &str) -> Option<&'static str> {
        let rest = self.path.strip_prefix(url)?;
        match rest {
            "" => Some("page"),
            _ if rest.starts_with('/') && url != "/admin" => Some("true"),
            _ => None,
        }
    }
}

impl FromRequestParts<AppState> for StaffFrame {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        let staff = StaffMember::from_request_parts(parts, state).await?;
        let path = parts.extensions.get::<OriginalUri>().map_or_else(|| parts.uri.path(), |uri| uri.path()).to_owned();
        let is_treasurer = staff.may(Role::Treasurer);
        Ok(Self { site: state.site(), path, email: Some(staff.email), is_treasurer })
    }
}

/// A time as staff read it, by the organisation's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment(OffsetDateTime);

impl Moment {
    pub(crate) fn new(at: OffsetDateTime) -> Self {
        Self(calendar::local(at))
    }

    /// The day, such as `2026-11-23`.
    pub(crate) fn day(&self) -> String {
        self.0.format(&format_description!("[year]-[month]-[day]")).unwrap_or_default()
    }

    /// The hour and the minute, such as `05:05`.
    pub(crate) fn hour(&self) -> String {
        self.0.format(&format_description!("[hour]:[minute]")).unwrap_or_default()
    }

    /// As in the attribute `datetime`.
    pub(crate) fn machine(&self) -> String {
        self.0.replace_nanosecond(0).unwrap_or(self.0).format(&Rfc3339).unwrap_or_default()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.day(), self.hour())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_seoul() {
        let moment = Moment::new(time::macros::datetime!(2026-11-22 20:05:09.5 UTC));
        assert_eq!(moment.to_string(), "2026-11-23 05:05");
        assert_eq!(moment.machine(), "2026-11-23T05:05:09+09:00");
    }
}
