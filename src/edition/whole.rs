//! One state of the public site.

use std::{collections::HashMap, sync::Arc};

use time::OffsetDateTime;

use super::{card::Fingerprint, listed::Listed};
use crate::{language::Language, site::Site, stored::Stored};

/// How browsers and proxies may keep public pages: always asked again, answered with 304 as a rule.
pub(crate) const PAGE_CACHING: &str = "public, max-age=0, must-revalidate";

/// A page whose published words cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Its address.
    pub address: String,
    /// Why, for an operator.
    pub why: String,
}

pub struct Edition {
    /// Settings and totals of this state, for the pages that are rendered per request.
    pub(crate) site: Arc<Site>,
    pub(crate) built_at: OffsetDateTime,
    /// Its finished answers by path.
    pub answers: HashMap<String, Arc<Stored>>,
    /// Its public addresses in both languages, in the order of the navigation, forms last.
    pub listed: Vec<Arc<Listed>>,
    /// Old addresses of pages without their language part, each with where its page stands now.
    pub(crate) moved: HashMap<String, String>,
    /// Pages that stand there as they were, or not at all, because what is published of them cannot be shown.
    pub faults: Vec<Fault>,
    /// What all pages are made with: names, navigation, the program itself.
    pub(crate) shared: Fingerprint,
    /// What pages with the goal bar are made with.
    pub(crate) goal: Fingerprint,
    /// How many pages were rendered for it; the others were taken over from the edition before.
    pub rendered: usize,
}

impl Edition {
    /// The entry of a public address.
    pub(crate) fn find(&self, language: Language, path: &str) -> Option<&Arc<Listed>> {
        self.listed.iter().find(|listed| listed.path == path && listed.language == language)
    }

    /// Whether visitors would read exactly the same.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let same = |path: &String, answer| other.answers.get(path).is_some_and(|other| Arc::ptr_eq(answer, other));
        let parts = |edition: &'_ Self| (edition.shared.clone(), edition.goal.clone(), edition.site.giving.clone());
        parts(self) == parts(other)
            && (&self.moved, &self.faults) == (&other.moved, &other.faults)
            && self.answers.len() == other.answers.len()
            && self.answers.iter().all(|(path, answer)| same(path, answer))
    }

    /// Whether all answers are compressed and all cards drawn.
    pub fn is_finished(&self) -> bool {
        self.answers.values().all(|answer| answer.is_packed())
            && self.listed.iter().all(|listed| listed.card.is_drawn())
    }

    /// Does what can wait until the edition is live: compresses answers, then draws cards. It takes a while and stops when
    /// `go_on` says no; what was done by then stays.
    pub fn finish(&self, go_on: impl Fn() -> bool) {
        // Small answers first: the sitemap of a large site takes as long as many pages.
        let mut left: Vec<_> = self.answers.values().filter(|answer| !answer.is_packed()).collect();
        left.sort_by_key(|answer| answer.len());
        for answer in left {
            if !go_on() {
                return;
            }
            answer.pack();
        }
        for listed in &self.listed {
            if !go_on() {
                return;
            }
            listed.card.draw();
        }
    }
}
