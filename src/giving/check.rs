//! From what was typed into the donation form to a gift, or to a sentence for each field that needs another look. Knows no
//! web server and no database.

use crate::{
    donations::donation::{Method, NewDonation},
    form::Problems,
    giving::{
        details::Details,
        fees,
        form::{DonationForm, Frequency},
        sum::too_large,
    },
    language::Language,
    money::Amount,
    site::Site,
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
        let gift = self.sum(site, language, method).map_err(|(field, sentence)| problems.add(field, sentence)).ok();
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
}

#[cfg(test)]
mod tests;
