//! The donation form: what was typed, and what is valid. Knows no web server and no database.

use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    donations::donation::{Method, NewDonation},
    form::{Problems, tidy},
    language::Language,
    money::{Amount, AmountError, Currency},
    site::{CurrencyTerms, Site},
};

/// What was typed. Every field may be missing or hostile.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct DonationForm {
    /// The signed token of this showing.
    pub token: String,
    /// The currency's code.
    pub currency: String,
    /// A suggested amount as `code:minor`, or `own`.
    pub choice: String,
    /// The own amount, as people write it.
    pub amount: String,
    /// The donor's name, if they want to give it.
    pub name: String,
    /// Where the thanks go, if anywhere.
    pub mail: String,
    /// A field that people do not see. Programs fill it.
    pub website: String,
    /// The proof of work; missing where the page did not ask for one.
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
}

/// Longest name and mail address, in characters (an address: RFC 5321, 4.5.3.1.3).
const LONGEST: usize = 254;

impl DonationForm {
    /// Whether a program filled the field that people do not see.
    pub fn is_trapped(&self) -> bool {
        !self.website.is_empty()
    }

    /// The proof of work as it stands in its field.
    pub fn proof_text(&self) -> &str {
        self.proof.as_deref().unwrap_or_default()
    }

    /// Everything that was typed, and nothing of the showing, as one text that can be read back.
    pub fn typed(&self) -> String {
        let typed = Self { token: String::new(), proof: None, ..self.clone() };
        serde_json::to_string(&typed).unwrap_or_default()
    }

    /// Whether this suggested amount is chosen.
    pub fn has_choice(&self, amount: &Amount) -> bool {
        self.choice == choice_value(*amount)
    }

    /// Whether this currency is chosen.
    pub fn has_currency(&self, terms: &CurrencyTerms) -> bool {
        self.currency == terms.currency.code()
    }

    /// Checks every field against what the site offers.
    ///
    /// # Errors
    /// A sentence for each field that needs another look, in the visitor's language.
    pub fn check(&self, site: &Site, language: Language) -> Result<NewDonation, Problems> {
        let mut problems = Problems::default();
        let amount = self.checked_amount(site, language, &mut problems);
        let name = tidy(&self.name).replace('\n', " ");
        if name.chars().count() > LONGEST {
            problems.add("name", language.message("problem-too-long"));
        }
        let mail = tidy(&self.mail);
        let good_mail = mail.parse::<lettre::Address>().is_ok_and(|address| address.domain().contains('.'));
        if !mail.is_empty() && (!good_mail || mail.chars().count() > LONGEST) {
            problems.add("mail", language.message("donate-problem-mail"));
        }
        match amount {
            Some(amount) if problems.is_empty() => Ok(NewDonation {
                amount,
                fee_cover: Amount::from_minor(0, amount.currency()),
                method: Method::Card,
                is_monthly: false,
                reference: None,
                fund_id: None,
                dedication: None,
                message: None,
                is_anonymous: false,
                name: (!name.is_empty()).then_some(name),
                mail: (!mail.is_empty()).then_some(mail),
                wants_mail: true,
                language,
            }),
            _ => Err(problems),
        }
    }

    /// A suggested amount of any currency stands for itself; an own amount is of the chosen currency.
    fn checked_amount(&self, site: &Site, language: Language, problems: &mut Problems) -> Option<Amount> {
        if self.choice != "own" && self.amount.trim().is_empty() {
            let mut presets = site.currencies.iter().flat_map(|terms| &terms.presets).copied();
            let preset = presets.find(|amount| self.has_choice(amount));
            if preset.is_none() {
                problems.add("choice", language.message("donate-problem-amount-missing"));
            }
            return preset;
        }
        let Some(terms) = Currency::from_code(&self.currency).and_then(|currency| site.terms(currency)) else {
            problems.add("currency", language.message("donate-problem-currency"));
            return None;
        };
        match Amount::parse(&self.amount, terms.currency) {
            Ok(amount) if amount.minor() < terms.minimum.minor() => {
                problems.add(
                    "amount",
                    language.message_with("donate-problem-too-small", &[("least", &terms.minimum.to_string())]),
                );
                None
            }
            Ok(amount) if amount.minor() <= terms.maximum.minor() => Some(amount),
            Err(AmountError::TooLarge) | Ok(_) => {
                let places = [("most", &*terms.maximum.to_string()), ("mail", &site.contact_mail)];
                problems.add("amount", language.message_with("donate-problem-too-large", &places));
                None
            }
            Err(error) => {
                problems.add("amount", language.message(message_key(error)));
                None
            }
        }
    }
}

/// A suggested amount as it stands in the form.
pub fn choice_value(amount: Amount) -> String {
    format!("{}:{}", amount.currency().code(), amount.minor())
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
