//! Invoices of subscriptions: the API, and what happens to them: made, paid, refused, tried again, voided. Each change
//! notes its events.

use axum::Extension;
use axum::extract::State;
use serde_json::{Value, json};

use crate::StandIn;
use crate::answer::{Answer, StripeError};
use crate::books::{Books, CardTrouble};
use crate::desk::Checked;
use crate::{invoice_objects, lookups, objects};

const OBJECT: &str = "invoice";
const DAY: i64 = 24 * 60 * 60;
/// Waits before the second, third and fourth try of an invoice. After the last the subscription ends.
const RETRIES: [i64; 3] = [3 * DAY, 5 * DAY, 7 * DAY];

/// `GET /v1/invoices`
pub(crate) async fn list(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    let of = request.query["subscription"].clone();
    let wanted = |invoice: &Value| of.is_null() || *subscription_of(invoice) == of;
    let same = ["customer", "status", "collection_method"];
    lookups::list(&stand_in, &request, "/v1/invoices", |books| &books.invoices, &same, wanted)
}

/// `GET /v1/invoices/{invoice}`
pub(crate) async fn show(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    lookups::show(&stand_in, &request, OBJECT, OBJECT, |books| &books.invoices)
}

/// `GET /v1/invoice_payments`
pub(crate) async fn payments(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    let payment = request.query["payment"].clone();
    let wanted = |found: &Value| {
        ["type", "payment_intent"]
            .iter()
            .all(|name| payment[*name].is_null() || found["payment"][*name] == payment[*name])
    };
    let (url, same) = ("/v1/invoice_payments", ["invoice", "status"]);
    lookups::list(&stand_in, &request, url, |books| &books.invoice_payments, &same, wanted)
}

impl Books {
    /// Makes a draft for the present period of a subscription, and gives the id.
    ///
    /// # Errors
    /// There is no such subscription.
    pub(crate) fn add_invoice(&mut self, subscription: &str, reason: &str, now: i64) -> Result<String, StripeError> {
        let found = self.subscriptions.get("subscription", subscription)?;
        let customer = self.customers.get("customer", found["customer"].as_str().unwrap_or_default())?;
        let number = self.invoices.all().iter().filter(|invoice| invoice["customer"] == found["customer"]).count() + 1;
        let invoice = invoice_objects::invoice(found, customer, reason, number, now);
        let id = invoice["id"].as_str().unwrap_or_default().to_owned();
        self.note_event("invoice.created", &invoice, now);
        self.invoices.add(invoice);
        self.subscriptions.edit("subscription", subscription, |found| found["latest_invoice"] = json!(id))?;
        Ok(id)
    }

    /// Asks for an invoice's money with the card that the subscription has.
    ///
    /// # Errors
    /// There is no such invoice.
    pub(crate) fn collect(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let subscription = self.subscription_id_of(id)?;
        match self.card_troubles.get(&subscription).copied() {
            None => self.pay_invoice(id, now),
            Some(CardTrouble::Declined) => self.fail_invoice(id, now),
            Some(CardTrouble::Unconfirmed) => self.ask_for_confirmation(id, now),
        }
    }

    /// An invoice is paid; a subscription that was past due is active again.
    ///
    /// # Errors
    /// There is no such invoice.
    pub(crate) fn pay_invoice(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let (payment, intent) = self.attempt(id, now)?;
        let email = self.invoices.get(OBJECT, id)?["customer_email"].clone();
        self.take_money(&intent, &email, now)?;
        let invoice = self.invoices.edit(OBJECT, id, |invoice| {
            invoice["status"] = json!("paid");
            invoice["amount_paid"] = invoice["amount_due"].clone();
            invoice["amount_remaining"] = json!(0);
            invoice["attempt_count"] = json!(invoice["attempt_count"].as_i64().unwrap_or_default() + 1);
            invoice["auto_advance"] = json!(false);
            invoice["next_payment_attempt"] = Value::Null;
            invoice["ending_balance"] = json!(0);
            invoice["status_transitions"]["paid_at"] = json!(now);
        })?;
        let payment = self.invoice_payments.edit("invoice_payment", &payment, |payment| {
            payment["status"] = json!("paid");
            payment["amount_paid"] = payment["amount_requested"].clone();
            payment["status_transitions"]["paid_at"] = json!(now);
        })?;
        self.note_event("invoice.paid", &invoice, now);
        self.note_event("invoice.payment_succeeded", &invoice, now);
        self.note_event("invoice_payment.paid", &payment, now);
        self.judge_subscription(id, now)
    }

    /// The card is refused for an invoice, which is tried again later; after the last try the subscription ends.
    ///
    /// # Errors
    /// There is no such invoice.
    pub(crate) fn fail_invoice(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let (_, intent) = self.attempt(id, now)?;
        self.refuse(&intent, "card_declined", "Your card was declined.", now)?;
        self.note_failure(id, now)
    }

    /// The bank wants the donor to confirm the payment of an invoice; as long as that does not happen it has failed.
    fn ask_for_confirmation(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let (_, intent) = self.attempt(id, now)?;
        let intent = self.change_intent(&intent, |intent| {
            intent["status"] = json!("requires_action");
            intent["next_action"] = json!({ "type": "use_stripe_sdk", "use_stripe_sdk": {} });
            intent["last_payment_error"] = Value::Null;
        })?;
        self.note_event("payment_intent.requires_action", &intent, now);
        let invoice = self.invoices.get(OBJECT, id)?.clone();
        self.note_event("invoice.payment_action_required", &invoice, now);
        self.note_failure(id, now)
    }

    /// A try to collect an invoice has failed.
    fn note_failure(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let invoice = self.invoices.edit(OBJECT, id, |invoice| {
            let tries = invoice["attempt_count"].as_u64().unwrap_or_default();
            let wait = usize::try_from(tries).ok().and_then(|tries| RETRIES.get(tries));
            invoice["attempt_count"] = json!(tries + 1);
            invoice["next_payment_attempt"] = json!(wait.map(|wait| now + wait));
        })?;
        self.note_event("invoice.payment_failed", &invoice, now);
        if invoice["next_payment_attempt"].is_null() {
            let subscription = self.subscription_id_of(id)?;
            return self.cancel_subscription(&subscription, &json!({ "reason": "payment_failed" }), now).map(drop);
        }
        self.judge_subscription(id, now)
    }

    /// The money of an invoice comes later.
    ///
    /// # Errors
    /// There is no such invoice.
    pub(crate) fn await_invoice(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let (_, intent) = self.attempt(id, now)?;
        self.await_money(&intent)
    }

    /// What a paused subscription does with the invoice of a period: no money is asked for.
    ///
    /// # Errors
    /// There is no such invoice.
    pub(crate) fn set_aside(&mut self, id: &str, behavior: &str, now: i64) -> Result<(), StripeError> {
        let (status, time, event) = match behavior {
            "void" => ("void", "voided_at", "invoice.voided"),
            "mark_uncollectible" => ("uncollectible", "marked_uncollectible_at", "invoice.marked_uncollectible"),
            // The draft stays one.
            _ => return Ok(()),
        };
        self.finalize(id, now)?;
        let invoice = self.invoices.edit(OBJECT, id, |invoice| {
            invoice["status"] = json!(status);
            invoice["auto_advance"] = json!(false);
            invoice["status_transitions"][time] = json!(now);
        })?;
        self.note_event(event, &invoice, now);
        Ok(())
    }

    /// The payment that an invoice is being paid with.
    pub(crate) fn intent_of_invoice(&self, invoice: &str) -> Option<&str> {
        self.payment_of(invoice).and_then(|payment| payment["payment"]["payment_intent"].as_str())
    }

    /// The open invoices of a subscription, oldest first.
    pub(crate) fn open_invoices(&self, subscription: &str) -> Vec<String> {
        let open = self.invoices.all().iter().filter(|invoice| invoice["status"] == "open");
        let open = open.filter(|invoice| *subscription_of(invoice) == subscription);
        open.filter_map(|invoice| invoice["id"].as_str().map(str::to_owned)).collect()
    }

    fn payment_of(&self, invoice: &str) -> Option<&Value> {
        self.invoice_payments.all().iter().find(|payment| payment["invoice"] == invoice)
    }

    fn subscription_id_of(&self, invoice: &str) -> Result<String, StripeError> {
        let invoice = self.invoices.get(OBJECT, invoice)?;
        Ok(subscription_of(invoice).as_str().unwrap_or_default().to_owned())
    }

    fn finalize(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        if self.invoices.get(OBJECT, id)?["status"] != "draft" {
            return Ok(());
        }
        let invoice = self.invoices.edit(OBJECT, id, |invoice| {
            invoice["status"] = json!("open");
            invoice["effective_at"] = json!(now);
            invoice["status_transitions"]["finalized_at"] = json!(now);
        })?;
        self.note_event("invoice.finalized", &invoice, now);
        Ok(())
    }

    /// Begins a try to collect an invoice; gives the ids of its invoice payment and its PaymentIntent, which are made at
    /// the first try.
    fn attempt(&mut self, id: &str, now: i64) -> Result<(String, String), StripeError> {
        self.finalize(id, now)?;
        let invoice = self.invoices.edit(OBJECT, id, |invoice| invoice["attempted"] = json!(true))?;
        if self.payment_of(id).is_none() {
            let money = json!({
                "amount": invoice["amount_due"], "currency": invoice["currency"], "customer": invoice["customer"],
            });
            let first = invoice["billing_reason"] == "subscription_create";
            let description = if first { "Subscription creation" } else { "Subscription update" };
            // Stripe copies no metadata of the subscription to its payments.
            let data = json!({ "description": description, "setup_future_usage": "off_session" });
            let intent = objects::payment_intent(&money, &data, now);
            self.invoice_payments.add(invoice_objects::invoice_payment(&invoice, &intent, now));
            self.payment_intents.add(intent);
        }
        let payment = self.payment_of(id).ok_or_else(|| StripeError::missing("invoice_payment", id, "invoice"))?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok((text(&payment["id"]), text(&payment["payment"]["payment_intent"])))
    }

    /// A subscription is past due as long as a try to collect one of its invoices has failed.
    pub(crate) fn judge_subscription(&mut self, invoice: &str, now: i64) -> Result<(), StripeError> {
        let id = self.subscription_id_of(invoice)?;
        let before = self.subscriptions.get("subscription", &id)?.clone();
        let status = if self.open_invoices(&id).is_empty() { "active" } else { "past_due" };
        if before["status"] == "canceled" || before["status"] == status {
            return Ok(());
        }
        let after = self.subscriptions.edit("subscription", &id, |found| found["status"] = json!(status))?;
        self.note_change("customer.subscription.updated", &before, &after, now);
        Ok(())
    }
}

fn subscription_of(invoice: &Value) -> &Value {
    &invoice["parent"]["subscription_details"]["subscription"]
}
