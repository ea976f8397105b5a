//! Disputes and early fraud warnings as Stripe shapes them.

use serde_json::{Value, json};

use crate::objects::new_id;

/// What a bank may be shown, all of it still empty.
const EVIDENCE: [&str; 27] = [
    "access_activity_log",
    "billing_address",
    "cancellation_policy",
    "cancellation_policy_disclosure",
    "cancellation_rebuttal",
    "customer_communication",
    "customer_email_address",
    "customer_name",
    "customer_purchase_ip",
    "customer_signature",
    "duplicate_charge_documentation",
    "duplicate_charge_explanation",
    "duplicate_charge_id",
    "product_description",
    "receipt",
    "refund_policy",
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "service_date",
    "service_documentation",
    "shipping_address",
    "shipping_carrier",
    "shipping_date",
    "shipping_documentation",
    "shipping_tracking_number",
    "uncategorized_file",
    "uncategorized_text",
];

const A_WEEK: i64 = 7 * 24 * 60 * 60;

/// A new dispute over what is left of a charge, to be answered within a week.
pub(crate) fn dispute(charge: &Value, amount: i64, now: i64) -> Value {
    let mut evidence = json!({ "enhanced_evidence": {} });
    for name in EVIDENCE {
        evidence[name] = Value::Null;
    }
    evidence["customer_email_address"] = charge["billing_details"]["email"].clone();
    json!({
        "id": new_id("du_1", 23),
        "object": "dispute",
        "amount": amount,
        "balance_transactions": [],
        "charge": charge["id"],
        "created": now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": evidence,
        "evidence_details": {
            "due_by": now + A_WEEK,
            "enhanced_eligibility": {},
            "has_evidence": false,
            "past_due": false,
            "submission_count": 0,
        },
        "is_charge_refundable": false,
        "livemode": false,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "card": { "brand": "visa", "case_type": "chargeback", "network": "visa", "network_reason_code": "10.4" },
            "type": "card",
        },
        "reason": "fraudulent",
        "status": "needs_response",
    })
}

/// A card issuer's warning that a charge may be fraudulent; a dispute may follow.
pub(crate) fn early_fraud_warning(charge: &Value, now: i64) -> Value {
    json!({
        "id": new_id("issfr_1", 23),
        "object": "radar.early_fraud_warning",
        "actionable": true,
        "charge": charge["id"],
        "created": now,
        "fraud_type": "unauthorized_use_of_card",
        "livemode": false,
        "payment_intent": charge["payment_intent"],
    })
}
