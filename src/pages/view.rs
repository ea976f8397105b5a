//! The public pages as templates see them.

use std::collections::HashSet;

use askama::{Template, filters::HtmlSafe};

use crate::{
    calendar,
    dialect::{Dialect, Reader, html},
    edition::{Listed, code_address},
    language::Language,
    pages::{
        blocks::{Action, Block},
        content::{Content, Placed},
    },
    sharing::PassedOn,
    site::OpenRole,
    view::Frame,
};

/// A page made of blocks.
#[derive(Template)]
#[template(path = "pages/page.html")]
pub(crate) struct Page<'a> {
    pub(crate) frame: Frame,
    /// The frame in the language of the words: their labels and links are in it, too.
    pub(crate) words: Frame,
    pub(crate) content: &'a Content,
    /// In which its texts are written.
    pub(crate) dialect: Dialect,
    /// What stands above it where it is shown by a link before it is published.
    pub(crate) bar: Option<Bar>,
}

/// What says that a page is not public.
pub(crate) struct Bar {
    pub(crate) says: String,
    /// The other language, and where it is shown.
    pub(crate) language: (Language, String),
    /// What the page is called in another width, and where it is shown.
    pub(crate) width: (String, String),
}

impl<'a> Page<'a> {
    /// The page in the language of its words.
    pub(crate) fn new(frame: Frame, content: &'a Content, dialect: Dialect) -> Self {
        Self { words: frame.clone(), frame, content, dialect, bar: None }
    }

    /// What stands at the address in the other language, which has no words of its own: these, and a sentence about it.
    pub(crate) fn standing_in(words: &Frame, content: &'a Content, dialect: Dialect) -> Self {
        let (language, original) = (words.language.other(), Some(words.language));
        let frame = Frame { language, original, ..words.clone() };
        Self { frame, words: words.clone(), content, dialect, bar: None }
    }

    fn blocks(&self) -> Blocks<'_> {
        let blocks = self.content.blocks.iter().filter_map(Shown::new).collect();
        Blocks { frame: &self.words, blocks, dialect: self.dialect, mark: "" }
    }

    /// What the share line at the end of this page passes on.
    fn sharing(&self) -> PassedOn {
        let address = self.frame.canonical();
        PassedOn { address, text: self.content.title.clone(), subject: self.frame.organisation().to_owned() }
    }

    /// Whether the page shows the whole kit for sharing, so that it needs no share line.
    fn has_share_kit(&self) -> bool {
        self.content.shown().any(|block| matches!(block, Block::ShareKit { .. }))
    }

    /// What the page asks readers to do: the heading and the items of its first block of actions.
    fn ways(&self) -> Option<(&str, &[Action])> {
        self.content.shown().find_map(|block| match block {
            Block::Actions { heading, items } => Some((heading.as_str(), items.as_slice())),
            _ => None,
        })
    }
}

/// The blocks of a page, one below the other.
#[derive(Template)]
#[template(path = "pages/blocks.html")]
pub(crate) struct Blocks<'a> {
    /// The frame of the page.
    pub(crate) frame: &'a Frame,
    pub(crate) blocks: Vec<Shown<'a>>,
    pub(crate) dialect: Dialect,
    /// Ends the ids inside, where several blocks of a kind stand in one page.
    pub(crate) mark: &'a str,
}

/// A block as it is shown.
pub(crate) struct Shown<'a> {
    /// Its name in the page, where a link may lead.
    pub(crate) id: &'a str,
    pub(crate) block: &'a Block,
}

impl<'a> Shown<'a> {
    /// The block, if this release knows its kind.
    pub(crate) fn new(placed: &'a Placed) -> Option<Self> {
        Some(Self { id: placed.id.as_str(), block: placed.block.as_ref()? })
    }
}

/// Its template escaped what it shows.
impl HtmlSafe for Blocks<'_> {}

impl<'a> Blocks<'a> {
    /// Blocks that belong to no page, each with its name.
    pub(crate) fn samples(frame: &'a Frame, blocks: &'a [(String, Block)], mark: &'a str) -> Self {
        let blocks = blocks.iter().map(|(id, block)| Shown { id, block }).collect();
        Self { frame, blocks, dialect: Dialect::NEWEST, mark }
    }
}

impl Blocks<'_> {
    /// A text of staff as harmless HTML. The name of its block begins the ids inside, the place of a question goes on.
    fn markdown(&self, text: &str, block: &str, question: Option<&usize>) -> String {
        let mark = format!("{block}{}{}-", self.mark, question.map(|place| format!("-{place}")).unwrap_or_default());
        let heading = if question.is_some() { 3 } else { 2 };
        html(self.dialect, text, &Reader { language: self.frame.language, mark: &mark, heading })
    }

    /// The pages of which the kit offers a QR code: the first one, those of the navigation, the forms.
    fn posters(&self) -> Vec<Poster> {
        let frame = self.frame;
        let entry = |path: &str, name: String| Poster {
            name,
            svg: code_address(frame.language, path, "svg"),
            png: code_address(frame.language, path, "png"),
        };
        let in_menu = frame.site.menu.iter().filter(|entry| entry.language == frame.language && entry.path != "/");
        let mut posters = vec![entry("/", frame.t("nav-home-hint"))];
        posters.extend(in_menu.map(|page| entry(&page.path, page.label.clone())));
        posters.push(entry("/donate", frame.t("nav-donate")));
        posters.push(entry("/volunteer", frame.t("share-poster-volunteer")));
        posters
    }
}

/// A page's QR code in both forms.
struct Poster {
    name: String,
    svg: String,
    png: String,
}

/// What volunteers can do for us.
#[derive(Template)]
#[template(path = "pages/roles.html")]
pub(crate) struct RolesPage {
    pub(crate) frame: Frame,
}

impl RolesPage {
    /// What is open, by area.
    fn areas(&self) -> Vec<(&str, Vec<&OpenRole>)> {
        let mut areas: Vec<(&str, Vec<&OpenRole>)> = Vec::new();
        for role in &self.frame.site.roles {
            match areas.last_mut().filter(|(area, _)| *area == role.area) {
                Some((_, open)) => open.push(role),
                None => areas.push((&role.area, vec![role])),
            }
        }
        areas
    }

    fn sharing(&self) -> PassedOn {
        let subject = self.frame.organisation().to_owned();
        PassedOn { address: self.frame.canonical(), text: self.frame.t("roles-title"), subject }
    }
}

/// The list of pages for search engines.
#[derive(Template)]
#[template(path = "pages/sitemap.xml")]
pub(crate) struct Sitemap {
    pub(crate) entries: Vec<SitemapEntry>,
}

/// A page in the sitemap, with its addresses in both languages.
pub(crate) struct SitemapEntry {
    pub(crate) url: String,
    /// The day of the last change, if known.
    pub(crate) changed: Option<String>,
    /// Language tags and absolute addresses, this one included.
    pub(crate) alternates: Vec<(&'static str, String)>,
}

impl SitemapEntry {
    /// The entry of a page. It names the languages in which the page is among those that are listed.
    pub(crate) fn new(origin: &str, page: &Listed, both: &HashSet<(Language, &str)>) -> Self {
        let absolute = |language: Language| format!("{origin}{}", language.path(&page.path));
        let there = |language: &Language| both.contains(&(*language, page.path.as_str()));
        Self {
            url: absolute(page.language),
            changed: page.page.as_ref().map(|printed| calendar::day(printed.changed_at).to_string()),
            alternates: Language::ALL
                .into_iter()
                .filter(there)
                .map(|language| (language.tag(), absolute(language)))
                .collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/robots.txt")]
pub(crate) struct Robots<'a> {
    pub(crate) origin: &'a str,
}

/// Where to report weaknesses (RFC 9116).
#[derive(Template)]
#[template(path = "pages/security.txt")]
pub(crate) struct SecurityText<'a> {
    pub(crate) origin: &'a str,
    pub(crate) mail: &'a str,
    pub(crate) expires: &'a str,
}
