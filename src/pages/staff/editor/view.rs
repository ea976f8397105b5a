//! The page on which a block is written, and what comes of its words.

use askama::{Template, filters::HtmlSafe};
use uuid::Uuid;

use super::form::Group;
use crate::{
    form::Problems,
    language::Language,
    pages::staff::{
        address::SideAddress,
        difference::{Difference, Side},
        kinds::{Control, DRAWINGS},
        words::{MOST_ITEMS, Words},
    },
    rooms::frame::StaffFrame,
    view::Rendered,
};

#[derive(Template)]
#[template(path = "pages/staff/block.html")]
pub(super) struct BlockPage {
    pub(super) frame: StaffFrame,
    pub(super) address: SideAddress,
    /// The block's name, or `head`.
    pub(super) name: String,
    /// Its place, from 1; 0 above the blocks.
    pub(super) number: usize,
    pub(super) words: Words,
    /// What must be put right before visitors may read it.
    pub(super) problems: Problems,
    pub(super) seen: String,
    pub(super) shown: Outcome,
    pub(super) other: Option<Other>,
    /// Whether it is said that this block agrees with the other one.
    pub(super) agrees: bool,
    pub(super) trouble: Option<Trouble>,
    /// Whether the form holds what no draft holds yet.
    pub(super) is_unsaved: bool,
}

/// The block of the same name in the other language.
pub(super) struct Other {
    pub(super) language: Language,
    pub(super) shown: Rendered,
    /// How it changed since the two agreed.
    pub(super) changes: Vec<Difference>,
    /// Whether this one has to follow.
    pub(super) is_ahead: bool,
    /// Whether the draft says already that both agree.
    pub(super) is_said: bool,
    /// Its newest revision.
    pub(super) revision: Option<Uuid>,
}

/// What happened meanwhile in another tab.
pub(super) enum Trouble {
    Changed(Vec<Difference>),
    Gone,
}

/// What comes of the words: the block as visitors would read it, and where marks in its texts did not take effect.
#[derive(Template)]
#[template(path = "pages/staff/shown.html")]
pub(super) struct Outcome {
    pub(super) heading: String,
    pub(super) warnings: Vec<String>,
    pub(super) shown: Rendered,
}

/// Its template escaped what it shows.
impl HtmlSafe for Outcome {}

impl BlockPage {
    fn title(&self) -> String {
        let kind = self.words.kind.name(self.frame.language);
        match self.number {
            0 => kind,
            number => self.words.kind.place("rooms-pages-block", self.frame.language, number - 1),
        }
    }

    fn whole(&self) -> Group<'_> {
        Group::new("", self.words.kind.fields, &self.words.texts, &self.problems)
    }

    fn items(&self) -> Vec<Group<'_>> {
        let fields = self.words.kind.items.as_ref().map_or(&[][..], |items| items.fields);
        let item = |(item, texts)| Group::new(&format!("i{item}."), fields, texts, &self.problems);
        self.words.items.iter().enumerate().map(item).collect()
    }

    fn drawings(&self) -> [&'static str; DRAWINGS.len()] {
        DRAWINGS
    }

    fn has_room(&self) -> bool {
        self.words.items.len() < MOST_ITEMS
    }
}
