//! What every staff page shares: who is signed in, where they are, and how times look.

use std::{convert::Infallible, fmt, sync::Arc};

use axum::{
    extract::FromRequestParts,
    http::{Method, request::Parts},
};
use time::{OffsetDateTime, format_description::well_known::Rfc3339, macros::format_description};
use uuid::Uuid;

use crate::{
    assets, calendar,
    error::Error,
    language::Language,
    rooms::{
        door::{Door, Group},
        kept::queries::KeptLine,
        pass::{Access, Admitted, Inside},
        stay::Stay,
    },
    site::Site,
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
    /// Forms of theirs that were kept.
    pub(crate) offers: Vec<Offer>,
    stay: Option<Stay>,
}

/// A form that came after the end of its session and was kept.
pub(crate) struct Offer {
    pub(crate) id: Uuid,
    /// When it was sent.
    pub(crate) at: Moment,
    /// How the room is called to which it was sent, if it is called anything.
    pub(crate) room: String,
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
            offers: Vec::new(),
            stay: None,
        }
    }

    /// The frame for a member of staff, with the rooms that they may enter.
    pub(super) fn inside<R>(inside: &Inside<R>, admitted: &Admitted, path: &str) -> Self {
        let staff = &admitted.staff;
        let mut frame = Self {
            site: inside.state.site(),
            language: staff.language,
            path: path.to_owned(),
            email: Some(staff.email.clone()),
            account: inside.doors.iter().map(|door| door.path).find(|path| *path == ACCOUNT),
            groups: Vec::new(),
            offers: Vec::new(),
            stay: Some(admitted.stay),
        };
        let opens = |door: &&Door| door.opens_to(staff);
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
        let of_theirs = |line: &&KeptLine| {
            inside
                .doors
                .iter()
                .any(|door| door.method == Method::POST && door.path == line.door && door.opens_to(staff))
        };
        frame.offers = admitted.kept.iter().filter(of_theirs).map(|line| frame.offer(line)).collect();
        frame
    }

    fn offer(&self, line: &KeptLine) -> Offer {
        let mut rooms = self.groups.iter().flat_map(|group| &group.rooms);
        let is_in = |room: &&RoomLink| line.path == room.url || line.path.starts_with(&format!("{}/", room.url));
        let room = rooms.find(is_in).map(|room| room.name.clone()).unwrap_or_default();
        Offer { id: line.id, at: Moment::new(line.kept_at), room }
    }

    /// Whether a kept form is theirs and of a room that they may enter.
    pub(super) fn offers(&self, id: Uuid) -> bool {
        self.offers.iter().any(|offer| offer.id == id)
    }

    /// How long the session lasts.
    pub(crate) fn stay(&self) -> Option<Stay> {
        self.stay
    }

    /// When the session ends, if nothing is done.
    pub(crate) fn session_end(&self) -> Option<String> {
        self.stay.map(|stay| Moment::new(stay.ends_at).hour())
    }

    /// When the session ends in any case.
    pub(crate) fn session_longest(&self) -> Option<String> {
        self.stay.map(|stay| Moment::new(stay.longest_at).hour())
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

/// The language of somebody whom we do not know yet: the one that the address asks for, or that of the browser.
pub(crate) struct DoorLanguage(pub(crate) Language);

impl FromRequestParts<AppState> for DoorLanguage {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default().as_bytes();
        let asked = form_urlencoded::parse(query).find(|(name, _)| name == "language");
        let chosen = asked.and_then(|(_, tag)| Language::from_tag(&tag));
        Ok(Self(chosen.unwrap_or_else(|| Language::asked_for(&parts.headers))))
    }
}

/// The first page of staff.
const DASHBOARD: &str = "/admin";
/// The room of everybody's own.
const ACCOUNT: &str = "/admin/account";

impl<R: Access> FromRequestParts<Inside<R>> for StaffFrame {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, inside: &Inside<R>) -> Result<Self, Error> {
        let admitted = parts.extensions.get::<Admitted>().ok_or(Error::NotFound)?;
        Ok(Self::inside(inside, admitted, parts.uri.path()))
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
