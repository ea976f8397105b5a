//! Money that comes in or is refused: what happens to a PaymentIntent, with its charge and balance transaction.

use serde_json::{Value, json};

use crate::answer::StripeError;
use crate::books::Books;
use crate::objects;

const OBJECT: &str = "payment_intent";

impl Books {
    /// Takes the money of a payment: charge and balance transaction are made, both events are noted.
    ///
    /// # Errors
    /// There is no such payment.
    pub(crate) fn take_money(&mut self, intent_id: &str, email: &Value, now: i64) -> Result<(), StripeError> {
        let whole = self.payment_intents.get(OBJECT, intent_id)?["amount"].as_i64().unwrap_or_default();
        self.capture(intent_id, whole, email, now)
    }

    /// The same for a part of it, in minor units; the rest is let go.
    ///
    /// # Errors
    /// There is no such payment.
    pub(crate) fn capture(
        &mut self,
        intent_id: &str,
        captured_minor: i64,
        email: &Value,
        now: i64,
    ) -> Result<(), StripeError> {
        let charge_id = objects::new_id("ch_3", 23);
        let transaction_id = objects::new_id("txn_3", 23);
        let intent = self.change_intent(intent_id, |intent| {
            intent["amount_received"] = json!(captured_minor);
            intent["last_payment_error"] = Value::Null;
            intent["latest_charge"] = json!(charge_id);
            intent["next_action"] = Value::Null;
            intent["payment_method"] = json!(objects::new_id("pm_1", 23));
            intent["status"] = json!("succeeded");
        })?;
        let charge = objects::charge(&charge_id, &intent, &transaction_id, email, now);
        let transaction = objects::balance_transaction(&transaction_id, &charge_id, &intent, now);
        self.note_event("charge.succeeded", &charge, now);
        self.note_event("payment_intent.succeeded", &intent, now);
        self.charges.add(charge);
        self.balance_transactions.add(transaction);
        Ok(())
    }

    /// Refuses a payment; it can be tried again.
    ///
    /// # Errors
    /// There is no such payment.
    pub(crate) fn refuse(&mut self, intent: &str, code: &str, message: &str, now: i64) -> Result<(), StripeError> {
        let intent = self.change_intent(intent, |intent| {
            intent["status"] = json!("requires_payment_method");
            intent["last_payment_error"] = objects::payment_error(code, message);
        })?;
        self.note_event("payment_intent.payment_failed", &intent, now);
        Ok(())
    }

    /// The payment waits for money that comes later.
    ///
    /// # Errors
    /// There is no such payment.
    pub(crate) fn await_money(&mut self, intent: &str) -> Result<(), StripeError> {
        self.change_intent(intent, |intent| {
            intent["status"] = json!("processing");
            intent["payment_method_types"] = json!(["customer_balance"]);
            intent["last_payment_error"] = Value::Null;
        })?;
        Ok(())
    }

    /// Changes a payment, and gives it as it is then.
    ///
    /// # Errors
    /// There is no such payment.
    pub(crate) fn change_intent(&mut self, id: &str, change: impl FnOnce(&mut Value)) -> Result<Value, StripeError> {
        self.payment_intents.edit(OBJECT, id, change)
    }

    /// The charge that a payment went through with.
    ///
    /// # Errors
    /// There is no such payment, or it has not been paid.
    pub(crate) fn charge_of(&self, intent: &str) -> Result<&Value, StripeError> {
        let found = self.payment_intents.find(intent);
        let found = found.ok_or_else(|| StripeError::unknown_reference(OBJECT, intent, OBJECT))?;
        let charge = found["latest_charge"].as_str().and_then(|id| self.charges.find(id));
        charge.ok_or_else(|| {
            let message = format!("This PaymentIntent ({intent}) does not have a successful charge.");
            StripeError::invalid(message).param(OBJECT)
        })
    }
}
