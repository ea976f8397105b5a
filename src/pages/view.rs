//! The public pages as templates see them.

use askama::Template;

use crate::{
    pages::blocks::{Block, Content},
    view::Frame,
};

/// A page made of blocks.
#[derive(Template)]
#[template(path = "pages/page.html")]
pub struct Page<'a> {
    /// The frame around it.
    pub frame: Frame,
    /// Its words.
    pub content: &'a Content,
}

impl Page<'_> {
    /// Markdown of staff as harmless HTML.
    fn markdown(&self, text: &str) -> String {
        crate::pages::markdown::html(text)
    }
}

/// The plain share addresses of one page: the service's name and the link.
pub struct ShareLink {
    /// A short name for the template: `line`, `x`, `mail`.
    pub service: &'static str,
    /// What the visitor reads.
    pub name: &'static str,
    /// Where it leads.
    pub url: String,
}
