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
    /// Checks every field.
    pub(crate) fn check(&self, site: &Site, today: Date) -> Result<NewOffline, Problems> {
        let mut problems = Problems::default();
        let amount = self.checked_amount(&mut problems);
        let day = day::parse(&self.day, today).map_err(|error| problems.add("day", error.sentence().to_owned()));
        let name = problems.take("name", Language::English, text::name(&self.name, LONGEST));
        let mail = problems.take("mail", Language::English, text::name(&self.mail, LONGEST));
        if mail.as_ref().is_some_and(|mail| !is_mail(mail)) {
            problems
                .add("mail", "Please write a mail address, such as dana@example.org, or leave it empty.".to_owned());
        }
        if self.thanks == "yes" && mail.is_none() {
            problems.add("mail", "Please write where the thanks go, or untick the box below.".to_owned());
        }
        let language = Language::from_tag(&self.language);
        if language.is_none() {
            problems.add("language", "Please choose the donor's language.".to_owned());
        }
        let fund_id = Uuid::try_parse(&self.fund).ok().filter(|id| site.fund(*id).is_some());
        if fund_id.is_none() && !self.fund.is_empty() {
            problems.add("fund", "This fund is not open any more. Please choose another.".to_owned());
        }
        let dedication = self.checked_dedication(&mut problems);
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

    fn checked_amount(&self, problems: &mut Problems) -> Option<Amount> {
        let Some(currency) = Currency::from_code(&self.currency) else {
            problems.add("currency", "Please choose a currency.".to_owned());
            return None;
        };
        Amount::parse_sum(&self.amount, currency)
            .map_err(|error| problems.add("amount", amount_sentence(error, currency)))
            .ok()
    }

    fn checked_dedication(&self, problems: &mut Problems) -> Option<(Dedication, String)> {
        let name = problems.take("dedicatee", Language::English, text::name(&self.dedicatee, LONGEST));
        match (Dedication::from_word(&self.dedication), name) {
            (Some(dedication), Some(name)) => Some((dedication, name)),
            (Some(_), None) => {
                problems.add("dedicatee", "Please write for whom, or choose no dedication.".to_owned());
                None
            }
            (None, Some(_)) => {
                problems.add("dedication", "Please choose in honour or in memory, or leave the name empty.".to_owned());
                None
            }
            (None, None) => None,
        }
    }
}
