//! Customers as Stripe shapes them.

use serde_json::{Value, json};

use crate::objects::{metadata, new_id};

/// A new customer from a checked form.
pub(crate) fn customer(form: &Value, now: i64) -> Value {
    let locales = &form["preferred_locales"];
    json!({
        "id": new_id("cus_", 14),
        "object": "customer",
        "address": null,
        "balance": 0,
        "created": now,
        "currency": null,
        "default_source": null,
        "delinquent": false,
        "description": form["description"],
        "discount": null,
        "email": form["email"],
        "invoice_prefix": new_id("", 8).to_uppercase(),
        "invoice_settings": {
            "custom_fields": null, "default_payment_method": null, "footer": null, "rendering_options": null,
        },
        "livemode": false,
        "metadata": metadata(&form["metadata"]),
        "name": form["name"],
        "next_invoice_sequence": 1,
        "phone": form["phone"],
        "preferred_locales": if locales.is_array() { locales.clone() } else { json!([]) },
        "shipping": null,
        "tax_exempt": "none",
        "test_clock": null,
    })
}

/// What is left of a deleted customer.
pub(crate) fn deleted(id: &str) -> Value {
    json!({ "id": id, "object": "customer", "deleted": true })
}
