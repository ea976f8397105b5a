//! The rooms of revisions as their templates see them.

use askama::Template;

use super::queries::RevisionRow;
use crate::{
    dialect::Dialect,
    error::Error,
    language::Language,
    pages::{
        queries::Revision,
        staff::{
            address::SideAddress,
            desk::Desk,
            difference::{Difference, Side, differences},
        },
        view::{Blocks, Shown},
    },
    rooms::frame::{Moment, StaffFrame},
    state::AppState,
    view::Rendered,
};

#[derive(Template)]
#[template(path = "pages/staff/revisions.html")]
pub(super) struct RevisionsPage {
    pub(super) frame: StaffFrame,
    pub(super) address: SideAddress,
    pub(super) revisions: Vec<RevisionLine>,
    pub(super) is_first: bool,
    /// The number before which the list goes on.
    pub(super) next: Option<i32>,
}

/// A revision in the list.
pub(super) struct RevisionLine {
    pub(super) number: i32,
    pub(super) saved_at: Moment,
    pub(super) author: String,
    pub(super) note: Option<String>,
    pub(super) is_visible: bool,
    pub(super) is_ahead: bool,
}

#[derive(Template)]
#[template(path = "pages/staff/revision.html")]
pub(super) struct RevisionPage {
    pub(super) frame: StaffFrame,
    pub(super) address: SideAddress,
    pub(super) number: i32,
    pub(super) saved_at: Moment,
    pub(super) author: String,
    pub(super) note: Option<String>,
    /// Words in the address, words for people, and whether it is this one.
    pub(super) choices: Vec<(&'static str, &'static str, bool)>,
    /// Whether it is compared, with which revision, and how that one differs from it.
    pub(super) is_compared: bool,
    pub(super) other: Option<i32>,
    pub(super) differences: Vec<Difference>,
    /// The page as visitors would read it.
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) shown: Option<Rendered>,
    /// Whether somebody was writing on it, so that restoring takes the place of that.
    pub(super) has_draft: bool,
}

impl RevisionLine {
    pub(super) fn new(reader: Language, row: RevisionRow) -> Self {
        Self {
            number: row.number,
            saved_at: Moment::new(row.saved_at),
            author: row.author.unwrap_or_else(|| reader.message("rooms-pages-program")),
            note: row.note,
            is_visible: row.is_visible,
            is_ahead: row.is_ahead,
        }
    }
}

impl RevisionPage {
    pub(super) fn new(
        frame: StaffFrame,
        desk: &Desk,
        revision: &Revision,
        choices: Vec<(&'static str, &'static str, bool)>,
        is_compared: bool,
        other: Option<&Revision>,
        shown: Option<Rendered>,
    ) -> Self {
        let differences = other.map(|other| differences(frame.language, &revision.content.0, &other.content.0));
        Self {
            address: desk.address(revision.language),
            number: revision.number,
            saved_at: Moment::new(revision.saved_at),
            author: revision.author.clone().unwrap_or_else(|| frame.t("rooms-pages-program")),
            note: revision.note.clone(),
            choices,
            is_compared,
            other: other.map(|other| other.number),
            differences: differences.unwrap_or_default(),
            title: revision.content.title.clone(),
            lead: revision.content.lead.clone(),
            shown,
            has_draft: desk.side(revision.language).is_changed(),
            frame,
        }
    }

    fn room(&self) -> String {
        format!("{}/revisions/{}", self.address.room(), self.address.language)
    }
}

/// The blocks of a revision as visitors would read them, in the dialect in which they were written.
pub(super) fn shown(state: &AppState, desk: &Desk, revision: &Revision) -> Result<Rendered, Error> {
    let frame = state.frame(revision.language, &desk.address(revision.language).path());
    let dialect = Dialect::from_number(revision.dialect).unwrap_or(Dialect::NEWEST);
    let blocks = revision.content.blocks.iter().filter_map(Shown::new).collect();
    Rendered::of(&Blocks { frame: &frame, blocks, dialect, mark: "" })
}
