//! What the editor knows of each kind of block: its fields, their limits and their names for people. The names for
//! programs are those of `pages::blocks`; a dot leads into a part, so `source.url` is the address of a source.

/// How a field is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Control {
    Line,
    /// Plain words, in as many lines as they need.
    Words,
    Markdown,
    Path,
    Url,
    Drawing,
}

/// A field of a page, a block or an item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// Its name in the stored content.
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    /// What helps to fill it, or nothing.
    pub(crate) hint: &'static str,
    pub(crate) control: Control,
    /// The most characters that it takes.
    pub(crate) longest: usize,
    /// Whether it must be filled.
    pub(crate) is_needed: bool,
}

#[derive(Debug)]
pub(crate) struct Kind {
    /// Its name in the stored content.
    pub(crate) word: &'static str,
    pub(crate) name: &'static str,
    pub(crate) fields: &'static [Field],
    /// What it is a list of, if it is one.
    pub(crate) items: Option<Items>,
}

/// The items of a block.
#[derive(Debug)]
pub(crate) struct Items {
    pub(crate) name: &'static str,
    pub(crate) fields: &'static [Field],
}

/// The start of the names of a source's fields: all three or none.
pub(crate) const SOURCE: &str = "source.";

/// Our drawings, below `static/illustrations`.
pub(crate) const DRAWINGS: [&str; 5] = ["light", "crossing", "voice", "bridge", "mark"];

/// The fields above the blocks.
pub(crate) const HEAD: &[Field] = &[
    field("title", "Title", Control::Line, 120).with_hint("The heading of the page, and its name in search results."),
    field("menu", "Name in the navigation", Control::Line, 24),
    field("summary", "Summary", Control::Words, 300)
        .with_hint("One or two sentences for search results and shared links."),
    field("lead", "Lead", Control::Words, 600).with_hint("The sentences under the title."),
];

/// All kinds, in the order in which they are offered.
pub(crate) const KINDS: &[Kind] = &[
    plain("prose", "Text", &[HEADING.optional(), field("text", "Text", Control::Markdown, 12_000).with_hint(MARKDOWN)]),
    list("reasons", "Reasons", "Reason", &[TITLE, TEXT, SOURCE_NAME, SOURCE_URL, SOURCE_DATE]),
    list("actions", "Actions", "Action", &[TITLE, TEXT, BUTTON, PATH]),
    plain(
        "quote",
        "Quotation",
        &[
            field("text", "Words", Control::Words, 1_000).with_hint("Without quotation marks."),
            field("attribution", "Who said or printed them", Control::Line, 200),
            SOURCE_NAME,
            SOURCE_URL,
            SOURCE_DATE,
        ],
    ),
    list(
        "figures",
        "Figures",
        "Figure",
        &[
            field("value", "Number", Control::Line, 40).with_hint("As it is shown, such as 150,000."),
            field("label", "What it counts", Control::Words, 300),
            SOURCE_NAME,
            SOURCE_URL,
            SOURCE_DATE,
        ],
    ),
    plain("call_to_action", "Call to action", &[HEADING, TEXT, BUTTON, PATH]),
    list(
        "questions",
        "Questions",
        "Question",
        &[
            field("question", "Question", Control::Line, 200),
            field("answer", "Answer", Control::Markdown, 4_000).with_hint(MARKDOWN),
        ],
    ),
    plain("goal", "Goal bar", &[HEADING, TEXT]),
    plain("share_kit", "Ways to share", &[HEADING, TEXT]),
    list("texts", "Texts to copy", "Text", &[TITLE, TEXT.with_hint("The address of the site is added below it.")]),
    plain(
        "illustration",
        "Drawing",
        &[
            field("name", "Drawing", Control::Drawing, 20),
            field("alt", "What it shows", Control::Line, 300).with_hint("For those who do not see it."),
            field("caption", "Words below it", Control::Line, 300).optional(),
        ],
    ),
];

/// The kind with this word.
pub(crate) fn find(word: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.word == word)
}

const MARKDOWN: &str =
    "Markdown: an empty line between paragraphs, *emphasis*, **strong**, - for lists, [words](/address) for links.";
const HEADING: Field = field("heading", "Heading", Control::Line, 160);
const TITLE: Field = field("title", "Title", Control::Line, 160);
const TEXT: Field = field("text", "Text", Control::Words, 1_500);
const BUTTON: Field = field("label", "What the button says", Control::Line, 60);
const PATH: Field = field("path", "Where it leads", Control::Path, 200)
    .with_hint("An address of this site, such as /volunteer, without /ko.");
const SOURCE_NAME: Field = field("source.name", "Who says so", Control::Line, 200).optional();
const SOURCE_URL: Field =
    field("source.url", "Where", Control::Url, 500).optional().with_hint("The whole address, with https://");
const SOURCE_DATE: Field = field("source.date", "When", Control::Line, 40)
    .optional()
    .with_hint("As precise as known, such as 17 February 2014.");

const fn field(name: &'static str, label: &'static str, control: Control, longest: usize) -> Field {
    Field { name, label, hint: "", control, longest, is_needed: true }
}

const fn plain(word: &'static str, name: &'static str, fields: &'static [Field]) -> Kind {
    Kind { word, name, fields, items: None }
}

const fn list(word: &'static str, name: &'static str, item: &'static str, fields: &'static [Field]) -> Kind {
    Kind { word, name, fields: &[HEADING], items: Some(Items { name: item, fields }) }
}

impl Field {
    const fn optional(self) -> Self {
        Self { is_needed: false, ..self }
    }

    const fn with_hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// Whether it belongs to a source.
    pub(crate) fn is_of_source(&self) -> bool {
        self.name.starts_with(SOURCE)
    }

    /// Whether it keeps line breaks.
    pub(crate) fn has_lines(&self) -> bool {
        matches!(self.control, Control::Words | Control::Markdown)
    }
}
