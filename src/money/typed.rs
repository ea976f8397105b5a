//! Amounts as donors type them: with the signs, groups and words of several countries. What can be read in one way is read,
//! what can be read in two is asked about, and nothing is guessed. Staff and banks' lists use [`Amount::parse_sum`], which
//! reads one way of writing only.

mod digits;
mod marks;
mod units;

use self::{
    digits::{amount, in_digits},
    marks::{Mark, without_marks},
    units::{in_units, unit},
};
use super::{Amount, AmountError, Currency};

/// What a typed amount may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    Sure(Amount),
    /// One of these, or the donor types it again. Never empty.
    Unclear(Vec<Amount>),
    /// It names a currency that is not on offer.
    OtherCurrency,
}

/// Reads what a donor typed while a currency was chosen beside it. If the text names another currency that is on offer, both
/// readings are given.
///
/// # Errors
/// Why no sum can be read.
pub(crate) fn read(typed: &str, chosen: Currency, offered: &[Currency]) -> Result<Reading, AmountError> {
    let text = plain(typed);
    let (mark, number) = without_marks(&text, chosen)?;
    if number.is_empty() {
        return Err(AmountError::Empty);
    }
    let named = match mark {
        None => chosen,
        Some(Mark::Of(currency)) if currency == chosen || offered.contains(&currency) => currency,
        Some(_) => return Ok(Reading::OtherCurrency),
    };
    let mut sums = Vec::new();
    let (mut is_sure, mut first_error) = (named == chosen, None);
    let currencies = if named == chosen { vec![chosen] } else { vec![named, chosen] };
    for currency in currencies {
        match numeral(number, currency) {
            Ok(numeral) => {
                is_sure &= numeral.len() == 1 && !numeral.must_be_asked;
                for micros in numeral.micros {
                    match amount(micros, currency) {
                        Ok(amount) if !sums.contains(&amount) => sums.push(amount),
                        Ok(_) => {}
                        Err(error) => first_error = first_error.or(Some(error)),
                    }
                }
            }
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    match (sums.as_slice(), first_error) {
        ([], error) => Err(error.unwrap_or(AmountError::NotANumber)),
        ([only], None) if is_sure => Ok(Reading::Sure(*only)),
        _ => Ok(Reading::Unclear(sums)),
    }
}

/// The text in small letters with one sign for each meaning, without what cannot be seen. Digits of another script are left
/// as they are beside digits of ours, so that a mixture is not a number.
fn plain(typed: &str) -> String {
    let is_western = typed.chars().any(|c| crate::text::ascii_twin(c).is_ascii_digit());
    let seen = typed.chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'));
    let twin = seen.map(|c| match crate::text::ascii_twin(c) {
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\t' => ' ',
        '’' | '‘' | '`' | '´' => '\'',
        '。' | '｡' | '٫' => '.',
        '、' | '､' | '٬' => ',',
        '‐'..='―' | '−' => '-',
        '￦' => '₩',
        '￥' => '¥',
        '￡' => '£',
        c @ '٠'..='٩' if !is_western => digit(c, '٠'),
        c @ '۰'..='۹' if !is_western => digit(c, '۰'),
        c => c,
    });
    twin.flat_map(char::to_lowercase).collect::<String>().trim().to_owned()
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

fn numeral(text: &str, currency: Currency) -> Result<digits::Numeral, AmountError> {
    if text.strip_prefix('-').is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit())) {
        return Err(AmountError::NotPositive);
    }
    // Swiss and Dutch whole sums: `25.-`, `25,--`.
    let text = text.trim_end_matches('-').strip_suffix(['.', ',']).filter(|_| text.ends_with('-')).unwrap_or(text);
    if text.chars().any(|c| unit(c).is_some()) { in_units(text, currency) } else { in_digits(text, currency) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use AmountError::{Empty, NotANumber, NotPositive, TooLarge, TooPrecise};
    use Currency::{Eur, Jpy, Krw, Usd};

    fn reading(typed: &str, currency: Currency) -> Result<Reading, AmountError> {
        read(typed, currency, &Currency::ALL)
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, currency, minor) in [
            ("25", Usd, 2500),
            ("25.", Usd, 2500),
            ("25,", Usd, 2500),
            (" 007 ", Eur, 700),
            (".50", Usd, 50),
            ("25.5", Usd, 2550),
            ("10,50", Eur, 1050),
            ("10,5", Usd, 1050),
            ("0,500", Eur, 50),
            ("1,00", Usd, 100),
            ("1,000", Usd, 100_000),
            ("1,000", Eur, 100_000),
            ("1,234.56", Usd, 123_456),
            ("1.234,56", Eur, 123_456),
            ("1.000,00", Eur, 100_000),
            ("1.000.000,00", Krw, 1_000_000),
            ("1.000.000", Krw, 1_000_000),
            ("1 234,56", Eur, 123_456),
            ("1\u{a0}234,56", Eur, 123_456),
            ("1\u{202f}234", Eur, 123_400),
            ("1'234.50", Eur, 123_450),
            ("1’234", Eur, 123_400),
            ("25 000", Krw, 25_000),
            ("25.-", Eur, 2500),
            ("25,--", Eur, 2500),
            ("25,–", Eur, 2500),
            ("30,000.00", Krw, 30_000),
            ("1000.0", Krw, 1000),
            ("$ 25.5", Usd, 2550),
            ("25$", Usd, 2500),
            ("US$25", Usd, 2500),
            ("25 USD", Usd, 2500),
            ("$25 usd", Usd, 2500),
            ("25 dollars", Usd, 2500),
            ("25달러", Usd, 2500),
            ("＄２５", Usd, 2500),
            ("€25", Eur, 2500),
            ("25 €", Eur, 2500),
            ("25 euros", Eur, 2500),
            ("EUR 25,50", Eur, 2550),
            ("30000원", Krw, 30_000),
            ("₩30,000", Krw, 30_000),
            ("￦３０，０００", Krw, 30_000),
            ("\\30,000", Krw, 30_000),
            ("KRW 30 000", Krw, 30_000),
            ("금 30,000원정", Krw, 30_000),
            ("５０００", Jpy, 5000),
            ("５０００。", Jpy, 5000),
            ("5,000円", Jpy, 5000),
            ("¥5,000", Jpy, 5000),
            ("五千円", Jpy, 5000),
            ("1万円", Jpy, 10_000),
            ("3만원", Krw, 30_000),
            ("3만 5천", Krw, 35_000),
            ("3만5천원", Krw, 35_000),
            ("3만 5,000원", Krw, 35_000),
            ("3만5000", Krw, 35_000),
            ("3만 500", Krw, 30_500),
            ("1.5만", Krw, 15_000),
            ("5만", Krw, 50_000),
            ("만원", Krw, 10_000),
            ("천원", Krw, 1000),
            ("오천 원", Krw, 5000),
            ("삼만 오천원", Krw, 35_000),
            ("십오만", Krw, 150_000),
            ("2천5백만원", Krw, 25_000_000),
            ("백만 원", Krw, 1_000_000),
            ("5천3만", Krw, 50_030_000),
            ("50k", Krw, 50_000),
            ("1.5K", Usd, 150_000),
            ("٢٥", Usd, 2500),
            ("۲۵٫۵", Eur, 2550),
            ("\u{200e}25\u{200b}", Usd, 2500),
            ("999999.99", Usd, 99_999_999),
        ] {
            let sure = Reading::Sure(Amount::from_minor(minor, currency));
            assert_eq!(reading(typed, currency), Ok(sure), "{typed:?} {currency:?}");
        }
    }

    #[test]
    fn what_may_mean_two_sums_is_not_guessed() {
        for (typed, currency, expected) in [
            ("1.000", Eur, vec![(100_000, Eur), (100, Eur)]),
            ("1.500 €", Eur, vec![(150_000, Eur), (150, Eur)]),
            ("1.505", Eur, vec![(150_500, Eur)]),
            ("1.000", Usd, vec![(100_000, Usd), (100, Usd)]),
            ("30.000", Krw, vec![(30_000, Krw), (30, Krw)]),
            ("30.500", Krw, vec![(30_500, Krw)]),
            ("2만5", Krw, vec![(25_000, Krw), (20_005, Krw)]),
            ("3천 5원", Krw, vec![(3500, Krw), (3005, Krw)]),
            ("€25", Usd, vec![(2500, Eur), (2500, Usd)]),
            ("30000원", Usd, vec![(30_000, Krw), (3_000_000, Usd)]),
            ("$25.50", Krw, vec![(2550, Usd)]),
            ("3만원", Jpy, vec![(30_000, Krw), (30_000, Jpy)]),
        ] {
            let sums = expected.into_iter().map(|(minor, currency)| Amount::from_minor(minor, currency)).collect();
            assert_eq!(reading(typed, currency), Ok(Reading::Unclear(sums)), "{typed:?} {currency:?}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_with_the_reason() {
        for (typed, currency, error) in [
            ("", Usd, Empty),
            (" \u{3000}\u{200b}", Usd, Empty),
            ("$", Usd, Empty),
            ("0", Usd, NotPositive),
            ("0,00 €", Eur, NotPositive),
            ("-5", Usd, NotPositive),
            ("−5", Usd, NotPositive),
            ("$-5", Usd, NotPositive),
            ("-$5", Usd, NotANumber),
            ("25.50", Krw, TooPrecise),
            ("25.505", Usd, TooPrecise),
            ("1,234.567", Usd, TooPrecise),
            ("1000.5", Jpy, TooPrecise),
            ("1.00005만", Krw, TooPrecise),
            ("1000000", Usd, TooLarge),
            ("99999999999999999999999", Krw, TooLarge),
            ("1억원", Krw, TooLarge),
            ("1e3", Usd, NotANumber),
            ("1E9", Usd, NotANumber),
            ("5-10", Usd, NotANumber),
            ("(5)", Usd, NotANumber),
            ("+25", Usd, NotANumber),
            ("0x19", Usd, NotANumber),
            ("NaN", Usd, NotANumber),
            ("twenty", Usd, NotANumber),
            ("12,34,567", Krw, NotANumber),
            ("1,00", Krw, NotANumber),
            ("25 50", Usd, NotANumber),
            ("1.2.3", Usd, NotANumber),
            ("1 000.000,5", Eur, NotANumber),
            ("$5€", Usd, NotANumber),
            ("\\25", Usd, NotANumber),
            ("2٥", Usd, NotANumber),
            ("3만50000", Krw, NotANumber),
            ("1.5만5천", Krw, NotANumber),
            ("3만만", Krw, NotANumber),
            ("50%", Usd, NotANumber),
            ("\u{202e}05", Usd, NotANumber),
        ] {
            assert_eq!(reading(typed, currency), Err(error), "{typed:?} {currency:?}");
        }
        for typed in ["£25", "CHF 25", "HK$25", "25 元"] {
            assert_eq!(reading(typed, Usd), Ok(Reading::OtherCurrency), "{typed:?}");
        }
        assert_eq!(read("€25", Usd, &[Usd]), Ok(Reading::OtherCurrency), "one that is not on offer");
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_again(minor in 1..=Amount::MAXIMUM_MINOR, index in 0..4_usize) {
            let amount = Amount::from_minor(minor, Currency::ALL[index]);
            prop_assert_eq!(reading(&amount.plain(), amount.currency()), Ok(Reading::Sure(amount)));
            prop_assert_eq!(reading(&amount.to_string(), amount.currency()), Ok(Reading::Sure(amount)));
        }

        #[test]
        fn what_staff_may_type_means_the_same_for_donors(typed in "[1-9][0-9]{0,3}(,[0-9]{3})?([.][0-9]{1,2})?") {
            if let Ok(amount) = Amount::parse(&typed, Usd) {
                prop_assert_eq!(reading(&typed, Usd), Ok(Reading::Sure(amount)));
            }
        }

        #[test]
        fn no_input_is_a_panic(typed in ".*|[0-9만천백십억k.,' -]{0,40}", index in 0..4_usize) {
            let _ = reading(&typed, Currency::ALL[index]);
        }
    }
}
