//! Money as the payment processor counts it: whole minor units and a currency. No floats anywhere.

pub(crate) mod typed;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{language::Language, text::ascii_twin};

/// A currency that donors can choose. Only these are offered, because each needs its own tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Currency {
    Usd,
    Eur,
    /// South Korean won, no decimals.
    Krw,
    Jpy,
}

impl Currency {
    /// All currencies, in the order in which the form shows them.
    pub const ALL: [Self; 4] = [Self::Usd, Self::Eur, Self::Krw, Self::Jpy];

    /// The lower-case ISO 4217 code, as Stripe writes it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Usd => "usd",
            Self::Eur => "eur",
            Self::Krw => "krw",
            Self::Jpy => "jpy",
        }
    }

    /// The currency with this code, in either case.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|currency| currency.code().eq_ignore_ascii_case(code))
    }

    /// Number of decimals (ISO 4217 exponent).
    pub(crate) fn decimals(self) -> u32 {
        match self {
            Self::Usd | Self::Eur => 2,
            Self::Krw | Self::Jpy => 0,
        }
    }

    /// The sign written before an amount.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Usd => "$",
            Self::Eur => "€",
            Self::Krw => "₩",
            Self::Jpy => "¥",
        }
    }

    /// A sum as people type it: an example, with decimals where the currency has them.
    pub(crate) fn example(self) -> &'static str {
        match self {
            Self::Usd | Self::Eur => "25.50",
            Self::Krw => "30000",
            Self::Jpy => "3000",
        }
    }

    /// The currency's name in a sentence ("US dollars", "달러").
    pub(crate) fn name(self, language: Language) -> String {
        language.message(match self {
            Self::Usd => "currency-usd",
            Self::Eur => "currency-eur",
            Self::Krw => "currency-krw",
            Self::Jpy => "currency-jpy",
        })
    }

    /// The smallest gift that may be configured, in minor units. Stripe's minimum per charge, judged after conversion into
    /// the currency of the payout; of won Stripe names none, so there it is one of ours.
    pub(crate) fn least_minor(self) -> i64 {
        match self {
            Self::Usd | Self::Eur | Self::Jpy => 50,
            Self::Krw => 1_000,
        }
    }

    fn minor_per_major(self) -> i64 {
        10_i64.pow(self.decimals())
    }
}

/// Why a typed amount cannot be read. The form turns it into a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AmountError {
    Empty,
    /// Not a number as people of the site's languages write it.
    NotANumber,
    NotPositive,
    /// More decimals than the currency has. They are refused, never rounded.
    TooPrecise,
    /// More than Stripe's highest amount, or the highest sum that staff may enter.
    TooLarge,
}

/// A sum of money in one currency, in minor units (cents, or whole won and yen).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Amount {
    minor: i64,
    currency: Currency,
}

impl Amount {
    /// Stripe's highest amount of one charge, in minor units (eight digits).
    pub(crate) const MAXIMUM_MINOR: i64 = 99_999_999;
    /// The highest sum that staff may enter, in minor units: what does not pass Stripe knows no such limit.
    pub(crate) const LARGEST_MINOR: i64 = 999_999_999_999;

    /// A sum of minor units, as stored or as received from the processor.
    pub fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads an amount as we write it ourselves: ASCII or full-width digits, thousands separated by commas, one point. What
    /// donors type is read by [`typed::read`].
    pub(crate) fn parse(typed: &str, currency: Currency) -> Result<Self, AmountError> {
        Self::parse_up_to(Self::MAXIMUM_MINOR, typed, currency)
    }

    /// Reads what staff typed of money that does not pass Stripe: a goal, or a gift by transfer.
    pub(crate) fn parse_sum(typed: &str, currency: Currency) -> Result<Self, AmountError> {
        Self::parse_up_to(Self::LARGEST_MINOR, typed, currency)
    }

    fn parse_up_to(most: i64, typed: &str, currency: Currency) -> Result<Self, AmountError> {
        let plain: String = typed.trim().chars().map(ascii_twin).collect();
        let plain = plain.trim().trim_start_matches(currency.sign()).trim_start();
        if plain.is_empty() {
            return Err(AmountError::Empty);
        }
        if plain.strip_prefix(['-', '−']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            return Err(AmountError::NotPositive);
        }
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let whole = without_separators(whole).ok_or(AmountError::NotANumber)?;
        let dangling_point = plain.ends_with('.');
        if dangling_point || !fraction.chars().all(|c| c.is_ascii_digit()) {
            return Err(AmountError::NotANumber);
        }
        if fraction.len() > currency.decimals() as usize {
            return Err(AmountError::TooPrecise);
        }
        let digits = format!("{whole}{fraction:0<width$}", width = currency.decimals() as usize);
        let significant = digits.trim_start_matches('0');
        if significant.is_empty() {
            return Err(AmountError::NotPositive);
        }
        match significant.parse() {
            Ok(minor) if minor <= most => Ok(Self { minor, currency }),
            _ => Err(AmountError::TooLarge),
        }
    }

    pub fn minor(self) -> i64 {
        self.minor
    }

    pub(crate) fn currency(self) -> Currency {
        self.currency
    }

    /// The number alone, as it stands in a form field: `25`, `25.50`, `30000`.
    pub fn plain(self) -> String {
        let per_major = self.currency.minor_per_major();
        let (whole, rest) = (self.minor / per_major, self.minor % per_major);
        if rest == 0 {
            whole.to_string()
        } else {
            format!("{whole}.{rest:0width$}", width = self.currency.decimals() as usize)
        }
    }
}

/// The amount as people read it: `$1,234.50`, `₩30,000`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = Self { minor: self.minor.abs(), ..*self }.plain();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        if self.minor < 0 {
            f.write_str("−")?;
        }
        f.write_str(self.currency.sign())?;
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if fraction.is_empty() { Ok(()) } else { write!(f, ".{fraction}") }
    }
}

/// A sum of money from a row, as staff read it. One in a currency that we do not know stands as it was stored.
pub(crate) fn sum(minor: i64, currency: &str) -> String {
    match Currency::from_code(currency) {
        Some(currency) => Amount::from_minor(minor, currency).to_string(),
        None => format!("{minor} {currency}"),
    }
}

/// Digits whose commas, if any, part groups of exactly three.
fn without_separators(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let first_fits = if rest.is_empty() { !first.is_empty() } else { (1..=3).contains(&first.len()) };
    let well_formed = first_fits && rest.iter().all(|group| group.len() == 3);
    let digits = format!("{first}{}", rest.concat());
    (well_formed && digits.chars().all(|c| c.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn typed_amounts_are_read_or_refused_with_the_reason() {
        use AmountError::{Empty, NotANumber, NotPositive, TooLarge, TooPrecise};
        for (typed, currency, expected) in [
            ("25", Currency::Usd, Ok(2500)),
            ("25.5", Currency::Usd, Ok(2550)),
            ("$25", Currency::Usd, Ok(2500)),
            ("1,234.56", Currency::Usd, Ok(123_456)),
            ("３０，０００", Currency::Krw, Ok(30_000)),
            ("３０００", Currency::Jpy, Ok(3000)),
            (" 007 ", Currency::Eur, Ok(700)),
            ("999999.99", Currency::Usd, Ok(99_999_999)),
            ("", Currency::Usd, Err(Empty)),
            ("   ", Currency::Usd, Err(Empty)),
            ("0", Currency::Usd, Err(NotPositive)),
            ("0.00", Currency::Usd, Err(NotPositive)),
            ("-5", Currency::Usd, Err(NotPositive)),
            ("25.505", Currency::Usd, Err(TooPrecise)),
            ("1000.5", Currency::Jpy, Err(TooPrecise)),
            ("1000.0", Currency::Krw, Err(TooPrecise)),
            ("1000000", Currency::Usd, Err(TooLarge)),
            ("99999999999999999999999", Currency::Krw, Err(TooLarge)),
            ("1e9", Currency::Usd, Err(NotANumber)),
            ("1,00", Currency::Usd, Err(NotANumber)),
            ("12,34,567", Currency::Krw, Err(NotANumber)),
            ("25.", Currency::Usd, Err(NotANumber)),
            (".5", Currency::Usd, Err(NotANumber)),
            ("٢٥", Currency::Usd, Err(NotANumber)),
            ("+25", Currency::Usd, Err(NotANumber)),
            ("0x19", Currency::Usd, Err(NotANumber)),
            ("NaN", Currency::Usd, Err(NotANumber)),
            ("25 000", Currency::Krw, Err(NotANumber)),
        ] {
            assert_eq!(Amount::parse(typed, currency).map(Amount::minor), expected, "{typed:?} {currency:?}");
        }
    }

    #[test]
    fn a_sum_in_a_foreign_currency_stands_as_it_was_stored() {
        for (minor, currency, expected) in
            [(2550, "usd", "$25.50"), (-30_000, "krw", "−₩30,000"), (2550, "chf", "2550 chf")]
        {
            assert_eq!(sum(minor, currency), expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_again(minor in 1..=Amount::MAXIMUM_MINOR, index in 0..4_usize) {
            let amount = Amount::from_minor(minor, Currency::ALL[index]);
            prop_assert_eq!(Amount::parse(&amount.plain(), amount.currency()), Ok(amount));
            prop_assert_eq!(Amount::parse(&amount.to_string(), amount.currency()), Ok(amount));
        }

        #[test]
        fn no_input_is_a_panic(typed in ".*", index in 0..4_usize) {
            let _ = Amount::parse(&typed, Currency::ALL[index]);
        }
    }
}
