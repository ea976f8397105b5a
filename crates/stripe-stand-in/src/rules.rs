//! The rules for a new Checkout Session that Stripe enforces and its specification does not state: what goes together,
//! what is required in which mode, ranges of time, amounts and metadata.

use serde_json::Value;

use crate::answer::StripeError;
use crate::line_rules::check_line_items;
use crate::specification::missing;

/// Parameters of a session that this stand-in acts on or stores. Others are refused rather than ignored silently.
const PLAYED: [&str; 26] = [
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
    "payment_method_collection",
    "payment_method_types",
    "phone_number_collection",
    "submit_type",
    "subscription_data",
    "success_url",
    "ui_mode",
];

const HALF_AN_HOUR: i64 = 30 * 60;
const ONE_DAY: i64 = 24 * 60 * 60;

/// Judges the form of `POST /v1/checkout/sessions`, which has passed the specification; `now` in unix seconds.
///
/// # Errors
/// The first rule that is broken.
pub(crate) fn check_new_session(form: &Value, version: Option<&str>, now: i64) -> Result<(), StripeError> {
    check_mode(form)?;
    check_parameters(form, version)?;
    check_urls(form)?;
    check_customer(form)?;
    check_metadata(&form["metadata"], "metadata")?;
    for data in ["payment_intent_data", "subscription_data"] {
        check_metadata(&form[data]["metadata"], &format!("{data}[metadata]"))?;
    }
    check_expiry(form, now)?;
    check_line_items(form)
}

fn check_mode(form: &Value) -> Result<(), StripeError> {
    let (mode, foreign): (_, &[&str]) = match form["mode"].as_str() {
        None => return Err(missing("mode")),
        Some("payment") => ("payment", &["subscription_data", "setup_intent_data", "payment_method_collection"]),
        Some("subscription") => {
            ("subscription", &["payment_intent_data", "setup_intent_data", "customer_creation", "invoice_creation"])
        }
        Some(mode) => {
            let message = format!("The stand-in does not play `mode={mode}`, only `payment` and `subscription`.");
            return Err(StripeError::invalid(message).param("mode"));
        }
    };
    if let Some(other) = foreign.iter().find(|name| form.get(**name).is_some()) {
        let message = format!("You can not pass `{other}` in `{mode}` mode.");
        return Err(StripeError::invalid(message).param(*other));
    }
    if mode == "payment" && form["submit_type"] == "subscribe" {
        let message = "`submit_type=subscribe` is only for `subscription` mode.";
        return Err(StripeError::invalid(message).param("submit_type"));
    }
    let fields = form["subscription_data"].as_object().into_iter().flatten();
    let unplayed = fields.map(|(name, _)| name).find(|name| !["description", "metadata"].contains(&name.as_str()));
    match unplayed {
        Some(name) => {
            let name = format!("subscription_data[{name}]");
            Err(StripeError::invalid(format!("The stand-in does not play the parameter `{name}`.")).param(name))
        }
        None => Ok(()),
    }
}

fn check_parameters(form: &Value, version: Option<&str>) -> Result<(), StripeError> {
    // Removed in 2026-09-30.endive. Stripe's own command line tool, which sends no version, still uses it.
    if version.is_some() && form.get("payment_method_types").is_some() {
        let name = "payment_method_types";
        return Err(StripeError::invalid(format!("Received unknown parameter: {name}"))
            .code("parameter_unknown")
            .param(name));
    }
    only_played(form, &PLAYED)?;
    if form.get("ui_mode").is_some_and(|mode| mode != "hosted_page") {
        let message = "The stand-in plays `ui_mode=hosted_page` only.";
        return Err(StripeError::invalid(message).param("ui_mode"));
    }
    Ok(())
}

/// Refuses parameters that the stand-in would ignore silently.
///
/// # Errors
/// There is one.
pub(crate) fn only_played(form: &Value, played: &[&str]) -> Result<(), StripeError> {
    let fields = form.as_object().into_iter().flatten();
    match fields.map(|(name, _)| name).find(|name| !played.contains(&name.as_str())) {
        Some(name) => {
            let message = format!("The stand-in does not play the parameter `{name}`.");
            Err(StripeError::invalid(message).param(name))
        }
        None => Ok(()),
    }
}

fn check_urls(form: &Value) -> Result<(), StripeError> {
    if form.get("success_url").is_none() {
        return Err(missing("success_url"));
    }
    ["success_url", "cancel_url"].into_iter().try_for_each(|name| check_url(&form[name], name))
}

/// Refuses what is there and is no absolute web address.
///
/// # Errors
/// It is none.
pub(crate) fn check_url(value: &Value, param: &str) -> Result<(), StripeError> {
    let Some(url) = value.as_str() else {
        return Ok(());
    };
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    if host.is_none_or(str::is_empty) || url.contains(char::is_whitespace) || url.len() > 5000 {
        let message = "Not a valid URL: send an absolute address with http or https.";
        return Err(StripeError::invalid(message).code("url_invalid").param(param));
    }
    Ok(())
}

fn check_customer(form: &Value) -> Result<(), StripeError> {
    // Whether there is such a customer is judged with the books at hand.
    for other in ["customer_email", "customer_creation"] {
        if form.get("customer").is_some() && form.get(other).is_some() {
            let message = format!("You may only specify one of these parameters: customer, {other}.");
            return Err(StripeError::invalid(message).param(other));
        }
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
pub(crate) fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let outline = parts.is_some_and(|(name, host)| {
        !name.is_empty() && !host.contains('@') && host.split('.').all(|label| !label.is_empty()) && host.contains('.')
    });
    outline && !text.contains(char::is_whitespace)
}

/// At most 50 keys of at most 40 characters, values of at most 500.
///
/// # Errors
/// There are more.
pub(crate) fn check_metadata(metadata: &Value, name: &str) -> Result<(), StripeError> {
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

/// Lays new metadata over an object's: an empty value takes its key away, an empty text all of them.
pub(crate) fn change_metadata(metadata: &mut Value, changes: &Value) {
    if *changes == "" {
        *metadata = serde_json::json!({});
    }
    for (key, value) in changes.as_object().into_iter().flatten() {
        match metadata.as_object_mut() {
            Some(fields) if *value == "" => drop(fields.remove(key)),
            _ => metadata[key] = value.clone(),
        }
    }
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
