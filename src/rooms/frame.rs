//! What every staff page shares: who is signed in, where they are, and how times look.

use std::{fmt, sync::Arc};

use axum::{extract::FromRequestParts, http::request::Parts};
use time::{OffsetDateTime, format_description::well_known::Rfc3339, macros::format_description};

use crate::{
    assets, calendar,
    error::Error,
    language::Language,
    rooms::{
        door::{Door, Group},
        pass::{Access, Admitted, Inside},
    },
    site::Site,
    staff::StaffMember,
    state::AppState,
};

/// What the layout of staff needs to draw the page around its content.
pub(crate) struct StaffFrame {
    pub(crate) site: Arc<Site>,
    /// The language of the page.
    pub(crate) language: Language,
    path: String,
    /// How colleagues call the one who is signed in; nobody at the door.
    pub(crate) email: Option<String>,
    groups: Vec<RoomGroup>,
}

/// A group of rooms in the navigation.
pub(crate) struct RoomGroup {
    pub(crate) name: &'static str,
    pub(crate) rooms: Vec<RoomLink>,
}

impl RoomGroup {
    /// Whether the name says more than that of its only room.
    pub(crate) fn has_own_name(&self) -> bool {
        self.rooms.iter().any(|room| room.name != self.name)
    }
}

/// A room in the navigation.
pub(crate) struct RoomLink {
    pub(crate) url: &'static str,
    pub(crate) name: &'static str,
    /// The value of `aria-current`, if the page is in this room.
    pub(crate) current: Option<&'static str>,
}

impl StaffFrame {
    /// The frame of the sign-in page, where nobody is known yet.
    pub(crate) fn at_the_door(state: &AppState, language: Language) -> Self {
        Self { site: state.site(), language, path: "/admin/sign-in".to_owned(), email: None, groups: Vec::new() }
    }

    /// The frame for a member of staff, with the rooms that they may enter.
    pub(super) fn inside<R>(inside: &Inside<R>, staff: &StaffMember, path: &str) -> Self {
        let mut frame = Self {
            site: inside.state.site(),
            language: staff.language,
            path: path.to_owned(),
            email: Some(staff.email.clone()),
            groups: Vec::new(),
        };
        let opens = |door: &&Door| door.role.is_none_or(|role| staff.may(role));
        for group in Group::ALL {
            let of_group = |door: &Door| door.listed.filter(|(of, _)| *of == group).map(|(_, name)| (door.path, name));
            let links = inside.doors.iter().filter(opens).filter_map(of_group);
            let links: Vec<_> = links.map(|(url, name)| RoomLink { url, name, current: frame.current(url) }).collect();
            if !links.is_empty() {
                frame.groups.push(RoomGroup { name: group.name(), rooms: links });
            }
        }
        frame
    }

    /// A message of the rooms.
    pub(crate) fn t(&self, key: &str) -> String {
        self.language.message(key)
    }

    /// A message with one place to fill.
    pub(crate) fn t_with(&self, key: &str, name: &'static str, value: impl ToString) -> String {
        self.language.message_with(key, &[(name, &value.to_string())])
    }

    /// The address of a file below `static/`.
    pub(crate) fn asset(&self, path: &str) -> String {
        assets::url(path)
    }

    /// The navigation: groups with the rooms that are open to the one who is signed in.
    pub(crate) fn groups(&self) -> &[RoomGroup] {
        &self.groups
    }

    /// Whether the page is the dashboard, which stands before all groups.
    pub(crate) fn is_dashboard(&self) -> bool {
        self.path == DASHBOARD
    }

    fn current(&self, url: &str) -> Option<&'static str> {
        match self.path.strip_prefix(url)? {
            "" => Some("page"),
            rest if rest.starts_with('/') => Some("true"),
            _ => None,
        }
    }
}

/// The first page of staff.
const DASHBOARD: &str = "/admin";

impl<R: Access> FromRequestParts<Inside<R>> for StaffFrame {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, inside: &Inside<R>) -> Result<Self, Error> {
        let Admitted(staff) = parts.extensions.get::<Admitted>().ok_or(Error::NotFound)?;
        Ok(Self::inside(inside, staff, parts.uri.path()))
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
