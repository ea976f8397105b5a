//! What each colour is for, and with which others it is used.

use crate::admin::style::tokens::{Colour, Look, Tokens};

/// The least contrast of words (WCAG 2.2, 1.4.3) and of what else must be seen (1.4.11).
const WORDS: f64 = 4.5;
const SHAPES: f64 = 3.0;

/// Each colour: its token, the one it is shown with, and whether it is the ground of the two.
const COLOURS: [(&str, &str, bool); 15] = [
    ("paper", "ink", true),
    ("paper-raised", "ink", true),
    ("paper-tinted", "ink", true),
    ("ink", "paper", false),
    ("quiet", "paper", false),
    ("hairline", "paper", false),
    ("line", "paper", false),
    ("edge", "paper", false),
    ("accent", "paper", false),
    ("accent-deep", "on-accent", true),
    ("persimmon", "paper", false),
    ("on-accent", "accent", false),
    ("bark", "paper", false),
    ("feather", "down", false),
    ("down", "feather", false),
];

/// Which colour stands on which ground, and the least contrast there.
const PAIRS: [(&str, &str, f64); 21] = [
    ("ink", "paper", WORDS),
    ("ink", "paper-raised", WORDS),
    ("ink", "paper-tinted", WORDS),
    ("quiet", "paper", WORDS),
    ("quiet", "paper-raised", WORDS),
    ("quiet", "paper-tinted", WORDS),
    ("accent", "paper", WORDS),
    ("accent", "paper-raised", WORDS),
    ("accent", "paper-tinted", WORDS),
    ("on-accent", "accent", WORDS),
    ("on-accent", "accent-deep", WORDS),
    ("paper", "ink", WORDS),
    ("paper", "accent", SHAPES),
    ("accent", "paper", SHAPES),
    ("accent", "paper-raised", SHAPES),
    ("accent", "paper-tinted", SHAPES),
    ("edge", "paper", SHAPES),
    ("edge", "paper-raised", SHAPES),
    ("edge", "paper-tinted", SHAPES),
    ("persimmon", "paper", SHAPES),
    ("bark", "paper", SHAPES),
];

/// The looks in which colours differ.
const SCHEMES: [(&str, Look); 4] = [
    ("rooms-style-light", LIGHT),
    ("rooms-style-dark", Look { dark: true, ..LIGHT }),
    ("rooms-style-light-contrast", Look { contrast: true, ..LIGHT }),
    ("rooms-style-dark-contrast", Look { dark: true, contrast: true, ..LIGHT }),
];
const LIGHT: Look = Look { korean: false, wide: true, dark: false, contrast: false };

/// A colour as it is shown.
pub(crate) struct Swatch {
    pub(crate) name: &'static str,
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
    pub(crate) least: f64,
    pub(crate) schemes: Vec<Shade>,
}

/// All colours, in the order in which they are explained.
pub(crate) fn swatches(tokens: &Tokens) -> Vec<Swatch> {
    COLOURS
        .into_iter()
        .map(|(name, with, is_ground)| {
            let (colour, ground) = if is_ground { (with, name) } else { (name, with) };
            Swatch { name, with, is_ground, schemes: shades(tokens, colour, ground, &SCHEMES[..2]) }
        })
        .collect()
}

pub(crate) fn pairs(tokens: &Tokens) -> Vec<Pair> {
    PAIRS
        .into_iter()
        .map(|(colour, ground, least)| Pair {
            colour,
            ground,
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
    /// The key of the message that says what it is for.
    pub(crate) fn meaning(&self) -> String {
        format!("rooms-style-colour-{}", self.name)
    }

    /// Whether words are set in the two colours.
    pub(crate) fn is_words(&self) -> bool {
        let (colour, ground) = if self.is_ground { (self.with, self.name) } else { (self.name, self.with) };
        PAIRS.iter().any(|(one, two, least)| (*one, *two) == (colour, ground) && *least >= WORDS)
    }
}

impl Pair {
    /// The key of the message that says where the two meet.
    pub(crate) fn place(&self) -> String {
        let what = if self.is_words() { "words" } else { "shapes" };
        format!("rooms-style-pair-{}-{}-{what}", self.colour, self.ground)
    }

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
    use crate::language::Language;

    #[test]
    fn every_pair_can_be_told_apart_in_every_scheme() {
        for pair in pairs(Tokens::of_site()) {
            assert_ne!(Language::English.message(&pair.place()), pair.place());
            assert_eq!(pair.schemes.len(), SCHEMES.len(), "{} or {} is no colour", pair.colour, pair.ground);
            for shade in &pair.schemes {
                assert!(
                    shade.ratio >= pair.least,
                    "{} on {}: {} in {}, {} at least",
                    pair.colour,
                    pair.ground,
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
            assert_ne!(Language::English.message(&swatch.meaning()), swatch.meaning());
            assert_eq!(swatch.schemes.len(), 2, "{} or {} is no colour", swatch.name, swatch.with);
        }
    }
}
