//! An address of staff: its method, its role, and its place in the navigation.

use axum::http::Method;

use crate::staff::{Role, StaffMember};

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
    /// At which of its addresses the person proves with their key that it is them.
    pub(crate) proof: Option<fn(&str) -> bool>,
}

impl Door {
    /// Whether an address is one of this door.
    pub(super) fn leads_to(&self, path: &str) -> bool {
        let (mut declared, mut asked) = (self.path.split('/'), path.split('/'));
        loop {
            match (declared.next(), asked.next()) {
                (None, None) => return true,
                (Some(part), Some(text)) if part.starts_with("{*") => return !text.is_empty(),
                (Some(part), Some(text)) if part.starts_with('{') && !text.is_empty() => {}
                (Some(part), Some(text)) if part == text => {}
                _ => return false,
            }
        }
    }

    /// Whether somebody may enter.
    pub(super) fn opens_to(&self, staff: &StaffMember) -> bool {
        self.role.is_none_or(|role| staff.may(role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_belongs_to_its_door() {
        let door = |path| Door { method: Method::GET, path, role: None, listed: None, proof: None };
        for (path, asked, leads) in [
            ("/admin", "/admin", true),
            ("/admin", "/admin/", false),
            ("/admin/donations/{id}/refund", "/admin/donations/7/refund", true),
            ("/admin/donations/{id}/refund", "/admin/donations//refund", false),
            ("/admin/donations/{id}", "/admin/donations/7/refund", false),
            ("/admin/settings/{*section}", "/admin/settings/funds/new", true),
            ("/admin/settings/{*section}", "/admin/settings", false),
        ] {
            assert_eq!(door(path).leads_to(asked), leads, "{path} {asked}");
        }
    }
}
