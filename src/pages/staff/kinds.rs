//! What the editor knows of each kind of block: its fields, their limits and their names for people. The names for
//! programs are those of `pages::blocks`; a dot leads into a part, so `source.url` is the address of a source.

use crate::language::Language;

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
    /// The key of the message that names it.
    label: &'static str,
    /// The same of what helps to fill it; empty for nothing.
    hint: &'static str,
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
    /// The key of the message that names it.
    name: &'static str,
    pub(crate) fields: &'static [Field],
    /// What it is a list of, if it is one.
    pub(crate) items: Option<Items>,
}

/// The items of a block.
#[derive(Debug)]
pub(crate) struct Items {
    /// The key of the message that names one of them.
    name: &'static str,
    pub(crate) fields: &'static [Field],
}

/// The start of the names of a source's fields: all three or none.
pub(crate) const SOURCE: &str = "source.";

/// Our drawings, below `static/illustrations`.
pub(crate) const DRAWINGS: [&str; 5] = ["light", "crossing", "voice", "bridge", "mark"];

/// What stands above the blocks. It is edited like one of them.
pub(crate) const HEAD: &Kind = &plain(
    "head",
    "rooms-pages-the-page",
    &[
        field("title", "rooms-pages-title", Control::Line, 120).with_hint("rooms-pages-title-hint"),
        field("menu", "rooms-pages-menu", Control::Line, 24),
        field("summary", "rooms-pages-summary", Control::Words, 300).with_hint("rooms-pages-summary-hint"),
        field("lead", "rooms-pages-lead", Control::Words, 600).with_hint("rooms-pages-lead-hint"),
    ],
);

/// All kinds, in the order in which they are offered.
pub(crate) const KINDS: &[Kind] = &[
    plain(
        "prose",
        "rooms-pages-kind-prose",
        &[HEADING.optional(), field("text", "rooms-pages-text", Control::Markdown, 12_000).with_hint(MARKDOWN)],
    ),
    list(
        "reasons",
        "rooms-pages-kind-reasons",
        "rooms-pages-item-reasons",
        &[TITLE, TEXT, SOURCE_NAME, SOURCE_URL, SOURCE_DATE],
    ),
    list("actions", "rooms-pages-kind-actions", "rooms-pages-item-actions", &[TITLE, TEXT, BUTTON, PATH]),
    plain(
        "quote",
        "rooms-pages-kind-quote",
        &[
            field("text", "rooms-pages-words", Control::Words, 1_000).with_hint("rooms-pages-words-hint"),
            field("attribution", "rooms-pages-attribution", Control::Line, 200),
            SOURCE_NAME,
            SOURCE_URL,
            SOURCE_DATE,
        ],
    ),
    list(
        "figures",
        "rooms-pages-kind-figures",
        "rooms-pages-item-figures",
        &[
            field("value", "rooms-pages-value", Control::Line, 40).with_hint("rooms-pages-value-hint"),
            field("label", "rooms-pages-counts", Control::Words, 300),
            SOURCE_NAME,
            SOURCE_URL,
            SOURCE_DATE,
        ],
    ),
    plain("call_to_action", "rooms-pages-kind-call_to_action", &[HEADING, TEXT, BUTTON, PATH]),
    list(
        "questions",
        "rooms-pages-kind-questions",
        "rooms-pages-item-questions",
        &[
            field("question", "rooms-pages-question", Control::Line, 200),
            field("answer", "rooms-pages-answer", Control::Markdown, 4_000).with_hint(MARKDOWN),
        ],
    ),
    plain("goal", "rooms-pages-kind-goal", &[HEADING, TEXT]),
    plain("share_kit", "rooms-pages-kind-share_kit", &[HEADING, TEXT]),
    list(
        "texts",
        "rooms-pages-kind-texts",
        "rooms-pages-item-texts",
        &[TITLE, TEXT.with_hint("rooms-pages-copied-hint")],
    ),
    plain(
        "illustration",
        "rooms-pages-kind-illustration",
        &[
            field("name", "rooms-pages-drawing", Control::Drawing, 20),
            field("alt", "rooms-pages-alt", Control::Line, 300).with_hint("rooms-pages-alt-hint"),
            field("caption", "rooms-pages-caption", Control::Line, 300).optional(),
        ],
    ),
];

/// The kind with this word.
pub(crate) fn find(word: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.word == word)
}

const MARKDOWN: &str = "rooms-pages-markdown-hint";
const HEADING: Field = field("heading", "rooms-pages-heading", Control::Line, 160);
const TITLE: Field = field("title", "rooms-pages-title", Control::Line, 160);
const TEXT: Field = field("text", "rooms-pages-text", Control::Words, 1_500);
const BUTTON: Field = field("label", "rooms-pages-button", Control::Line, 60);
const PATH: Field = field("path", "rooms-pages-path", Control::Path, 200).with_hint("rooms-pages-path-hint");
const SOURCE_NAME: Field = field("source.name", "rooms-pages-source-name", Control::Line, 200).optional();
const SOURCE_URL: Field = field("source.url", "rooms-pages-source-url", Control::Url, 500)
    .optional()
    .with_hint("rooms-pages-source-url-hint");
const SOURCE_DATE: Field = field("source.date", "rooms-pages-source-date", Control::Line, 40)
    .optional()
    .with_hint("rooms-pages-source-date-hint");

const fn field(name: &'static str, label: &'static str, control: Control, longest: usize) -> Field {
    Field { name, label, hint: "", control, longest, is_needed: true }
}

const fn plain(word: &'static str, name: &'static str, fields: &'static [Field]) -> Kind {
    Kind { word, name, fields, items: None }
}

const fn list(word: &'static str, name: &'static str, item: &'static str, fields: &'static [Field]) -> Kind {
    Kind { word, name, fields: &[HEADING], items: Some(Items { name: item, fields }) }
}

impl Kind {
    /// Where such a block is, counted from zero, in the words of a message.
    pub(crate) fn place(&self, key: &str, language: Language, place: usize) -> String {
        language.message_with(key, &[("number", &(place + 1).to_string()), ("kind", &self.name(language))])
    }

    pub(crate) fn name(&self, language: Language) -> String {
        language.message(self.name)
    }
}

impl Items {
    /// What one of them is called.
    pub(crate) fn name(&self, language: Language) -> String {
        language.message(self.name)
    }
}

impl Field {
    const fn optional(self) -> Self {
        Self { is_needed: false, ..self }
    }

    const fn with_hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    pub(crate) fn label(&self, language: Language) -> String {
        language.message(self.label)
    }

    /// What helps to fill it; empty for nothing.
    pub(crate) fn hint(&self, language: Language) -> String {
        if self.hint.is_empty() { String::new() } else { language.message(self.hint) }
    }

    /// Whether it belongs to a source.
    pub(crate) fn is_of_source(&self) -> bool {
        self.name.starts_with(SOURCE)
    }

    /// Whether it is the same in both languages.
    pub(crate) fn is_the_same_everywhere(&self) -> bool {
        matches!(self.control, Control::Drawing | Control::Path | Control::Url)
    }

    /// Whether it keeps line breaks.
    pub(crate) fn has_lines(&self) -> bool {
        matches!(self.control, Control::Words | Control::Markdown)
    }
}
