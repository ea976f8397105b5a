//! The typed blocks of which a page is made. They are stored as JSON, so a field once named stays.

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
    pub summary: String,
    /// The sentences under the heading.
    pub lead: String,
    /// The page itself.
    pub blocks: Vec<Block>,
}

/// One part of a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Block {
    /// Running text in Markdown, with or without a heading.
    Prose {
        /// The heading, or nothing.
        heading: String,
        /// Markdown.
        text: String,
    },
    /// Reasons to trust the organisation.
    Reasons {
        /// The heading.
        heading: String,
        /// The reasons.
        items: Vec<Reason>,
    },
    /// Things that a reader can do.
    Actions {
        /// The heading.
        heading: String,
        /// The actions.
        items: Vec<Action>,
    },
    /// Somebody's words.
    Quote {
        /// The words, without quotation marks.
        text: String,
        /// Who said or printed them.
        attribution: String,
        /// Where they can be found.
        source: Option<Source>,
    },
    /// Numbers with their sources.
    Figures {
        /// The heading.
        heading: String,
        /// The numbers.
        items: Vec<Figure>,
    },
    /// One invitation.
    CallToAction {
        /// The heading.
        heading: String,
        /// Why.
        text: String,
        /// What the button says.
        label: String,
        /// Where it leads: an address of ours.
        path: String,
    },
    /// Questions and answers.
    Questions {
        /// The heading.
        heading: String,
        /// The questions.
        items: Vec<Question>,
    },
    /// The goal bar, drawn from the ledger.
    Goal {
        /// The heading.
        heading: String,
        /// What the money is for.
        text: String,
    },
    /// Links to pass the site on.
    ShareKit {
        /// The heading.
        heading: String,
        /// What to do with them.
        text: String,
    },
    /// Texts that a reader may copy and send.
    Texts {
        /// The heading.
        heading: String,
        /// The texts.
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
pub struct Source {
    /// Who says so.
    pub name: String,
    /// Where, as an https address.
    pub url: String,
    /// When, as precise as known.
    pub date: String,
}

/// A reason to trust.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The reason in a few words.
    pub title: String,
    /// The reason in a sentence or two.
    pub text: String,
    /// Where it can be checked.
    pub source: Option<Source>,
}

/// Something that a reader can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// The act.
    pub title: String,
    /// What it does.
    pub text: String,
    /// What the button says.
    pub label: String,
    /// Where it leads: an address of ours.
    pub path: String,
}

/// A number with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The number as shown.
    pub value: String,
    /// What it counts.
    pub label: String,
    /// Where it can be checked.
    pub source: Option<Source>,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question.
    pub question: String,
    /// The answer in Markdown.
    pub answer: String,
}

/// A text that a reader may copy and send; the address of the site is added to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyText {
    /// What it is good for.
    pub title: String,
    /// The text.
    pub text: String,
}
