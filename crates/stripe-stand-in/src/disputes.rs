//! Disputes and early fraud warnings: the API, and what happens to them.

use axum::Extension;
use axum::extract::State;
use serde_json::{Value, json};

use crate::answer::{Answer, StripeError};
use crate::books::Books;
use crate::desk::Checked;
use crate::objects::Movement;
use crate::{StandIn, dispute_objects, lookups};

const OBJECT: &str = "dispute";
/// What Stripe takes for a dispute here, in minor units of any currency.
const FEE: i64 = 1500;

/// `GET /v1/disputes`
pub(crate) async fn list(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    lookups::list(&stand_in, &request, "/v1/disputes", |books| &books.disputes, &["charge", "payment_intent"], |_| true)
}

/// `GET /v1/disputes/{dispute}`
pub(crate) async fn show(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    lookups::show(&stand_in, &request, OBJECT, OBJECT, |books| &books.disputes)
}

impl Books {
    /// The donor disputes a payment at the bank, which takes the money back with a fee; gives the dispute's id.
    ///
    /// # Errors
    /// There is no such payment, it has not been paid, or nothing of it is left.
    pub(crate) fn dispute(&mut self, intent: &str, now: i64) -> Result<String, StripeError> {
        let charge = self.charge_of(intent)?.clone();
        self.check_not_disputed(&charge)?;
        let minor = |name: &str| charge[name].as_i64().unwrap_or_default();
        let amount = minor("amount") - minor("amount_refunded");
        if amount == 0 {
            return Err(StripeError::invalid("Nothing is left of this charge to dispute."));
        }
        self.charges.edit("charge", charge["id"].as_str().unwrap_or_default(), |charge| {
            charge["disputed"] = json!(true);
        })?;
        let dispute = dispute_objects::dispute(&charge, amount, now);
        let id = dispute["id"].as_str().unwrap_or_default().to_owned();
        self.note_event("charge.dispute.created", &dispute, now);
        self.disputes.add(dispute);
        self.move_disputed(&id, -amount, now)?;
        Ok(id)
    }

    /// The bank decides for the organisation: the money comes back, the fee does not.
    ///
    /// # Errors
    /// There is no such dispute, or it is closed.
    pub(crate) fn win_dispute(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let dispute = self.open_dispute(id)?;
        let amount = dispute["amount"].as_i64().unwrap_or_default();
        self.disputes.edit(OBJECT, id, |dispute| {
            dispute["status"] = json!("won");
            dispute["is_charge_refundable"] = json!(true);
        })?;
        self.move_disputed(id, amount, now)?;
        self.note_closed(id, now)
    }

    /// The bank decides for the donor.
    ///
    /// # Errors
    /// As [`Books::win_dispute`].
    pub(crate) fn lose_dispute(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        self.open_dispute(id)?;
        self.disputes.edit(OBJECT, id, |dispute| dispute["status"] = json!("lost"))?;
        self.note_closed(id, now)
    }

    /// The card's issuer warns of fraud; gives the warning's id.
    ///
    /// # Errors
    /// There is no such payment, or it has not been paid.
    pub(crate) fn warn_of_fraud(&mut self, intent: &str, now: i64) -> Result<String, StripeError> {
        let warning = dispute_objects::early_fraud_warning(self.charge_of(intent)?, now);
        let id = warning["id"].as_str().unwrap_or_default().to_owned();
        self.note_event("radar.early_fraud_warning.created", &warning, now);
        self.fraud_warnings.add(warning);
        Ok(id)
    }

    /// A charge whose money the bank has taken back cannot be given back, or taken back, once more.
    ///
    /// # Errors
    /// It has.
    pub(crate) fn check_not_disputed(&self, charge: &Value) -> Result<(), StripeError> {
        let mut disputes = self.disputes.all().iter().filter(|dispute| dispute["charge"] == charge["id"]);
        if disputes.any(|dispute| dispute["status"] != "won") {
            let id = charge["id"].as_str().unwrap_or_default();
            let message = format!("Charge {id} has been charged back; cannot issue a refund.");
            return Err(StripeError::invalid(message).code("charge_disputed"));
        }
        Ok(())
    }

    /// Takes the disputed money (below 0, and a fee with it) or gives it back.
    fn move_disputed(&mut self, id: &str, amount: i64, now: i64) -> Result<(), StripeError> {
        let (category, fee, event) = match amount {
            ..0 => ("dispute", FEE, "charge.dispute.funds_withdrawn"),
            _ => ("dispute_reversal", 0, "charge.dispute.funds_reinstated"),
        };
        let currency = self.disputes.get(OBJECT, id)?["currency"].clone();
        let movement = Movement { kind: "adjustment", category, amount, fee, source: id };
        let transaction = self.book(&movement, &currency, now);
        let transaction =
            self.balance_transactions.get("balance transaction", transaction.as_str().unwrap_or_default())?;
        let transaction = transaction.clone();
        let dispute = self.disputes.edit(OBJECT, id, |dispute| {
            if let Some(transactions) = dispute["balance_transactions"].as_array_mut() {
                transactions.push(transaction);
            }
        })?;
        self.note_event(event, &dispute, now);
        Ok(())
    }

    fn note_closed(&mut self, id: &str, now: i64) -> Result<(), StripeError> {
        let dispute = self.disputes.get(OBJECT, id)?.clone();
        self.note_event("charge.dispute.closed", &dispute, now);
        Ok(())
    }

    fn open_dispute(&self, id: &str) -> Result<&Value, StripeError> {
        let dispute = self.disputes.get(OBJECT, id)?;
        match dispute["status"].as_str() {
            Some("needs_response") => Ok(dispute),
            status => Err(StripeError::invalid(format!("This dispute is {}.", status.unwrap_or_default()))),
        }
    }
}
