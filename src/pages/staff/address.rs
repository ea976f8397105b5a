//! The addresses of a page in the rooms.

use crate::{
    language::Language,
    pages::{address::path_of, staff::queries::PageRow},
};

/// A side of a page.
#[derive(Clone, Debug)]
pub(crate) struct SideAddress {
    pub(crate) language: Language,
    pub(crate) slug: String,
    /// Where the page stands, without slash and language.
    pub(crate) path: String,
}

impl SideAddress {
    pub(crate) fn new(page: &PageRow, language: Language) -> Self {
        Self { language, slug: page.slug.clone(), path: page.path.clone() }
    }

    /// The room of the page.
    pub(crate) fn room(&self) -> String {
        format!("/admin/pages/{}", self.slug)
    }

    /// The room of a block, or of what stands above the blocks.
    pub(crate) fn block(&self, block: &str) -> String {
        format!("{}/{}/{block}", self.room(), self.language)
    }

    /// The address where visitors read it, without its language part.
    pub(crate) fn path(&self) -> String {
        path_of(&self.path)
    }

    /// The address where visitors read it.
    pub(crate) fn public(&self) -> String {
        self.language.path(&self.path())
    }
}
