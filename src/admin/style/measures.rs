//! The steps of type and of space, as the stylesheet has them.

use crate::admin::style::tokens::{Look, Tokens};

/// Each step of the scale: its token, the class that uses it most, and what it is for.
const STEPS: [(&str, &str, &str); 7] = [
    ("size-first", "opening-title", "The one title of a page, a figure, the sum that was raised."),
    ("size-second", "block-title", "Titles of parts, quotations."),
    ("size-act", "action-title", "Titles of what can be done, in the margin."),
    ("size-lead", "opening-lead", "The first sentences of a page, titles of reasons."),
    ("size-third", "question-title", "Questions, links that lead on, amounts."),
    ("size-text", "prose", "Text. It grows a little with the window."),
    ("size-note", "note", "Notes in the margin, captions, marks at fields."),
];

/// What each measure of space is for.
const SPACES: [(&str, &str); 8] = [
    ("gap-s", "Between things that belong together: buttons in a row, a field and its button."),
    ("gap-m", "Between fields, between paragraphs of a stack."),
    ("gap-l", "Below a row of text, around titles of parts."),
    ("gap-xl", "Above the title of a page and above the footer."),
    ("inset", "Between the line and the text."),
    ("gutter", "Left and right of everything."),
    ("touch", "The least height of what is pressed."),
    ("measure", "The longest line of text."),
];

/// What each other token of type is for.
const FACES: [(&str, &str); 10] = [
    ("serif", "Speaks: titles, leads, quotations, sums."),
    ("sans", "Keeps the margin: notes, forms, buttons, the rooms of staff. In Korean also the text."),
    ("mono", "Codes that are copied by hand."),
    ("text-face", "Which of them sets the text of a page."),
    ("title-weight", "Hangul titles are bold, Latin ones are not."),
    ("title-tracking", "Titles stand a little closer."),
    ("leading-text", "Lines of text. Hangul needs more room than Latin, here and below."),
    ("leading-lead", "Lines of the lead."),
    ("leading-title", "Lines of the title of a page."),
    ("leading-second", "Lines of titles of parts."),
];

const ENGLISH: Look = Look { korean: false, wide: false, dark: false, contrast: false };
const KOREAN: Look = Look { korean: true, ..ENGLISH };
const WIDE: Look = Look { wide: true, ..ENGLISH };

/// A token with what it is for and its values.
pub(crate) struct Measure {
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
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
    STEPS.into_iter().map(|(name, class, meaning)| measure(tokens, name, class, meaning)).collect()
}

pub(crate) fn spaces(tokens: &Tokens) -> Vec<Measure> {
    SPACES.into_iter().map(|(name, meaning)| measure(tokens, name, "", meaning)).collect()
}

pub(crate) fn faces(tokens: &Tokens) -> Vec<Measure> {
    FACES.into_iter().map(|(name, meaning)| measure(tokens, name, "", meaning)).collect()
}

fn measure(tokens: &Tokens, name: &'static str, class: &'static str, meaning: &'static str) -> Measure {
    let value = |look| tokens.value(name, look).unwrap_or_default().to_owned();
    let usual = value(ENGLISH);
    let where_other = |look| Some(value(look)).filter(|other| *other != usual);
    Measure { name, meaning, class, korean: where_other(KOREAN), wide: where_other(WIDE), value: usual }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_that_is_no_colour_is_explained() {
        let tokens = Tokens::of_site();
        let known: Vec<&str> = [steps(tokens), spaces(tokens), faces(tokens)]
            .iter()
            .flatten()
            .map(|measure| {
                assert!(!measure.value.is_empty(), "{} is no token", measure.name);
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
