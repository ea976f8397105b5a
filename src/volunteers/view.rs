//! The volunteer's pages as templates see them.

use askama::Template;

use crate::{
    form::Problems,
    toll::Task,
    view::Frame,
    volunteers::form::{Area, Availability, ContactKind, VolunteerForm},
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

    fn areas(&self) -> &'static [Area] {
        Area::ALL
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
