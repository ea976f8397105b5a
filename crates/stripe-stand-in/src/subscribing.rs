//! What a paid session of the mode `subscription` makes: customer, subscription and first invoice.

use serde_json::{Value, json};

use crate::answer::StripeError;
use crate::books::Books;
use crate::objects::new_id;
use crate::{periods, subscription_objects};

impl Books {
    /// Completes an open monthly session, and gives the id of its first invoice, which is still to be paid.
    ///
    /// # Errors
    /// There is no such session.
    pub(crate) fn subscribe(&mut self, session: &str, email: Option<&str>, now: i64) -> Result<String, StripeError> {
        self.complete(session, email, now)?;
        let found = self.session(session)?.clone();
        let line = self.line_items.get(session).and_then(|lines| lines.first()).cloned().unwrap_or_default();
        let data = self.payment_data.get(session).cloned().unwrap_or_default();
        let mut price = line["price"].clone();
        // What the session takes counts, even where a test has changed it.
        let amount = found["amount_total"].as_i64().unwrap_or_default();
        price["unit_amount"] = json!(amount);
        price["unit_amount_decimal"] = json!(amount.to_string());
        let id = new_id("sub_1", 23);
        let item = subscription_objects::item(&id, &price, periods::first(&price, now));
        let mut subscription = subscription_objects::subscription(&id, &item, &found["customer"], &data, now);
        if subscription["description"].is_null() {
            subscription["description"] = line["description"].clone();
        }
        self.note_event("customer.subscription.created", &subscription, now);
        self.subscriptions.add(subscription);
        let invoice = self.add_invoice(&id, "subscription_create", now)?;
        self.change_session(session, |session| {
            session["subscription"] = Value::from(id);
            session["invoice"] = Value::from(invoice.as_str());
        })?;
        Ok(invoice)
    }
}
