//! Prices as Stripe shapes them.

use serde_json::{Value, json};

use crate::objects::new_id;

/// The price that a checked `price_data` describes, of a product.
pub(crate) fn price(price_data: &Value, product: &Value, now: i64) -> Value {
    let unit_amount = price_data["unit_amount"].as_i64().unwrap_or_default();
    let rhythm = &price_data["recurring"];
    let recurring = json!({
        "interval": rhythm["interval"],
        "interval_count": rhythm["interval_count"].as_i64().unwrap_or(1),
        "meter": null,
        "usage_type": "licensed",
    });
    json!({
        "id": new_id("price_1", 23),
        "object": "price",
        "active": false,
        "billing_scheme": "per_unit",
        "created": now,
        "currency": price_data["currency"],
        "custom_unit_amount": null,
        "livemode": false,
        "lookup_key": null,
        "metadata": {},
        "nickname": null,
        "product": product,
        "recurring": if rhythm.is_null() { Value::Null } else { recurring },
        "tax_behavior": "unspecified",
        "tiers_mode": null,
        "transform_quantity": null,
        "type": if rhythm.is_null() { "one_time" } else { "recurring" },
        "unit_amount": unit_amount,
        "unit_amount_decimal": unit_amount.to_string(),
    })
}
