//! The typed kinds of blocks of which a page is made. They are stored as JSON, so fields are never renamed.

use serde::{Deserialize, Serialize};

/// One part of a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Block {
    /// Running text in Markdown, with or without a heading.
    Prose {
        #[serde(default)]
        heading: String,
        #[serde(default)]
        text: String,
    },
    /// Reasons to trust the organisation.
    Reasons {
        #[serde(default)]
        heading: String,
        #[serde(default)]
        items: Vec<Reason>,
    },
    /// Things that a reader can do.
    Actions {
        #[serde(default)]
        heading: String,
        #[serde(default)]
        items: Vec<Action>,
    },
    Quote {
        /// The words, without quotation marks.
        #[serde(default)]
        text: String,
        /// Who said or printed them.
        #[serde(default)]
        attribution: String,
        /// Where they can be found.
        #[serde(default)]
        source: Option<Source>,
    },
    Figures {
        #[serde(default)]
        heading: String,
        #[serde(default)]
        items: Vec<Figure>,
    },
    CallToAction {
        #[serde(default)]
        heading: String,
        #[serde(default)]
        text: String,
        #[serde(default)]
        label: String,
        /// Where it leads: an address of ours.
        #[serde(default)]
        path: String,
    },
    Questions {
        #[serde(default)]
        heading: String,
        #[serde(default)]
        items: Vec<Question>,
    },
    /// The goal bar, drawn from the ledger.
    Goal {
        #[serde(default)]
        heading: String,
        /// What the money is for.
        #[serde(default)]
        text: String,
    },
    /// Links to pass the site on.
    ShareKit {
        #[serde(default)]
        heading: String,
        /// What to do with them.
        #[serde(default)]
        text: String,
    },
    /// Texts that a reader may copy and send.
    Texts {
        #[serde(default)]
        heading: String,
        #[serde(default)]
        items: Vec<ReadyText>,
    },
    /// One of our own drawings below `static/illustrations`.
    Illustration {
        /// The drawing's file name without its ending.
        #[serde(default)]
        name: String,
        /// What it shows, for those who do not see it.
        #[serde(default)]
        alt: String,
        /// Words below it, or nothing.
        #[serde(default)]
        caption: String,
    },
}

/// Where a claim can be checked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Source {
    pub(crate) name: String,
    /// Where, as an https address.
    pub(crate) url: String,
    /// When, as precise as known.
    pub(crate) date: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Reason {
    /// The reason in a few words.
    pub(crate) title: String,
    /// The reason in a sentence or two.
    pub(crate) text: String,
    /// Where it can be checked.
    pub(crate) source: Option<Source>,
}

/// Something that a reader can do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Action {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) label: String,
    /// Where it leads: an address of ours.
    pub(crate) path: String,
}

/// A number with its source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Figure {
    pub(crate) value: String,
    pub(crate) label: String,
    /// Where it can be checked.
    pub(crate) source: Option<Source>,
}

/// A question and its answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Question {
    pub(crate) question: String,
    pub(crate) answer: String,
}

/// A text that a reader may copy and send; the address of the site is added to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ReadyText {
    /// What it is good for.
    pub(crate) title: String,
    pub(crate) text: String,
}
