//! What owners type about people.

use crate::{
    form::{Problems, is_mail},
    language::Language,
    staff::Role,
    words::Word as _,
};

/// An invitation, or a choice of roles, as it was sent.
#[derive(Clone, Debug, Default)]
pub(super) struct MemberForm {
    pub(super) email: String,
    pub(super) language: String,
    pub(super) roles: Vec<Role>,
}

impl MemberForm {
    /// Reads the fields; what is no role is none of its business.
    pub(super) fn read(pairs: &[(String, String)]) -> Self {
        let text = |name: &str| {
            let found = pairs.iter().find(|(field, _)| field == name);
            found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let is_ticked = |role: &Role| pairs.iter().any(|(field, value)| field == "roles" && value == role.word());
        let roles = Role::ALL.iter().copied().filter(is_ticked).collect();
        Self { email: text("email"), language: text("language"), roles }
    }

    /// Whether a role is ticked.
    pub(super) fn has(&self, role: &Role) -> bool {
        self.roles.contains(role)
    }

    /// What is wrong, in the language of the rooms.
    pub(super) fn problems(&self, language: Language) -> Problems {
        let mut problems = self.problems_of_roles(language);
        if !is_mail(&self.email) {
            problems.add("email", language.message("rooms-access-no-address"));
        }
        problems
    }

    /// The same for roles alone.
    pub(super) fn problems_of_roles(&self, language: Language) -> Problems {
        let mut problems = Problems::default();
        if self.roles.is_empty() {
            problems.add("roles", language.message("rooms-people-no-roles"));
        }
        problems
    }

    /// The roles as words.
    pub(super) fn role_words(&self) -> Vec<String> {
        self.roles.iter().map(ToString::to_string).collect()
    }
}
