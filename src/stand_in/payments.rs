//! What can happen to a Checkout Session, as Stripe's own pay page and clock make it happen: paid, declined, paid later,
//! settled, failed, expired. Each change notes its events.

use serde_json::{Value, json};

use super::answer::StripeError;
use super::books::Books;
use super::{objects, session_objects};

/// The address that stands in for a payer who gave none.
pub const UNNAMED_PAYER: &str = "donor@example.org";

impl Books {
    /// Pays an open session at once.
    ///
    /// # Errors
    /// There is no such session, or it is not open.
    pub fn pay(&mut self, id: &str, email: Option<&str>, now: i64) -> Result<(), StripeError> {
        let intent = self.begin_payment(id, now)?;
        self.change_session(id, |session| complete(session, email))?;
        self.receive(id, &intent, now)?;
        self.note_session(id, "checkout.session.completed", now)
    }

    /// Refuses the donor's card; the session stays open.
    ///
    /// # Errors
    /// As [`Books::pay`].
    pub fn decline(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let intent = self.begin_payment(id, now)?;
        self.refuse(&intent, "card_declined", "Your card was declined.", now)
    }

    /// Completes an open session with a method whose money comes later, such as a bank transfer.
    ///
    /// # Errors
    /// As [`Books::pay`].
    pub fn pay_later(&mut self, id: &str, email: Option<&str>, now: i64) -> Result<(), StripeError> {
        let intent = self.begin_payment(id, now)?;
        self.change_session(id, |session| complete(session, email))?;
        self.change_intent(&intent, |intent| {
            intent["status"] = json!("processing");
            intent["payment_method_types"] = json!(["customer_balance"]);
            intent["last_payment_error"] = Value::Null;
        })?;
        self.note_session(id, "checkout.session.completed", now)
    }

    /// The money of a session that was to be paid later has come.
    ///
    /// # Errors
    /// There is no such session, or it does not wait for money.
    pub fn settle(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let intent = self.waiting_intent(id)?;
        self.receive(id, &intent, now)?;
        self.note_session(id, "checkout.session.async_payment_succeeded", now)
    }

    /// The money of a session that was to be paid later does not come.
    ///
    /// # Errors
    /// As [`Books::settle`].
    pub fn fail(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let intent = self.waiting_intent(id)?;
        self.refuse(&intent, "payment_intent_payment_attempt_failed", "The payment failed.", now)?;
        self.note_session(id, "checkout.session.async_payment_failed", now)
    }

    /// Expires an open session. Stripe allows it from no other status.
    ///
    /// # Errors
    /// There is no such session, or it is not open.
    pub fn expire(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let status = self.session(id)?["status"].as_str().unwrap_or_default();
        if status != "open" {
            return Err(StripeError::invalid(format!(
                "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a \
                 status of `{status}`."
            )));
        }
        let intent = self.session(id)?["payment_intent"].as_str().map(str::to_owned);
        if let Some(intent) = intent {
            self.change_intent(&intent, |intent| {
                intent["status"] = json!("canceled");
                intent["canceled_at"] = json!(now);
                intent["cancellation_reason"] = json!("expired");
            })?;
        }
        self.change_session(id, |session| {
            session["status"] = json!("expired");
            session["url"] = Value::Null;
        })?;
        self.note_session(id, "checkout.session.expired", now)
    }

    /// Whether there are open sessions whose time is over.
    pub fn has_overdue(&self, now: i64) -> bool {
        self.sessions.all().iter().any(|session| is_overdue(session, now))
    }

    /// Expires the open sessions whose time is over.
    pub fn expire_overdue(&mut self, now: i64) {
        let overdue = self.sessions.all().iter().filter(|session| is_overdue(session, now));
        let ids: Vec<_> = overdue.filter_map(|session| session["id"].as_str().map(str::to_owned)).collect();
        for id in ids {
            if let Err(error) = self.expire(&id, now) {
                tracing::warn!(%id, ?error, "a session did not expire");
            }
        }
    }

    /// Changes what an open session will take, as if Stripe and the site had understood different amounts.
    ///
    /// # Errors
    /// There is no such session, or it is not open.
    pub fn change_amount(&mut self, id: &str, minor: i64) -> Result<(), StripeError> {
        self.open_session(id)?;
        self.change_session(id, |session| {
            session["amount_subtotal"] = json!(minor);
            session["amount_total"] = json!(minor);
        })
    }

    /// Whether a completed session still waits for its money.
    pub fn waits_for_money(&self, session: &Value) -> bool {
        let intent = session["payment_intent"].as_str();
        let intent = intent.and_then(|id| self.payment_intents.find(id));
        session["status"] == "complete" && intent.is_some_and(|intent| intent["status"] == "processing")
    }

    fn session(&self, id: &str) -> Result<&Value, StripeError> {
        let session = self.sessions.find(id);
        session.ok_or_else(|| StripeError::missing("checkout.session", id, "session"))
    }

    fn open_session(&self, id: &str) -> Result<&Value, StripeError> {
        let session = self.session(id)?;
        match session["status"].as_str() {
            Some("open") => Ok(session),
            status => {
                let status = status.unwrap_or_default();
                Err(StripeError::invalid(format!("This Checkout Session is not open but {status}.")))
            }
        }
    }

    /// The id of the payment of an open session, which is made at the first try.
    fn begin_payment(&mut self, id: &str, now: i64) -> Result<String, StripeError> {
        let session = self.open_session(id)?;
        let nothing = Value::Null;
        let data = self.payment_data.get(id).unwrap_or(&nothing);
        let intent = objects::payment_intent(session, data, now);
        let known = session["payment_intent"].as_str().map(str::to_owned);
        if let Some(known) = known {
            let amount = session["amount_total"].clone();
            self.change_intent(&known, |intent| intent["amount"] = amount)?;
            return Ok(known);
        }
        let intent_id = intent["id"].clone();
        self.payment_intents.add(intent);
        self.change_session(id, |session| session["payment_intent"] = intent_id.clone())?;
        Ok(intent_id.as_str().unwrap_or_default().to_owned())
    }

    fn waiting_intent(&self, id: &str) -> Result<String, StripeError> {
        let session = self.session(id)?;
        match session["payment_intent"].as_str() {
            Some(intent) if self.waits_for_money(session) => Ok(intent.to_owned()),
            _ => Err(StripeError::invalid("This Checkout Session does not wait for a payment.")),
        }
    }

    /// Books the money of a session: charge, balance transaction, and the two objects that now are paid.
    fn receive(&mut self, id: &str, intent_id: &str, now: i64) -> Result<(), StripeError> {
        self.change_session(id, |session| session["payment_status"] = json!("paid"))?;
        let email = self.session(id)?["customer_details"]["email"].clone();
        let charge_id = objects::new_id("ch_3", 23);
        let transaction_id = objects::new_id("txn_3", 23);
        self.change_intent(intent_id, |intent| {
            intent["amount_received"] = intent["amount"].clone();
            intent["last_payment_error"] = Value::Null;
            intent["latest_charge"] = json!(charge_id);
            intent["payment_method"] = json!(objects::new_id("pm_1", 23));
            intent["status"] = json!("succeeded");
        })?;
        let intent = self.intent(intent_id)?.clone();
        let charge = objects::charge(&charge_id, &intent, &transaction_id, &email, now);
        let transaction = objects::balance_transaction(&transaction_id, &charge_id, &intent, now);
        self.note_event("charge.succeeded", &charge, now);
        self.note_event("payment_intent.succeeded", &intent, now);
        self.charges.add(charge);
        self.balance_transactions.add(transaction);
        Ok(())
    }

    fn refuse(&mut self, intent: &str, code: &str, message: &str, now: i64) -> Result<(), StripeError> {
        self.change_intent(intent, |intent| {
            intent["status"] = json!("requires_payment_method");
            intent["last_payment_error"] = objects::payment_error(code, message);
        })?;
        let intent = self.intent(intent)?.clone();
        self.note_event("payment_intent.payment_failed", &intent, now);
        Ok(())
    }

    fn note_session(&mut self, id: &str, event_type: &str, now: i64) -> Result<(), StripeError> {
        let session = self.session(id)?.clone();
        self.note_event(event_type, &session, now);
        Ok(())
    }

    fn intent(&self, id: &str) -> Result<&Value, StripeError> {
        let intent = self.payment_intents.find(id);
        intent.ok_or_else(|| StripeError::missing("payment_intent", id, "intent"))
    }

    fn change_session(&mut self, id: &str, change: impl FnOnce(&mut Value)) -> Result<(), StripeError> {
        let session = self.sessions.find_mut(id);
        change(session.ok_or_else(|| StripeError::missing("checkout.session", id, "session"))?);
        Ok(())
    }

    fn change_intent(&mut self, id: &str, change: impl FnOnce(&mut Value)) -> Result<(), StripeError> {
        let intent = self.payment_intents.find_mut(id);
        change(intent.ok_or_else(|| StripeError::missing("payment_intent", id, "intent"))?);
        Ok(())
    }
}

fn complete(session: &mut Value, email: Option<&str>) {
    let prefilled = session["customer_email"].as_str();
    let email = json!(prefilled.or(email).unwrap_or(UNNAMED_PAYER));
    session["customer_details"] = session_objects::customer_details(&email);
    session["status"] = json!("complete");
    session["url"] = Value::Null;
}

fn is_overdue(session: &Value, now: i64) -> bool {
    session["status"] == "open" && session["expires_at"].as_i64().is_some_and(|at| at <= now)
}
