//! What is changed and saved together.

use uuid::Uuid;

use crate::{audit::Action, language::Language, money::Currency, seal::named_id};

/// A part of the settings with a form of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// The organisation's names, and where people write to it.
    Names,
    /// What the campaign wants to raise.
    Goal,
    BankAccount,
    /// Whether a currency is on offer, and its terms.
    Currency(Currency),
    /// A fund that is not there yet.
    NewFund,
    Fund(Uuid),
}

impl Section {
    /// The section of an address below `/admin/settings/`.
    pub(crate) fn from_path(path: &str) -> Option<Self> {
        match path.split('/').collect::<Vec<_>>()[..] {
            ["names"] => Some(Self::Names),
            ["goal"] => Some(Self::Goal),
            ["bank-account"] => Some(Self::BankAccount),
            ["currencies", code] => {
                Currency::ALL.into_iter().find(|currency| currency.code() == code).map(Self::Currency)
            }
            ["funds", "new"] => Some(Self::NewFund),
            ["funds", id] => Uuid::try_parse(id).ok().map(Self::Fund),
            _ => None,
        }
    }

    /// The address of its form.
    pub(crate) fn address(self) -> String {
        let path = match self {
            Self::Names => "names".to_owned(),
            Self::Goal => "goal".to_owned(),
            Self::BankAccount => "bank-account".to_owned(),
            Self::Currency(currency) => format!("currencies/{}", currency.code()),
            Self::NewFund => "funds/new".to_owned(),
            Self::Fund(id) => format!("funds/{id}"),
        };
        format!("/admin/settings/{path}")
    }

    pub(crate) fn title(self, language: Language) -> String {
        match self {
            Self::Currency(currency) => currency.name(language),
            other => language.message(&format!("rooms-settings-{}", other.word())),
        }
    }

    /// What it is for, in a sentence or two.
    pub(crate) fn lead(self, language: Language) -> String {
        language.message(&format!("rooms-settings-{}-lead", self.word()))
    }

    /// Names it in the messages.
    fn word(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Goal => "goal",
            Self::BankAccount => "bank-account",
            Self::Currency(_) => "currency",
            Self::NewFund => "new-fund",
            Self::Fund(_) => "fund",
        }
    }

    /// What the audit log calls a change of it.
    pub(crate) fn action(self) -> Action {
        match self {
            Self::NewFund | Self::Fund(_) => Action::ChangedFund,
            _ => Action::ChangedSettings,
        }
    }

    /// By which the audit log knows it.
    pub(crate) fn subject_id(self) -> Uuid {
        match self {
            Self::Fund(id) => id,
            other => named_id("settings", &other.address()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_found_by_its_address() {
        let mut sections = vec![Section::Names, Section::Goal, Section::BankAccount, Section::NewFund];
        sections.extend(Currency::ALL.map(Section::Currency));
        sections.push(Section::Fund(Uuid::from_u128(7)));
        for section in sections {
            let address = section.address();
            let path = address.trim_start_matches("/admin/settings/");
            assert_eq!(Section::from_path(path), Some(section), "{address}");
        }
        for path in ["", "name", "names/", "currencies/gbp", "currencies/USD", "funds/7", "funds/new/x"] {
            assert_eq!(Section::from_path(path), None, "{path}");
        }
    }
}
