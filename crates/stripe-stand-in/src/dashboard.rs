//! What people do in Stripe's Dashboard that no request of an integration does: other prices and quantities, invoices marked
//! as paid, payments captured in part.

use serde_json::{Value, json};

use crate::StandIn;
use crate::answer::StripeError;
use crate::books::Books;
use crate::{periods, subscription_objects};

impl StandIn {
    /// Sets what a subscription is for from its next period on: one item for each price (in minor units) and quantity. The
    /// first item stays the one that it is.
    ///
    /// # Errors
    /// If there is no such subscription, or it has ended.
    pub fn set_items(&self, subscription: &str, items: &[(i64, i64)]) -> Result<(), StripeError> {
        self.change(|books, now| books.set_items(subscription, items, now))
    }

    /// Marks an open invoice as paid by money that did not come through Stripe.
    ///
    /// # Errors
    /// If there is no such invoice, or it is not open.
    pub fn mark_invoice_paid(&self, invoice: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.mark_invoice_paid(invoice, now))
    }

    /// Pays an open session of which only a part (in minor units) is captured.
    ///
    /// # Errors
    /// If there is no such session, it is not open, or it is monthly.
    pub fn pay_part(&self, session: &str, captured_minor: i64) -> Result<(), StripeError> {
        self.change(|books, now| books.pay_part(session, captured_minor, now))
    }
}

impl Books {
    fn set_items(&mut self, subscription: &str, items: &[(i64, i64)], now: i64) -> Result<(), StripeError> {
        self.running(subscription)?;
        self.change_subscription(subscription, now, |found| {
            let first = found["items"]["data"][0].clone();
            let period = (
                first["current_period_start"].as_i64().unwrap_or(now),
                first["current_period_end"].as_i64().unwrap_or_else(|| periods::first(&first["price"], now).1),
            );
            let changed = items.iter().enumerate().map(|(place, (minor, quantity))| {
                let mut price = first["price"].clone();
                price["id"] = json!(crate::objects::new_id("price_1", 23));
                price["unit_amount"] = json!(minor);
                price["unit_amount_decimal"] = json!(minor.to_string());
                let mut item = subscription_objects::item(subscription, &price, period);
                if place == 0 {
                    item["id"] = first["id"].clone();
                }
                item["quantity"] = json!(quantity);
                item
            });
            found["items"]["data"] = Value::Array(changed.collect());
        })
        .map(drop)
    }

    fn mark_invoice_paid(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        if self.invoices.get("invoice", id)?["status"] != "open" {
            return Err(StripeError::invalid("Only an open invoice can be marked as paid."));
        }
        let invoice = self.invoices.edit("invoice", id, |invoice| {
            invoice["status"] = json!("paid");
            invoice["amount_paid"] = invoice["amount_due"].clone();
            invoice["amount_paid_off_stripe"] = invoice["amount_due"].clone();
            invoice["amount_remaining"] = json!(0);
            invoice["auto_advance"] = json!(false);
            invoice["next_payment_attempt"] = Value::Null;
            invoice["status_transitions"]["paid_at"] = json!(now);
        })?;
        self.note_event("invoice.paid", &invoice, now);
        self.judge_subscription(id, now)
    }

    fn pay_part(&mut self, session: &str, captured_minor: i64, now: i64) -> Result<(), StripeError> {
        if self.session(session)?["mode"] == "subscription" {
            return Err(StripeError::invalid("A subscription is not captured in part."));
        }
        self.captured.insert(session.to_owned(), captured_minor);
        self.pay(session, None, now)
    }
}
