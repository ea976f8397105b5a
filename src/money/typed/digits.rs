//! Numbers in digits, with the separators of several countries.

use crate::money::{Amount, AmountError, Currency};

/// How many millionths make a whole: amounts are read in these before their currency decides how many decimals they may have.
pub(super) const WHOLE: u128 = 1_000_000;
/// How many decimals and digits before them are read at most.
const MOST_DECIMALS: usize = 6;
const MOST_DIGITS: usize = 15;

/// What a numeral may mean, in millionths.
pub(super) struct Numeral {
    pub(super) micros: Vec<u128>,
    /// Whether even a single meaning is only likely.
    pub(super) must_be_asked: bool,
}

impl Numeral {
    pub(super) fn sure(micros: u128) -> Self {
        Self { micros: vec![micros], must_be_asked: false }
    }

    pub(super) fn unclear(micros: Vec<u128>) -> Self {
        Self { micros, must_be_asked: true }
    }

    pub(super) fn len(&self) -> usize {
        self.micros.len()
    }
}

pub(super) fn amount(micros: u128, currency: Currency) -> Result<Amount, AmountError> {
    let unit = WHOLE / 10_u128.pow(currency.decimals());
    if !micros.is_multiple_of(unit) {
        return Err(AmountError::TooPrecise);
    }
    match i64::try_from(micros / unit) {
        Ok(0) => Err(AmountError::NotPositive),
        Ok(minor) if minor <= Amount::MAXIMUM_MINOR => Ok(Amount::from_minor(minor, currency)),
        _ => Err(AmountError::TooLarge),
    }
}

/// Digits with separators.
pub(super) fn in_digits(text: &str, currency: Currency) -> Result<Numeral, AmountError> {
    let text = text.strip_suffix(['.', ',']).unwrap_or(text);
    let separators: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let Some(last) = separators.last().copied() else { return Ok(Numeral::sure(micros(text, "")?)) };
    if !separators.iter().all(|c| matches!(c, '.' | ',' | ' ' | '\'')) {
        return Err(AmountError::NotANumber);
    }
    let (before, after) = text.rsplit_once(last).unwrap_or((text, ""));
    let is_point = matches!(last, '.' | ',');
    let is_alone = separators.len() == 1;
    if separators.iter().all(|c| *c == last) && !(is_alone && is_point) {
        return Ok(Numeral::sure(micros(&grouped(text, last)?, "")?));
    }
    if !is_alone {
        let other = separators[0];
        let is_one_kind = separators[..separators.len() - 1].iter().all(|c| *c == other);
        if !is_point || other == last || !is_one_kind {
            return Err(AmountError::NotANumber);
        }
        return Ok(Numeral::sure(micros(&grouped(before, other)?, after)?));
    }
    let may_be_group = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    match last {
        ',' if may_be_group => Ok(Numeral::sure(micros(&format!("{before}{after}"), "")?)),
        ',' if currency.decimals() == 0 => Err(AmountError::NotANumber),
        '.' if may_be_group => point(before, after, currency),
        _ => Ok(Numeral::sure(micros(before, after)?)),
    }
}

/// `1.000`: a thousand where the point parts groups, one where it parts decimals.
fn point(before: &str, after: &str, currency: Currency) -> Result<Numeral, AmountError> {
    let (as_group, as_decimals) = (micros(&format!("{before}{after}"), "")?, micros(before, after)?);
    if amount(as_decimals, currency).is_ok() {
        return Ok(Numeral::unclear(vec![as_group, as_decimals]));
    }
    // Nobody writes dollars with points between the groups.
    if currency == Currency::Usd { Err(AmountError::TooPrecise) } else { Ok(Numeral::unclear(vec![as_group])) }
}

/// Digits without the separators that part groups of exactly three.
fn grouped(text: &str, separator: char) -> Result<String, AmountError> {
    let groups: Vec<&str> = text.split(separator).collect();
    let is_good = |(at, group): (usize, &&str)| if at == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
    if groups.iter().enumerate().all(is_good) { Ok(groups.concat()) } else { Err(AmountError::NotANumber) }
}

fn micros(whole: &str, decimals: &str) -> Result<u128, AmountError> {
    let decimals = decimals.trim_end_matches('0');
    let are_digits = whole.chars().chain(decimals.chars()).all(|c| c.is_ascii_digit());
    if !are_digits || (whole.is_empty() && decimals.is_empty()) {
        return Err(AmountError::NotANumber);
    }
    let whole = whole.trim_start_matches('0');
    if decimals.len() > MOST_DECIMALS {
        return Err(AmountError::TooPrecise);
    }
    if whole.len() > MOST_DIGITS {
        return Err(AmountError::TooLarge);
    }
    format!("{whole}{decimals:0<MOST_DECIMALS$}").parse().map_err(|_| AmountError::NotANumber)
}
