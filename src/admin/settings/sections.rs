//! What is changed and saved together.

use uuid::Uuid;

use crate::{audit::Action, money::Currency, seal::named_id};

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

    pub(crate) fn title(self) -> String {
        match self {
            Self::Names => "Names and contact".to_owned(),
            Self::Goal => "Goal".to_owned(),
            Self::BankAccount => "Bank account".to_owned(),
            Self::Currency(currency) => currency.title().to_owned(),
            Self::NewFund => "New fund".to_owned(),
            Self::Fund(_) => "Fund".to_owned(),
        }
    }

    /// What it is for, in a sentence or two.
    pub(crate) fn lead(self) -> &'static str {
        match self {
            Self::Names => "They stand on every page, in every mail and on every receipt. Only owners change them.",
            Self::Goal => "The bar fills with what arrived in this currency; other currencies stand beside it.",
            Self::BankAccount => {
                "Donors who choose a bank transfer read this, line by line as you write it. Where it is empty, transfers are not offered."
            }
            Self::Currency(_) => {
                "These are terms for new gifts. Gifts that were given, and monthly gifts that run, stay as they are."
            }
            Self::NewFund => "A purpose that donors can choose. It is added at the end of the list.",
            Self::Fund(_) => {
                "Gifts that name this fund show the new name from now on. For another purpose, close it and add a new one."
            }
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

impl Currency {
    /// The currency's name as a heading.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Usd => "US dollar",
            Self::Eur => "Euro",
            Self::Krw => "South Korean won",
            Self::Jpy => "Japanese yen",
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
