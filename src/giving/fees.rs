//! The sum that a donor gives so that the whole gift arrives after the processor's fee. It is computed in whole minor units;
//! `static/giving.js` uses the same rule while the donor chooses.

use crate::{money::Amount, site::CurrencyTerms};

/// The whole of a sum, in hundredths of a percent.
const WHOLE: i64 = 10_000;

/// The smallest sum that leaves the whole gift after the fee, even if the processor rounds its percentage up. Without a fee
/// that is the gift itself. None if it is more than Stripe takes at once.
pub fn covered(gift: Amount, terms: &CurrencyTerms) -> Option<Amount> {
    let kept_by_us = (WHOLE - terms.fee_basis_points).max(1);
    let due = gift.minor().checked_add(terms.fee_fixed.minor())?.checked_mul(WHOLE)?;
    let minor = due.checked_add(kept_by_us - 1)? / kept_by_us;
    (minor <= Amount::MAXIMUM_MINOR).then(|| Amount::from_minor(minor, gift.currency()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Currency;

    fn terms(currency: Currency, fee_basis_points: i64, fee_fixed: i64) -> CurrencyTerms {
        let amount = |minor| Amount::from_minor(minor, currency);
        CurrencyTerms {
            currency,
            minimum: amount(1),
            maximum: amount(Amount::MAXIMUM_MINOR),
            presets: Vec::new(),
            fee_basis_points,
            fee_fixed: amount(fee_fixed),
        }
    }

    /// What is left of a sum if the processor rounds its percentage up.
    fn left(gross: i64, terms: &CurrencyTerms) -> i64 {
        gross - (gross * terms.fee_basis_points + WHOLE - 1) / WHOLE - terms.fee_fixed.minor()
    }

    #[test]
    fn the_sums_that_the_form_shows() {
        for (currency, basis_points, fixed, gift, total) in [
            (Currency::Usd, 290, 30, 2500, 2606),
            (Currency::Eur, 290, 30, 1000, 1061),
            (Currency::Krw, 290, 400, 30_000, 31_308),
            (Currency::Jpy, 290, 40, 1000, 1072),
            (Currency::Usd, 0, 0, 2500, 2500),
            (Currency::Usd, 0, 30, 2500, 2530),
            (Currency::Usd, 2000, 0, 2500, 3125),
        ] {
            let covered = covered(Amount::from_minor(gift, currency), &terms(currency, basis_points, fixed));
            assert_eq!(covered.map(Amount::minor), Some(total), "{gift} {currency:?}");
        }
        let largest = Amount::from_minor(Amount::MAXIMUM_MINOR, Currency::Usd);
        assert_eq!(covered(largest, &terms(Currency::Usd, 290, 30)), None);
    }

    proptest! {
        #[test]
        fn the_gift_arrives_whole_and_not_a_unit_more_is_asked_for(
            gift in 1..=80_000_000_i64, basis_points in 0..=2000_i64, fixed in 0..=100_000_i64, index in 0..4_usize,
        ) {
            let currency = Currency::ALL[index];
            let terms = terms(currency, basis_points, fixed);
            if let Some(total) = covered(Amount::from_minor(gift, currency), &terms) {
                prop_assert_eq!(total.currency(), currency);
                prop_assert!(left(total.minor(), &terms) >= gift);
                prop_assert!(left(total.minor() - 1, &terms) < gift);
            } else {
                prop_assert!(left(Amount::MAXIMUM_MINOR, &terms) < gift);
            }
        }
    }
}
