//! What each colour is for, and with which others it is used.

use crate::admin::style::tokens::{Colour, Look, Tokens};

/// The least contrast of words (WCAG 2.2, 1.4.3) and of what else must be seen (1.4.11).
const WORDS: f64 = 4.5;
const SHAPES: f64 = 3.0;

/// Each colour: its token, the one it is shown with, whether it is the ground of the two, and what it is for.
const COLOURS: [(&str, &str, bool, &str); 15] = [
    ("paper", "ink", true, "The ground of every page."),
    ("paper-raised", "ink", true, "Fields, plates and notices: what can be written on or is set apart."),
    (
        "paper-tinted",
        "ink",
        true,
        "Where a page asks for something, a plate that was chosen, words that were struck out.",
    ),
    ("ink", "paper", false, "Text, and the line above the footer."),
    ("quiet", "paper", false, "Notes in the margin, hints, captions: read second."),
    ("hairline", "paper", false, "Between rows. It carries no meaning of its own."),
    ("line", "paper", false, "The line between margin and text. It carries no meaning of its own."),
    ("edge", "paper", false, "Edges of fields and plates."),
    ("accent", "paper", false, "The one accent: buttons, underlines, problems, the ring around what has the focus."),
    ("accent-deep", "on-accent", true, "A button under the pointer."),
    ("persimmon", "paper", false, "Shapes only: the dot of the mark, the goal bar, columns of charts. Never words."),
    ("on-accent", "accent", false, "Words on the accent."),
    ("bark", "paper", false, "The branch on which the fruit hangs, and the outline of the magpie."),
    ("feather", "down", false, "The magpie."),
    ("down", "feather", false, "Its white."),
];

/// Which colour stands on which ground, where, and the least contrast there.
const PAIRS: [(&str, &str, &str, f64); 21] = [
    ("ink", "paper", "Text", WORDS),
    ("ink", "paper-raised", "Text in fields and notices", WORDS),
    ("ink", "paper-tinted", "Text where a page asks for something", WORDS),
    ("quiet", "paper", "Notes and hints", WORDS),
    ("quiet", "paper-raised", "Hints in notices, a row under the pointer", WORDS),
    ("quiet", "paper-tinted", "Marks on a chosen plate", WORDS),
    ("accent", "paper", "Problems, a link under the pointer", WORDS),
    ("accent", "paper-raised", "A link under the pointer in a notice", WORDS),
    ("accent", "paper-tinted", "A link under the pointer where a page asks for something", WORDS),
    ("on-accent", "accent", "Buttons, strong badges, selected words", WORDS),
    ("on-accent", "accent-deep", "A button under the pointer", WORDS),
    ("paper", "ink", "A chosen amount, a quiet button under the pointer, the skip link, the quick exit", WORDS),
    ("paper", "accent", "The quick exit between its colours", SHAPES),
    ("accent", "paper", "The ring of the focus", SHAPES),
    ("accent", "paper-raised", "The ring and the edge of a field with a problem", SHAPES),
    ("accent", "paper-tinted", "The ring where a page asks for something", SHAPES),
    ("edge", "paper", "Edges of fields", SHAPES),
    ("edge", "paper-raised", "Edges of plates", SHAPES),
    ("edge", "paper-tinted", "The same where a page asks for something", SHAPES),
    ("persimmon", "paper", "The fruit, the goal bar, columns", SHAPES),
    ("bark", "paper", "The branch", SHAPES),
];

/// The looks in which colours differ.
const SCHEMES: [(&str, Look); 4] = [
    ("Light", LIGHT),
    ("Dark", Look { dark: true, ..LIGHT }),
    ("Light, high contrast", Look { contrast: true, ..LIGHT }),
    ("Dark, high contrast", Look { dark: true, contrast: true, ..LIGHT }),
];
const LIGHT: Look = Look { korean: false, wide: true, dark: false, contrast: false };

/// A colour as it is shown.
pub(crate) struct Swatch {
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
    /// What it is shown with.
    pub(crate) with: &'static str,
    pub(crate) is_ground: bool,
    pub(crate) schemes: Vec<Shade>,
}

/// Two colours together in one scheme.
pub(crate) struct Shade {
    pub(crate) scheme: &'static str,
    pub(crate) colour: Colour,
    pub(crate) ground: Colour,
    ratio: f64,
}

/// A colour on a ground, in all schemes.
pub(crate) struct Pair {
    pub(crate) colour: &'static str,
    pub(crate) ground: &'static str,
    pub(crate) place: &'static str,
    pub(crate) least: f64,
    pub(crate) schemes: Vec<Shade>,
}

/// All colours, in the order in which they are explained.
pub(crate) fn swatches(tokens: &Tokens) -> Vec<Swatch> {
    COLOURS
        .into_iter()
        .map(|(name, with, is_ground, meaning)| {
            let (colour, ground) = if is_ground { (with, name) } else { (name, with) };
            Swatch { name, meaning, with, is_ground, schemes: shades(tokens, colour, ground, &SCHEMES[..2]) }
        })
        .collect()
}

pub(crate) fn pairs(tokens: &Tokens) -> Vec<Pair> {
    PAIRS
        .into_iter()
        .map(|(colour, ground, place, least)| Pair {
            colour,
            ground,
            place,
            least,
            schemes: shades(tokens, colour, ground, &SCHEMES),
        })
        .collect()
}

fn shades(tokens: &Tokens, colour: &str, ground: &str, schemes: &[(&'static str, Look)]) -> Vec<Shade> {
    let shade = |(scheme, look): &(&'static str, Look)| {
        let (colour, ground) = (tokens.colour(colour, *look)?, tokens.colour(ground, *look)?);
        Some(Shade { scheme, colour, ground, ratio: colour.contrast(ground) })
    };
    schemes.iter().filter_map(shade).collect()
}

impl Swatch {
    /// Whether words are set in the two colours.
    pub(crate) fn is_words(&self) -> bool {
        let (colour, ground) = if self.is_ground { (self.with, self.name) } else { (self.name, self.with) };
        PAIRS.iter().any(|(one, two, _, least)| (*one, *two) == (colour, ground) && *least >= WORDS)
    }
}

impl Pair {
    /// Whether words stand on this ground, not only shapes.
    pub(crate) fn is_words(&self) -> bool {
        self.least >= WORDS
    }
}

impl Shade {
    /// The contrast of the two, as it is read: never rounded up.
    pub(crate) fn contrast(&self) -> String {
        format!("{:.1}", (self.ratio * 10.0).floor() / 10.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_can_be_told_apart_in_every_scheme() {
        for pair in pairs(Tokens::of_site()) {
            assert_eq!(pair.schemes.len(), SCHEMES.len(), "{} or {} is no colour", pair.colour, pair.ground);
            for shade in &pair.schemes {
                assert!(
                    shade.ratio >= pair.least,
                    "{} on {} ({}): {} in {}, {} at least",
                    pair.colour,
                    pair.ground,
                    pair.place,
                    shade.contrast(),
                    shade.scheme,
                    pair.least
                );
            }
        }
    }

    #[test]
    fn every_colour_is_explained() {
        let tokens = Tokens::of_site();
        let colours = tokens.names().into_iter().filter(|name| tokens.colour(name, LIGHT).is_some());
        for name in colours {
            assert!(COLOURS.iter().any(|(token, ..)| *token == name), "{name}: say in COLOURS what it is for");
        }
        for swatch in swatches(tokens) {
            assert_eq!(swatch.schemes.len(), 2, "{} or {} is no colour", swatch.name, swatch.with);
        }
    }
}
