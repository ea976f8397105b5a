//! The donation form as it was typed. `check.rs` makes a gift of it. Knows no web server and no database.

use serde::{Deserialize, Serialize};

use crate::{
    donations::donation::{Dedication, NewDonation},
    form::present,
    money::Amount,
    site::{CurrencyTerms, Fund},
    words::{Word as _, words},
};

words! {
    /// How often a gift comes, in the form.
    pub(crate) enum Frequency {
        Once = "once",
        Monthly = "month",
    }
}

/// What stands in `choice` if the donor types an amount of their own.
pub(crate) const OWN_AMOUNT: &str = "own";

/// What was typed into the form for cards, or into the one for bank transfers, which lacks some of the fields. Every field
/// may be missing or hostile.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct DonationForm {
    /// The signed token of this showing.
    pub token: String,
    /// The word of a [`Frequency`]; nothing means once.
    pub frequency: String,
    pub currency: String,
    /// A suggested amount as `code:minor`, or [`OWN_AMOUNT`].
    pub choice: String,
    /// The own amount, as people write it.
    pub amount: String,
    /// The sums between which the donor was asked to choose, as [`list_value`] names them.
    pub asked: String,
    /// What the donor answered, as `code:minor`.
    pub meant: String,
    /// Filled if the donor adds the fees.
    pub cover_fees: String,
    /// The sum with the fees that the donor saw last, as `code:minor`.
    pub total_seen: String,
    /// The donor's name, if they want to give it.
    pub name: String,
    /// Where the thanks go, if anywhere.
    pub mail: String,
    /// The mail address about which the donor was asked, and the one that they chose then.
    pub mail_asked: String,
    pub mail_meant: String,
    /// The id of a fund, or nothing.
    pub purpose: String,
    /// The word of a [`Dedication`], or nothing.
    pub dedication: String,
    /// In honour or in memory of whom.
    pub dedicatee: String,
    /// What the donor wants to tell the organisation.
    pub message: String,
    /// Filled if the donor's name is not to be passed on.
    pub anonymous: String,
    /// Filled if no mail is wanted.
    pub no_mail: String,
    /// A field that people do not see. Programs fill it, and so may a password manager.
    pub further: String,
    /// Filled if the form is only to be shown, with everything that was typed, in the language of the address.
    pub show: String,
    /// The proof of work; none if the page did not ask for one.
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
}

impl DonationForm {
    /// Whether a program filled the field that people do not see.
    pub(crate) fn is_trapped(&self) -> bool {
        !self.further.is_empty()
    }

    pub(crate) fn is_monthly(&self) -> bool {
        Frequency::from_word(&self.frequency) == Some(Frequency::Monthly)
    }

    /// The proof of work, for its field.
    pub(crate) fn proof_text(&self) -> &str {
        self.proof.as_deref().unwrap_or_default()
    }

    /// Everything that was typed as one text that can be read back, without the token and the proof of this showing.
    pub fn typed(&self) -> String {
        let typed = Self { token: String::new(), show: String::new(), proof: None, ..self.clone() };
        serde_json::to_string(&typed).unwrap_or_default()
    }

    pub(crate) fn dedications(&self) -> &'static [Dedication] {
        Dedication::ALL
    }

    pub(crate) fn has_dedication(&self, dedication: &Dedication) -> bool {
        self.dedication == dedication.word()
    }

    pub(crate) fn has_own_amount(&self) -> bool {
        self.choice == OWN_AMOUNT
    }

    pub(crate) fn has_choice(&self, amount: &Amount) -> bool {
        self.choice == choice_value(*amount)
    }

    /// Whether the chosen amount is one of those that are suggested in these currencies.
    pub(crate) fn has_choice_among(&self, currencies: &[&CurrencyTerms]) -> bool {
        currencies.iter().flat_map(|terms| &terms.presets).any(|amount| self.has_choice(amount))
    }

    pub(crate) fn has_currency(&self, terms: &CurrencyTerms) -> bool {
        self.currency == terms.currency.code()
    }

    pub(crate) fn has_purpose(&self, fund: &Fund) -> bool {
        self.purpose == fund.id.to_string()
    }

    /// Whether the donor has seen what would be charged. Without fees on top, that is what they chose or wrote themselves,
    /// unless they wrote it otherwise than we would show it.
    pub(crate) fn has_seen_total(&self, new: &NewDonation) -> bool {
        let is_plain = match self.amount.trim() {
            "" => self.has_choice(&new.amount),
            amount => Amount::parse(amount, new.amount.currency()) == Ok(new.amount),
        };
        (new.fee_cover.minor() == 0 && is_plain) || self.total_seen == choice_value(new.amount)
    }
}

/// A suggested amount as `choice` names it.
pub fn choice_value(amount: Amount) -> String {
    format!("{}:{}", amount.currency().code(), amount.minor())
}

/// The sums of a question, as `asked` names them.
pub(crate) fn list_value(amounts: &[Amount]) -> String {
    amounts.iter().map(|amount| choice_value(*amount)).collect::<Vec<_>>().join(" ")
}
