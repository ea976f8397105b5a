//! What staff decide about the whole site: names, currencies, goal. A snapshot, loaded with the edition.

use crate::{
    language::Language,
    money::{Amount, Currency},
};

/// The settings and totals that every page and form is rendered with.
#[derive(Clone, Debug)]
pub struct Site {
    /// The organisation's name in English.
    pub name_english: String,
    /// The organisation's name in Korean.
    pub name_korean: String,
    /// The organisation's short name, as in a logo.
    pub short_name: String,
    /// Where people write to the organisation.
    pub contact_mail: String,
    /// The currencies on offer, in the order of the form.
    pub currencies: Vec<CurrencyTerms>,
    /// What the campaign wants to raise.
    pub goal: Option<Amount>,
    /// What the ledger holds, one sum a currency, currencies without gifts left out.
    pub raised: Vec<Amount>,
    /// The pages in the navigation, by language.
    pub menu: Vec<MenuEntry>,
}

/// A page's place in the navigation.
#[derive(Clone, Debug)]
pub struct MenuEntry {
    /// The language of the entry.
    pub language: Language,
    /// The page's address without its language part.
    pub path: String,
    /// The words of the link.
    pub label: String,
}

/// What may be given in one currency.
#[derive(Clone, Debug)]
pub struct CurrencyTerms {
    /// The currency.
    pub currency: Currency,
    /// The smallest gift; well above Stripe's minimum, which is judged after conversion.
    pub minimum: Amount,
    /// The largest gift without talking to us first.
    pub maximum: Amount,
    /// Suggested gifts.
    pub presets: Vec<Amount>,
}

impl Site {
    /// The organisation's name in a language.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::English => &self.name_english,
            Language::Korean => &self.name_korean,
        }
    }

    /// What may be given in this currency, if it is on offer.
    pub fn terms(&self, currency: Currency) -> Option<&CurrencyTerms> {
        self.currencies.iter().find(|terms| terms.currency == currency)
    }

    /// How far the campaign is, if it has a goal.
    pub fn progress(&self) -> Option<Progress> {
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
pub struct Progress {
    /// What the campaign wants to raise.
    pub goal: Amount,
    /// What was raised in the goal's currency.
    pub raised: Amount,
    /// What was raised in other currencies.
    pub beside: Vec<Amount>,
}

impl Progress {
    /// Whole percent of the goal for the drawn bar: at most 100, and at least 1 once something was given.
    pub fn percent(&self) -> i64 {
        let raised = self.raised.minor().max(0);
        let percent = raised.saturating_mul(100) / self.goal.minor().max(1);
        percent.clamp(i64::from(raised > 0), 100)
    }
}
