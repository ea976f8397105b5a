//! The public site as it is now: every page of both languages, finished in memory, swapped as a whole.
//!
//! Nothing here reads the database: the feature `pages` builds an edition and answers from it.

use std::{collections::HashMap, sync::Arc};

use arc_swap::{ArcSwap, Guard};
use time::OffsetDateTime;
use tokio::sync::{Mutex, MutexGuard, Notify};
use uuid::Uuid;

use crate::{language::Language, site::Site, stored::Stored};

/// How browsers and proxies may keep public pages: always asked again, answered with 304 as a rule.
pub const PAGE_CACHING: &str = "public, max-age=0, must-revalidate";

/// One state of the public site.
pub struct Edition {
    /// Settings and totals of this state, for the pages that are rendered per request.
    pub site: Arc<Site>,
    /// When it was built.
    pub built_at: OffsetDateTime,
    /// Its finished answers by path.
    pub answers: HashMap<String, Arc<Stored>>,
    /// Its public addresses in both languages, in the order of the navigation, forms last.
    pub listed: Vec<Arc<Listed>>,
    /// What all pages are made with: names, navigation, the program itself.
    pub shared: Fingerprint,
    /// What pages with the goal bar are made with.
    pub goal: Fingerprint,
    /// How many pages were rendered for it; the others were taken over from the edition before.
    pub rendered: usize,
}

/// A name for the state of something, so that it can be seen whether it changed.
pub type Fingerprint = String;

/// A public address in one language.
pub struct Listed {
    /// Its language.
    pub language: Language,
    /// The address without its language part, such as `/mission`.
    pub path: String,
    /// The heading of the page.
    pub title: String,
    /// One or two sentences about it.
    pub summary: String,
    /// How it was made, unless it is a form, which is rendered per request.
    pub page: Option<Printed>,
}

/// How a page of an edition was made.
pub struct Printed {
    /// The revision that it shows.
    pub revision_id: Uuid,
    /// When these words went online.
    pub changed_at: OffsetDateTime,
    /// What it is called in the navigation.
    pub menu: String,
    /// Whether it shows the goal bar.
    pub shows_goal: bool,
    /// The finished page.
    pub answer: Arc<Stored>,
}

impl Listed {
    /// The address with its language part.
    pub fn address(&self) -> String {
        self.language.path(&self.path)
    }
}

impl Edition {
    /// Whether visitors would read the very same.
    pub fn is_like(&self, other: &Self) -> bool {
        let same = |path: &String, answer| other.answers.get(path).is_some_and(|other| Arc::ptr_eq(answer, other));
        (&self.shared, &self.goal) == (&other.shared, &other.goal)
            && self.answers.len() == other.answers.len()
            && self.answers.iter().all(|(path, answer)| same(path, answer))
    }

    /// Whether nothing of it is left to be done.
    pub fn is_finished(&self) -> bool {
        self.answers.values().all(|answer| answer.is_packed())
    }

    /// Does what can wait until the edition is live: compresses what is not compressed. Takes a while; what is done stays
    /// done when it must not go on.
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
    }
}

/// The edition that is live, and the turn of whoever makes the next one.
pub struct Live {
    current: ArcSwap<Edition>,
    making: Mutex<()>,
    /// Told when another edition went live.
    pub changed: Notify,
}

impl Live {
    /// Puts the first edition up.
    pub fn new(first: Edition) -> Self {
        Self { current: ArcSwap::from_pointee(first), making: Mutex::default(), changed: Notify::new() }
    }

    /// The edition as visitors read it.
    pub fn load(&self) -> Guard<Arc<Edition>> {
        self.current.load()
    }

    /// The same, to be kept for longer.
    pub fn load_full(&self) -> Arc<Edition> {
        self.current.load_full()
    }

    /// Waits for the turn to make the next edition: one is made at a time.
    pub async fn turn(&self) -> MutexGuard<'_, ()> {
        self.making.lock().await
    }

    /// Puts an edition up.
    pub fn publish(&self, edition: Edition) {
        self.current.store(Arc::new(edition));
        self.changed.notify_one();
    }
}
