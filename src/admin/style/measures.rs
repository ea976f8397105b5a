//! The steps of type and of space, as the stylesheet has them.

use crate::admin::style::tokens::{Look, Tokens};

/// Each step of the scale: its token and the class that uses it most.
const STEPS: [(&str, &str); 7] = [
    ("size-first", "opening-title"),
    ("size-second", "block-title"),
    ("size-act", "action-title"),
    ("size-lead", "opening-lead"),
    ("size-third", "question-title"),
    ("size-text", "prose"),
    ("size-note", "note"),
];

/// The measures of space.
const SPACES: [&str; 8] = ["gap-s", "gap-m", "gap-l", "gap-xl", "inset", "gutter", "touch", "measure"];

/// The other tokens of type.
const FACES: [&str; 10] = [
    "serif",
    "sans",
    "mono",
    "text-face",
    "title-weight",
    "title-tracking",
    "leading-text",
    "leading-lead",
    "leading-title",
    "leading-second",
];

const ENGLISH: Look = Look { korean: false, wide: false, dark: false, contrast: false };
const KOREAN: Look = Look { korean: true, ..ENGLISH };
const WIDE: Look = Look { wide: true, ..ENGLISH };

/// A token and its values.
pub(crate) struct Measure {
    pub(crate) name: &'static str,
    pub(crate) value: String,
    /// What it is in Korean, where that differs.
    pub(crate) korean: Option<String>,
    /// What it is in wide windows, where that differs.
    pub(crate) wide: Option<String>,
    /// The class that uses it most, if one stands for it.
    pub(crate) class: &'static str,
}

/// The scale, from the largest.
pub(crate) fn steps(tokens: &Tokens) -> Vec<Measure> {
    STEPS.into_iter().map(|(name, class)| measure(tokens, name, class)).collect()
}

pub(crate) fn spaces(tokens: &Tokens) -> Vec<Measure> {
    SPACES.into_iter().map(|name| measure(tokens, name, "")).collect()
}

pub(crate) fn faces(tokens: &Tokens) -> Vec<Measure> {
    FACES.into_iter().map(|name| measure(tokens, name, "")).collect()
}

fn measure(tokens: &Tokens, name: &'static str, class: &'static str) -> Measure {
    let value = |look| tokens.value(name, look).unwrap_or_default().to_owned();
    let usual = value(ENGLISH);
    let where_other = |look| Some(value(look)).filter(|other| *other != usual);
    Measure { name, class, korean: where_other(KOREAN), wide: where_other(WIDE), value: usual }
}

impl Measure {
    /// The key of the message that says what it is for.
    pub(crate) fn meaning(&self) -> String {
        format!("rooms-style-token-{}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn every_token_that_is_no_colour_is_explained() {
        let tokens = Tokens::of_site();
        let known: Vec<&str> = [steps(tokens), spaces(tokens), faces(tokens)]
            .iter()
            .flatten()
            .map(|measure| {
                assert!(!measure.value.is_empty(), "{} is no token", measure.name);
                assert_ne!(Language::English.message(&measure.meaning()), measure.meaning());
                measure.name
            })
            .collect();
        for name in tokens.names() {
            assert!(
                known.contains(&name) || tokens.colour(name, ENGLISH).is_some(),
                "{name}: say in measures.rs what it is for"
            );
        }
    }
}
