//! A public address, and how its page was made.

use std::sync::Arc;

use time::OffsetDateTime;
use uuid::Uuid;

use super::card::Card;
use crate::{language::Language, stored::Stored};

/// A public address in one language.
pub struct Listed {
    pub language: Language,
    /// The address without its language part, such as `/mission`.
    pub path: String,
    /// The heading of the page.
    pub title: String,
    /// One or two sentences about it.
    pub summary: String,
    /// How it was made, unless it is a form, which is rendered per request.
    pub page: Option<Printed>,
    /// The picture that goes along when it is shared.
    pub card: Arc<Card>,
}

/// How a page of an edition was made.
pub struct Printed {
    /// The revision that it shows.
    pub(crate) revision_id: Uuid,
    /// When these words went online.
    pub(crate) changed_at: OffsetDateTime,
    /// What it is called in the navigation.
    pub(crate) menu: String,
    /// Not in search engines.
    pub(crate) is_unlisted: bool,
    /// Whether it shows the goal bar.
    pub(crate) shows_goal: bool,
    /// Whether it names its other language.
    pub(crate) has_other: bool,
    pub(crate) answer: Arc<Stored>,
    /// What stands at its address in the other language while it has no words there.
    pub(crate) stand_in: Option<Arc<Stored>>,
}

impl Listed {
    /// The address with its language part.
    pub fn address(&self) -> String {
        self.language.path(&self.path)
    }

    /// The finished answers by their addresses: the page, and what stands in for it in the other language.
    pub(crate) fn answers(&self) -> impl Iterator<Item = (String, Arc<Stored>)> + '_ {
        let page = self.page.iter().map(|page| (self.address(), Arc::clone(&page.answer)));
        let other = self.page.iter().filter_map(|page| page.stand_in.as_ref());
        page.chain(other.map(|answer| (self.language.other().path(&self.path), Arc::clone(answer))))
    }
}
