//! Checkout Sessions and their lines as Stripe shapes them, complete with every field that the specification requires.
//! Amounts are in minor units, times in unix seconds.

use serde_json::{Value, json};

use crate::objects::{metadata, new_id};
use crate::price_objects::price;
use crate::real_now;

/// What no session of this stand-in has.
const UNSET_IN_SESSIONS: [&str; 18] = [
    "after_expiration",
    "client_secret",
    "collected_information",
    "consent",
    "consent_collection",
    "currency_conversion",
    "invoice",
    "invoice_creation",
    "payment_link",
    "payment_method_configuration_details",
    "permissions",
    "recovered_from",
    "saved_payment_method_options",
    "setup_intent",
    "shipping_address_collection",
    "shipping_cost",
    "subscription",
    "wallet_options",
];

/// A new open Checkout Session from a checked form. `url` is the address of its pay page. Its end is set by the real clock,
/// as the site sets it.
pub(crate) fn session(id: &str, url: &str, form: &Value, line_items: &[Value], now: i64) -> Value {
    let total: i64 = line_items.iter().filter_map(|line| line["amount_total"].as_i64()).sum();
    let enabled = |name: &str| json!({ "enabled": form[name]["enabled"].as_bool().unwrap_or(false) });
    let email = &form["customer_email"];
    let monthly = form["mode"] == "subscription";
    let customer_creation =
        form["customer_creation"].as_str().unwrap_or(if monthly { "always" } else { "if_required" });
    let mut session = json!({
        "id": id,
        "object": "checkout.session",
        "adaptive_pricing": enabled("adaptive_pricing"),
        "allow_promotion_codes": form["allow_promotion_codes"],
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": { "enabled": enabled("automatic_tax")["enabled"], "liability": null, "provider": null, "status": null },
        "billing_address_collection": form["billing_address_collection"],
        "cancel_url": form["cancel_url"],
        "client_reference_id": form["client_reference_id"],
        "created": now,
        "currency": line_items[0]["currency"],
        "custom_fields": [],
        "custom_text": custom_text(&form["custom_text"]),
        "customer": form["customer"],
        "customer_creation": if form["customer"].is_null() { json!(customer_creation) } else { Value::Null },
        "customer_details": if email.is_null() { Value::Null } else { customer_details(email) },
        "customer_email": email,
        "discounts": [],
        "expires_at": form["expires_at"].as_i64().unwrap_or(real_now() + 24 * 60 * 60),
        "livemode": false,
        "locale": form["locale"],
        "metadata": metadata(&form["metadata"]),
        "mode": form["mode"],
        "origin_context": form["origin_context"],
        "payment_intent": null,
        "payment_method_collection": if monthly { "always" } else { "if_required" },
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "phone_number_collection": enabled("phone_number_collection"),
        "shipping_options": [],
        "status": "open",
        "submit_type": form["submit_type"],
        "success_url": form["success_url"],
        "total_details": { "amount_discount": 0, "amount_shipping": 0, "amount_tax": 0 },
        "ui_mode": "hosted_page",
        "url": url,
    });
    for name in UNSET_IN_SESSIONS {
        session[name] = Value::Null;
    }
    session
}

/// One line of a session, from one checked entry of the form's `line_items`.
pub(crate) fn line_item(line: &Value, now: i64) -> Value {
    let price_data = &line["price_data"];
    let unit_amount = price_data["unit_amount"].as_i64().unwrap_or_default();
    let total = unit_amount * line["quantity"].as_i64().unwrap_or_default();
    json!({
        "id": new_id("li_1", 23),
        "object": "item",
        "adjustable_quantity": null,
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": price_data["currency"],
        "description": price_data["product_data"]["name"],
        "discounts": [],
        "metadata": metadata(&line["metadata"]),
        "price": price(price_data, &json!(new_id("prod_", 14)), now),
        "quantity": line["quantity"],
        "taxes": [],
    })
}

/// Who paid, as far as a session tells.
pub(crate) fn customer_details(email: &Value) -> Value {
    json!({
        "address": null, "business_name": null, "email": email, "individual_name": null,
        "name": null, "phone": null, "tax_exempt": "none", "tax_ids": null,
    })
}

fn custom_text(text: &Value) -> Value {
    let or_unset = |name: &str| match &text[name] {
        Value::String(_) => Value::Null,
        position => position.clone(),
    };
    json!({
        "after_submit": or_unset("after_submit"),
        "shipping_address": or_unset("shipping_address"),
        "submit": or_unset("submit"),
        "terms_of_service_acceptance": or_unset("terms_of_service_acceptance"),
    })
}
