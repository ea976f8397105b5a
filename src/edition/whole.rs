//! One state of the public site.

use std::{collections::HashMap, sync::Arc};

use time::OffsetDateTime;

use super::{card::Fingerprint, listed::Listed};
use crate::{language::Language, site::Site, stored::Stored};

/// How browsers and proxies may keep public pages: always asked again, answered with 304 as a rule.
pub(crate) const PAGE_CACHING: &str = "public, max-age=0, must-revalidate";

pub struct Edition {
    /// Settings and totals of this state, for the pages that are rendered per request.
    pub(crate) site: Arc<Site>,
    pub(crate) built_at: OffsetDateTime,
    /// Its finished answers by path.
    pub answers: HashMap<String, Arc<Stored>>,
    /// Its public addresses in both languages, in the order of the navigation, forms last.
    pub listed: Vec<Arc<Listed>>,
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
        (&self.shared, &self.goal, &self.site.giving) == (&other.shared, &other.goal, &other.site.giving)
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
