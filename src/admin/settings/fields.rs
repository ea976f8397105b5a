//! The fields of each section, as their form shows them.

use crate::{admin::settings::sections::Section, language::Language};

#[derive(Debug)]
pub(crate) struct Field {
    /// Its name in the form.
    pub(crate) name: &'static str,
    /// Whether there is something to know before one fills it.
    has_hint: bool,
    pub(crate) control: Control,
    /// The language of its words.
    pub(crate) language: Language,
    /// Whether it may not stay empty.
    pub(crate) is_needed: bool,
    /// Its longest text, in characters.
    pub(crate) longest: usize,
}

/// How a field is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Control {
    Line,
    Mail,
    /// An amount or another number.
    Number,
    Lines,
    Currency,
    /// A box that is ticked or not.
    Box,
}

const fn field(name: &'static str, control: Control) -> Field {
    Field { name, has_hint: false, control, language: Language::English, is_needed: true, longest: 120 }
}

const fn korean(field: Field) -> Field {
    Field { language: Language::Korean, ..field }
}

const fn hinted(field: Field) -> Field {
    Field { has_hint: true, ..field }
}

const fn optional(field: Field) -> Field {
    Field { is_needed: false, ..field }
}

const fn up_to(longest: usize, field: Field) -> Field {
    Field { longest, ..field }
}

static NAMES: [Field; 4] = [
    field("name_english", Control::Line),
    korean(field("name_korean", Control::Line)),
    up_to(30, hinted(field("short_name", Control::Line))),
    up_to(254, hinted(field("contact_mail", Control::Mail))),
];

static GOAL: [Field; 2] =
    [field("goal_currency", Control::Currency), hinted(optional(field("goal_amount", Control::Number)))];

static BANK_ACCOUNT: [Field; 2] = [
    up_to(1000, hinted(optional(field("bank_account_english", Control::Lines)))),
    up_to(1000, hinted(optional(korean(field("bank_account_korean", Control::Lines))))),
];

static TERMS: [Field; 6] = [
    optional(field("is_offered", Control::Box)),
    hinted(field("minimum", Control::Number)),
    hinted(field("maximum", Control::Number)),
    hinted(field("presets", Control::Lines)),
    hinted(field("fee_percent", Control::Number)),
    hinted(field("fee_fixed", Control::Number)),
];

static FUND: [Field; 2] = [field("name_english", Control::Line), korean(field("name_korean", Control::Line))];

impl Field {
    pub(crate) fn label(&self, language: Language) -> String {
        language.message(&format!("rooms-settings-{}", self.name))
    }

    /// What to know before one fills it; empty where that is nothing.
    pub(crate) fn hint(&self, language: Language) -> String {
        if self.has_hint { language.message(&format!("rooms-settings-{}-hint", self.name)) } else { String::new() }
    }
}

impl Section {
    /// Its fields, in the order of the form.
    pub(crate) fn fields(self) -> &'static [Field] {
        match self {
            Self::Names => &NAMES,
            Self::Goal => &GOAL,
            Self::BankAccount => &BANK_ACCOUNT,
            Self::Currency(_) => &TERMS,
            Self::NewFund | Self::Fund(_) => &FUND,
        }
    }
}
