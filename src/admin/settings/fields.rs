//! The fields of each section, as their form shows them.

use crate::{admin::settings::sections::Section, language::Language};

#[derive(Debug)]
pub(crate) struct Field {
    /// Its name in the form.
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    /// What to know before one fills it.
    pub(crate) hint: &'static str,
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

const fn field(name: &'static str, label: &'static str, control: Control, hint: &'static str) -> Field {
    Field { name, label, hint, control, language: Language::English, is_needed: true, longest: 120 }
}

const fn korean(field: Field) -> Field {
    Field { language: Language::Korean, ..field }
}

const fn optional(field: Field) -> Field {
    Field { is_needed: false, ..field }
}

const fn up_to(longest: usize, field: Field) -> Field {
    Field { longest, ..field }
}

static NAMES: [Field; 4] = [
    field("name_english", "Name in English", Control::Line, ""),
    korean(field("name_korean", "Name in Korean", Control::Line, "")),
    up_to(30, field("short_name", "Short name", Control::Line, "As in a logo, on every page of both languages.")),
    up_to(254, field("contact_mail", "Mail address", Control::Mail, "Where visitors and donors write to.")),
];

static GOAL: [Field; 2] = [
    field("goal_currency", "Currency", Control::Currency, ""),
    optional(field("goal_amount", "Sum", Control::Number, "Leave it empty to show no goal.")),
];

static BANK_ACCOUNT: [Field; 2] = [
    up_to(
        1000,
        optional(field(
            "bank_account_english",
            "For readers of English",
            Control::Lines,
            "Bank, account number, holder, and what banks abroad ask for (SWIFT code, address).",
        )),
    ),
    up_to(
        1000,
        optional(korean(field(
            "bank_account_korean",
            "For readers of Korean",
            Control::Lines,
            "If it is empty, they read the English one.",
        ))),
    ),
];

static TERMS: [Field; 6] = [
    optional(field("is_offered", "Donors may give in this currency", Control::Box, "")),
    field("minimum", "Smallest gift", Control::Number, "Tiny gifts invite people who try out stolen cards."),
    field("maximum", "Largest gift", Control::Number, "Who wants to give more is asked to write to you first."),
    field("presets", "Suggested gifts", Control::Lines, "One a line, two to six of them, the smallest first."),
    field(
        "fee_percent",
        "Fee of the payment processor, in percent",
        Control::Number,
        "Taken as a basis when donors offer to cover it. 0 to 20, such as 2.9.",
    ),
    field("fee_fixed", "Fee beside it, for each gift", Control::Number, "0 if there is none."),
];

static FUND: [Field; 2] = [
    field("name_english", "Name in English", Control::Line, ""),
    korean(field("name_korean", "Name in Korean", Control::Line, "")),
];

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
