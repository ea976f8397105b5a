//! Words of the database about pages.

use crate::words::words;

words! {
    /// What kind of page it is.
    pub(crate) enum PageKind {
        /// A page of the site.
        Page = "page",
        /// A piece of news, below `/updates`.
        Update = "update",
    }
}
