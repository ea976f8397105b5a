//! The customer portal's configurations and sessions as Stripe shapes them.

use serde_json::{Value, json};

use crate::objects::{metadata, new_id};

/// A configuration from a checked form; what the form leaves out is off.
pub(crate) fn configuration(form: &Value, is_default: bool, now: i64) -> Value {
    let profile = &form["business_profile"];
    let text = |value: &Value| if *value == "" { Value::Null } else { value.clone() };
    json!({
        "id": new_id("bpc_1", 23),
        "object": "billing_portal.configuration",
        "active": true,
        "application": null,
        "business_profile": {
            "headline": text(&profile["headline"]),
            "privacy_policy_url": profile["privacy_policy_url"],
            "terms_of_service_url": profile["terms_of_service_url"],
        },
        "created": now,
        "default_return_url": text(&form["default_return_url"]),
        "features": features(&form["features"]),
        "is_default": is_default,
        "livemode": false,
        "login_page": { "enabled": false, "url": null },
        "metadata": metadata(&form["metadata"]),
        "name": text(&form["name"]),
        "updated": now,
    })
}

/// A session of a customer. `url` is the address of its page.
pub(crate) fn session(form: &Value, configuration: &Value, url: &str, now: i64) -> Value {
    let own = &form["return_url"];
    json!({
        "id": new_id("bps_1", 23),
        "object": "billing_portal.session",
        "configuration": configuration["id"],
        "created": now,
        "customer": form["customer"],
        "customer_account": null,
        "flow": flow(&form["flow_data"]),
        "livemode": false,
        "locale": form["locale"],
        "on_behalf_of": null,
        "return_url": if own.is_null() { configuration["default_return_url"].clone() } else { own.clone() },
        "url": url,
    })
}

fn features(form: &Value) -> Value {
    let enabled = |name: &str| form[name]["enabled"].as_bool().unwrap_or(false);
    let list = |value: &Value| if value.is_array() { value.clone() } else { json!([]) };
    let cancel = &form["subscription_cancel"];
    let reason = &cancel["cancellation_reason"];
    json!({
        "customer_update": {
            "allowed_updates": list(&form["customer_update"]["allowed_updates"]),
            "enabled": enabled("customer_update"),
        },
        "invoice_history": { "enabled": enabled("invoice_history") },
        "payment_method_update": { "enabled": enabled("payment_method_update"), "payment_method_configuration": null },
        "subscription_cancel": {
            "cancellation_reason": {
                "enabled": reason["enabled"].as_bool().unwrap_or(false),
                "feedback_options": null,
                "options": list(&reason["options"]),
            },
            "enabled": enabled("subscription_cancel"),
            "mode": cancel["mode"].as_str().unwrap_or("at_period_end"),
            "proration_behavior": cancel["proration_behavior"].as_str().unwrap_or("none"),
        },
        "subscription_update": {
            "billing_cycle_anchor": null,
            "default_allowed_updates": [],
            "enabled": false,
            "products": null,
            "proration_behavior": "none",
            "schedule_at_period_end": { "conditions": [] },
            "trial_update_behavior": "end_trial",
        },
    })
}

fn flow(data: &Value) -> Value {
    if data.is_null() {
        return Value::Null;
    }
    let after = &data["after_completion"];
    let confirmation = &after["hosted_confirmation"];
    let confirmation = if after["type"] == "hosted_confirmation" {
        json!({ "custom_message": confirmation["custom_message"] })
    } else {
        Value::Null
    };
    let cancel = &data["subscription_cancel"];
    let cancel = if cancel.is_null() {
        Value::Null
    } else {
        json!({ "retention": null, "subscription": cancel["subscription"] })
    };
    json!({
        "after_completion": {
            "hosted_confirmation": confirmation,
            "redirect": after["redirect"],
            "type": after["type"].as_str().unwrap_or("portal_homepage"),
        },
        "customer_update": null,
        "subscription_cancel": cancel,
        "subscription_update": null,
        "subscription_update_confirm": null,
        "type": data["type"],
    })
}
