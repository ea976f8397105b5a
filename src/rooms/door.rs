//! An address of staff: its method, its role, and its place in the navigation.

use axum::http::Method;

use crate::staff::Role;

/// A part of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    People,
    Money,
    Site,
    Settings,
}

impl Group {
    pub(crate) const ALL: [Self; 4] = [Self::People, Self::Money, Self::Site, Self::Settings];

    /// Names the group in a page and in the messages, where it is `rooms-group-{word}`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Money => "money",
            Self::Site => "site",
            Self::Settings => "settings",
        }
    }
}

/// An address of staff.
#[derive(Clone, Debug)]
pub struct Door {
    pub method: Method,
    /// With its places to fill, such as `/admin/volunteers/{id}`.
    pub path: &'static str,
    /// The role that is asked for; none where any member of staff may enter.
    pub role: Option<Role>,
    /// Where the navigation shows it, and the key of the message that names it there.
    pub(crate) listed: Option<(Group, &'static str)>,
}
