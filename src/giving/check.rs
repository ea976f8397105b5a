//! From what was typed into the donation form to a gift, or to a sentence for each field that needs another look. Knows no
//! web server and no database.

use crate::{
    donations::donation::{Method, NewDonation},
    form::Problems,
    giving::{
        details::Details,
        fees,
        form::{DonationForm, Frequency},
    },
    language::Language,
    money::{Amount, AmountError, Currency},
    site::{CurrencyTerms, Site},
    words::Word as _,
};

impl DonationForm {
    /// Checks every field against what the site offers.
    ///
    /// # Errors
    /// A sentence for each field that needs another look, in the visitor's language.
    pub(crate) fn check(&self, site: &Site, language: Language, method: Method) -> Result<NewDonation, Problems> {
        let mut problems = Problems::default();
        let is_card = method == Method::Card;
        if is_card && !self.frequency.is_empty() && Frequency::from_word(&self.frequency).is_none() {
            problems.add("frequency", language.message("giving-problem-frequency"));
        }
        let is_monthly = is_card && self.is_monthly();
        let gift = self.checked_amount(site, language, method, &mut problems);
        let details = Details::check(self, site, language, is_monthly, &mut problems);
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
                fund_id: details.fund_id,
                dedication: details.dedication,
                message: details.message,
                is_anonymous: !self.anonymous.is_empty(),
                name: details.name,
                mail: details.mail,
                wants_mail: details.wants_mail,
                language,
            }),
            _ => Err(problems),
        }
    }

    /// The amount, without the fees. A suggested amount names its currency; an amount of the donor's own is in the chosen
    /// currency. The form for bank transfers suggests none.
    fn checked_amount(
        &self,
        site: &Site,
        language: Language,
        method: Method,
        problems: &mut Problems,
    ) -> Option<Amount> {
        let is_card = method == Method::Card;
        if is_card && !self.has_own_amount() && self.amount.trim().is_empty() {
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

fn too_large(terms: &CurrencyTerms, site: &Site, language: Language) -> String {
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

#[cfg(test)]
mod tests;
