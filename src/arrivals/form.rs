//! The form by which staff record what arrived for a donation. Knows no web server and no database.

use serde::Deserialize;
use time::Date;

use crate::{
    arrivals::day,
    donations::sentences::amount_sentence,
    form::Problems,
    language::Language,
    money::{Amount, Currency},
    text::tidy,
};

/// Longest id that a bank gives a transfer, in characters.
const LONGEST_LINE: usize = 100;

/// What was typed. Every field may be missing or hostile.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ArrivalForm {
    /// The signed token of this showing.
    pub(crate) token: String,
    pub(crate) amount: String,
    pub(crate) currency: String,
    /// The day on which it arrived.
    pub(crate) day: String,
    /// The bank's id of the transfer, if it gave one.
    pub(crate) line: String,
    #[serde(rename = "do")]
    pub(crate) pressed: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewArrival {
    pub(crate) amount: Amount,
    pub(crate) day: Date,
    /// The bank's id of the transfer.
    pub(crate) line: Option<String>,
}

impl ArrivalForm {
    /// Checks every field. The sum must be of the currency that was announced.
    pub(crate) fn check(&self, expected: Currency, today: Date, language: Language) -> Result<NewArrival, Problems> {
        let mut problems = Problems::default();
        if Currency::from_code(&self.currency) != Some(expected) {
            let code = expected.code().to_uppercase();
            let sentence = language.message_with("rooms-arrivals-problem-currency", &[("currency", &code)]);
            problems.add("currency", sentence);
        }
        let amount = Amount::parse_sum(&self.amount, expected);
        if let Err(error) = amount {
            problems.add("amount", amount_sentence(error, expected, language));
        }
        let day = day::parse(&self.day, today);
        if let Err(error) = day {
            problems.add("day", error.sentence(language));
        }
        let line = tidy(&self.line);
        if !is_line_name(&line) {
            let longest = LONGEST_LINE.to_string();
            problems.add("line", language.message_with("rooms-arrivals-problem-line", &[("longest", &longest)]));
        }
        match (amount, day, problems.is_empty()) {
            (Ok(amount), Ok(day), true) => {
                Ok(NewArrival { amount, day, line: Some(line).filter(|line| !line.is_empty()) })
            }
            _ => Err(problems),
        }
    }
}

/// Whether a text may be a bank's id of a transfer. An empty one stands for none.
pub(crate) fn is_line_name(text: &str) -> bool {
    text.chars().count() <= LONGEST_LINE && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bad_field_is_named() {
        let today = time::macros::date!(2026 - 11 - 24);
        let good = ArrivalForm {
            amount: "30,000".to_owned(),
            currency: "krw".to_owned(),
            day: "2026-11-23".to_owned(),
            line: " 0042 ".to_owned(),
            ..ArrivalForm::default()
        };
        let new = good.check(Currency::Krw, today, Language::English).expect("a good form");
        assert_eq!((new.amount.minor(), new.line.as_deref()), (30_000, Some("0042")));
        type Change = fn(&mut ArrivalForm);
        let table: &[(&str, Change)] = &[
            ("amount", |form| form.amount.clear()),
            ("amount", |form| form.amount = "0".to_owned()),
            ("amount", |form| form.amount = "30000.5".to_owned()),
            ("amount", |form| form.amount = "=1+1".to_owned()),
            ("amount", |form| form.amount = "9999999999999".to_owned()),
            ("currency", |form| form.currency = "usd".to_owned()),
            ("currency", |form| form.currency.clear()),
            ("day", |form| form.day.clear()),
            ("day", |form| form.day = "2026-11-25".to_owned()),
            ("line", |form| form.line = "x".repeat(101)),
            ("line", |form| form.line = "a\nb".to_owned()),
        ];
        for (field, change) in table {
            let mut form = good.clone();
            change(&mut form);
            let problems = form.check(Currency::Krw, today, Language::English).expect_err(field);
            assert!(problems.of(field).is_some_and(|sentence| sentence.ends_with('.')), "{field}: {problems:?}");
        }
    }
}
