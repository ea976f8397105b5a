//! The donation form: what was typed, and what is valid. Knows no web server and no database.

use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    donations::donation::{Method, NewDonation},
    form::Problems,
    giving::{fees, words::Words},
    language::Language,
    money::{Amount, AmountError, Currency},
    site::{CurrencyTerms, Fund, Site},
};

/// What was typed, into the form for cards or into the one for bank transfers, which lacks some of the fields. Every field
/// may be missing or hostile.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct DonationForm {
    /// The signed token of this showing.
    pub token: String,
    /// `once` or `month`; nothing stands for once.
    pub frequency: String,
    pub currency: String,
    /// A suggested amount as `code:minor`, or `own`.
    pub choice: String,
    /// The own amount, as people write it.
    pub amount: String,
    /// Filled if the donor adds the fees.
    pub cover_fees: String,
    /// The sum with the fees that the donor was last shown, as `code:minor`.
    pub total_seen: String,
    /// The donor's name, if they want to give it.
    pub name: String,
    /// Where the thanks go, if anywhere.
    pub mail: String,
    /// The id of a fund, or nothing.
    pub purpose: String,
    /// `honour`, `memory` or nothing.
    pub dedication: String,
    /// In honour or in memory of whom.
    pub dedicatee: String,
    /// What the donor wants to tell the organisation.
    pub message: String,
    /// Filled if the donor's name is not to be passed on.
    pub anonymous: String,
    /// Filled if no mail is wanted.
    pub no_mail: String,
    /// A field that people do not see. Programs fill it.
    pub website: String,
    /// The proof of work; missing where the page did not ask for one.
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
}

impl DonationForm {
    /// Whether a program filled the field that people do not see.
    pub(crate) fn is_trapped(&self) -> bool {
        !self.website.is_empty()
    }

    /// Whether a monthly gift is chosen.
    pub(crate) fn is_monthly(&self) -> bool {
        self.frequency == "month"
    }

    /// The proof of work as it stands in its field.
    pub(crate) fn proof_text(&self) -> &str {
        self.proof.as_deref().unwrap_or_default()
    }

    /// Everything that was typed, and nothing of the showing, as one text that can be read back.
    pub fn typed(&self) -> String {
        let typed = Self { token: String::new(), proof: None, ..self.clone() };
        serde_json::to_string(&typed).unwrap_or_default()
    }

    /// Whether this suggested amount is chosen.
    pub(crate) fn has_choice(&self, amount: &Amount) -> bool {
        self.choice == choice_value(*amount)
    }

    /// Whether an amount that is suggested in one of these currencies is chosen.
    pub(crate) fn has_choice_among(&self, currencies: &[&CurrencyTerms]) -> bool {
        currencies.iter().flat_map(|terms| &terms.presets).any(|amount| self.has_choice(amount))
    }

    /// Whether this currency is chosen.
    pub(crate) fn has_currency(&self, terms: &CurrencyTerms) -> bool {
        self.currency == terms.currency.code()
    }

    /// Whether this purpose is chosen.
    pub(crate) fn has_purpose(&self, fund: &Fund) -> bool {
        self.purpose == fund.id.to_string()
    }

    /// Whether the donor has seen what would be charged. Without fees on top it is what they chose themselves.
    pub(crate) fn has_seen_total(&self, new: &NewDonation) -> bool {
        new.fee_cover.minor() == 0 || self.total_seen == choice_value(new.amount)
    }

    /// Checks every field against what the site offers.
    ///
    /// # Errors
    /// A sentence for each field that needs another look, in the visitor's language.
    pub(crate) fn check(&self, site: &Site, language: Language, method: Method) -> Result<NewDonation, Problems> {
        let mut problems = Problems::default();
        let is_card = method == Method::Card;
        if is_card && !["", "once", "month"].contains(&&*self.frequency) {
            problems.add("frequency", language.message("giving-problem-frequency"));
        }
        let is_monthly = is_card && self.is_monthly();
        let gift = self.checked_amount(site, language, method, &mut problems);
        let words = Words::check(self, site, language, is_monthly, &mut problems);
        let amount = gift.and_then(|gift| match site.terms(gift.currency()) {
            Some(terms) if is_card && !self.cover_fees.is_empty() => {
                let covered = fees::covered(gift, terms);
                if covered.is_none() {
                    problems.add("amount", too_large(terms, site, language));
                }
                covered
            }
            _ => Some(gift),
        });
        match (gift, amount) {
            (Some(gift), Some(amount)) if problems.is_empty() => Ok(NewDonation {
                amount,
                fee_cover: Amount::from_minor(amount.minor() - gift.minor(), amount.currency()),
                method,
                is_monthly,
                reference: None,
                fund_id: words.fund_id,
                dedication: words.dedication,
                message: words.message,
                is_anonymous: !self.anonymous.is_empty(),
                name: words.name,
                mail: words.mail,
                wants_mail: words.wants_mail,
                language,
            }),
            _ => Err(problems),
        }
    }

    /// A suggested amount of any currency stands for itself; an own amount is of the chosen currency. The form for bank
    /// transfers suggests none.
    fn checked_amount(
        &self,
        site: &Site,
        language: Language,
        method: Method,
        problems: &mut Problems,
    ) -> Option<Amount> {
        let is_card = method == Method::Card;
        if is_card && self.choice != "own" && self.amount.trim().is_empty() {
            let mut presets = site.currencies.iter().flat_map(|terms| &terms.presets).copied();
            let preset = presets.find(|amount| self.has_choice(amount));
            if preset.is_none() {
                problems.add("choice", language.message("donate-problem-amount-missing"));
            }
            return preset;
        }
        let Some(terms) = Currency::from_code(&self.currency).and_then(|currency| site.terms(currency)) else {
            let key = if is_card { "donate-problem-currency" } else { "transfer-problem-currency" };
            problems.add("currency", language.message(key));
            return None;
        };
        match Amount::parse(&self.amount, terms.currency) {
            Ok(amount) if amount.minor() < terms.minimum.minor() => {
                let key = if is_card { "donate-problem-too-small" } else { "transfer-problem-too-small" };
                problems.add("amount", language.message_with(key, &[("least", &terms.minimum.to_string())]));
                None
            }
            Ok(amount) if amount.minor() <= terms.maximum.minor() => Some(amount),
            Err(AmountError::TooLarge) | Ok(_) => {
                problems.add("amount", too_large(terms, site, language));
                None
            }
            Err(error) => {
                let is_bare = !is_card && error == AmountError::Empty;
                let key = if is_bare { "transfer-problem-amount-missing" } else { message_key(error) };
                problems.add("amount", language.message(key));
                None
            }
        }
    }
}

/// A suggested amount as it stands in the form.
pub fn choice_value(amount: Amount) -> String {
    format!("{}:{}", amount.currency().code(), amount.minor())
}

fn too_large(terms: &CurrencyTerms, site: &Site, language: Language) -> String {
    let places = [("most", &*terms.maximum.to_string()), ("mail", &site.contact_mail)];
    language.message_with("donate-problem-too-large", &places)
}

/// A field that is there, even if nothing stands in it.
fn present<'de, D: Deserializer<'de>>(field: D) -> Result<Option<String>, D::Error> {
    String::deserialize(field).map(Some)
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

#[cfg(test)]
mod tests;
