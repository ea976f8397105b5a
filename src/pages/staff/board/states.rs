//! The states by which pages are looked for.

use crate::words::words;

words! {
    /// How a side of a page stands.
    pub(crate) enum State {
        /// It has no words.
        Missing = "missing",
        /// Somebody is writing on it.
        Draft = "draft",
        /// The other language changed since both said the same.
        Behind = "behind",
        /// Visitors read an older revision.
        Changed = "changed",
        /// It has words, and visitors read none of them.
        Unpublished = "unpublished",
        /// Something else will stand there.
        Scheduled = "scheduled",
        Published = "published",
        /// What is published cannot be shown.
        Broken = "broken",
    }
}
