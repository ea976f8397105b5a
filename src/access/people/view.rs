//! What the pages about people show.

use askama::Template;
use uuid::Uuid;

use super::form::MemberForm;
use crate::{
    form::Problems,
    language::Language,
    rooms::frame::{Moment, StaffFrame},
    staff::{Member, Role, SessionLine},
    words::Word as _,
};

#[derive(Template)]
#[template(path = "access/people.html")]
pub(super) struct PeoplePage {
    pub(super) frame: StaffFrame,
    pub(super) done: Option<String>,
    pub(super) people: Vec<PersonLine>,
    pub(super) gone: Vec<PersonLine>,
    pub(super) form: MemberForm,
    pub(super) roles: Vec<RoleChoice>,
    pub(super) problems: Problems,
}

#[derive(Template)]
#[template(path = "access/person.html")]
pub(super) struct PersonPage {
    pub(super) frame: StaffFrame,
    pub(super) done: Option<String>,
    pub(super) person: PersonLine,
    pub(super) roles: Vec<RoleChoice>,
    pub(super) problems: Problems,
    pub(super) sessions: Vec<SessionOf>,
    /// After how many volunteers they look.
    pub(super) volunteers: i64,
    /// Nobody changes their own roles, or takes themselves off.
    pub(super) is_self: bool,
}

/// Somebody who is or was on the staff.
pub(super) struct PersonLine {
    pub(super) id: Uuid,
    pub(super) email: String,
    pub(super) roles: String,
    pub(super) keys: i64,
    pub(super) seen_at: Option<Moment>,
    pub(super) gone_at: Option<Moment>,
}

/// A session of somebody else.
pub(super) struct SessionOf {
    pub(super) id: Uuid,
    pub(super) browser: String,
    pub(super) address: String,
    pub(super) created_at: Moment,
    pub(super) last_seen_at: Moment,
}

impl PersonLine {
    pub(super) fn new(member: &Member, language: Language) -> Self {
        let roles: Vec<String> = member.roles.iter().map(|role| role.name(language)).collect();
        Self {
            id: member.id,
            email: member.email.clone(),
            roles: roles.join(", "),
            keys: member.keys,
            seen_at: member.last_seen_at.map(Moment::new),
            gone_at: member.disabled_at.map(Moment::new),
        }
    }
}

impl From<SessionLine> for SessionOf {
    fn from(line: SessionLine) -> Self {
        Self {
            id: line.id,
            browser: line.browser,
            address: line.address.unwrap_or_default(),
            created_at: Moment::new(line.created_at),
            last_seen_at: Moment::new(line.last_seen_at),
        }
    }
}

/// A role that can be ticked, with what it may do.
pub(super) struct RoleChoice {
    pub(super) word: &'static str,
    pub(super) name: String,
    pub(super) may: String,
    pub(super) is_ticked: bool,
}

/// All roles.
pub(super) fn role_choices(form: &MemberForm, language: Language) -> Vec<RoleChoice> {
    let choice = |role: &Role| RoleChoice {
        word: role.word(),
        name: role.name(language),
        may: language.message(&format!("rooms-people-may-{role}")),
        is_ticked: form.has(role),
    };
    Role::ALL.iter().map(choice).collect()
}
