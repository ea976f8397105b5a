//! A role as it is stored.

use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    language::Language,
    site::{OpenRole, RoleWords},
    volunteers::{form::Area, words::Standing},
    words::Word as _,
};

/// What coordinators decide about a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewRole {
    pub(crate) area: Area,
    pub(crate) english: RoleWords,
    pub(crate) korean: RoleWords,
    /// The last day.
    pub(crate) until: Option<Date>,
    /// How many people are wanted in all.
    pub(crate) wanted: i32,
    pub(crate) needs_check: bool,
}

/// A role with how it stands now.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) id: Uuid,
    pub(crate) standing: Standing,
    pub(crate) what: NewRole,
    /// How many people are in it.
    pub(crate) taken: i32,
    pub(crate) changed_at: OffsetDateTime,
}

impl Role {
    /// Its title, or that of the other language while it has none.
    pub(crate) fn title(&self, language: Language) -> &str {
        let [first, second] = match language {
            Language::English => [&self.what.english, &self.what.korean],
            Language::Korean => [&self.what.korean, &self.what.english],
        };
        if first.title.is_empty() { &second.title } else { &first.title }
    }

    /// As visitors see it, or would.
    pub(crate) fn shown(&self) -> OpenRole {
        OpenRole {
            id: self.id,
            area: self.what.area.word().to_owned(),
            english: self.what.english.clone(),
            korean: self.what.korean.clone(),
            until: self.what.until.map(|day| day.to_string()),
            free: (self.what.wanted - self.taken).max(0),
            needs_check: self.what.needs_check,
        }
    }

    /// The state that a form of it begins with.
    pub(crate) fn base(&self) -> String {
        (self.changed_at.unix_timestamp_nanos() / 1000).to_string()
    }
}
