//! What can happen to a Checkout Session, as Stripe's own pay page and clock make it happen: paid, declined, paid later,
//! settled, failed, expired. Each change notes its events.

use serde_json::{Value, json};

use crate::answer::StripeError;
use crate::books::Books;
use crate::{objects, session_objects};

/// The address that stands in for a payer who gave none.
pub(crate) const UNNAMED_PAYER: &str = "donor@example.org";

impl Books {
    /// Pays an open session at once.
    ///
    /// # Errors
    /// There is no such session, or it is not open.
    pub(crate) fn pay(&mut self, id: &str, email: Option<&str>, now: i64) -> Result<(), StripeError> {
        if is_monthly(self.open_session(id)?) {
            let invoice = self.subscribe(id, email, now)?;
            self.pay_invoice(&invoice, now)?;
            self.change_session(id, |session| session["payment_status"] = json!("paid"))?;
        } else {
            let intent = self.begin_payment(id, now)?;
            self.complete(id, email, now)?;
            self.receive(id, &intent, now)?;
        }
        self.note_session(id, "checkout.session.completed", now)
    }

    /// Refuses the donor's card; the session stays open.
    ///
    /// # Errors
    /// As [`Books::pay`].
    pub(crate) fn decline(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let intent = self.begin_payment(id, now)?;
        self.refuse(&intent, "card_declined", "Your card was declined.", now)
    }

    /// Completes an open session with a method whose money comes later, such as a bank transfer.
    ///
    /// # Errors
    /// As [`Books::pay`].
    pub(crate) fn pay_later(&mut self, id: &str, email: Option<&str>, now: i64) -> Result<(), StripeError> {
        if is_monthly(self.open_session(id)?) {
            let invoice = self.subscribe(id, email, now)?;
            self.await_invoice(&invoice, now)?;
        } else {
            let intent = self.begin_payment(id, now)?;
            self.complete(id, email, now)?;
            self.await_money(&intent)?;
        }
        self.note_session(id, "checkout.session.completed", now)
    }

    /// The money of a session that was to be paid later has come.
    ///
    /// # Errors
    /// There is no such session, or it does not wait for money.
    pub(crate) fn settle(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let intent = self.waiting_intent(id)?;
        match self.session(id)?["invoice"].as_str().map(str::to_owned) {
            Some(invoice) => {
                self.pay_invoice(&invoice, now)?;
                self.change_session(id, |session| session["payment_status"] = json!("paid"))?;
            }
            None => self.receive(id, &intent, now)?,
        }
        self.note_session(id, "checkout.session.async_payment_succeeded", now)
    }

    /// The money of a session that was to be paid later does not come.
    ///
    /// # Errors
    /// As [`Books::settle`].
    pub(crate) fn fail(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let intent = self.waiting_intent(id)?;
        match self.session(id)?["invoice"].as_str().map(str::to_owned) {
            Some(invoice) => self.fail_invoice(&invoice, now)?,
            None => self.refuse(&intent, "payment_intent_payment_attempt_failed", "The payment failed.", now)?,
        }
        self.note_session(id, "checkout.session.async_payment_failed", now)
    }

    /// Expires an open session. Stripe allows it from no other status.
    ///
    /// # Errors
    /// There is no such session, or it is not open.
    pub(crate) fn expire(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
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

    /// Changes what an open session will take, as if Stripe and the site had understood different amounts.
    ///
    /// # Errors
    /// There is no such session, or it is not open.
    pub(crate) fn change_amount(&mut self, id: &str, minor: i64) -> Result<(), StripeError> {
        self.open_session(id)?;
        self.change_session(id, |session| {
            session["amount_subtotal"] = json!(minor);
            session["amount_total"] = json!(minor);
        })
    }

    /// Whether a completed session still waits for its money.
    pub(crate) fn waits_for_money(&self, session: &Value) -> bool {
        let intent = self.intent_of(session);
        session["status"] == "complete" && intent.is_some_and(|intent| intent["status"] == "processing")
    }

    /// The payment of a session, which a monthly one has through its invoice.
    pub(crate) fn intent_of(&self, session: &Value) -> Option<&Value> {
        let own = session["payment_intent"].as_str();
        let billed = session["invoice"].as_str().and_then(|invoice| self.intent_of_invoice(invoice));
        self.payment_intents.find(own.or(billed)?)
    }

    /// Completes an open session, and makes its customer if it is to have one.
    ///
    /// # Errors
    /// There is no such session.
    pub(crate) fn complete(&mut self, id: &str, email: Option<&str>, now: i64) -> Result<(), StripeError> {
        let session = self.session(id)?;
        let known = session["customer"].as_str().and_then(|customer| self.customers.find(customer));
        let known = known.and_then(|customer| customer["email"].as_str());
        let email = session["customer_email"].as_str().or(known).or(email).unwrap_or(UNNAMED_PAYER);
        let email = json!(email);
        let mut customer = session["customer"].clone();
        if customer.is_null() && session["customer_creation"] == "always" {
            customer = self.add_customer(&json!({ "email": email }), now);
        }
        self.change_session(id, |session| {
            session["customer"] = customer;
            session["customer_details"] = session_objects::customer_details(&email);
            session["status"] = json!("complete");
            session["url"] = Value::Null;
        })
    }

    /// A session.
    ///
    /// # Errors
    /// There is no such session.
    pub(crate) fn session(&self, id: &str) -> Result<&Value, StripeError> {
        self.sessions.get("checkout.session", id)
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

    /// The id of the payment of an open session, which is made at the first try. A monthly session has none of its own: each
    /// try to pay it is made for itself.
    fn begin_payment(&mut self, id: &str, now: i64) -> Result<String, StripeError> {
        let session = self.open_session(id)?;
        let monthly = is_monthly(session);
        let amount = session["amount_total"].clone();
        if let Some(known) = session["payment_intent"].as_str().map(str::to_owned) {
            self.change_intent(&known, |intent| intent["amount"] = amount)?;
            return Ok(known);
        }
        let money = json!({ "amount": amount, "currency": session["currency"], "customer": session["customer"] });
        let data = self.payment_data.get(id).filter(|_| !monthly);
        let intent = objects::payment_intent(&money, data.unwrap_or(&Value::Null), now);
        let intent_id = intent["id"].clone();
        self.payment_intents.add(intent);
        if !monthly {
            self.change_session(id, |session| session["payment_intent"] = intent_id.clone())?;
        }
        Ok(intent_id.as_str().unwrap_or_default().to_owned())
    }

    fn waiting_intent(&self, id: &str) -> Result<String, StripeError> {
        let session = self.session(id)?;
        let intent = self.intent_of(session).and_then(|intent| intent["id"].as_str());
        match intent.filter(|_| self.waits_for_money(session)) {
            Some(intent) => Ok(intent.to_owned()),
            None => Err(StripeError::invalid("This Checkout Session does not wait for a payment.")),
        }
    }

    /// Books the money of a session's own payment.
    fn receive(&mut self, id: &str, intent: &str, now: i64) -> Result<(), StripeError> {
        self.change_session(id, |session| session["payment_status"] = json!("paid"))?;
        let session = self.session(id)?;
        let (email, customer) = (session["customer_details"]["email"].clone(), session["customer"].clone());
        self.change_intent(intent, |intent| intent["customer"] = customer)?;
        match self.captured.remove(id) {
            Some(captured_minor) => self.capture(intent, captured_minor, &email, now),
            None => self.take_money(intent, &email, now),
        }
    }

    fn note_session(&mut self, id: &str, event_type: &str, now: i64) -> Result<(), StripeError> {
        let session = self.session(id)?.clone();
        self.note_event(event_type, &session, now);
        Ok(())
    }

    /// Changes a session.
    ///
    /// # Errors
    /// There is no such session.
    pub(crate) fn change_session(&mut self, id: &str, change: impl FnOnce(&mut Value)) -> Result<(), StripeError> {
        self.sessions.edit("checkout.session", id, change).map(drop)
    }
}

fn is_monthly(session: &Value) -> bool {
    session["mode"] == "subscription"
}
