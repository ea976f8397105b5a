//! Links that fill the donation form: `/donate?amount=50&currency=eur&frequency=month&fund=Schools`. What the form does not
//! offer, or what can be read in two ways, is left out, so that a link never leads to an error.

use crate::{
    giving::{
        form::{DonationForm, Frequency, OWN_AMOUNT, choice_value},
        view::home_currency,
    },
    language::Language,
    money::{
        Amount, Currency,
        typed::{self, Reading},
    },
    site::Site,
    words::Word as _,
};

impl DonationForm {
    /// The form as the query of a link fills it.
    pub(crate) fn of_link(query: &str, site: &Site, language: Language) -> Self {
        let values: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let value = |name: &str| values.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
        let mut form = Self::default();
        let currency =
            value("currency").and_then(Currency::from_code).filter(|currency| site.terms(*currency).is_some());
        if let Some(currency) = currency {
            currency.code().clone_into(&mut form.currency);
        }
        if let Some(amount) = value("amount").and_then(|typed| amount(typed, currency, site, language)) {
            form.currency = amount.currency().code().to_owned();
            if site.terms(amount.currency()).is_some_and(|terms| terms.presets.contains(&amount)) {
                form.choice = choice_value(amount);
            } else {
                (form.choice, form.amount) = (OWN_AMOUNT.to_owned(), amount.plain());
            }
        }
        let frequency = value("frequency").map(str::to_lowercase).unwrap_or_default();
        if let Some(frequency) = Frequency::from_word(&frequency) {
            frequency.word().clone_into(&mut form.frequency);
        }
        let fund = value("fund").map(str::to_lowercase).and_then(|named| {
            let names =
                |fund: &&crate::site::Fund| Language::ALL.map(|language| fund.name(language).trim().to_lowercase());
            site.funds.iter().find(|fund| names(fund).contains(&named) || fund.id.to_string() == named)
        });
        form.purpose = fund.map(|fund| fund.id.to_string()).unwrap_or_default();
        form
    }
}

/// The sum of a link, if there is only one way to read it and it may be given. Without a currency beside it, it may name its
/// own; without any, it is in that of the language.
fn amount(typed: &str, currency: Option<Currency>, site: &Site, language: Language) -> Option<Amount> {
    let offered: Vec<Currency> = site.currencies.iter().map(|terms| terms.currency).collect();
    let sure = |currency| match typed::read(typed, currency, &offered) {
        Ok(Reading::Sure(amount)) => Some(amount),
        _ => None,
    };
    let amount = match currency {
        Some(currency) => sure(currency),
        None => sure(home_currency(language)).or_else(|| offered.iter().find_map(|currency| sure(*currency))),
    }?;
    let terms = site.terms(amount.currency())?;
    (terms.minimum.minor()..=terms.maximum.minor()).contains(&amount.minor()).then_some(amount)
}
