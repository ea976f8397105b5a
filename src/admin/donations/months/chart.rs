//! One currency's months as bars: the numbers that a drawing needs, in whole units of its own grid.

use super::queries::MonthRow;
use crate::money::{Amount, Currency, sum};

/// How many months a drawing shows.
pub const MONTHS: usize = 12;

/// The width of a month, and how much of it its bar takes.
const STEP: i64 = 44;
const BAR: i64 = 30;
/// The height of the bars above and below the line together.
const HEIGHT: i64 = 160;
/// The room above the bars for the highest sum, and below for the months.
const ABOVE: i64 = 22;
const BELOW: i64 = 26;

/// One currency.
pub struct Chart {
    pub code: &'static str,
    pub name: String,
    pub sentence: String,
    pub bars: Vec<Bar>,
    pub width: i64,
    pub height: i64,
    /// Where nothing is.
    pub line: i64,
    /// Where the names of the months stand.
    pub names: i64,
}

/// One month.
pub struct Bar {
    pub month: String,
    /// The month's number, as it stands below the bar.
    pub short: String,
    pub amount: String,
    pub gifts: i64,
    pub x: i64,
    pub middle: i64,
    /// Where its sum stands, and from which side it is written, so that it stays inside.
    pub sum_x: i64,
    pub side: &'static str,
    pub y: i64,
    pub width: i64,
    pub height: i64,
    pub is_highest: bool,
    pub is_negative: bool,
}

/// A year and a month.
pub type YearMonth = (i32, i32);

/// The months that end with this one, the oldest first.
pub fn months_until((year, month): YearMonth) -> Vec<YearMonth> {
    let last = year * 12 + month - 1;
    (0..MONTHS as i32).rev().map(|back| ((last - back).div_euclid(12), (last - back).rem_euclid(12) + 1)).collect()
}

impl Chart {
    /// The drawing of a currency; nothing if it had no movement.
    pub fn new(currency: Currency, months: &[YearMonth], rows: &[MonthRow]) -> Option<Self> {
        let of_month = |(year, month): &YearMonth| {
            rows.iter().find(|row| row.currency == currency.code() && (row.year, row.month) == (*year, *month))
        };
        let values: Vec<(i64, i64)> =
            months.iter().map(|month| of_month(month).map_or((0, 0), |row| (row.minor, row.gifts))).collect();
        if values.iter().all(|value| *value == (0, 0)) {
            return None;
        }
        let highest = values.iter().map(|(minor, _)| *minor).max().unwrap_or_default().max(0);
        let lowest = values.iter().map(|(minor, _)| *minor).min().unwrap_or_default().min(0);
        let span = (highest - lowest).max(1);
        let scaled =
            |minor: i64| i64::try_from(i128::from(minor) * i128::from(HEIGHT) / i128::from(span)).unwrap_or_default();
        let line = ABOVE + scaled(highest);
        let bar = |(at, ((year, month), (minor, gifts))): (usize, (&YearMonth, &(i64, i64)))| {
            let height = scaled(minor.abs()).max(i64::from(*minor != 0));
            let x = at as i64 * STEP + (STEP - BAR) / 2;
            let (sum_x, side) = match at {
                0 | 1 => (x, "chart-start"),
                10.. => (x + BAR, "chart-end"),
                _ => (x + BAR / 2, ""),
            };
            Bar {
                month: format!("{year}-{month:02}"),
                short: month.to_string(),
                amount: sum(*minor, currency.code()),
                gifts: *gifts,
                x,
                middle: x + BAR / 2,
                sum_x,
                side,
                y: if *minor < 0 { line } else { line - height },
                width: BAR,
                height,
                is_highest: *minor == highest && *minor > 0,
                is_negative: *minor < 0,
            }
        };
        let total: i64 = values.iter().map(|(minor, _)| *minor).sum();
        let gifts: i64 = values.iter().map(|(_, gifts)| *gifts).sum();
        let gifts_words = if gifts == 1 { "1 gift".to_owned() } else { format!("{gifts} gifts") };
        let in_all = Amount::from_minor(total, currency);
        Some(Self {
            code: currency.code(),
            name: currency.name(crate::language::Language::English),
            sentence: format!("{in_all} in {gifts_words}; the best month brought {}.", sum(highest, currency.code())),
            bars: months.iter().zip(&values).enumerate().map(bar).collect(),
            width: STEP * MONTHS as i64,
            height: ABOVE + HEIGHT + BELOW,
            line,
            names: ABOVE + HEIGHT + BELOW - 8,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_months_ends_with_this_one() {
        let months = months_until((2026, 3));
        assert_eq!((months.len(), months[0], months[11]), (12, (2025, 4), (2026, 3)));
        assert_eq!(months_until((2026, 12))[0], (2026, 1));
    }

    #[test]
    fn bars_stand_on_the_line_or_hang_from_it() {
        let row = |month, minor| MonthRow { year: 2026, month, currency: "usd".to_owned(), minor, gifts: 1 };
        let months = months_until((2026, 12));
        let chart = Chart::new(Currency::Usd, &months, &[row(1, 3000), row(2, -1000), row(12, 1)]).expect("a drawing");
        assert_eq!((chart.bars[0].y, chart.bars[0].height), (ABOVE, 120));
        assert_eq!((chart.bars[1].y, chart.bars[1].height, chart.bars[1].is_negative), (chart.line, 40, true));
        assert_eq!(chart.bars[11].height, 1, "a small sum is seen");
        assert_eq!(chart.bars[5].height, 0);
        assert!(chart.bars.iter().all(|bar| bar.y >= 0 && bar.y + bar.height <= ABOVE + HEIGHT));
        assert!(Chart::new(Currency::Krw, &months, &[row(1, 3000)]).is_none());
    }
}
