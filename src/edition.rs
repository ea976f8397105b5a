//! The public site as it is now: every page of both languages, finished in memory, swapped as a whole.
//!
//! Nothing here reads the database: the feature `pages` builds an edition and answers from it.

use std::{collections::HashMap, sync::Arc};

use time::OffsetDateTime;

use crate::{site::Site, stored::Stored};

/// How browsers and proxies may keep public pages: always asked again, answered with 304 as a rule.
pub const PAGE_CACHING: &str = "public, max-age=0, must-revalidate";

/// One state of the public site.
pub struct Edition {
    /// Settings and totals of this state, for the pages that are rendered per request.
    pub site: Arc<Site>,
    /// When it was built.
    pub built_at: OffsetDateTime,
    /// Its finished answers by path.
    pub answers: HashMap<String, Stored>,
}
