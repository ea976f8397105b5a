//! What happens to subscriptions by time or by request: periods end, pauses end, somebody stops them.

use serde_json::{Value, json};

use crate::answer::StripeError;
use crate::books::Books;
use crate::periods;

const OBJECT: &str = "subscription";

impl Books {
    /// A period is over: the subscription ends if it was to, or else is renewed and asked for money.
    ///
    /// # Errors
    /// There is no such subscription.
    pub(crate) fn end_period(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let before = self.subscriptions.get(OBJECT, id)?.clone();
        if before["cancel_at_period_end"] == true {
            return self.cancel_subscription(id, &Value::Null, now).map(drop);
        }
        let (start, end) = periods::next(&before);
        self.subscriptions.edit(OBJECT, id, |subscription| {
            for item in subscription["items"]["data"].as_array_mut().into_iter().flatten() {
                item["current_period_start"] = json!(start);
                item["current_period_end"] = json!(end);
            }
        })?;
        let invoice = self.add_invoice(id, "subscription_cycle", now)?;
        let after = self.subscriptions.get(OBJECT, id)?.clone();
        self.note_change("customer.subscription.updated", &before, &after, now);
        match after["pause_collection"]["behavior"].as_str() {
            Some(behavior) => self.set_aside(&invoice, behavior, now),
            None => self.collect(&invoice, now),
        }
    }

    /// A pause is over: the next period is asked for again.
    ///
    /// # Errors
    /// There is no such subscription.
    pub(crate) fn end_pause(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        self.change_subscription(id, now, |subscription| subscription["pause_collection"] = Value::Null).map(drop)
    }

    /// Ends a subscription now. `details` are laid over its `cancellation_details`.
    ///
    /// # Errors
    /// There is no such subscription, or it has ended already.
    pub(crate) fn cancel_subscription(&mut self, id: &str, details: &Value, now: i64) -> Result<Value, StripeError> {
        self.running(id)?;
        for invoice in self.open_invoices(id) {
            self.invoices.edit("invoice", &invoice, |invoice| {
                invoice["auto_advance"] = json!(false);
                invoice["next_payment_attempt"] = Value::Null;
            })?;
        }
        let ended = self.subscriptions.edit(OBJECT, id, |subscription| {
            subscription["status"] = json!("canceled");
            subscription["ended_at"] = json!(now);
            if subscription["canceled_at"].is_null() || !details.is_null() {
                subscription["canceled_at"] = json!(now);
            }
            lay_over(&mut subscription["cancellation_details"], details);
        })?;
        self.note_event("customer.subscription.deleted", &ended, now);
        Ok(ended)
    }

    /// Says that a running subscription ends with its period, or takes that back.
    ///
    /// # Errors
    /// There is no such subscription, or it has ended.
    pub(crate) fn stop_at_period_end(&mut self, id: &str, stop: bool, now: i64) -> Result<Value, StripeError> {
        self.running(id)?;
        self.change_subscription(id, now, |subscription| set_stop(subscription, stop, now))
    }

    /// Changes a subscription, and notes it if it is another then.
    ///
    /// # Errors
    /// There is no such subscription.
    pub(crate) fn change_subscription(
        &mut self,
        id: &str,
        now: i64,
        change: impl FnOnce(&mut Value),
    ) -> Result<Value, StripeError> {
        let before = self.subscriptions.get(OBJECT, id)?.clone();
        let after = self.subscriptions.edit(OBJECT, id, change)?;
        if after != before {
            self.note_change("customer.subscription.updated", &before, &after, now);
        }
        Ok(after)
    }

    /// A subscription that has not ended.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn running(&self, id: &str) -> Result<&Value, StripeError> {
        let found = self.subscriptions.find(id).filter(|subscription| subscription["status"] != "canceled");
        found.ok_or_else(|| StripeError::missing(OBJECT, id, "subscription_exposed_id"))
    }
}

/// Sets what Stripe sets when a subscription is to end with its period, or takes it back.
pub(crate) fn set_stop(subscription: &mut Value, stop: bool, now: i64) {
    let end = subscription["items"]["data"][0]["current_period_end"].clone();
    subscription["cancel_at_period_end"] = json!(stop);
    subscription["cancel_at"] = if stop { end } else { Value::Null };
    subscription["canceled_at"] = if stop { json!(now) } else { Value::Null };
    let reason = if stop { json!("cancellation_requested") } else { Value::Null };
    subscription["cancellation_details"]["reason"] = reason;
}

/// Puts the fields of `details` into an object; an empty text unsets.
pub(crate) fn lay_over(object: &mut Value, details: &Value) {
    for (name, value) in details.as_object().into_iter().flatten() {
        object[name] = if *value == "" { Value::Null } else { value.clone() };
    }
}
