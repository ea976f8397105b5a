//! What staff type to give money back, through the processor or by hand, and to put the books right.

use serde::Deserialize;
use time::{Date, OffsetDateTime};

use crate::{
    calendar::{midnight, read_day},
    donations::sentences::amount_sentence,
    form::Problems,
    language::Language,
    money::{Amount, AmountError},
    stripe::RefundReason,
    text,
    words::Word as _,
};

/// The longest reason in letters.
const LONGEST_REASON: usize = 1000;

/// A refund as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RefundForm {
    pub(crate) token: String,
    pub(crate) amount: String,
    /// The word of the reason.
    pub(crate) reason: String,
    /// `yes` on the page that asks a second time.
    pub(crate) sure: String,
}

/// A movement by hand as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ByHandForm {
    pub(crate) token: String,
    pub(crate) amount: String,
    /// `more` or `less`, for corrections.
    pub(crate) direction: String,
    /// The day on which the money moved.
    pub(crate) day: String,
    pub(crate) reason: String,
    /// `yes` on the page that asks a second time.
    pub(crate) sure: String,
}

/// A movement that staff record without Stripe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ByHand {
    /// How much, negative where money left.
    pub(crate) amount: Amount,
    pub(crate) at: OffsetDateTime,
    pub(crate) reason: String,
}

impl RefundForm {
    /// The refund, up to what is left of the gift.
    pub(crate) fn check(&self, rest: Amount, language: Language) -> Result<(Amount, RefundReason), Problems> {
        let mut problems = Problems::default();
        let amount = amount(&self.amount, rest, language, &mut problems);
        let reason = RefundReason::from_word(&self.reason);
        if reason.is_none() {
            problems.add("reason", language.message("rooms-donations-refund-problem-reason"));
        }
        amount.zip(reason).ok_or(problems)
    }
}

impl ByHandForm {
    /// Money that was sent back by hand, up to what is left of the gift.
    pub(crate) fn check_sent_back(
        &self,
        rest: Amount,
        now: OffsetDateTime,
        language: Language,
    ) -> Result<ByHand, Problems> {
        let mut problems = Problems::default();
        let amount = amount(&self.amount, rest, language, &mut problems);
        let at = day(&self.day, now, language, &mut problems);
        let reason = reason(&self.reason, language, &mut problems);
        let parts = amount.zip(at).zip(reason);
        parts.map(|((amount, at), reason)| ByHand { amount: negative(amount), at, reason }).ok_or(problems)
    }

    /// A correction of the books, upwards or downwards, but not below zero.
    pub(crate) fn check_correction(
        &self,
        rest: Amount,
        now: OffsetDateTime,
        language: Language,
    ) -> Result<ByHand, Problems> {
        let mut problems = Problems::default();
        let largest = Amount::from_minor(Amount::LARGEST_MINOR, rest.currency());
        let amount = match self.direction.as_str() {
            "less" => amount(&self.amount, rest, language, &mut problems).map(negative),
            "more" => amount(&self.amount, largest, language, &mut problems),
            _ => {
                problems.add("direction", language.message("rooms-donations-by-hand-problem-direction"));
                None
            }
        };
        let at = day(&self.day, now, language, &mut problems);
        let reason = reason(&self.reason, language, &mut problems);
        let parts = amount.zip(at).zip(reason);
        parts.map(|((amount, at), reason)| ByHand { amount, at, reason }).ok_or(problems)
    }
}

fn negative(amount: Amount) -> Amount {
    Amount::from_minor(-amount.minor(), amount.currency())
}

fn amount(typed: &str, most: Amount, language: Language, problems: &mut Problems) -> Option<Amount> {
    let sentence = match Amount::parse_sum(typed, most.currency()) {
        Ok(amount) if amount.minor() <= most.minor() => return Some(amount),
        Ok(_) | Err(AmountError::TooLarge) => {
            language.message_with("rooms-donations-refund-problem-most", &[("most", &most.to_string())])
        }
        Err(error) => amount_sentence(error, most.currency(), language),
    };
    problems.add("amount", sentence);
    None
}

fn day(typed: &str, now: OffsetDateTime, language: Language, problems: &mut Problems) -> Option<OffsetDateTime> {
    let past = |day: &Date| midnight(*day) <= now;
    let Some(day) = read_day(typed) else {
        problems.add("day", language.message("rooms-donations-by-hand-problem-day"));
        return None;
    };
    if !past(&day) {
        problems.add("day", language.message("rooms-donations-by-hand-problem-future"));
        return None;
    }
    Some(midnight(day))
}

fn reason(typed: &str, language: Language, problems: &mut Problems) -> Option<String> {
    let reason = problems.take("reason", language, text::prose(typed, LONGEST_REASON));
    if reason.is_none() {
        problems.add("reason", language.message("rooms-donations-by-hand-problem-reason"));
    }
    reason
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn no_more_goes_back_than_is_left() {
        let rest = Amount::from_minor(2500, Currency::Usd);
        for (amount, reason, is_good) in [
            ("25", "duplicate", true),
            ("0.01", "fraudulent", true),
            ("25.01", "duplicate", false),
            ("0", "duplicate", false),
            ("-5", "duplicate", false),
            ("", "duplicate", false),
            ("5.001", "duplicate", false),
            ("5", "", false),
            ("5", "other", false),
        ] {
            let form = RefundForm { amount: amount.to_owned(), reason: reason.to_owned(), ..RefundForm::default() };
            assert_eq!(form.check(rest, Language::English).is_ok(), is_good, "{amount} {reason}");
        }
    }

    #[test]
    fn books_are_put_right_in_both_directions_but_never_below_nothing() {
        let (rest, now) = (Amount::from_minor(1000, Currency::Krw), time::macros::datetime!(2026-03-09 00:00 +9));
        for (amount, direction, day, reason, expected) in [
            ("1000", "less", "2026-03-09", "typed twice", Some(-1000)),
            ("1001", "less", "2026-03-09", "typed twice", None),
            ("1001", "more", "2026-03-08", "typed wrong", Some(1001)),
            ("1", "", "2026-03-08", "typed wrong", None),
            ("1", "more", "2026-03-10", "tomorrow", None),
            ("1", "more", "", "never", None),
            ("1", "more", "2026-03-08", "  ", None),
        ] {
            let [amount, direction, day, reason] = [amount, direction, day, reason].map(str::to_owned);
            let form = ByHandForm { amount, direction, day, reason, ..ByHandForm::default() };
            let minor = form.check_correction(rest, now, Language::English).ok().map(|by_hand| by_hand.amount.minor());
            assert_eq!(minor, expected, "{form:?}");
        }
    }
}
