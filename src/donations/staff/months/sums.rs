//! One currency's months: a drawing, and how many gifts came in each.

use super::queries::MonthRow;
use crate::{
    language::Language,
    money::{Currency, sum},
    rooms::chart::{Chart, Column},
};

/// How many months a drawing shows.
const MONTHS: i32 = 12;

pub(crate) struct Sums {
    pub(crate) chart: Chart,
    gifts: Vec<i64>,
    /// What all months brought.
    pub(crate) in_all: String,
    /// How many gifts came in all of them.
    pub(crate) count: i64,
}

/// A year and a month.
pub(crate) type YearMonth = (i32, i32);

/// The months that end with this one, the oldest first.
pub(crate) fn months_until((year, month): YearMonth) -> Vec<YearMonth> {
    let last = year * 12 + month - 1;
    (0..MONTHS).rev().map(|back| ((last - back).div_euclid(12), (last - back).rem_euclid(12) + 1)).collect()
}

impl Sums {
    /// The months of a currency; nothing if it had no movement.
    pub(crate) fn new(currency: Currency, months: &[YearMonth], rows: &[MonthRow], language: Language) -> Option<Self> {
        let of_month = |(year, month): &YearMonth| {
            rows.iter().find(|row| row.currency == currency.code() && (row.year, row.month) == (*year, *month))
        };
        let (sums, gifts): (Vec<i64>, Vec<i64>) =
            months.iter().map(|month| of_month(month).map_or((0, 0), |row| (row.minor, row.gifts))).unzip();
        if sums.iter().chain(&gifts).all(|value| *value == 0) {
            return None;
        }
        let words = |minor: i64| sum(minor, currency.code());
        let count: i64 = gifts.iter().sum();
        let best = sums.iter().copied().max().unwrap_or_default();
        let in_all = words(sums.iter().sum());
        let values = [("sum", &*in_all), ("count", &*count.to_string()), ("best", &*words(best))];
        let sentence = language.message_with("rooms-donations-months-summary", &values);
        let heads = (language.message("rooms-month"), language.message("rooms-donations-months-sum"));
        let values = months.iter().map(|(year, month)| format!("{year}-{month:02}")).zip(sums).collect();
        let (id, name) = (format!("months-{}", currency.code()), currency.name(language));
        Some(Self { chart: Chart::new((&id, &name), sentence, heads, values, words), gifts, in_all, count })
    }

    /// Each month with the number of its gifts.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&Column, &i64)> {
        self.chart.columns.iter().zip(&self.gifts)
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
    fn what_came_and_what_went_back_stand_in_their_months() {
        let row = |month, minor| MonthRow { year: 2026, month, currency: "usd".to_owned(), minor, gifts: 1 };
        let months = months_until((2026, 12));
        let rows = [row(1, 3000), row(2, -1000), row(12, 1)];
        let sums = Sums::new(Currency::Usd, &months, &rows, Language::English).expect("a drawing");
        assert_eq!(sums.chart.summary, "$20.01 in 3 gifts; the best month brought $30.");
        let shown: Vec<_> = sums.rows().map(|(month, gifts)| (&*month.name, &*month.words, *gifts)).collect();
        assert_eq!((shown[0], shown[1].2), (("2026-01", "$30", 1), 1));
        assert!(sums.chart.columns[1].is_below && sums.chart.columns[5].height == 0);
        assert!(Sums::new(Currency::Krw, &months, &rows, Language::English).is_none());
    }
}
