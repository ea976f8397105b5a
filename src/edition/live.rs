//! The edition that is live. The next ones are made one at a time.

use std::sync::Arc;

use arc_swap::{ArcSwap, Guard};
use tokio::sync::{Mutex, MutexGuard, Notify};

use super::whole::Edition;

/// Holds the edition that visitors read.
pub struct Live {
    current: ArcSwap<Edition>,
    making: Mutex<()>,
    /// Told when another edition went live.
    pub(crate) changed: Notify,
}

impl Live {
    /// Puts the first edition up.
    pub(crate) fn new(first: Edition) -> Self {
        Self { current: ArcSwap::from_pointee(first), making: Mutex::default(), changed: Notify::new() }
    }

    /// The edition as visitors read it.
    pub fn load(&self) -> Guard<Arc<Edition>> {
        self.current.load()
    }

    /// Like [`load`](Self::load), for those who keep it for longer than a request.
    pub fn load_full(&self) -> Arc<Edition> {
        self.current.load_full()
    }

    /// Waits for the turn to make the next edition: one is made at a time.
    pub(crate) async fn turn(&self) -> MutexGuard<'_, ()> {
        self.making.lock().await
    }

    pub(crate) fn publish(&self, edition: Edition) {
        self.current.store(Arc::new(edition));
        self.changed.notify_one();
    }
}
