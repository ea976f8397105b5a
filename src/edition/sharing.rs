//! What goes along with a page: the picture for those who share it, the address of its code for those who print it.

use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use super::{Edition, Fingerprint, Listed};
use crate::{assets, card, language::Language, stored::Stored};

/// How the picture of this very state may be kept.
const PICTURE_CACHING: &str = "public, max-age=31536000, immutable";
/// How a picture may be kept that stands in for another.
pub(crate) const STAND_IN_CACHING: &str = "public, max-age=60";

/// The card of a page. It is drawn after the page went live; until then our own drawing stands in.
pub struct Card {
    /// Names its words, so that other words have another address.
    pub key: Fingerprint,
    pub(crate) words: card::Words,
    image: OnceLock<Option<Stored>>,
}

impl Card {
    /// A card that is yet to be drawn.
    pub(crate) fn new(words: card::Words) -> Self {
        let text = serde_json::to_string(&(card::STYLE, &words)).unwrap_or_default();
        Self { key: crate::seal::hex(&Sha256::digest(text)[..8]), words, image: OnceLock::new() }
    }

    /// A card whose picture was kept.
    pub(crate) fn with_picture(words: card::Words, picture: Option<Stored>) -> Self {
        let card = Self::new(words);
        if let Some(picture) = picture {
            let _ = card.image.set(Some(picture));
        }
        card
    }

    /// Draws it, once. Call it where time does not matter.
    pub(crate) fn draw(&self) {
        self.image.get_or_init(|| {
            let png = card::draw(&self.words)?;
            Some(Stored::new("image/png", PICTURE_CACHING, png))
        });
    }

    pub(crate) fn is_drawn(&self) -> bool {
        self.image.get().is_some()
    }

    /// The picture, once it is drawn; never, if it holds signs that our fonts lack.
    pub(crate) fn picture(&self) -> Option<&Stored> {
        self.image.get()?.as_ref()
    }
}

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
