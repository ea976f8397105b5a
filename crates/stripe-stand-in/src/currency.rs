//! What Stripe allows in each currency, in minor units: the least and the largest payment, the decimals, the steps.
//! Source: docs.stripe.com/currencies; unlisted minimums are unknown and are taken as one minor unit.

use crate::answer::StripeError;

/// Stripe refuses totals of more than eight digits.
pub(crate) const LARGEST_MINOR: i64 = 99_999_999;

const ZERO_DECIMAL: [&str; 15] =
    ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"];
const THREE_DECIMAL: [&str; 5] = ["bhd", "jod", "kwd", "omr", "tnd"];
/// Whole units only, though the API keeps two decimals for them.
const WHOLE_UNITS: [&str; 2] = ["isk", "ugx"];

/// Judges the total of a Checkout Session.
///
/// # Errors
/// `amount_too_small`, `amount_too_large`, or an amount that the currency has no coins for.
pub(crate) fn check_total(minor: i64, currency: &str) -> Result<(), StripeError> {
    if currency.len() != 3 || !currency.bytes().all(|letter| letter.is_ascii_lowercase()) {
        let message = format!("Invalid currency: {currency}. Send three lower-case letters.");
        return Err(StripeError::invalid(message).param("line_items[0][price_data][currency]"));
    }
    let least = least_minor(currency);
    if minor < least {
        let message =
            format!("The Checkout Session's total amount must convert to at least {}.", shown(least, currency));
        return Err(StripeError::invalid(message).code("amount_too_small"));
    }
    if minor > LARGEST_MINOR {
        let message =
            format!("The Checkout Session's total amount must be no more than {}.", shown(LARGEST_MINOR, currency));
        return Err(StripeError::invalid(message).code("amount_too_large"));
    }
    let step = match currency {
        _ if THREE_DECIMAL.contains(&currency) => 10,
        _ if WHOLE_UNITS.contains(&currency) => 100,
        _ => 1,
    };
    if minor % step != 0 {
        let message = format!("Invalid amount: in {currency} it must be a multiple of {step}.");
        return Err(StripeError::invalid(message).code("invalid_charge_amount"));
    }
    Ok(())
}

/// An amount as the pay page shows it: `25.00 USD`, `30000 KRW`.
pub(crate) fn shown(minor: i64, currency: &str) -> String {
    let decimals = match currency {
        _ if ZERO_DECIMAL.contains(&currency) => 0,
        _ if THREE_DECIMAL.contains(&currency) => 3,
        _ => 2,
    };
    let code = currency.to_uppercase();
    if decimals == 0 {
        return format!("{minor} {code}");
    }
    let unit = 10_i64.pow(decimals);
    let width = decimals as usize;
    format!("{}.{:0width$} {code}", minor / unit, minor % unit)
}

fn least_minor(currency: &str) -> i64 {
    match currency {
        "usd" | "eur" | "cad" | "aud" | "nzd" | "sgd" | "chf" | "brl" | "inr" | "jpy" => 50,
        "gbp" => 30,
        "bgn" => 100,
        "pln" | "ron" | "aed" | "myr" => 200,
        "dkk" => 250,
        "nok" | "sek" => 300,
        "hkd" => 400,
        "mxn" | "thb" => 1000,
        "czk" => 1500,
        "huf" => 17500,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_judged_by_currency() {
        let cases = [
            (50, "usd", None),
            (49, "usd", Some("amount_too_small")),
            (29, "gbp", Some("amount_too_small")),
            (30_000, "krw", None),
            (99_999_999, "krw", None),
            (100_000_000, "usd", Some("amount_too_large")),
            (12_345, "kwd", Some("invalid_charge_amount")),
            (12_340, "kwd", None),
            (150, "isk", Some("invalid_charge_amount")),
            (0, "krw", Some("amount_too_small")),
        ];
        for (minor, currency, code) in cases {
            let judged = check_total(minor, currency).err().and_then(|error| error.code);
            assert_eq!(judged, code, "{minor} {currency}");
        }
        assert!(check_total(2500, "USD").is_err());
    }

    #[test]
    fn amounts_are_shown_with_the_decimals_of_the_currency() {
        assert_eq!(shown(2505, "usd"), "25.05 USD");
        assert_eq!(shown(30_000, "krw"), "30000 KRW");
        assert_eq!(shown(1230, "kwd"), "1.230 KWD");
    }
}
