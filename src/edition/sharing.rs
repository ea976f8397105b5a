//! What goes along with a page: the picture for those who share it, the address of its code for those who print it.

use std::sync::Arc;

use super::{listed::Listed, whole::Edition};
use crate::{assets, language::Language, stored::Stored};

/// How a picture may be kept that stands in for another.
pub(crate) const STAND_IN_CACHING: &str = "public, max-age=60";

/// A picture that belongs to a page.
pub(crate) enum Picture<'a> {
    Its(&'a Stored),
    /// This one for now: the page's own is not drawn yet, or the address is of an earlier state.
    ForNow(&'a Stored),
}

impl Listed {
    /// The address of its card.
    pub(crate) fn card_address(&self) -> String {
        card_address(&self.card.key, self.language, &self.path)
    }

    /// The address of its code as SVG.
    pub fn code_address(&self) -> String {
        code_address(self.language, &self.path, "svg")
    }
}

/// The address of the card with this key.
pub(crate) fn card_address(key: &str, language: Language, path: &str) -> String {
    format!("/cards/{key}/{language}/{}.png", name(path))
}

/// The address of a page's code, with the ending `svg` or `png`.
pub(crate) fn code_address(language: Language, path: &str, ending: &str) -> String {
    format!("/qr{}.{ending}", language.path(&format!("/{}", name(path))))
}

fn name(path: &str) -> &str {
    match path.trim_start_matches('/') {
        "" => "home",
        name => name,
    }
}

impl Edition {
    /// The picture at an address, if it is one of a page's.
    pub(crate) fn picture(&self, address: &str) -> Option<Picture<'_>> {
        let (key, rest) = address.strip_prefix("/cards/")?.split_once('/')?;
        let (tag, named) = rest.strip_suffix(".png")?.split_once('/')?;
        let card = &self.find_named(Language::from_tag(tag)?, named)?.card;
        Some(match card.picture() {
            Some(picture) if card.key == key => Picture::Its(picture),
            Some(picture) => Picture::ForNow(picture),
            None => Picture::ForNow(assets::file("share.png")?),
        })
    }

    /// The entry whose pictures have this name.
    pub(crate) fn find_named(&self, language: Language, named: &str) -> Option<&Arc<Listed>> {
        self.listed.iter().find(|listed| listed.language == language && name(&listed.path) == named)
    }
}
