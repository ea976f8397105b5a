//! The pages of one's own application as templates see them.

use askama::Template;
use time::Date;

use super::queries::{ConsentRow, MineRow};
use crate::{
    form::Problems,
    language::Language,
    toll::Task,
    view::Frame,
    volunteers::{
        consent::Purpose,
        words::{Admission, Stage},
    },
    words::Word as _,
};

/// The page that asks for the code.
#[derive(Template)]
#[template(path = "volunteers/code.html")]
pub(super) struct CodePage {
    pub(super) frame: Frame,
    /// The code as it was typed.
    pub(super) code: String,
    pub(super) is_trapped: bool,
    pub(super) problems: Problems,
    pub(super) notice: Option<String>,
    pub(super) token: String,
    pub(super) task: Option<Task>,
}

/// What stands behind the code.
#[derive(Template)]
#[template(path = "volunteers/mine.html")]
pub(super) struct MinePage {
    pub(super) frame: Frame,
    /// What proves to the next step that the code was there.
    pub(super) pass: String,
    pub(super) mine: Mine,
    pub(super) notice: Option<String>,
    /// Whether it asks once more before everything is erased.
    pub(super) is_sure: bool,
}

/// An application in words.
pub(super) struct Mine {
    /// The key of the sentence about its state.
    pub(super) state: &'static str,
    pub(super) sent_on: String,
    pub(super) replaced_on: Option<String>,
    pub(super) erase_on: String,
    pub(super) areas: String,
    pub(super) availability: Option<String>,
    pub(super) role: Option<String>,
    pub(super) consents: Vec<Consent>,
    /// Whether the consent about beliefs can be withdrawn by itself.
    pub(super) has_sensitive: bool,
}

/// A consent in words.
pub(super) struct Consent {
    pub(super) what: String,
    pub(super) given_on: String,
    pub(super) withdrawn_on: Option<String>,
}

impl Mine {
    pub(super) fn new(language: Language, row: &MineRow, consents: &[ConsentRow]) -> Self {
        let message = |key: &str, word: &str| language.message(&format!("{key}-{word}"));
        let day = |day: Date| day.to_string();
        let role = if language == Language::Korean { &row.role_ko } else { &row.role_en };
        let consent = |row: &ConsentRow| Consent {
            what: message("mine-consent", row.purpose.word()),
            given_on: day(row.given_on),
            withdrawn_on: row.withdrawn_on.map(day),
        };
        Self {
            state: state(row.admission, row.stage),
            sent_on: day(row.sent_on),
            replaced_on: row.replaced_on.map(day),
            erase_on: day(row.erase_on),
            areas: row.areas.iter().map(|area| message("area", area.word())).collect::<Vec<_>>().join(", "),
            availability: row.availability.map(|often| message("availability", often.word())),
            role: role.clone(),
            consents: consents.iter().map(consent).collect(),
            has_sensitive: consents.iter().any(|row| row.purpose == Purpose::Sensitive && row.withdrawn_on.is_none()),
        }
    }
}

/// Whoever is set apart reads what everybody reads who waits.
fn state(admission: Admission, stage: Stage) -> &'static str {
    match (admission, stage) {
        (Admission::Unconfirmed, _) => "mine-state-unconfirmed",
        (_, Stage::New) => "mine-state-waiting",
        (_, Stage::Contacted | Stage::Meeting) => "mine-state-in-touch",
        (_, Stage::Active) => "mine-state-active",
        (_, Stage::Paused) => "mine-state-paused",
        (_, Stage::Closed) => "mine-state-closed",
    }
}
