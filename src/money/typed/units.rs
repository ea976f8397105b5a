//! Numbers with words in them: `3만 5천`, `1.5만`, `50k`.

use super::digits::{Numeral, WHOLE, in_digits};
use crate::money::{AmountError, Currency};

/// What a letter multiplies: `만`, `천`, `k` and others.
pub(super) fn unit(c: char) -> Option<u128> {
    Some(match c {
        '억' | '億' => 100_000_000,
        '만' | '萬' | '万' => 10_000,
        '천' | '千' | 'k' => 1000,
        '백' | '百' => 100,
        '십' | '十' => 10,
        _ => return None,
    })
}

/// A digit written as a word.
fn digit_word(c: char) -> Option<u128> {
    let place = |words: &str| words.chars().position(|word| word == c);
    let place = place("일이삼사오육칠팔구").or_else(|| place("一二三四五六七八九"))?;
    u128::try_from(place + 1).ok()
}

/// A number in units, while it is read.
struct Units {
    /// What is complete: everything up to the last `만` or `억`.
    total: u128,
    /// What will be multiplied by the next of these.
    section: u128,
    /// The number that waits for its unit.
    number: Option<u128>,
    last_big: u128,
    last_small: u128,
    last: u128,
    numbers: usize,
    is_broken: bool,
}

/// Numbers such as `3만 5천`, `1.5만`, `오천`, `5k`.
pub(super) fn in_units(text: &str, currency: Currency) -> Result<Numeral, AmountError> {
    let mut units = Units {
        total: 0,
        section: 0,
        number: None,
        last_big: u128::MAX,
        last_small: u128::MAX,
        last: u128::MAX,
        numbers: 0,
        is_broken: false,
    };
    let mut digits = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() || matches!(c, '.' | ',') {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            units.number(&std::mem::take(&mut digits), currency)?;
        }
        match (digit_word(c), unit(c)) {
            (Some(digit), _) => units.take(digit * WHOLE)?,
            (_, Some(unit)) => units.multiply(unit)?,
            _ if c == ' ' => {}
            _ => return Err(AmountError::NotANumber),
        }
    }
    units.end()
}

impl Units {
    fn number(&mut self, digits: &str, currency: Currency) -> Result<(), AmountError> {
        // Before a unit one decimal is usual in every currency.
        let numeral = in_digits(digits, if digits.contains('.') { Currency::Usd } else { currency })?;
        match numeral.micros[..] {
            [micros] if !numeral.must_be_asked => self.take(micros),
            _ => Err(AmountError::NotANumber),
        }
    }

    fn take(&mut self, micros: u128) -> Result<(), AmountError> {
        self.numbers += 1;
        self.is_broken |= !micros.is_multiple_of(WHOLE);
        match self.number.replace(micros) {
            None => Ok(()),
            Some(_) => Err(AmountError::NotANumber),
        }
    }

    fn multiply(&mut self, unit: u128) -> Result<(), AmountError> {
        let is_big = unit >= 10_000;
        let last = if is_big { &mut self.last_big } else { &mut self.last_small };
        if unit >= *last {
            return Err(AmountError::NotANumber);
        }
        (*last, self.last) = (unit, unit);
        let number = self.number.take();
        if is_big {
            let section = match self.section + number.unwrap_or(0) {
                0 if number.is_none() => WHOLE,
                section => section,
            };
            self.total += section * unit;
            (self.section, self.last_small) = (0, u128::MAX);
        } else {
            self.section += number.unwrap_or(WHOLE) * unit;
        }
        Ok(())
    }

    fn end(self) -> Result<Numeral, AmountError> {
        if self.is_broken && self.numbers > 1 {
            return Err(AmountError::NotANumber);
        }
        let before = self.total + self.section;
        match self.number {
            None => Ok(Numeral::sure(before)),
            Some(rest) if rest >= self.last * WHOLE => Err(AmountError::NotANumber),
            // In Korean, "2만5" is said for 25,000 and may be written for 20,005.
            Some(rest) if rest < 10 * WHOLE && self.last >= 100 => {
                Ok(Numeral::unclear(vec![before + rest * (self.last / 10), before + rest]))
            }
            Some(rest) => Ok(Numeral::sure(before + rest)),
        }
    }
}
