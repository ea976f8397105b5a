//! Which sum a donation form names, without the fees. If it names several, or one that can be read in several ways, the
//! donor is asked which one is meant. Knows no web server and no database.

use crate::{
    donations::donation::Method,
    giving::form::{DonationForm, OWN_AMOUNT, choice_value, list_value},
    language::Language,
    money::{
        Amount, AmountError, Currency,
        typed::{self, Reading},
    },
    site::{CurrencyTerms, Site},
};

/// A field and what is said about it.
type Problem = (&'static str, String);

/// What a form says about its sum.
enum Named {
    One(Amount),
    /// A suggested amount is chosen and another one is typed.
    Two(Vec<Amount>),
    /// What is typed can be read in several ways, or only perhaps in this one.
    Unclear(Vec<Amount>),
}

impl DonationForm {
    /// The sum of the gift. A suggested amount names its currency; an amount of the donor's own is in the chosen currency. The
    /// form for bank transfers suggests none.
    ///
    /// # Errors
    /// A field and a sentence: at `meant` it is a question, and [`Self::sums_to_choose`] names the answers.
    pub(crate) fn sum(&self, site: &Site, language: Language, method: Method) -> Result<Amount, Problem> {
        let (sums, key) = match self.named(site, language, method)? {
            Named::One(amount) => return Ok(amount),
            Named::Two(sums) => (sums, "giving-problem-two-sums"),
            Named::Unclear(sums) if sums.len() == 1 => (sums, "giving-problem-perhaps"),
            Named::Unclear(sums) => (sums, "giving-problem-unclear"),
        };
        if self.asked == list_value(&sums)
            && let Some(meant) = sums.iter().find(|amount| self.meant == choice_value(**amount))
        {
            return Ok(*meant);
        }
        let chosen = Currency::from_code(&self.currency);
        let other =
            sums.first().map(|sum| sum.currency()).filter(|named| chosen.is_some_and(|chosen| chosen != *named));
        let key =
            if key == "giving-problem-perhaps" && other.is_some() { "giving-problem-which-currency" } else { key };
        let name = |currency: Option<Currency>| currency.map(|currency| currency.name(language)).unwrap_or_default();
        let (named, chosen) = (name(other), name(chosen));
        let names = sums.iter().map(Amount::to_string).collect::<Vec<_>>().join(", ");
        let typed: String = self.amount.trim().chars().take(40).collect();
        Err((
            "meant",
            language.message_with(key, &[("sums", &*names), ("typed", &typed), ("named", &named), ("chosen", &chosen)]),
        ))
    }

    /// The sums between which the donor has to choose; empty if there is no such question.
    pub(crate) fn sums_to_choose(&self, site: &Site, language: Language, method: Method) -> Vec<Amount> {
        match self.named(site, language, method) {
            Ok(Named::Two(sums) | Named::Unclear(sums)) => sums,
            Ok(Named::One(_)) | Err(_) => Vec::new(),
        }
    }

    /// Puts the answer to such a question into the fields about which it was asked.
    pub(crate) fn settle_sum(&mut self, gift: Amount) {
        if self.asked.is_empty() {
            return;
        }
        if self.has_choice(&gift) {
            self.amount.clear();
        } else {
            OWN_AMOUNT.clone_into(&mut self.choice);
            self.amount = gift.plain();
            gift.currency().code().clone_into(&mut self.currency);
        }
        self.asked.clear();
        self.meant.clear();
    }

    fn named(&self, site: &Site, language: Language, method: Method) -> Result<Named, Problem> {
        let is_card = method == Method::Card;
        let mut presets = site.currencies.iter().flat_map(|terms| &terms.presets).copied();
        let preset = presets.find(|amount| is_card && self.has_choice(amount));
        if is_card && !self.has_own_amount() && self.amount.trim().is_empty() {
            let missing = || ("choice", language.message("donate-problem-amount-missing"));
            return preset.map(Named::One).ok_or_else(missing);
        }
        let Some(terms) = Currency::from_code(&self.currency).and_then(|currency| site.terms(currency)) else {
            let key = if is_card { "donate-problem-currency" } else { "transfer-problem-currency" };
            return Err(("currency", language.message(key)));
        };
        let offered: Vec<Currency> = site.currencies.iter().map(|terms| terms.currency).collect();
        let within = |amount| within_terms(amount, site, language, is_card);
        let (mut sums, is_sure) = match typed::read(&self.amount, terms.currency, &offered) {
            Ok(Reading::Sure(amount)) => (vec![within(amount)?], true),
            Ok(Reading::Unclear(sums)) => match sums.iter().copied().filter_map(|sum| within(sum).ok()).collect() {
                good if Vec::is_empty(&good) => return within(sums[0]).map(Named::One),
                good => (good, false),
            },
            Ok(Reading::OtherCurrency) => return Err(("amount", language.message("giving-problem-other-currency"))),
            Err(AmountError::TooLarge) => return Err(("amount", too_large(terms, site, language))),
            Err(error) => {
                let is_bare = !is_card && error == AmountError::Empty;
                let key = if is_bare { "transfer-problem-amount-missing" } else { message_key(error) };
                return Err(("amount", language.message(key)));
            }
        };
        match preset {
            Some(preset) if sums != [preset] => {
                sums.retain(|sum| *sum != preset);
                sums.insert(0, preset);
                Ok(Named::Two(sums))
            }
            _ if is_sure => Ok(Named::One(sums[0])),
            _ => Ok(Named::Unclear(sums)),
        }
    }
}

/// The amount, if it is neither too small nor too large.
fn within_terms(amount: Amount, site: &Site, language: Language, is_card: bool) -> Result<Amount, Problem> {
    match site.terms(amount.currency()) {
        Some(terms) if amount.minor() < terms.minimum.minor() => {
            let key = if is_card { "donate-problem-too-small" } else { "transfer-problem-too-small" };
            Err(("amount", language.message_with(key, &[("least", &terms.minimum.to_string())])))
        }
        Some(terms) if amount.minor() > terms.maximum.minor() => Err(("amount", too_large(terms, site, language))),
        Some(_) => Ok(amount),
        None => Err(("amount", language.message("giving-problem-other-currency"))),
    }
}

pub(crate) fn too_large(terms: &CurrencyTerms, site: &Site, language: Language) -> String {
    let places = [("most", &*terms.maximum.to_string()), ("mail", &site.contact_mail)];
    language.message_with("donate-problem-too-large", &places)
}

fn message_key(error: AmountError) -> &'static str {
    match error {
        AmountError::Empty => "donate-problem-amount-missing",
        AmountError::NotANumber => "donate-problem-not-a-number",
        AmountError::NotPositive => "donate-problem-not-positive",
        AmountError::TooPrecise => "donate-problem-too-precise",
        AmountError::TooLarge => "donate-problem-too-large",
    }
}
