//! Subscriptions and their items as Stripe shapes them. Times in unix seconds.

use serde_json::{Value, json};

use crate::objects::{metadata, new_id};

/// What no new subscription of this stand-in has.
const UNSET_IN_SUBSCRIPTIONS: [&str; 21] = [
    "application",
    "application_fee_percent",
    "billing_cycle_anchor_config",
    "billing_thresholds",
    "cancel_at",
    "canceled_at",
    "days_until_due",
    "default_source",
    "ended_at",
    "latest_invoice",
    "next_pending_invoice_item_invoice",
    "on_behalf_of",
    "pause_collection",
    "pending_invoice_item_interval",
    "pending_setup_intent",
    "pending_update",
    "schedule",
    "test_clock",
    "transfer_data",
    "trial_end",
    "trial_start",
];

/// A new active subscription with one item. `data` is shaped like the form's `subscription_data`.
pub(crate) fn subscription(id: &str, item: &Value, customer: &Value, data: &Value, now: i64) -> Value {
    let mut subscription = json!({
        "id": id,
        "object": "subscription",
        "automatic_tax": { "disabled_reason": null, "enabled": false, "liability": null },
        "billing_cycle_anchor": now,
        "billing_mode": { "flexible": null, "type": "classic" },
        "billing_schedules": [],
        "cancel_at_period_end": false,
        "cancellation_details": { "comment": null, "feedback": null, "feedback_option": null, "reason": null },
        "collection_method": "charge_automatically",
        "created": now,
        "currency": item["price"]["currency"],
        "customer": customer,
        "default_payment_method": new_id("pm_1", 23),
        "default_tax_rates": [],
        "description": data["description"],
        "discounts": [],
        "invoice_settings": {
            "account_tax_ids": null, "custom_fields": null, "description": null, "footer": null,
            "issuer": { "type": "self" },
        },
        "items": {
            "object": "list",
            "data": [item],
            "has_more": false,
            "url": format!("/v1/subscription_items?subscription={id}"),
        },
        "livemode": false,
        "metadata": metadata(&data["metadata"]),
        "payment_settings": {
            "payment_method_options": null, "payment_method_types": null, "save_default_payment_method": "off",
        },
        "start_date": now,
        "status": "active",
        "trial_settings": { "end_behavior": { "missing_payment_method": "create_invoice" } },
    });
    for name in UNSET_IN_SUBSCRIPTIONS {
        subscription[name] = Value::Null;
    }
    subscription
}

/// What a subscription is for, with the period that is being paid.
pub(crate) fn item(subscription: &str, price: &Value, period: (i64, i64)) -> Value {
    json!({
        "id": new_id("si_", 14),
        "object": "subscription_item",
        "billing_thresholds": null,
        "created": period.0,
        "current_period_end": period.1,
        "current_period_start": period.0,
        "discounts": [],
        "metadata": {},
        "price": price,
        "quantity": 1,
        "subscription": subscription,
        "tax_rates": [],
    })
}
