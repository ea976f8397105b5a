//! The public pages as templates see them.

use std::collections::HashSet;

use askama::Template;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    edition::Listed,
    language::Language,
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
    /// Whether staff look at it before it is kept.
    pub is_preview: bool,
}

impl Page<'_> {
    /// Markdown of staff as harmless HTML.
    fn markdown(&self, text: &str) -> String {
        crate::pages::markdown::html(text)
    }

    /// Plain links that pass the first page on, without any script of the services.
    fn share_links(&self) -> Vec<ShareLink> {
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let address = format!("{}{}", self.frame.origin, self.frame.language.path("/"));
        let (url, text) = (encoded(&address), encoded(&self.frame.t("share-text")));
        let subject = encoded(self.frame.organisation());
        let link = |service, name, url| ShareLink { service, name, url };
        vec![
            link("line", "LINE", format!("https://social-plugins.line.me/lineit/share?url={url}")),
            link("naver", "Naver", format!("https://share.naver.com/web/shareView?url={url}&title={subject}")),
            link("band", "BAND", format!("https://band.us/plugin/share?body={text}%20{url}&route={url}")),
            link("x", "X", format!("https://x.com/intent/tweet?text={text}&url={url}")),
            link("facebook", "Facebook", format!("https://www.facebook.com/sharer/sharer.php?u={url}")),
            link("whatsapp", "WhatsApp", format!("https://wa.me/?text={text}%20{url}")),
            link("telegram", "Telegram", format!("https://t.me/share/url?url={url}&text={text}")),
            link("bluesky", "Bluesky", format!("https://bsky.app/intent/compose?text={text}%20{url}")),
            link("mail", "E-mail", format!("mailto:?subject={subject}&body={text}%20{url}")),
        ]
    }

    /// The address that is passed on.
    fn share_address(&self) -> String {
        format!("{}{}", self.frame.origin, self.frame.language.path("/"))
    }
}

/// A plain share address.
pub struct ShareLink {
    /// A short name for the template: `line`, `x`, `mail`.
    pub service: &'static str,
    /// What the visitor reads.
    pub name: &'static str,
    /// Where it leads.
    pub url: String,
}

/// The list of pages for search engines.
#[derive(Template)]
#[template(path = "pages/sitemap.xml")]
pub struct Sitemap {
    /// All public pages.
    pub entries: Vec<SitemapEntry>,
}

/// A page in the sitemap, with its addresses in both languages.
pub struct SitemapEntry {
    /// The absolute address.
    pub url: String,
    /// The day of the last change, if known.
    pub changed: Option<String>,
    /// Language tags and absolute addresses, this one included.
    pub alternates: Vec<(&'static str, String)>,
}

impl SitemapEntry {
    /// The entry of a page. It names the languages in which the page is among those that are listed.
    pub fn new(origin: &str, page: &Listed, both: &HashSet<(Language, &str)>) -> Self {
        let absolute = |language: Language| format!("{origin}{}", language.path(&page.path));
        let there = |language: &Language| both.contains(&(*language, page.path.as_str()));
        Self {
            url: absolute(page.language),
            changed: page.page.as_ref().map(|printed| printed.changed_at.date().to_string()),
            alternates: Language::ALL
                .into_iter()
                .filter(there)
                .map(|language| (language.tag(), absolute(language)))
                .collect(),
        }
    }
}

/// What programs may fetch.
#[derive(Template)]
#[template(path = "pages/robots.txt")]
pub struct Robots<'a> {
    /// The public origin.
    pub origin: &'a str,
}

/// Where to report weaknesses (RFC 9116).
#[derive(Template)]
#[template(path = "pages/security.txt")]
pub struct SecurityText<'a> {
    /// The public origin.
    pub origin: &'a str,
    /// Where reports go.
    pub mail: &'a str,
    /// Until when this holds.
    pub expires: &'a str,
}
