//! Refunds: the API, and what happens to them. Money goes when a refund is made, and comes back when it fails.

use axum::Extension;
use axum::extract::State;
use serde_json::{Value, json};

use crate::answer::{Answer, StripeError};
use crate::books::Books;
use crate::currency::shown;
use crate::desk::Checked;
use crate::expand::expanded;
use crate::objects::{Movement, new_id};
use crate::refund_objects::refund;
use crate::rules::{check_metadata, only_played};
use crate::{StandIn, lookups};

const OBJECT: &str = "refund";
const PLAYED: [&str; 6] = ["amount", "charge", "expand", "metadata", "payment_intent", "reason"];

/// `GET /v1/refunds`
pub(crate) async fn list(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    lookups::list(&stand_in, &request, "/v1/refunds", |books| &books.refunds, &["charge", "payment_intent"], |_| true)
}

/// `GET /v1/refunds/{refund}`
pub(crate) async fn show(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    lookups::show(&stand_in, &request, OBJECT, OBJECT, |books| &books.refunds)
}

/// `POST /v1/refunds`
pub(crate) async fn create(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    let form = &request.form;
    only_played(form, &PLAYED)?;
    check_metadata(&form["metadata"], "metadata")?;
    stand_in.change(|books, now| {
        let made = books.refund(form, now)?;
        expanded(books, made, &form["expand"])
    })
}

impl Books {
    /// Gives money back, as the form of `POST /v1/refunds` says.
    ///
    /// # Errors
    /// There is no such charge, it is disputed, or less than the amount is left of it.
    pub(crate) fn refund(&mut self, form: &Value, now: i64) -> Result<Value, StripeError> {
        let charge = self.charge_named(form)?.clone();
        let amount = amount_of(&charge, form)?;
        self.check_not_disputed(&charge)?;
        let id = new_id("re_3", 23);
        let status = if std::mem::take(&mut self.refund_later) { "pending" } else { "succeeded" };
        let mut made = refund(&id, &charge, amount, status, form, now);
        let movement = Movement { kind: "refund", category: "refund", amount: -amount, fee: 0, source: &id };
        made["balance_transaction"] = self.book(&movement, &charge["currency"], now);
        self.refunds.add(made.clone());
        let charge = self.change_refunded(&charge, amount)?;
        self.note_event("refund.created", &made, now);
        self.note_event("charge.refunded", &charge, now);
        Ok(made)
    }

    /// A pending refund has reached the donor.
    ///
    /// # Errors
    /// There is no such refund, or it is not pending.
    pub(crate) fn settle_refund(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let before = self.refund_in(id, &["pending"])?;
        let after = self.refunds.edit(OBJECT, id, |refund| {
            refund["status"] = json!("succeeded");
            if let Some(fields) = refund.as_object_mut() {
                fields.remove("pending_reason");
            }
        })?;
        self.note_change("refund.updated", &before, &after, now);
        Ok(())
    }

    /// A refund fails, even after it had succeeded: the donor's bank sends the money back.
    ///
    /// # Errors
    /// There is no such refund, or it has failed already.
    pub(crate) fn fail_refund(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let before = self.refund_in(id, &["pending", "succeeded"])?;
        let amount = before["amount"].as_i64().unwrap_or_default();
        let category = "refund_failure";
        let movement = Movement { kind: "refund_failure", category, amount, fee: 0, source: id };
        let transaction = self.book(&movement, &before["currency"], now);
        let after = self.refunds.edit(OBJECT, id, |refund| {
            refund["status"] = json!("failed");
            refund["failure_reason"] = json!("expired_or_canceled_card");
            refund["failure_balance_transaction"] = transaction;
            if let Some(fields) = refund.as_object_mut() {
                fields.remove("pending_reason");
            }
        })?;
        let charge = self.charges.get("charge", before["charge"].as_str().unwrap_or_default())?.clone();
        self.change_refunded(&charge, -amount)?;
        self.note_change("refund.updated", &before, &after, now);
        self.note_event("refund.failed", &after, now);
        Ok(())
    }

    /// Books a movement of money, and gives the id of its balance transaction.
    pub(crate) fn book(&mut self, movement: &Movement<'_>, currency: &Value, now: i64) -> Value {
        let id = new_id("txn_3", 23);
        self.balance_transactions.add(movement.transaction(&id, currency, now));
        Value::from(id)
    }

    fn charge_named(&self, form: &Value) -> Result<&Value, StripeError> {
        match (form["payment_intent"].as_str(), form["charge"].as_str()) {
            (Some(intent), None) => self.charge_of(intent),
            (None, Some(charge)) => {
                let found = self.charges.find(charge);
                found.ok_or_else(|| StripeError::unknown_reference("charge", charge, "charge"))
            }
            (None, None) => {
                let message =
                    "One of the following params should be provided for this request: payment_intent or charge.";
                Err(StripeError::invalid(message))
            }
            _ => {
                let message = "You may only specify one of these parameters: payment_intent, charge.";
                Err(StripeError::invalid(message).param("charge"))
            }
        }
    }

    fn refund_in(&self, id: &str, statuses: &[&str]) -> Result<Value, StripeError> {
        let refund = self.refunds.get(OBJECT, id)?;
        let status = refund["status"].as_str().unwrap_or_default();
        if !statuses.contains(&status) {
            return Err(StripeError::invalid(format!("This refund is {status}.")));
        }
        Ok(refund.clone())
    }

    /// More or less of a charge has been given back.
    fn change_refunded(&mut self, charge: &Value, more: i64) -> Result<Value, StripeError> {
        self.charges.edit("charge", charge["id"].as_str().unwrap_or_default(), |charge| {
            let refunded = charge["amount_refunded"].as_i64().unwrap_or_default() + more;
            charge["refunded"] = json!(charge["amount"] == refunded);
            charge["amount_refunded"] = json!(refunded);
        })
    }
}

fn amount_of(charge: &Value, form: &Value) -> Result<i64, StripeError> {
    let minor = |name: &str| charge[name].as_i64().unwrap_or_default();
    let left = minor("amount") - minor("amount_refunded");
    if left == 0 {
        let message = format!("Charge {} has already been refunded.", charge["id"].as_str().unwrap_or_default());
        return Err(StripeError::invalid(message).code("charge_already_refunded"));
    }
    let amount = form["amount"].as_i64().unwrap_or(left);
    let currency = charge["currency"].as_str().unwrap_or_default();
    if amount < 1 {
        let message = "Invalid positive integer: a refund's amount must be 1 or more.";
        return Err(StripeError::invalid(message).code("parameter_invalid_integer").param("amount"));
    }
    if amount > left {
        let (amount, left) = (shown(amount, currency), shown(left, currency));
        let message = format!("Refund amount ({amount}) is greater than unrefunded amount on charge ({left}).");
        return Err(StripeError::invalid(message).param("amount"));
    }
    Ok(amount)
}
