//! The volunteer's pages as templates see them.

use askama::Template;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    form::Problems,
    site::OpenRole,
    toll::Task,
    view::Frame,
    volunteers::{
        confirm::Letter,
        form::{Area, Availability, ContactKind, Region, VolunteerForm},
        intake::Thanks,
    },
    words::Word as _,
};

#[derive(Template)]
#[template(path = "volunteers/volunteer.html")]
pub(crate) struct VolunteerPage {
    pub(crate) frame: Frame,
    pub(crate) form: VolunteerForm,
    pub(crate) problems: Problems,
    /// A sentence about the whole form, such as that it was open for too long.
    pub(crate) notice: Option<String>,
    pub(crate) token: String,
    /// What the visitor's browser does first, while many come at once.
    pub(crate) task: Option<Task>,
}

impl VolunteerPage {
    fn contact_kinds(&self) -> &'static [ContactKind] {
        ContactKind::ALL
    }

    /// The role for which the form is sent.
    fn role(&self) -> Option<&OpenRole> {
        self.frame.site.role(self.form.role_id()?)
    }

    /// Where all about a role stands.
    fn role_page(&self, role: &OpenRole) -> String {
        format!("{}#role-{}", self.frame.url("/volunteer/roles"), role.id)
    }

    /// Whether it was for one that is full or closed now.
    fn role_is_gone(&self) -> bool {
        !self.form.role.is_empty() && self.role().is_none()
    }

    fn areas(&self) -> &'static [Area] {
        Area::ALL
    }

    fn regions(&self) -> &'static [Region] {
        Region::ALL
    }

    fn availabilities(&self) -> &'static [Availability] {
        Availability::ALL
    }
}

/// What somebody has just sent, handed to the page that thanks.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Receipt {
    pub(crate) application_id: Uuid,
    /// The code as it is shown.
    pub(crate) code: String,
    /// The mail that asks for a confirmation, where one is due.
    pub(crate) letter: Option<Letter>,
}

impl Receipt {
    pub(crate) fn of(thanks: Thanks) -> Self {
        let Thanks { application_id, code, letter } = thanks;
        Self { application_id, code: code.to_string(), letter }
    }
}

/// The page after a form was taken. It is the same for everybody, but for the code, which is shown once.
#[derive(Template)]
#[template(path = "volunteers/thanks.html")]
pub(crate) struct ThanksPage {
    pub(crate) frame: Frame,
    pub(crate) receipt: Option<Receipt>,
    /// The same as it was handed on.
    pub(crate) done: String,
    pub(crate) was_sent_again: bool,
}

impl ThanksPage {
    /// Whether a mail asks for a confirmation.
    fn asks_for_mail(&self) -> bool {
        self.receipt.as_ref().is_some_and(|receipt| receipt.letter.is_some())
    }
}
