//! Refunds as Stripe shapes them. Amounts are in minor units and positive.

use serde_json::{Value, json};

use crate::objects::metadata;

/// A refund of a part of a charge or of all of it. `form` is that of `POST /v1/refunds`.
pub(crate) fn refund(id: &str, charge: &Value, amount: i64, status: &str, form: &Value, now: i64) -> Value {
    let mut refund = json!({
        "id": id,
        "object": "refund",
        "amount": amount,
        "balance_transaction": null,
        "charge": charge["id"],
        "created": now,
        "currency": charge["currency"],
        "destination_details": { "card": { "type": "refund" }, "type": "card" },
        "metadata": metadata(&form["metadata"]),
        "payment_intent": charge["payment_intent"],
        "payment_method": charge["payment_method"],
        "reason": form["reason"],
        "receipt_number": null,
        "source_transfer_reversal": null,
        "status": status,
        "transfer_reversal": null,
    });
    if status == "pending" {
        refund["pending_reason"] = json!("processing");
    }
    refund
}
