//! Payments, charges, balance transactions and events as Stripe shapes them, complete with every field that the
//! specification requires.
//! Amounts are in minor units, times in unix seconds.

use serde_json::{Value, json};

/// The API version that the stand-in speaks, and stamps on its events.
pub const API_VERSION: &str = "2026-09-30.endive";

/// A payment that someone will try to make. `money` has the fields `amount`, `currency` and `customer`; `data` is shaped
/// like the form's `payment_intent_data`.
pub(crate) fn payment_intent(money: &Value, data: &Value, now: i64) -> Value {
    let id = new_id("pi_3", 23);
    json!({
        "id": id,
        "object": "payment_intent",
        "amount": money["amount"],
        "amount_capturable": 0,
        "amount_details": { "tip": {} },
        "amount_received": 0,
        "application": null,
        "application_fee_amount": null,
        "automatic_payment_methods": null,
        "canceled_at": null,
        "cancellation_reason": null,
        "capture_method": "automatic_async",
        "client_secret": format!("{id}_secret_{}", new_id("", 25)),
        "confirmation_method": "automatic",
        "created": now,
        "currency": money["currency"],
        "customer": money["customer"],
        "description": data["description"],
        "last_payment_error": null,
        "latest_charge": null,
        "livemode": false,
        "metadata": metadata(&data["metadata"]),
        "next_action": null,
        "on_behalf_of": null,
        "payment_method": null,
        "payment_method_configuration_details": null,
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "processing": null,
        "receipt_email": data["receipt_email"],
        "review": null,
        "setup_future_usage": data["setup_future_usage"],
        "shipping": null,
        "statement_descriptor": data["statement_descriptor"],
        "statement_descriptor_suffix": data["statement_descriptor_suffix"],
        "status": "requires_payment_method",
        "transfer_data": null,
        "transfer_group": null,
    })
}

/// The successful charge of a payment.
pub(crate) fn charge(id: &str, intent: &Value, balance_transaction: &str, email: &Value, now: i64) -> Value {
    let amount = &intent["amount"];
    // A payment that came later came by no card.
    let card = json!({ "type": "card", "card": {
        "brand": "visa", "country": "US", "exp_month": 12, "exp_year": 2040, "funding": "credit", "last4": "4242",
    } });
    let details = if intent["payment_method_types"][0] == "card" { card } else { Value::Null };
    json!({
        "id": id,
        "object": "charge",
        "amount": amount,
        "amount_captured": intent["amount_received"],
        "amount_refunded": 0,
        "application": null,
        "application_fee": null,
        "application_fee_amount": null,
        "balance_transaction": balance_transaction,
        "billing_details": { "address": null, "email": email, "name": null, "phone": null, "tax_id": null },
        "calculated_statement_descriptor": "STAND-IN",
        "captured": true,
        "created": now,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": false,
        "failure_balance_transaction": null,
        "failure_code": null,
        "failure_message": null,
        "fraud_details": {},
        "livemode": false,
        "metadata": intent["metadata"],
        "on_behalf_of": null,
        "outcome": {
            "network_status": "approved_by_network",
            "reason": null,
            "risk_level": "normal",
            "seller_message": "Payment complete.",
            "type": "authorized",
        },
        "paid": true,
        "payment_intent": intent["id"],
        "payment_method": intent["payment_method"],
        "payment_method_details": details,
        "receipt_email": intent["receipt_email"],
        "receipt_number": null,
        "receipt_url": null,
        "refunded": false,
        "review": null,
        "shipping": null,
        "source_transfer": null,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "succeeded",
        "transfer_data": null,
        "transfer_group": null,
    })
}

/// What a charge brings to the balance. The fee, 2.9 % and 30 minor units in every currency, is the stand-in's own:
/// Stripe's real fee depends on country, card and contract.
pub(crate) fn balance_transaction(id: &str, charge_id: &str, intent: &Value, now: i64) -> Value {
    let amount = intent["amount_received"].as_i64().unwrap_or_default();
    let fee = (amount * 29 + 500) / 1000 + 30;
    let movement = Movement { kind: "charge", category: "charge", amount, fee, source: charge_id };
    let mut transaction = movement.transaction(id, &intent["currency"], now);
    transaction["description"] = intent["description"].clone();
    transaction
}

/// One movement of money on the balance; amounts are in minor units and negative where money goes.
pub(crate) struct Movement<'a> {
    /// Stripe's `type`.
    pub(crate) kind: &'a str,
    /// Stripe's `reporting_category`.
    pub(crate) category: &'a str,
    /// Before the fee.
    pub(crate) amount: i64,
    /// What Stripe takes.
    pub(crate) fee: i64,
    /// The id of the object that moves it.
    pub(crate) source: &'a str,
}

impl Movement<'_> {
    /// The movement as the balance shows it.
    pub(crate) fn transaction(&self, id: &str, currency: &Value, now: i64) -> Value {
        let fee = json!({
            "amount": self.fee,
            "application": null,
            "currency": currency,
            "description": format!("The stand-in's fee ({})", self.category),
            "type": "stripe_fee",
        });
        json!({
            "id": id,
            "object": "balance_transaction",
            "amount": self.amount,
            "available_on": now + 7 * 24 * 60 * 60,
            "balance_type": "payments",
            "created": now,
            "currency": currency,
            "description": null,
            "exchange_rate": null,
            "fee": self.fee,
            "fee_details": if self.fee == 0 { json!([]) } else { json!([fee]) },
            "net": self.amount - self.fee,
            "reporting_category": self.category,
            "source": self.source,
            "status": "pending",
            "type": self.kind,
        })
    }
}

/// An event that has not been delivered yet.
pub(crate) fn event(event_type: &str, object: &Value, now: i64) -> Value {
    json!({
        "id": new_id("evt_1", 23),
        "object": "event",
        "api_version": API_VERSION,
        "created": now,
        "data": { "object": object },
        "livemode": false,
        "pending_webhooks": 1,
        "request": { "id": null, "idempotency_key": null },
        "type": event_type,
    })
}

/// Why a payment did not go through.
pub(crate) fn payment_error(code: &str, message: &str) -> Value {
    json!({ "type": "card_error", "code": code, "decline_code": "generic_decline", "message": message })
}

/// A fresh id: the prefix and so many random letters and digits.
pub(crate) fn new_id(prefix: &str, length: usize) -> String {
    const SIGNS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    let signs = bytes.into_iter().map(|byte| char::from(SIGNS[usize::from(byte) % SIGNS.len()]));
    prefix.chars().chain(signs).collect()
}

/// The metadata of a form as objects show it: never null.
pub(crate) fn metadata(metadata: &Value) -> Value {
    if metadata.is_object() { metadata.clone() } else { json!({}) }
}
