//! The volunteer's pages as templates see them.

use askama::Template;

use crate::{
    form::Problems,
    site::OpenRole,
    toll::Task,
    view::Frame,
    volunteers::form::{Area, Availability, ContactKind, Region, VolunteerForm},
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

/// The page after a form was taken. It is the same for everybody.
#[derive(Template)]
#[template(path = "volunteers/thanks.html")]
pub(crate) struct ThanksPage {
    pub(crate) frame: Frame,
}
