//! The lists of pages and revisions as templates see them.

use askama::Template;

use crate::{
    language::Language,
    pages::{
        address::path_of,
        queries::Revision,
        staff::queries::{PageSummary, RevisionSummary},
    },
    rooms::frame::{Moment, StaffFrame},
};

#[derive(Template)]
#[template(path = "pages/staff/pages.html")]
pub(crate) struct PagesPage {
    pub(crate) frame: StaffFrame,
    /// All pages in both languages.
    pub(crate) pages: Vec<PageLine>,
}

/// The list of a page's revisions.
#[derive(Template)]
#[template(path = "pages/staff/revisions.html")]
pub(crate) struct RevisionsPage {
    pub(crate) frame: StaffFrame,
    pub(crate) address: PageAddress,
    pub(crate) revisions: Vec<RevisionLine>,
    /// The number before which the list goes on.
    pub(crate) next: Option<i32>,
}

/// A page in one language.
#[derive(Clone, Debug)]
pub(crate) struct PageAddress {
    pub(crate) language: Language,
    /// Its address without the slash.
    pub(crate) slug: String,
}

/// A page in a list.
pub(crate) struct PageLine {
    pub(crate) address: PageAddress,
    /// The heading of the newest revision.
    pub(crate) title: String,
    pub(crate) newest: i32,
    pub(crate) published: Option<i32>,
    /// When the newest revision was saved.
    pub(crate) saved_at: Moment,
    /// Whether visitors do not read the newest revision.
    pub(crate) has_changes: bool,
}

/// A revision in a list.
pub(crate) struct RevisionLine {
    pub(crate) number: i32,
    pub(crate) saved_at: Moment,
    pub(crate) author: String,
    pub(crate) is_published: bool,
}

impl PageAddress {
    /// The address of the editor.
    pub(crate) fn editor(&self) -> String {
        format!("/admin/pages/{}/{}", self.language, self.slug)
    }

    /// The address of the list of revisions.
    pub(crate) fn revisions(&self) -> String {
        format!("{}/revisions", self.editor())
    }

    /// The address where visitors read it, without its language part.
    pub(crate) fn path(&self) -> String {
        path_of(&self.slug)
    }

    /// The address where visitors read it.
    pub(crate) fn public(&self) -> String {
        self.language.path(&self.path())
    }
}

impl PageLine {
    pub(crate) fn new(row: PageSummary) -> Self {
        Self {
            address: PageAddress { language: row.language, slug: row.slug },
            title: row.title,
            newest: row.newest,
            published: row.published,
            saved_at: Moment::new(row.saved_at),
            has_changes: row.published != Some(row.newest),
        }
    }
}

impl RevisionLine {
    /// The line of a revision.
    pub(crate) fn new(language: Language, row: RevisionSummary) -> Self {
        Self {
            number: row.number,
            saved_at: Moment::new(row.saved_at),
            author: author(language, row.author),
            is_published: row.is_published,
        }
    }

    /// The line of a revision that was read with its words.
    pub(crate) fn of(language: Language, row: &Revision) -> Self {
        Self {
            number: row.number,
            saved_at: Moment::new(row.saved_at),
            author: author(language, row.author.clone()),
            is_published: row.is_published,
        }
    }
}

fn author(language: Language, email: Option<String>) -> String {
    email.unwrap_or_else(|| language.message("rooms-pages-program"))
}
