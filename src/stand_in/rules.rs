//! The rules for a new Checkout Session that Stripe enforces and its specification does not state: what goes together,
//! what is required in which mode, ranges of time, amounts and metadata.

use serde_json::Value;

use super::answer::StripeError;
use super::currency::check_total;
use super::specification::missing;

/// Parameters of a session that this stand-in acts on or stores. Others are refused rather than ignored silently.
const PLAYED: [&str; 24] = [
    "adaptive_pricing",
    "allow_promotion_codes",
    "automatic_tax",
    "billing_address_collection",
    "cancel_url",
    "client_reference_id",
    "currency",
    "custom_text",
    "customer",
    "customer_creation",
    "customer_email",
    "expand",
    "expires_at",
    "line_items",
    "locale",
    "metadata",
    "mode",
    "origin_context",
    "payment_intent_data",
    "payment_method_types",
    "phone_number_collection",
    "submit_type",
    "success_url",
    "ui_mode",
];

const HALF_AN_HOUR: i64 = 30 * 60;
const ONE_DAY: i64 = 24 * 60 * 60;

/// Judges the form of `POST /v1/checkout/sessions`, which has passed the specification; `now` in unix seconds.
///
/// # Errors
/// The first rule that is broken.
pub fn check_new_session(form: &Value, version: Option<&str>, now: i64) -> Result<(), StripeError> {
    check_mode(form)?;
    check_parameters(form, version)?;
    check_urls(form)?;
    check_customer(form)?;
    check_metadata(&form["metadata"], "metadata")?;
    check_metadata(&form["payment_intent_data"]["metadata"], "payment_intent_data[metadata]")?;
    check_expiry(form, now)?;
    check_line_items(form)
}

fn check_mode(form: &Value) -> Result<(), StripeError> {
    match form["mode"].as_str() {
        None => return Err(missing("mode")),
        Some("payment") => {}
        Some(mode) => {
            let message = format!("The stand-in does not play `mode={mode}` yet, only `payment`.");
            return Err(StripeError::invalid(message).param("mode"));
        }
    }
    for other in ["subscription_data", "setup_intent_data", "payment_method_collection"] {
        if form.get(other).is_some() {
            let message = format!("You can not pass `{other}` in `payment` mode.");
            return Err(StripeError::invalid(message).param(other));
        }
    }
    if form["submit_type"] == "subscribe" {
        let message = "`submit_type=subscribe` is only for `subscription` mode.";
        return Err(StripeError::invalid(message).param("submit_type"));
    }
    Ok(())
}

fn check_parameters(form: &Value, version: Option<&str>) -> Result<(), StripeError> {
    // Removed in 2026-09-30.endive. Stripe's own command line tool, which sends no version, still uses it.
    if version.is_some() && form.get("payment_method_types").is_some() {
        let name = "payment_method_types";
        return Err(StripeError::invalid(format!("Received unknown parameter: {name}"))
            .code("parameter_unknown")
            .param(name));
    }
    let fields = form.as_object().into_iter().flatten();
    let unplayed = fields.map(|(name, _)| name).find(|name| !PLAYED.contains(&name.as_str()));
    if let Some(name) = unplayed {
        let message = format!("The stand-in does not play the parameter `{name}`.");
        return Err(StripeError::invalid(message).param(name));
    }
    if form.get("ui_mode").is_some_and(|mode| mode != "hosted_page") {
        let message = "The stand-in plays `ui_mode=hosted_page` only.";
        return Err(StripeError::invalid(message).param("ui_mode"));
    }
    Ok(())
}

fn check_urls(form: &Value) -> Result<(), StripeError> {
    if form.get("success_url").is_none() {
        return Err(missing("success_url"));
    }
    for name in ["success_url", "cancel_url"] {
        let Some(url) = form[name].as_str() else {
            continue;
        };
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
        if host.is_none_or(str::is_empty) || url.contains(char::is_whitespace) || url.len() > 5000 {
            let message = "Not a valid URL: send an absolute address with http or https.";
            return Err(StripeError::invalid(message).code("url_invalid").param(name));
        }
    }
    Ok(())
}

fn check_customer(form: &Value) -> Result<(), StripeError> {
    if let Some(customer) = form["customer"].as_str() {
        if form.get("customer_email").is_some() {
            let message = "You may only specify one of these parameters: customer, customer_email.";
            return Err(StripeError::invalid(message).param("customer_email"));
        }
        return Err(StripeError::unknown_reference("customer", customer, "customer"));
    }
    let Some(email) = form["customer_email"].as_str() else {
        return Ok(());
    };
    if !is_email(email) {
        let message = format!("Invalid email address: {email}");
        return Err(StripeError::invalid(message).code("email_invalid").param("customer_email"));
    }
    Ok(())
}

/// Whether a text has the outline of a mail address.
pub fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let outline = parts.is_some_and(|(name, host)| {
        !name.is_empty() && !host.contains('@') && host.split('.').all(|label| !label.is_empty()) && host.contains('.')
    });
    outline && !text.contains(char::is_whitespace)
}

/// At most 50 keys of at most 40 characters, values of at most 500.
fn check_metadata(metadata: &Value, name: &str) -> Result<(), StripeError> {
    let Some(fields) = metadata.as_object() else {
        return Ok(());
    };
    if fields.len() > 50 {
        return Err(StripeError::invalid("Metadata can have up to 50 keys.").param(name));
    }
    for (key, value) in fields {
        let long = value.as_str().is_some_and(|value| value.chars().count() > 500);
        if long || key.chars().count() > 40 {
            let message = "Metadata keys can have up to 40 characters, values up to 500.";
            return Err(StripeError::invalid(message).param(format!("{name}[{key}]")));
        }
    }
    Ok(())
}

fn check_expiry(form: &Value, now: i64) -> Result<(), StripeError> {
    let Some(expires_at) = form["expires_at"].as_i64() else {
        return Ok(());
    };
    if !(now + HALF_AN_HOUR..=now + ONE_DAY).contains(&expires_at) {
        let message = "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout \
                       Session creation.";
        return Err(StripeError::invalid(message).param("expires_at"));
    }
    Ok(())
}

fn check_line_items(form: &Value) -> Result<(), StripeError> {
    let lines = form["line_items"].as_array();
    let Some(lines) = lines.filter(|lines| !lines.is_empty()) else {
        return Err(missing("line_items"));
    };
    let currency = &lines[0]["price_data"]["currency"];
    let mut total = 0_i64;
    for (number, line) in lines.iter().enumerate() {
        let name = format!("line_items[{number}]");
        total = total.saturating_add(line_total(line, &name)?);
        if line["price_data"]["currency"] != *currency {
            let message = "All line items of a session must have the same currency.";
            return Err(StripeError::invalid(message).param(format!("{name}[price_data][currency]")));
        }
    }
    check_total(total, currency.as_str().unwrap_or_default())
}

fn line_total(line: &Value, name: &str) -> Result<i64, StripeError> {
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
    if price.get("recurring").is_some() {
        let message = "You specified `payment` mode but passed a recurring price. Use one-time prices only.";
        return Err(StripeError::invalid(message).param(name_of("recurring")));
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
