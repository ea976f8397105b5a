//! What is asked of the list of donations: the filter that stands in its address, and the text that never does.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    calendar::{midnight, read_day},
    donations::{
        code,
        donation::{DonationState, Method},
        mail_index::mail_indexes,
        receipts::Serial,
    },
    form::Problems,
    language::Language,
    money::Currency,
    seal::Keys,
    words::Word as _,
};

/// Every state of a donation as a choice: the word of the database and what staff read.
pub(crate) fn states(language: Language) -> Vec<(&'static str, String)> {
    DonationState::ALL.iter().map(|state| (state.word(), state_words(*state, language))).collect()
}

/// Every way by which a gift comes, likewise.
pub(crate) fn methods(language: Language) -> Vec<(&'static str, String)> {
    Method::ALL.iter().map(|method| (method.word(), method_words(*method, language))).collect()
}

/// The filter as it stands in the address. It names no donor: `donor` is a signed place that only its searcher can use.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct FilterForm {
    pub(crate) state: String,
    pub(crate) currency: String,
    pub(crate) method: String,
    pub(crate) fund: String,
    /// `yes` for those that are flagged.
    pub(crate) look: String,
    /// The first day, by the clock of Seoul.
    pub(crate) from: String,
    pub(crate) to: String,
    /// The id of a monthly gift.
    pub(crate) monthly: String,
    /// The way to the gifts of one donor, as [`super::donor`] signs it.
    pub(crate) donor: String,
}

/// A filter as queries want it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) state: Option<DonationState>,
    pub(crate) currency: Option<Currency>,
    /// By which way they came.
    pub(crate) method: Option<Method>,
    pub(crate) fund_id: Option<Uuid>,
    /// Whether only those are wanted that are flagged.
    pub(crate) is_flagged: bool,
    pub(crate) from: Option<OffsetDateTime>,
    pub(crate) until: Option<OffsetDateTime>,
    pub(crate) monthly_gift_id: Option<Uuid>,
    /// Of which donor: the hashes of the mail address under every key.
    pub(crate) mail_indexes: Option<Vec<Vec<u8>>>,
}

impl FilterForm {
    /// The filter, without the donor, whom only the handler can find.
    ///
    /// # Errors
    /// A sentence at each field that cannot be read.
    pub(crate) fn check(&self, language: Language) -> Result<Filter, Problems> {
        let mut problems = Problems::default();
        let from = day("from", &self.from, language, &mut problems);
        let to = day("to", &self.to, language, &mut problems);
        let unknown = &language.message("rooms-donations-problem-choice");
        let filter = Filter {
            state: chosen("state", &self.state, &mut problems, DonationState::from_word, unknown),
            currency: chosen("currency", &self.currency, &mut problems, Currency::from_code, unknown),
            method: chosen("method", &self.method, &mut problems, Method::from_word, unknown),
            fund_id: chosen("fund", &self.fund, &mut problems, |id| id.parse().ok(), unknown),
            is_flagged: self.look == "yes",
            from: from.map(midnight),
            until: to.and_then(Date::next_day).map(midnight),
            monthly_gift_id: chosen("monthly", &self.monthly, &mut problems, |id| id.parse().ok(), unknown),
            mail_indexes: None,
        };
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            problems.add("to", language.message("rooms-donations-problem-range"));
        }
        if problems.is_empty() { Ok(filter) } else { Err(problems) }
    }

    /// The filter as part of an address, without a question mark; empty where nothing is chosen.
    pub(crate) fn address(&self) -> String {
        let fields = [
            ("state", &self.state),
            ("currency", &self.currency),
            ("method", &self.method),
            ("fund", &self.fund),
            ("look", &self.look),
            ("from", &self.from),
            ("to", &self.to),
            ("monthly", &self.monthly),
            ("donor", &self.donor),
        ];
        let pairs = fields.iter().filter(|(_, value)| !value.is_empty());
        let written =
            |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
        pairs.map(|(name, value)| format!("{name}={}", written(value))).collect::<Vec<_>>().join("&")
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.address().is_empty()
    }
}

fn chosen<T>(
    field: &'static str,
    typed: &str,
    problems: &mut Problems,
    read: impl FnOnce(&str) -> Option<T>,
    sentence: &str,
) -> Option<T> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let read = read(typed);
    if read.is_none() {
        problems.add(field, sentence.to_owned());
    }
    read
}

/// A day as browsers send it.
fn day(field: &'static str, typed: &str, language: Language, problems: &mut Problems) -> Option<Date> {
    chosen(field, typed, problems, read_day, &language.message("rooms-donations-problem-day"))
}

/// The text that is looked for. It is posted, never part of an address, because it may be a mail address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SearchForm {
    pub(crate) text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A donor's mail address, as its hashes under every key.
    Mail(Vec<Vec<u8>>),
    /// A receipt, by year and number.
    Receipt(i32, i32),
    Donation(Uuid),
    /// An object of Stripe, by its id.
    Stripe(String),
    /// What a donor wrote on a transfer.
    Reference(String),
}

impl SearchForm {
    /// What the text names; nothing if it is empty or far too long.
    pub(crate) fn wanted(&self, keys: &Keys) -> Option<Wanted> {
        let text = self.text.trim();
        if text.is_empty() || text.len() > 255 {
            return None;
        }
        if text.contains('@') {
            return Some(Wanted::Mail(mail_indexes(keys, text)));
        }
        if let Some(Serial { year, number }) = Serial::parse(text) {
            return Some(Wanted::Receipt(year, number));
        }
        if let Ok(id) = Uuid::try_parse(text) {
            return Some(Wanted::Donation(id));
        }
        if ["cs_", "pi_", "in_", "re_", "sub_", "du_", "dp_"].iter().any(|prefix| text.starts_with(prefix)) {
            return Some(Wanted::Stripe(text.to_owned()));
        }
        Some(Wanted::Reference(code::plain(text)))
    }
}

/// What staff read for a state.
pub(crate) fn state_words(state: DonationState, language: Language) -> String {
    language.words("rooms-donations-state-", state)
}

/// The class of a state's badge; none for a plain one.
pub(crate) fn state_badge(state: DonationState) -> &'static str {
    match state {
        DonationState::Paid => "badge-good",
        DonationState::Disputed => "badge-alarm",
        DonationState::PartlyPaid => "badge-warn",
        DonationState::Pending | DonationState::Failed | DonationState::Expired | DonationState::Refunded => {
            "badge-quiet"
        }
        DonationState::Processing | DonationState::PartlyRefunded => "",
    }
}

/// What staff read for a way of giving.
pub(crate) fn method_words(method: Method, language: Language) -> String {
    language.words("rooms-donations-method-", method)
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;

    #[test]
    fn days_are_those_of_seoul() {
        let form = FilterForm { from: "2026-03-01".to_owned(), to: "2026-03-01".to_owned(), ..FilterForm::default() };
        let filter = form.check(Language::English).expect("good days");
        let utc = |filter: Option<OffsetDateTime>| filter.map(|at| at.to_offset(time::UtcOffset::UTC));
        assert_eq!(utc(filter.from), Some(time::macros::datetime!(2026-02-28 15:00 UTC)));
        assert_eq!(utc(filter.until), Some(time::macros::datetime!(2026-03-01 15:00 UTC)));
        assert_eq!(form.address(), "from=2026%2D03%2D01&to=2026%2D03%2D01");
        for (from, to) in
            [("2026-02-30", ""), ("x", ""), ("", "1-1-1"), ("2026-03-02", "2026-03-01"), ("", "99999-01-01")]
        {
            let form = FilterForm { from: from.to_owned(), to: to.to_owned(), ..FilterForm::default() };
            assert!(form.check(Language::English).is_err(), "{from} {to}");
        }
        for form in [
            FilterForm { state: "gone".to_owned(), ..FilterForm::default() },
            FilterForm { currency: "gbp".to_owned(), ..FilterForm::default() },
            FilterForm { method: "'; --".to_owned(), ..FilterForm::default() },
            FilterForm { fund: "1".to_owned(), ..FilterForm::default() },
        ] {
            assert!(form.check(Language::English).is_err(), "{form:?}");
        }
    }

    #[test]
    fn a_text_names_one_kind_of_thing() {
        let keys = Keys::parse(&SecretString::from(crate::seal::new_key_setting("test"))).expect("a good key");
        let wanted = |text: &str| SearchForm { text: text.to_owned() }.wanted(&keys);
        assert_eq!(wanted(" 2026-000123 "), Some(Wanted::Receipt(2026, 123)));
        assert_eq!(wanted("pi_1"), Some(Wanted::Stripe("pi_1".to_owned())));
        assert_eq!(wanted("abcd efgh"), Some(Wanted::Reference("ABCDEFGH".to_owned())));
        assert_eq!(wanted(" Dana@Example.org"), wanted("dana@example.org "));
        assert!(matches!(wanted("018f0000-0000-7000-8000-000000000000"), Some(Wanted::Donation(_))));
        assert_eq!((wanted("  "), wanted(&"x".repeat(256))), (None, None));
    }
}
