//! The lists of pages and revisions as templates see them.

use askama::Template;

use crate::{
    language::Language,
    pages::{
        edition::path_of,
        queries::Revision,
        staff::queries::{PageSummary, RevisionSummary},
    },
    rooms::frame::{Moment, StaffFrame},
};

/// The list of pages.
#[derive(Template)]
#[template(path = "pages/staff/pages.html")]
pub struct PagesPage {
    /// The frame around it.
    pub frame: StaffFrame,
    /// All pages in both languages.
    pub pages: Vec<PageLine>,
}

/// The list of a page's revisions.
#[derive(Template)]
#[template(path = "pages/staff/revisions.html")]
pub struct RevisionsPage {
    /// The frame around it.
    pub frame: StaffFrame,
    /// Whose revisions.
    pub address: PageAddress,
    /// The newest first.
    pub revisions: Vec<RevisionLine>,
    /// The number before which the list goes on.
    pub next: Option<i32>,
}

/// A page in one language.
#[derive(Clone, Debug)]
pub struct PageAddress {
    /// Its language.
    pub language: Language,
    /// Its address without the slash.
    pub slug: String,
}

/// A page in a list.
pub struct PageLine {
    /// Which page.
    pub address: PageAddress,
    /// The heading of the newest revision.
    pub title: String,
    /// The newest revision's number.
    pub newest: i32,
    /// The published revision's number.
    pub published: Option<i32>,
    /// When the newest revision was saved.
    pub saved_at: Moment,
    /// Whether visitors do not read the newest revision.
    pub has_changes: bool,
}

/// A revision in a list.
pub struct RevisionLine {
    /// Its number.
    pub number: i32,
    /// When it was saved.
    pub saved_at: Moment,
    /// Who saved it.
    pub author: String,
    /// Whether visitors read it.
    pub is_published: bool,
}

impl PageAddress {
    /// The address of the editor.
    pub fn editor(&self) -> String {
        format!("/admin/pages/{}/{}", self.language, self.slug)
    }

    /// The address of the list of revisions.
    pub fn revisions(&self) -> String {
        format!("{}/revisions", self.editor())
    }

    /// The address where visitors read it, without its language part.
    pub fn path(&self) -> String {
        path_of(&self.slug)
    }

    /// The address where visitors read it.
    pub fn public(&self) -> String {
        self.language.path(&self.path())
    }
}

impl PageLine {
    /// The line of a page, unless its language is one that we do not know.
    pub fn new(row: PageSummary) -> Option<Self> {
        Some(Self {
            address: PageAddress { language: Language::from_tag(&row.language)?, slug: row.slug },
            title: row.title,
            newest: row.newest,
            published: row.published,
            saved_at: Moment::new(row.saved_at),
            has_changes: row.published != Some(row.newest),
        })
    }
}

impl RevisionLine {
    /// The line of a revision.
    pub fn new(row: RevisionSummary) -> Self {
        Self {
            number: row.number,
            saved_at: Moment::new(row.saved_at),
            author: author(row.author),
            is_published: row.is_published,
        }
    }

    /// The line of a revision that was read with its words.
    pub fn of(row: &Revision) -> Self {
        Self {
            number: row.number,
            saved_at: Moment::new(row.saved_at),
            author: author(row.author.clone()),
            is_published: row.is_published,
        }
    }
}

fn author(email: Option<String>) -> String {
    email.unwrap_or_else(|| "the program".to_owned())
}
