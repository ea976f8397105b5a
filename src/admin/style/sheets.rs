//! The parts of the page that show what visitors see, each group on sheets of its own: one a language or state.

use std::sync::Arc;

use askama::Template;
use uuid::Uuid;

use crate::{
    admin::style::{
        samples::{Sample, Which},
        uses,
    },
    error::Error,
    language::Language,
    money::{Amount, Currency},
    pages::{
        blocks::Block,
        staff::{DRAWINGS, KINDS},
        view::Blocks,
    },
    site::{Fund, Site},
    state::AppState,
    view::{Frame, Rendered},
};

/// A part of the page.
pub(crate) struct Part {
    pub(crate) id: &'static str,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) groups: Vec<Group>,
}

/// Something that pages are made of.
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) text: String,
    /// Where it comes from: a template or a class.
    pub(crate) origin: String,
    pub(crate) sheets: Vec<Sheet>,
}

/// It as visitors see it.
pub(crate) struct Sheet {
    pub(crate) language: Language,
    pub(crate) state: String,
    pub(crate) shown: Rendered,
}

impl Part {
    fn new(language: Language, id: &'static str, groups: Vec<Group>) -> Self {
        let title = language.message(&format!("rooms-style-part-{id}"));
        let text = language.message(&format!("rooms-style-part-{id}-text"));
        Self { id, title, text, groups }
    }
}

/// All parts, in the order of the page.
///
/// # Errors
/// When a template fails or sample words are broken, which are faults of ours.
pub(crate) fn parts(state: &AppState, language: Language) -> Result<Vec<Part>, Error> {
    let frames = Language::ALL.map(|language| frame(state, language));
    let mut parts: Vec<Part> = uses::PARTS
        .iter()
        .map(|part| {
            let groups =
                part.groups.iter().map(|group| sample_group(language, &frames, group)).collect::<Result<_, _>>()?;
            Ok(Part::new(language, part.id, groups))
        })
        .collect::<Result<_, Error>>()?;
    let groups = KINDS
        .iter()
        .map(|kind| block_group(language, &frames, kind.word, kind.name(language)))
        .collect::<Result<_, _>>()?;
    parts.insert(1, Part::new(language, "blocks", groups));
    Ok(parts)
}

/// The frame of a sample: the site as it is, but with a goal and a purpose.
fn frame(state: &AppState, language: Language) -> Frame {
    let frame = state.frame(language, "/mission");
    let fund = Fund {
        id: Uuid::from_u128(1),
        name_english: "Schools for young refugees".to_owned(),
        name_korean: "탈북 청소년 학교".to_owned(),
    };
    let site = Site { funds: vec![fund], ..(*frame.site).clone() };
    with_gifts(Frame { site: Arc::new(site), ..frame }, &[(1_234_500, Currency::Usd)])
}

/// The same after these gifts, with a goal of 50,000 dollars.
fn with_gifts(frame: Frame, gifts: &[(i64, Currency)]) -> Frame {
    let raised = gifts.iter().map(|(minor, currency)| Amount::from_minor(*minor, *currency)).collect();
    let goal = Some(Amount::from_minor(5_000_000, Currency::Usd));
    Frame { site: Arc::new(Site { goal, raised, ..(*frame.site).clone() }), ..frame }
}

fn sample_group(words: Language, frames: &[Frame], group: &uses::Use) -> Result<Group, Error> {
    let sheet = |(which, language): &(Which, Language)| {
        let frame = frames.iter().find(|frame| frame.language == *language).ok_or(Error::NotFound)?;
        sheet(*language, String::new(), &Sample::new(frame.clone(), *which))
    };
    let sheets = group.sheets.iter().map(sheet).collect::<Result<_, _>>()?;
    let (id, origin) = (group.id.to_owned(), group.origin.to_owned());
    let name = words.message(&format!("rooms-style-use-{id}"));
    let text = words.message(&format!("rooms-style-use-{id}-text"));
    Ok(Group { id, name, text, origin, sheets })
}

fn block_group(words: Language, frames: &[Frame], word: &str, name: String) -> Result<Group, Error> {
    let mut sheets = Vec::new();
    // Drawings have no language.
    for frame in frames.iter().filter(|frame| word != "illustration" || frame.language == Language::English) {
        let blocks = blocks(frame.language, word)?.into_iter().enumerate();
        let blocks: Vec<_> = blocks.map(|(at, block)| (format!("sample-{word}-{at}"), block)).collect();
        let mark = format!("-{}", frame.language);
        if word == "goal" {
            for (at, (state, gifts)) in uses::GOALS.iter().enumerate() {
                let mark = format!("{mark}-{at}");
                let frame = with_gifts(frame.clone(), gifts);
                sheets.push(sheet(frame.language, words.message(state), &Blocks::samples(&frame, &blocks, &mark))?);
            }
        } else {
            sheets.push(sheet(frame.language, String::new(), &Blocks::samples(frame, &blocks, &mark))?);
        }
    }
    let origin = format!("templates/pages/blocks/{word}.html");
    let text = words.message(&format!("rooms-style-block-{word}"));
    Ok(Group { id: format!("block-{word}"), name, text, origin, sheets })
}

fn sheet(language: Language, state: String, template: &impl Template) -> Result<Sheet, Error> {
    Ok(Sheet { language, state, shown: Rendered::of(template)? })
}

/// The sample blocks of a kind. Those of drawings are made of the list of drawings.
fn blocks(language: Language, word: &str) -> Result<Vec<Block>, Error> {
    if word == "illustration" {
        return Ok(DRAWINGS.iter().map(|name| drawing(language, name)).collect());
    }
    let words = match language {
        Language::English => include_str!("words/en.json"),
        Language::Korean => include_str!("words/ko.json"),
    };
    let broken = |error: serde_json::Error| Error::Internal(error.into());
    let blocks: Vec<serde_json::Value> = serde_json::from_str(words).map_err(broken)?;
    let of_kind = blocks.into_iter().filter(|block| block["kind"] == word);
    of_kind.map(|block| serde_json::from_value(block).map_err(broken)).collect()
}

fn drawing(language: Language, name: &str) -> Block {
    let alt = match language {
        Language::English => format!("The drawing “{name}”"),
        Language::Korean => format!("‘{name}’ 그림"),
    };
    Block::Illustration { name: name.to_owned(), caption: alt.clone(), alt }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_block_has_samples_and_a_use() {
        for kind in KINDS {
            let key = format!("rooms-style-block-{}", kind.word);
            assert_ne!(Language::English.message(&key), key, "{}: say in a message what it is for", kind.word);
            for language in Language::ALL {
                let blocks = blocks(language, kind.word).expect("sample words are blocks");
                assert!(!blocks.is_empty(), "{}: add a sample to words/{language}.json", kind.word);
            }
        }
    }
}
