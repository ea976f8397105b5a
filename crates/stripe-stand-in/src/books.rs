//! The stand-in's memory: every object it has made, the answers kept under idempotency keys, and the file they are saved
//! in. What happens to the objects stands in a file for each kind: `payments.rs`, `refunds.rs`, `invoices.rs`, ...

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::objects;
use crate::real_now;
use crate::shelf::Shelf;

/// All that the stand-in knows.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Books {
    /// Checkout Sessions.
    pub(crate) sessions: Shelf,
    /// The lines of each session, by its id.
    pub(crate) line_items: BTreeMap<String, Vec<Value>>,
    /// What each session's form said of its future payment or subscription (`payment_intent_data` or
    /// `subscription_data`), by its id.
    pub(crate) payment_data: BTreeMap<String, Value>,
    /// How far the stand-in's clock was ahead when a session was made, by its id; 0 is left out.
    pub(crate) ahead_at_creation: BTreeMap<String, i64>,
    /// PaymentIntents.
    pub(crate) payment_intents: Shelf,
    /// Charges.
    pub(crate) charges: Shelf,
    /// Balance transactions.
    pub(crate) balance_transactions: Shelf,
    /// How much is captured of payments that are not captured whole, in minor units, by the id of the session.
    pub(crate) captured: BTreeMap<String, i64>,
    /// Refunds.
    pub(crate) refunds: Shelf,
    /// Whether the next refund is to stay pending.
    pub(crate) refund_later: bool,
    /// Disputes.
    pub(crate) disputes: Shelf,
    /// Early fraud warnings.
    pub(crate) fraud_warnings: Shelf,
    /// Customers, the deleted ones included.
    pub(crate) customers: Shelf,
    /// Subscriptions, the cancelled ones included.
    pub(crate) subscriptions: Shelf,
    /// The subscriptions whose card does not pay from now on, by their ids.
    pub(crate) card_troubles: BTreeMap<String, CardTrouble>,
    /// Invoices.
    pub(crate) invoices: Shelf,
    /// What joins invoices to their PaymentIntents.
    pub(crate) invoice_payments: Shelf,
    /// What customers may do in the portal.
    pub(crate) portal_configurations: Shelf,
    /// Visits of customers to the portal.
    pub(crate) portal_sessions: Shelf,
    /// Where events go beside the address in the settings.
    pub(crate) webhook_endpoints: Shelf,
    /// What their events are signed with, by their ids.
    pub(crate) webhook_secrets: BTreeMap<String, String>,
    /// How far the stand-in's clock is ahead of the real one, in seconds.
    pub(crate) ahead: i64,
    /// Events; those with `pending_webhooks` above 0 have not been delivered.
    pub(crate) events: Shelf,
    /// Answers to requests that carried an idempotency key.
    pub(crate) answers: BTreeMap<String, KeptAnswer>,
    /// Events made since the last dispatch.
    #[serde(skip)]
    outbox: Vec<Value>,
}

/// Why a card does not pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum CardTrouble {
    /// The bank refuses it.
    Declined,
    /// The bank wants the donor to confirm each payment.
    Unconfirmed,
}

/// The first answer to a request with an idempotency key, which is given again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct KeptAnswer {
    /// Method, path and parameters of the request.
    pub(crate) request: String,
    /// When it was answered, unix seconds.
    pub(crate) at: i64,
    /// The answer's status.
    pub(crate) status: u16,
    /// The answer's body.
    pub(crate) body: String,
}

impl Books {
    /// Reads the books from their file; a missing file gives empty books.
    ///
    /// # Errors
    /// The file cannot be read, or holds something else.
    pub(crate) fn load(file: &Path) -> anyhow::Result<Self> {
        if !file.exists() {
            return Ok(Self::default());
        }
        let text = std::fs::read_to_string(file)?;
        serde_json::from_str(&text).context("not the books of the stand-in")
    }

    /// Writes the books beside their file, then puts them in its place, so that the file is always whole.
    ///
    /// # Errors
    /// The disk refuses.
    pub(crate) fn save(&self, file: &Path) -> anyhow::Result<()> {
        let beside = file.with_extension("new");
        std::fs::write(&beside, serde_json::to_vec_pretty(self)?)?;
        Ok(std::fs::rename(&beside, file)?)
    }

    /// Notes an event about an object as it is now, to be sent with the next dispatch.
    pub(crate) fn note_event(&mut self, event_type: &str, object: &Value, now: i64) {
        let event = objects::event(event_type, object, now);
        self.outbox.push(event.clone());
        self.events.add(event);
    }

    /// Notes that an object has changed: the event tells, too, what the changed fields held `before`.
    pub(crate) fn note_change(&mut self, event_type: &str, before: &Value, object: &Value, now: i64) {
        let mut event = objects::event(event_type, object, now);
        let fields = before.as_object().into_iter().flatten();
        let changed = fields.filter(|(name, value)| object[name.as_str()] != **value);
        event["data"]["previous_attributes"] = changed.map(|(name, value)| (name.clone(), value.clone())).collect();
        self.outbox.push(event.clone());
        self.events.add(event);
    }

    /// The one clock of the stand-in, in unix seconds.
    pub(crate) fn now(&self) -> i64 {
        real_now() + self.ahead
    }

    /// The events that wait to be sent; afterwards none do.
    pub(crate) fn take_outbox(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.outbox)
    }
}
