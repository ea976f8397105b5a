//! The rules for the lines of a new Checkout Session and for recurring prices.

use serde_json::Value;

use crate::answer::StripeError;
use crate::currency::check_total;
use crate::specification::missing;

/// Judges the lines of a new session: one-time prices in the mode `payment`, one recurring price in `subscription`.
///
/// # Errors
/// The first rule that is broken.
pub(crate) fn check_line_items(form: &Value) -> Result<(), StripeError> {
    let lines = form["line_items"].as_array();
    let Some(lines) = lines.filter(|lines| !lines.is_empty()) else {
        return Err(missing("line_items"));
    };
    let monthly = form["mode"] == "subscription";
    if monthly && (lines.len() > 1 || lines[0]["quantity"].as_i64().is_some_and(|quantity| quantity != 1)) {
        let message = "The stand-in plays one line with a quantity of 1 in `subscription` mode.";
        return Err(StripeError::invalid(message).param("line_items"));
    }
    let currency = &lines[0]["price_data"]["currency"];
    let mut total = 0_i64;
    for (number, line) in lines.iter().enumerate() {
        let name = format!("line_items[{number}]");
        total = total.saturating_add(line_total(line, &name, monthly)?);
        if line["price_data"]["currency"] != *currency {
            let message = "All line items of a session must have the same currency.";
            return Err(StripeError::invalid(message).param(format!("{name}[price_data][currency]")));
        }
    }
    check_total(total, currency.as_str().unwrap_or_default())
}

fn line_total(line: &Value, name: &str, monthly: bool) -> Result<i64, StripeError> {
    if let Some(price) = line["price"].as_str() {
        return Err(StripeError::unknown_reference("price", price, &format!("{name}[price]")));
    }
    let price = &line["price_data"];
    if price.is_null() {
        return Err(missing(&format!("{name}[price_data]")));
    }
    let name_of = |field: &str| format!("{name}[price_data][{field}]");
    if let Some(product) = price["product"].as_str() {
        return Err(StripeError::unknown_reference("product", product, &name_of("product")));
    }
    if price.get("product_data").is_none() {
        return Err(missing(&name_of("product_data")));
    }
    match price.get("recurring") {
        Some(_) if !monthly => {
            let message = "You specified `payment` mode but passed a recurring price. Use one-time prices only.";
            return Err(StripeError::invalid(message).param(name_of("recurring")));
        }
        Some(rhythm) => check_rhythm(rhythm, &name_of("recurring"))?,
        None if monthly => {
            let message = "You must provide at least one recurring price in `subscription` mode.";
            return Err(StripeError::invalid(message).param(name_of("recurring")));
        }
        None => {}
    }
    if price.get("unit_amount_decimal").is_some() {
        let message = "The stand-in reads `unit_amount`, not `unit_amount_decimal`.";
        return Err(StripeError::invalid(message).param(name_of("unit_amount_decimal")));
    }
    let Some(unit_amount) = price["unit_amount"].as_i64() else {
        return Err(missing(&name_of("unit_amount")));
    };
    let Some(quantity) = line["quantity"].as_i64() else {
        return Err(missing(&format!("{name}[quantity]")));
    };
    if unit_amount < 0 || quantity < 1 {
        let message = "A unit amount must be 0 or more, a quantity 1 or more.";
        return Err(StripeError::invalid(message).code("parameter_invalid_integer").param(name));
    }
    Ok(unit_amount.saturating_mul(quantity))
}

/// Judges how often a price recurs: the stand-in counts in months and years.
///
/// # Errors
/// It counts in something else, or more than three years apart.
pub(crate) fn check_rhythm(rhythm: &Value, name: &str) -> Result<(), StripeError> {
    let longest = match rhythm["interval"].as_str() {
        Some("month") => 36,
        Some("year") => 3,
        _ => {
            let message = "The stand-in plays the intervals `month` and `year`.";
            return Err(StripeError::invalid(message).param(format!("{name}[interval]")));
        }
    };
    if !(1..=longest).contains(&rhythm["interval_count"].as_i64().unwrap_or(1)) {
        let message = format!("An interval count must be between 1 and {longest}.");
        return Err(StripeError::invalid(message).param(format!("{name}[interval_count]")));
    }
    Ok(())
}
