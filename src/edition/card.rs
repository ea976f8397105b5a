//! The picture that goes along when a page is shared.

use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::{card, stored::Stored};

/// A hash by which one sees whether something changed.
pub(crate) type Fingerprint = String;

/// The picture at an address never changes: the address holds the hash of its words.
const PICTURE_CACHING: &str = "public, max-age=31536000, immutable";

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

    /// The picture, once it is drawn; none if the words hold characters that our fonts lack.
    pub(crate) fn picture(&self) -> Option<&Stored> {
        self.image.get()?.as_ref()
    }
}
