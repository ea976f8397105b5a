//! The typed blocks of which a page is made. They are stored as JSON, so fields are never renamed.

use serde::{Deserialize, Serialize};

/// The words of one page in one language: what a revision holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The heading of the page and its name in search results.
    pub title: String,
    /// The page's short name in the navigation.
    pub menu: String,
    /// One or two sentences for search results and shared links.
    pub(crate) summary: String,
    /// The sentences under the heading.
    pub lead: String,
    pub(crate) blocks: Vec<Block>,
}

/// One part of a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Block {
    /// Running text in Markdown, with or without a heading.
    Prose {
        heading: String,
        text: String,
    },
    /// Reasons to trust the organisation.
    Reasons {
        heading: String,
        items: Vec<Reason>,
    },
    /// Things that a reader can do.
    Actions {
        heading: String,
        items: Vec<Action>,
    },
    Quote {
        /// The words, without quotation marks.
        text: String,
        /// Who said or printed them.
        attribution: String,
        /// Where they can be found.
        source: Option<Source>,
    },
    Figures {
        heading: String,
        items: Vec<Figure>,
    },
    CallToAction {
        heading: String,
        text: String,
        label: String,
        /// Where it leads: an address of ours.
        path: String,
    },
    Questions {
        heading: String,
        items: Vec<Question>,
    },
    /// The goal bar, drawn from the ledger.
    Goal {
        heading: String,
        /// What the money is for.
        text: String,
    },
    /// Links to pass the site on.
    ShareKit {
        heading: String,
        /// What to do with them.
        text: String,
    },
    /// Texts that a reader may copy and send.
    Texts {
        heading: String,
        items: Vec<ReadyText>,
    },
    /// One of our own drawings below `static/illustrations`.
    Illustration {
        /// The drawing's file name without its ending.
        name: String,
        /// What it shows, for those who do not see it.
        alt: String,
        /// Words below it, or nothing.
        caption: String,
    },
}

/// Where a claim can be checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub(crate) name: String,
    /// Where, as an https address.
    pub(crate) url: String,
    /// When, as precise as known.
    pub(crate) date: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reason {
    /// The reason in a few words.
    pub(crate) title: String,
    /// The reason in a sentence or two.
    pub(crate) text: String,
    /// Where it can be checked.
    pub(crate) source: Option<Source>,
}

/// Something that a reader can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Action {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) label: String,
    /// Where it leads: an address of ours.
    pub(crate) path: String,
}

/// A number with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Figure {
    pub(crate) value: String,
    pub(crate) label: String,
    /// Where it can be checked.
    pub(crate) source: Option<Source>,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    pub(crate) question: String,
    pub(crate) answer: String,
}

/// A text that a reader may copy and send; the address of the site is added to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReadyText {
    /// What it is good for.
    pub(crate) title: String,
    pub(crate) text: String,
}
