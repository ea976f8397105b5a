//! What staff decide about the whole site: names, currencies, goal. A snapshot, loaded with the edition.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    calendar,
    language::Language,
    money::{Amount, Currency},
    words::words,
};

/// The settings and totals that every page and form is rendered with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Site {
    /// The organisation's name in English.
    pub(crate) name_english: String,
    /// The organisation's name in Korean.
    pub(crate) name_korean: String,
    /// The organisation's short name, as in a logo.
    pub(crate) short_name: String,
    /// Where people write to the organisation.
    pub(crate) contact_mail: String,
    /// The account for bank transfers as donors read it, in English; none while staff have not said one.
    pub bank_account_english: Option<String>,
    pub(crate) bank_account_korean: Option<String>,
    /// The currencies on offer, in the order of the form.
    pub currencies: Vec<CurrencyTerms>,
    /// The purposes that donors may choose, in the order of the form.
    pub funds: Vec<Fund>,
    /// What the campaign wants to raise.
    pub(crate) goal: Option<Amount>,
    /// What the ledger holds, one sum a currency, currencies without gifts left out.
    pub(crate) raised: Vec<Amount>,
    /// The pages in the navigation, by language.
    pub(crate) menu: Vec<MenuEntry>,
    /// Those of [`LINKED`] that can be read in any language.
    pub(crate) linked: Vec<String>,
    /// Whether the donation form takes gifts by card, and how.
    pub giving: Giving,
    /// Whether no gift is real, because the site is tried out with a test key.
    #[serde(default)]
    pub(crate) is_trial: bool,
    /// What volunteers can do for us, in the order of the page.
    #[serde(default)]
    pub(crate) roles: Vec<OpenRole>,
}

/// The pages of staff that the program itself links, by their addresses without the language part.
pub(crate) const LINKED: [&str; 3] = ["/press", "/privacy", "/share"];

words! {
    /// How the donation form takes gifts by card, as one word: [`Giving`] without what visitors read.
    pub enum GivingMode {
        Open = "open",
        Guarded = "guarded",
        Closed = "closed",
    }
}

/// Whether the donation form takes gifts by card, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Giving {
    /// From everybody; who sends many at once works for each.
    #[default]
    Open,
    /// From those whose browser did some work first, or who have a mailbox: somebody tries out stolen cards.
    Guarded,
    Closed {
        /// What visitors read instead, in English.
        english: String,
        korean: String,
    },
}

impl Giving {
    pub(crate) fn mode(&self) -> GivingMode {
        match self {
            Self::Open => GivingMode::Open,
            Self::Guarded => GivingMode::Guarded,
            Self::Closed { .. } => GivingMode::Closed,
        }
    }

    /// What visitors read instead of the form, while it is closed.
    pub(crate) fn closed_words(&self, language: Language) -> Option<&str> {
        match (self, language) {
            (Self::Closed { english, .. }, Language::English) => Some(english),
            (Self::Closed { korean, .. }, Language::Korean) => Some(korean),
            _ => None,
        }
    }
}

/// A page's place in the navigation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct MenuEntry {
    /// The language of the entry.
    pub(crate) language: Language,
    /// The page's address without its language part.
    pub(crate) path: String,
    /// The words of the link.
    pub(crate) label: String,
}

/// A purpose that donors may choose.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fund {
    pub id: Uuid,
    pub name_english: String,
    pub(crate) name_korean: String,
}

/// Something that volunteers can do for us, while a place in it is free.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct OpenRole {
    pub(crate) id: Uuid,
    /// The word of the area of help.
    pub(crate) area: String,
    pub(crate) english: RoleWords,
    pub(crate) korean: RoleWords,
    /// The last day, such as `2026-12-31`; none if there is no end.
    pub(crate) until: Option<String>,
    /// How many people are still wanted.
    pub(crate) free: i32,
    /// Whether papers are looked at before it begins.
    pub(crate) needs_check: bool,
}

/// A role in the words of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RoleWords {
    pub(crate) title: String,
    /// Several lines, as they were typed.
    pub(crate) text: String,
    pub(crate) place: String,
    /// The languages that are needed.
    pub(crate) languages: String,
    pub(crate) hours: String,
}

impl OpenRole {
    pub(crate) fn words(&self, language: Language) -> &RoleWords {
        match language {
            Language::English => &self.english,
            Language::Korean => &self.korean,
        }
    }

    /// How many people are still wanted.
    pub(crate) fn free_in_words(&self, language: Language) -> String {
        language.message_with("roles-wanted-count", &[("count", &self.free.to_string())])
    }

    /// The last day as people write it.
    pub(crate) fn until_in_words(&self, language: Language) -> Option<String> {
        let day = calendar::read_day(self.until.as_deref()?)?;
        Some(calendar::day_in_words(calendar::midnight(day), language))
    }
}

impl RoleWords {
    /// The text in its paragraphs.
    pub(crate) fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
    }
}

impl Fund {
    /// Its name in a language.
    pub(crate) fn name(&self, language: Language) -> &str {
        match language {
            Language::English => &self.name_english,
            Language::Korean => &self.name_korean,
        }
    }
}

/// What may be given in one currency.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CurrencyTerms {
    pub currency: Currency,
    /// The smallest gift; well above Stripe's minimum, which is judged after conversion.
    pub minimum: Amount,
    /// The largest gift without talking to us first.
    pub maximum: Amount,
    pub(crate) presets: Vec<Amount>,
    /// What the processor is taken to keep of every gift, in hundredths of a percent.
    pub fee_basis_points: i64,
    /// What the processor is taken to keep beside it, in minor units.
    pub(crate) fee_fixed: Amount,
}

impl Site {
    /// The organisation's name in a language.
    pub(crate) fn name(&self, language: Language) -> &str {
        match language {
            Language::English => &self.name_english,
            Language::Korean => &self.name_korean,
        }
    }

    /// The account for bank transfers, as readers of a language are told it.
    pub(crate) fn bank_account(&self, language: Language) -> Option<&str> {
        match language {
            Language::English => self.bank_account_english.as_deref(),
            Language::Korean => self.bank_account_korean.as_deref().or(self.bank_account_english.as_deref()),
        }
    }

    /// The purpose with this id, if it is on offer.
    pub fn fund(&self, id: Uuid) -> Option<&Fund> {
        self.funds.iter().find(|fund| fund.id == id)
    }

    /// The role with this id, if it is open.
    pub(crate) fn role(&self, id: Uuid) -> Option<&OpenRole> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// What may be given in this currency, if it is on offer.
    pub(crate) fn terms(&self, currency: Currency) -> Option<&CurrencyTerms> {
        self.currencies.iter().find(|terms| terms.currency == currency)
    }

    /// How far the campaign is, if it has a goal.
    pub(crate) fn progress(&self) -> Option<Progress> {
        let goal = self.goal?;
        let in_goal_currency = |amount: &&Amount| amount.currency() == goal.currency();
        let raised = self.raised.iter().find(in_goal_currency).copied();
        let raised = raised.unwrap_or(Amount::from_minor(0, goal.currency()));
        let beside = self.raised.iter().filter(|amount| !in_goal_currency(amount)).copied().collect();
        Some(Progress { goal, raised, beside })
    }
}

/// The goal bar: sums are never converted between currencies, other currencies stand beside the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    /// What the campaign wants to raise.
    pub(crate) goal: Amount,
    /// What was raised in the goal's currency.
    pub(crate) raised: Amount,
    /// What was raised in other currencies.
    pub(crate) beside: Vec<Amount>,
}

impl Progress {
    /// Whole percent of the goal for the drawn bar: at most 100, and at least 1 once something was given.
    pub(crate) fn percent(&self) -> i64 {
        let raised = self.raised.minor().max(0);
        let percent = raised.saturating_mul(100) / self.goal.minor().max(1);
        percent.clamp(i64::from(raised > 0), 100)
    }
}
