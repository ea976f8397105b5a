//! The blocks of both sides as the editor shows them: beside each other where they have the same name.

use std::sync::Arc;

use askama::Template;

use crate::{
    dialect::Dialect,
    error::Error,
    form::Problems,
    language::Language,
    pages::{
        content::{Content, HEAD_ID, Placed},
        staff::{
            address::SideAddress,
            desk::{Desk, DeskSide},
            pair::{Agreement, Pairs},
            words::Words,
        },
        view::{Blocks, Shown},
    },
    state::AppState,
    view::{Frame, Rendered},
};

/// A block, or what is above the blocks, in both languages.
pub(crate) struct Row {
    /// English, then Korean.
    pub(crate) cells: [Cell; 2],
}

/// One side of a row.
pub(crate) enum Cell {
    Block(Box<BlockCell>),
    /// This side lacks the block that the other one has.
    Missing {
        address: SideAddress,
        name: String,
        kind: String,
    },
    /// The page has nothing on this side yet.
    Nothing,
}

/// A block as it stands in the editor.
pub(crate) struct BlockCell {
    pub(crate) address: SideAddress,
    /// Its name in the page, or `head`.
    pub(crate) name: String,
    /// What kind of block it is, for people.
    pub(crate) kind: String,
    /// Its place, from 1; 0 above the blocks.
    pub(crate) number: usize,
    /// How many blocks the side has.
    pub(crate) count: usize,
    pub(crate) shown: Rendered,
    pub(crate) agreement: Agreement,
    pub(crate) problems: Problems,
    /// Whether this release can show and edit it.
    pub(crate) is_known: bool,
}

/// Renders blocks of a page.
pub(crate) struct Printer {
    frames: [Frame; 2],
}

impl Printer {
    pub(crate) fn new(state: &AppState, desk: &Desk) -> Self {
        let path = desk.address(Language::English).path();
        Self { frames: Language::ALL.map(|language| state.frame(language, &path)) }
    }

    fn frame(&self, language: Language) -> &Frame {
        let [english, korean] = &self.frames;
        if language == Language::English { english } else { korean }
    }

    /// A block as visitors would read it.
    pub(crate) fn block(&self, language: Language, placed: &Placed) -> Result<Rendered, Error> {
        let mark = format!("-{language}");
        let blocks = Shown::new(placed).into_iter().collect();
        let shown = Blocks { frame: self.frame(language), blocks, dialect: Dialect::NEWEST, mark: &mark };
        Rendered::of(&shown)
    }
}

/// What stands above the blocks, without making a heading of it.
#[derive(Template)]
#[template(path = "pages/staff/head.html")]
struct Head<'a> {
    title: &'a str,
    lead: &'a str,
    summary: &'a str,
    menu: &'a str,
}

impl Printer {
    /// What stands above the blocks.
    pub(crate) fn head(&self, words: &Words) -> Result<Rendered, Error> {
        let text = |name: &str| words.texts.get(name).map(String::as_str).unwrap_or_default();
        let head = Head { title: text("title"), lead: text("lead"), summary: text("summary"), menu: text("menu") };
        Rendered::of(&head)
    }
}

/// The rows of a page: what is above the blocks first, then blocks of one name beside each other as far as their order allows.
pub(crate) fn rows(reader: Language, desk: &Desk, pairs: &Pairs, printer: &Printer) -> Result<Vec<Row>, Error> {
    let maker = Maker { reader, desk, pairs, printer };
    let contents = Language::ALL.map(|language| Arc::new(desk.side(language).content()));
    let names = |content: &Content| content.blocks.iter().map(|placed| placed.id.clone()).collect::<Vec<_>>();
    let [english, korean] = &contents;
    let (left, right) = (names(english), names(korean));
    let mut rows = vec![Row { cells: [maker.head(Language::English)?, maker.head(Language::Korean)?] }];
    for step in similar::capture_diff_slices(similar::Algorithm::Lcs, &left, &right) {
        let (mut old, mut new) = (step.old_range().peekable(), step.new_range().peekable());
        let is_equal = step.tag() == similar::DiffTag::Equal;
        while old.peek().is_some() || new.peek().is_some() {
            let one = old.next();
            let other = if is_equal || one.is_none() { new.next() } else { None };
            let cell = |language, content: &Content, place: Option<usize>, beside: Option<&Placed>| match place {
                Some(place) => maker.block(language, content, place),
                None => Ok(maker.gap(language, content, beside)),
            };
            let (mine, theirs) =
                (one.and_then(|at| english.blocks.get(at)), other.and_then(|at| korean.blocks.get(at)));
            rows.push(Row {
                cells: [cell(Language::English, english, one, theirs)?, cell(Language::Korean, korean, other, mine)?],
            });
        }
    }
    Ok(rows)
}

struct Maker<'a> {
    reader: Language,
    desk: &'a Desk,
    pairs: &'a Pairs,
    printer: &'a Printer,
}

impl Maker<'_> {
    fn sides(&self, language: Language) -> (&DeskSide, &DeskSide) {
        (self.desk.side(language), self.desk.side(language.other()))
    }

    fn head(&self, language: Language) -> Result<Cell, Error> {
        let (side, other) = self.sides(language);
        if side.is_empty() {
            return Ok(Cell::Nothing);
        }
        let words = Words::of_head(side.content().head());
        Ok(Cell::Block(Box::new(BlockCell {
            address: self.desk.address(language),
            name: HEAD_ID.to_owned(),
            kind: words.kind.name(self.reader),
            number: 0,
            count: side.content().blocks.len(),
            shown: self.printer.head(&words)?,
            agreement: self.pairs.agreement(HEAD_ID, side, other),
            problems: words.problems(self.reader),
            is_known: true,
        })))
    }

    fn block(&self, language: Language, content: &Content, place: usize) -> Result<Cell, Error> {
        let (side, other) = self.sides(language);
        let Some(placed) = content.blocks.get(place) else { return Ok(Cell::Nothing) };
        let words = Words::of(placed);
        Ok(Cell::Block(Box::new(BlockCell {
            address: self.desk.address(language),
            name: placed.id.to_string(),
            kind: words.as_ref().map_or_else(|| placed.kind().to_owned(), |words| words.kind.name(self.reader)),
            number: place + 1,
            count: content.blocks.len(),
            shown: self.printer.block(language, placed)?,
            agreement: self.pairs.agreement(placed.id.as_str(), side, other),
            problems: words.as_ref().map(|words| words.problems(self.reader)).unwrap_or_default(),
            is_known: words.is_some() && placed.block.is_some(),
        })))
    }

    /// What stands beside a block that this side lacks. One that it has at another place leaves nothing to say.
    fn gap(&self, language: Language, content: &Content, beside: Option<&Placed>) -> Cell {
        match beside.filter(|placed| content.find(&placed.id).is_none()) {
            Some(placed) if !self.desk.side(language).is_empty() => Cell::Missing {
                address: self.desk.address(language),
                name: placed.id.to_string(),
                kind: Words::of(placed).map_or_else(String::new, |words| words.kind.name(self.reader)),
            },
            _ => Cell::Nothing,
        }
    }
}
