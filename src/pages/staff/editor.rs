//! The editor as its template sees it.

use askama::Template;

use crate::{
    form::Problems,
    pages::staff::{
        check::{MOST_BLOCKS, MOST_ITEMS},
        difference::{Difference, Side},
        form::{BlockForm, PageForm, Texts},
        kinds::{Control, DRAWINGS, Field, HEAD, KINDS, Kind},
        view::{PageAddress, RevisionLine},
    },
    rooms::frame::StaffFrame,
};

#[derive(Template)]
#[template(path = "pages/staff/editor.html")]
pub(crate) struct EditorPage {
    pub(crate) frame: StaffFrame,
    pub(crate) address: PageAddress,
    /// The heading of the newest revision.
    pub(crate) title: String,
    pub(crate) newest: RevisionLine,
    pub(crate) form: PageForm,
    /// What is wrong with it.
    pub(crate) problems: Problems,
    /// A sentence about all of it.
    pub(crate) notice: Option<String>,
    /// How what was typed differs from what somebody else saved meanwhile.
    pub(crate) conflict: Option<Vec<Difference>>,
}

/// A field as it is shown.
struct Input<'a> {
    name: String,
    field: &'static Field,
    text: &'a str,
    problem: Option<&'a str>,
}

/// Fields that belong together, those of a source apart.
struct Group<'a> {
    inputs: Vec<Input<'a>>,
    sources: Vec<Input<'a>>,
}

/// A block as it is shown.
struct BlockView<'a> {
    kind: &'static Kind,
    group: Group<'a>,
    items: Vec<Group<'a>>,
    /// The start of its words, by which people tell blocks apart.
    gist: String,
    /// Whether one more item may be added, and what is wrong with their number.
    has_room: bool,
    problem: Option<&'a str>,
}

impl EditorPage {
    fn head(&self) -> Group<'_> {
        self.group("", HEAD, &self.form.head)
    }

    fn blocks(&self) -> Vec<BlockView<'_>> {
        self.form.blocks.iter().enumerate().map(|(place, block)| self.block(place, block)).collect()
    }

    fn block<'a>(&'a self, place: usize, block: &'a BlockForm) -> BlockView<'a> {
        let of_kind = block.kind.items.as_ref().map_or(&[][..], |items| items.fields);
        let item = |(item, texts): (usize, &'a Texts)| self.group(&format!("b{place}.i{item}."), of_kind, texts);
        BlockView {
            kind: block.kind,
            group: self.group(&format!("b{place}."), block.kind.fields, &block.texts),
            items: block.items.iter().enumerate().map(item).collect(),
            gist: block.gist(),
            has_room: block.items.len() < MOST_ITEMS,
            problem: self.problems.of(&format!("b{place}.add")),
        }
    }

    fn group<'a>(&'a self, prefix: &str, fields: &'static [Field], texts: &'a Texts) -> Group<'a> {
        let input = |field: &'static Field| {
            let name = format!("{prefix}{}", field.name);
            let problem = self.problems.of(&name);
            Input { name, field, text: texts.get(field.name).map(String::as_str).unwrap_or_default(), problem }
        };
        let (sources, inputs) = fields.iter().map(input).partition(|input| input.field.is_of_source());
        Group { inputs, sources }
    }

    /// Where a block is, in words.
    fn place_of(&self, block: &BlockView<'_>, place: &usize) -> String {
        block.kind.place("rooms-pages-block", self.frame.language, *place)
    }

    fn kinds(&self) -> &'static [Kind] {
        KINDS
    }

    fn drawings(&self) -> [&'static str; DRAWINGS.len()] {
        DRAWINGS
    }

    fn has_room(&self) -> bool {
        self.form.blocks.len() < MOST_BLOCKS
    }
}

impl Input<'_> {
    /// Lines enough for the words; Hangul is as wide as two letters.
    fn rows(&self) -> usize {
        let width = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        let lines: usize = self.text.lines().map(|line| width(line).div_ceil(80).max(1)).sum();
        let fewest = if self.field.control == Control::Markdown { 6 } else { 3 };
        (lines + 1).clamp(fewest, 24)
    }
}

impl BlockForm {
    /// The start of its words, by which people tell blocks apart.
    pub(crate) fn gist(&self) -> String {
        let words = self.kind.fields.iter().filter(|field| field.control != Control::Drawing);
        let texts = words.filter_map(|field| self.texts.get(field.name));
        let first = texts.map(|text| text.trim()).find(|text| !text.is_empty()).unwrap_or_default();
        let line = first.lines().next().unwrap_or_default();
        if line.chars().count() > 50 { line.chars().take(49).chain(['…']).collect() } else { line.to_owned() }
    }
}
