//! The form by which staff enter a gift that came by another way. Knows no web server and no database.

use serde::Deserialize;
use time::Date;
use uuid::Uuid;

use crate::{
    arrivals::day,
    donations::{
        donation::{Dedication, Method, NewDonation},
        sentences::amount_sentence,
    },
    form::{Problems, is_mail},
    language::Language,
    money::{Amount, Currency},
    site::Site,
    text,
    words::Word as _,
};

/// Longest name and mail address, in characters (an address: RFC 5321, 4.5.3.1.3).
pub(crate) const LONGEST: usize = 254;

/// What was typed. Every field may be missing or hostile.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct OfflineForm {
    /// The signed token of this showing.
    pub(crate) token: String,
    pub(crate) amount: String,
    pub(crate) currency: String,
    /// The day on which it was received.
    pub(crate) day: String,
    pub(crate) name: String,
    pub(crate) mail: String,
    /// The box that says: thanks with the receipt may be mailed.
    pub(crate) thanks: String,
    pub(crate) language: String,
    pub(crate) fund: String,
    /// The box that says: the name stays with staff.
    pub(crate) anonymous: String,
    /// `honour` or `memory`.
    pub(crate) dedication: String,
    /// In honour or in memory of whom.
    pub(crate) dedicatee: String,
}

/// A gift that was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewOffline {
    pub(crate) donation: NewDonation,
    /// On which day it was received.
    pub(crate) day: Date,
}

impl OfflineForm {
    /// Checks every field. Problems are told in the language of the reader, who is not the donor.
    pub(crate) fn check(&self, site: &Site, today: Date, reader: Language) -> Result<NewOffline, Problems> {
        let mut problems = Problems::default();
        let amount = self.checked_amount(reader, &mut problems);
        let day = day::parse(&self.day, today).map_err(|error| problems.add("day", error.sentence(reader)));
        let name = problems.take("name", reader, text::name(&self.name, LONGEST));
        let mail = problems.take("mail", reader, text::name(&self.mail, LONGEST));
        if mail.as_ref().is_some_and(|mail| !is_mail(mail)) {
            problems.add("mail", reader.message("rooms-arrivals-problem-mail"));
        }
        if self.thanks == "yes" && mail.is_none() {
            problems.add("mail", reader.message("rooms-arrivals-problem-thanks"));
        }
        let language = Language::from_tag(&self.language);
        if language.is_none() {
            problems.add("language", reader.message("rooms-arrivals-problem-language"));
        }
        let fund_id = Uuid::try_parse(&self.fund).ok().filter(|id| site.fund(*id).is_some());
        if fund_id.is_none() && !self.fund.is_empty() {
            problems.add("fund", reader.message("rooms-arrivals-problem-fund"));
        }
        let dedication = self.checked_dedication(reader, &mut problems);
        match (amount, day, language, problems.is_empty()) {
            (Some(amount), Ok(day), Some(language), true) => {
                let donation = NewDonation {
                    amount,
                    fee_cover: Amount::from_minor(0, amount.currency()),
                    method: Method::Offline,
                    is_monthly: false,
                    reference: None,
                    fund_id,
                    dedication,
                    message: None,
                    is_anonymous: self.anonymous == "yes",
                    name,
                    mail,
                    wants_mail: self.thanks == "yes",
                    language,
                };
                Ok(NewOffline { donation, day })
            }
            _ => Err(problems),
        }
    }

    fn checked_amount(&self, reader: Language, problems: &mut Problems) -> Option<Amount> {
        let Some(currency) = Currency::from_code(&self.currency) else {
            problems.add("currency", reader.message("rooms-arrivals-problem-currency-missing"));
            return None;
        };
        Amount::parse_sum(&self.amount, currency)
            .map_err(|error| problems.add("amount", amount_sentence(error, currency, reader)))
            .ok()
    }

    fn checked_dedication(&self, reader: Language, problems: &mut Problems) -> Option<(Dedication, String)> {
        let name = problems.take("dedicatee", reader, text::name(&self.dedicatee, LONGEST));
        match (Dedication::from_word(&self.dedication), name) {
            (Some(dedication), Some(name)) => Some((dedication, name)),
            (Some(_), None) => {
                problems.add("dedicatee", reader.message("rooms-arrivals-problem-dedicatee"));
                None
            }
            (None, Some(_)) => {
                problems.add("dedication", reader.message("rooms-arrivals-problem-dedication"));
                None
            }
            (None, None) => None,
        }
    }
}
