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
    /// Their own room.
    account: Option<&'static str>,
    groups: Vec<RoomGroup>,
}

/// A group of rooms in the navigation.
pub(crate) struct RoomGroup {
    /// Names the group in the page.
    pub(crate) word: &'static str,
    pub(crate) name: String,
    pub(crate) rooms: Vec<RoomLink>,
}

impl RoomGroup {
    /// The only room of a group, which needs no menu.
    pub(crate) fn only_room(&self) -> Option<&RoomLink> {
        self.rooms.first().filter(|_| self.rooms.len() == 1)
    }

    /// Whether the page is in one of its rooms.
    pub(crate) fn is_current(&self) -> bool {
        self.rooms.iter().any(|room| room.current.is_some())
    }
}

/// A room in the navigation.
pub(crate) struct RoomLink {
    pub(crate) url: &'static str,
    pub(crate) name: String,
    /// The value of `aria-current`, if the page is in this room.
    pub(crate) current: Option<&'static str>,
}

impl StaffFrame {
    /// The frame of the sign-in page, where nobody is known yet.
    pub(crate) fn at_the_door(state: &AppState, language: Language) -> Self {
        Self {
            site: state.site(),
            language,
            path: "/admin/sign-in".to_owned(),
            email: None,
            account: None,
            groups: Vec::new(),
        }
    }

    /// The frame for a member of staff, with the rooms that they may enter.
    pub(super) fn inside<R>(inside: &Inside<R>, staff: &StaffMember, path: &str) -> Self {
        let mut frame = Self {
            site: inside.state.site(),
            language: staff.language,
            path: path.to_owned(),
            email: Some(staff.email.clone()),
            account: inside.doors.iter().map(|door| door.path).find(|path| *path == ACCOUNT),
            groups: Vec::new(),
        };
        let opens = |door: &&Door| door.role.is_none_or(|role| staff.may(role));
        for group in Group::ALL {
            let of_group = |door: &Door| door.listed.filter(|(of, _)| *of == group).map(|(_, key)| (door.path, key));
            let links = inside.doors.iter().filter(opens).filter_map(of_group);
            let link = |(url, key)| RoomLink { url, name: frame.t(key), current: frame.current(url) };
            let rooms: Vec<_> = links.map(link).collect();
            if !rooms.is_empty() {
                let name = frame.t(&format!("rooms-group-{}", group.word()));
                frame.groups.push(RoomGroup { word: group.word(), name, rooms });
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

    /// A message with two places to fill.
    pub(crate) fn t_with_two(
        &self,
        key: &str,
        (first, one): &(&'static str, impl ToString),
        (second, other): &(&'static str, impl ToString),
    ) -> String {
        self.language.message_with(key, &[(first, &one.to_string()), (second, &other.to_string())])
    }

    /// The address of a file below `static/`.
    pub(crate) fn asset(&self, path: &str) -> String {
        assets::url(path)
    }

    /// The navigation: groups with the rooms that are open to the one who is signed in.
    pub(crate) fn groups(&self) -> &[RoomGroup] {
        &self.groups
    }

    /// The room of the one who is signed in, and whether the page is in it.
    pub(crate) fn account(&self) -> Option<RoomLink> {
        let url = self.account?;
        Some(RoomLink { url, name: self.email.clone()?, current: self.current(url) })
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
/// The room of everybody's own.
const ACCOUNT: &str = "/admin/account";

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
