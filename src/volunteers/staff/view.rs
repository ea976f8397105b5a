//! What the rooms about people have in common: how stages, owners and next steps look.

use time::Date;
use uuid::Uuid;

use super::queries::Double;
use crate::{
    language::Language,
    volunteers::{
        form::Area,
        words::{NextStep, Stage},
    },
    words::Word as _,
};

/// The class of a stage's badge.
pub(super) fn stage_badge(stage: Stage) -> &'static str {
    match stage {
        Stage::New => "badge-warn",
        Stage::Active => "badge-good",
        Stage::Paused | Stage::Closed => "badge-quiet",
        Stage::Contacted | Stage::Meeting => "",
    }
}

pub(super) fn areas(language: Language, areas: &[Area]) -> String {
    let words: Vec<String> = areas.iter().map(|area| language.message(&format!("area-{area}"))).collect();
    words.join(", ")
}

/// Every word of a kind with what it is called, to choose from.
pub(super) fn choices<W: crate::words::Word>(language: Language, beginning: &str) -> Vec<(&'static str, String)> {
    W::ALL.iter().map(|word| (word.word(), language.words(beginning, *word))).collect()
}

/// Somebody who was found, or has the same contact.
pub(super) struct Found {
    pub(super) id: Uuid,
    pub(super) handle: String,
    pub(super) stage: String,
    pub(super) badge: &'static str,
}

impl Found {
    pub(super) fn new(language: Language, double: &Double) -> Self {
        Self {
            id: double.id,
            handle: double.handle.words(language),
            stage: language.words("rooms-volunteers-stage-", double.stage),
            badge: stage_badge(double.stage),
        }
    }
}

/// Who looks after a person.
pub(super) enum OwnerLine {
    Nobody,
    Here(String),
    /// Somebody who may not do so any more.
    Left(String),
}

impl OwnerLine {
    pub(super) fn new(email: Option<String>, is_here: bool) -> Self {
        match email {
            None => Self::Nobody,
            Some(email) if is_here => Self::Here(email),
            Some(email) => Self::Left(email),
        }
    }
}

/// What is to be done next.
pub(super) struct NextLine {
    pub(super) word: &'static str,
    pub(super) words: String,
    pub(super) on: Date,
    pub(super) is_overdue: bool,
}

impl NextLine {
    pub(super) fn new(language: Language, step: Option<NextStep>, on: Option<Date>, today: Date) -> Option<Self> {
        let (step, on) = step.zip(on)?;
        let words = language.words("rooms-volunteers-next-", step);
        Some(Self { word: step.word(), words, on, is_overdue: on < today })
    }
}
