//! Invoices, their lines, and what joins them to payments, as Stripe shapes them. Amounts are in minor units, times in
//! unix seconds.

use serde_json::{Value, json};

use crate::objects::new_id;
use crate::periods;

/// What no new invoice of this stand-in has.
const UNSET_IN_INVOICES: [&str; 27] = [
    "account_tax_ids",
    "application",
    "automatically_finalizes_at",
    "custom_fields",
    "customer_address",
    "customer_shipping",
    "default_payment_method",
    "default_source",
    "description",
    "due_date",
    "effective_at",
    "ending_balance",
    "footer",
    "from_invoice",
    "hosted_invoice_url",
    "invoice_pdf",
    "last_finalization_error",
    "latest_revision",
    "next_payment_attempt",
    "on_behalf_of",
    "receipt_number",
    "rendering",
    "shipping_cost",
    "shipping_details",
    "statement_descriptor",
    "test_clock",
    "webhooks_delivered_at",
];

/// What is 0 in every new invoice.
const NOTHING_IN_INVOICES: [&str; 8] = [
    "amount_overpaid",
    "amount_paid",
    "amount_paid_off_stripe",
    "amount_shipping",
    "attempt_count",
    "post_payment_credit_notes_amount",
    "pre_payment_credit_notes_amount",
    "starting_balance",
];

/// What is an empty list in every invoice.
const EMPTY_IN_INVOICES: [&str; 6] = [
    "customer_tax_ids",
    "default_tax_rates",
    "discounts",
    "total_discount_amounts",
    "total_pretax_credit_amounts",
    "total_taxes",
];

/// A draft of an invoice of a subscription's present period. `reason` is Stripe's `billing_reason`.
pub(crate) fn invoice(subscription: &Value, customer: &Value, reason: &str, number: usize, now: i64) -> Value {
    let id = new_id("in_1", 23);
    let items = subscription["items"]["data"].as_array().map(Vec::as_slice).unwrap_or_default();
    let amount: i64 = items.iter().map(total).sum();
    let first = reason == "subscription_create";
    let mut invoice = json!({
        "id": id,
        "object": "invoice",
        "account_country": "US",
        "account_name": "Stand-in",
        "amount_due": amount,
        "amount_remaining": amount,
        "attempted": false,
        "auto_advance": true,
        "automatic_tax": {
            "disabled_reason": null, "enabled": false, "liability": null, "provider": null, "status": null,
        },
        "billing_reason": reason,
        "collection_method": "charge_automatically",
        "created": now,
        "currency": subscription["currency"],
        "customer": subscription["customer"],
        "customer_email": customer["email"],
        "customer_name": customer["name"],
        "customer_phone": customer["phone"],
        "customer_tax_exempt": "none",
        "issuer": { "type": "self" },
        "lines": lines(&id, subscription, items),
        "livemode": false,
        "metadata": {},
        "number": format!("{}-{number:04}", customer["invoice_prefix"].as_str().unwrap_or("STANDIN")),
        "parent": {
            "quote_details": null,
            "subscription_details": { "metadata": subscription["metadata"], "subscription": subscription["id"] },
            "type": "subscription_details",
        },
        "payment_settings": { "default_mandate": null, "payment_method_options": null, "payment_method_types": null },
        "period_end": now,
        // Stripe gives the period that is over here; the one that is paid for stands in the line.
        "period_start": if first { now } else { periods::previous_start(subscription, now) },
        "status": "draft",
        "status_transitions": {
            "finalized_at": null, "marked_uncollectible_at": null, "paid_at": null, "voided_at": null,
        },
        "subtotal": amount,
        "subtotal_excluding_tax": amount,
        "total": amount,
        "total_excluding_tax": amount,
    });
    fill_in(&mut invoice);
    invoice
}

/// Sets the fields that are empty in every invoice of the stand-in.
fn fill_in(invoice: &mut Value) {
    for name in NOTHING_IN_INVOICES {
        invoice[name] = json!(0);
    }
    for name in EMPTY_IN_INVOICES {
        invoice[name] = json!([]);
    }
    for name in UNSET_IN_INVOICES {
        invoice[name] = Value::Null;
    }
}

/// What an item costs in one period.
fn total(item: &Value) -> i64 {
    item["price"]["unit_amount"].as_i64().unwrap_or_default() * item["quantity"].as_i64().unwrap_or(1)
}

fn lines(invoice_id: &str, subscription: &Value, items: &[Value]) -> Value {
    let lines: Vec<Value> = items.iter().map(|item| line(invoice_id, subscription, item)).collect();
    json!({
        "object": "list",
        "data": lines,
        "has_more": false,
        "url": format!("/v1/invoices/{invoice_id}/lines"),
    })
}

/// An open payment of an invoice.
pub(crate) fn invoice_payment(invoice: &Value, intent: &Value, now: i64) -> Value {
    json!({
        "id": new_id("inpay_1", 23),
        "object": "invoice_payment",
        "amount_paid": null,
        "amount_requested": invoice["amount_due"],
        "created": now,
        "currency": invoice["currency"],
        "invoice": invoice["id"],
        "is_default": true,
        "livemode": false,
        "payment": { "payment_intent": intent["id"], "type": "payment_intent" },
        "status": "open",
        "status_transitions": { "canceled_at": null, "paid_at": null },
    })
}

fn line(invoice: &str, subscription: &Value, item: &Value) -> Value {
    let price = &item["price"];
    json!({
        "id": new_id("il_1", 23),
        "object": "line_item",
        "amount": total(item),
        "currency": price["currency"],
        "description": subscription["description"],
        "discount_amounts": [],
        "discountable": true,
        "discounts": [],
        "invoice": invoice,
        "livemode": false,
        "metadata": subscription["metadata"],
        "parent": {
            "invoice_item_details": null,
            "subscription_item_details": {
                "invoice_item": null,
                "proration": false,
                "proration_details": { "credited_items": null },
                "subscription": subscription["id"],
                "subscription_item": item["id"],
            },
            "type": "subscription_item_details",
        },
        "period": { "end": item["current_period_end"], "start": item["current_period_start"] },
        "pretax_credit_amounts": [],
        "pricing": {
            "price_details": { "price": price["id"], "product": price["product"] },
            "type": "price_details",
            "unit_amount_decimal": price["unit_amount_decimal"],
        },
        "quantity": item["quantity"],
        "subtotal": total(item),
        "taxes": [],
    })
}
