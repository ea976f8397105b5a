//! The stand-in's memory: every object it has made, the answers kept under idempotency keys, and the file they are saved
//! in. What happens to the objects stands in `payments.rs`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::answer::StripeError;
use super::objects;

/// All that the stand-in knows.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Books {
    /// Checkout Sessions.
    pub sessions: Shelf,
    /// The lines of each session, by its id.
    pub line_items: BTreeMap<String, Vec<Value>>,
    /// What each session's form said of its future payment (`payment_intent_data`), by its id.
    pub payment_data: BTreeMap<String, Value>,
    /// PaymentIntents.
    pub payment_intents: Shelf,
    /// Charges.
    pub charges: Shelf,
    /// Balance transactions.
    pub balance_transactions: Shelf,
    /// Events; those with `pending_webhooks` above 0 have not been delivered.
    pub events: Shelf,
    /// Answers to requests that carried an idempotency key.
    pub answers: BTreeMap<String, KeptAnswer>,
    /// Events made since the last dispatch.
    #[serde(skip)]
    outbox: Vec<Value>,
}

/// The first answer to a request with an idempotency key, which is given again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptAnswer {
    /// Method, path and parameters of the request.
    pub request: String,
    /// When it was answered, unix seconds.
    pub at: i64,
    /// The answer's status.
    pub status: u16,
    /// The answer's body.
    pub body: String,
}

/// The objects of one kind, oldest first.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shelf(Vec<Value>);

impl Books {
    /// Reads the books from their file; a missing file gives empty books.
    ///
    /// # Errors
    /// The file cannot be read, or holds something else.
    pub fn load(file: &Path) -> anyhow::Result<Self> {
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
    pub fn save(&self, file: &Path) -> anyhow::Result<()> {
        let beside = file.with_extension("new");
        std::fs::write(&beside, serde_json::to_vec_pretty(self)?)?;
        Ok(std::fs::rename(&beside, file)?)
    }

    /// Notes an event about an object as it is now, to be sent with the next dispatch.
    pub fn note_event(&mut self, event_type: &str, object: &Value, now: i64) {
        let event = objects::event(event_type, object, now);
        self.outbox.push(event.clone());
        self.events.add(event);
    }

    /// The events that wait to be sent; afterwards none do.
    pub fn take_outbox(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.outbox)
    }

    /// Finds any object by its id, whose prefix tells the kind.
    pub fn find(&self, id: &str) -> Option<&Value> {
        let shelf = match id.split_once('_')?.0 {
            "cs" => &self.sessions,
            "pi" => &self.payment_intents,
            "ch" => &self.charges,
            "txn" => &self.balance_transactions,
            "evt" => &self.events,
            _ => return None,
        };
        shelf.find(id)
    }

    /// Puts whole objects in the place of ids along a dotted path, as `expand[]=payment_intent.latest_charge` asks for.
    ///
    /// # Errors
    /// The path leads to something that is not an id.
    pub fn expand(&self, object: &mut Value, path: &str) -> Result<(), StripeError> {
        let (field, rest) = path.split_once('.').unwrap_or((path, ""));
        if field == "line_items" && object["object"] == "checkout.session" {
            let id = object["id"].as_str().unwrap_or_default();
            let lines = self.line_items.get(id).cloned().unwrap_or_default();
            let url = format!("/v1/checkout/sessions/{id}/line_items");
            object[field] = page_of(lines, false, &url);
            return Ok(());
        }
        if let (Some(list), "data") = (object["data"].as_array_mut(), field) {
            return list.iter_mut().try_for_each(|item| self.expand(item, rest));
        }
        match object.get_mut(field) {
            Some(Value::Null) => Ok(()),
            Some(value) => {
                if let Some(whole) = value.as_str().and_then(|id| self.find(id)) {
                    *value = whole.clone();
                }
                match (value.is_object(), rest) {
                    (true, "") => Ok(()),
                    (true, rest) => self.expand(value, rest),
                    (false, _) => Err(not_expandable(path)),
                }
            }
            None => Err(not_expandable(path)),
        }
    }
}

impl Shelf {
    /// Adds the newest object.
    pub fn add(&mut self, object: Value) {
        self.0.push(object);
    }

    /// Finds an object.
    pub fn find(&self, id: &str) -> Option<&Value> {
        self.0.iter().find(|object| object["id"] == id)
    }

    /// Finds an object to change it.
    pub fn find_mut(&mut self, id: &str) -> Option<&mut Value> {
        self.0.iter_mut().find(|object| object["id"] == id)
    }

    /// All objects, oldest first.
    pub fn all(&self) -> &[Value] {
        &self.0
    }

    /// One page of a list, newest first, as `limit`, `starting_after`, `ending_before` and `created` of the query ask.
    ///
    /// # Errors
    /// The limit is not within 1 to 100, or a cursor is not the id of an object here.
    pub fn page(&self, query: &Value, url: &str, wanted: impl Fn(&Value) -> bool) -> Result<Value, StripeError> {
        page(&self.0.iter().rev().collect::<Vec<_>>(), query, url, |object| {
            created_within(object, &query["created"]) && wanted(object)
        })
    }
}

/// One page of a list that is given in the order it is to be shown.
///
/// # Errors
/// As [`Shelf::page`].
pub fn page(shown: &[&Value], query: &Value, url: &str, wanted: impl Fn(&Value) -> bool) -> Result<Value, StripeError> {
    let limit = query["limit"].as_i64().unwrap_or(10);
    let Some(limit) = usize::try_from(limit).ok().filter(|limit| (1..=100).contains(limit)) else {
        let message = "Invalid limit: must be between 1 and 100.";
        return Err(StripeError::invalid(message).code("parameter_invalid_integer").param("limit"));
    };
    let place = |name: &str| match query[name].as_str() {
        None => Ok(None),
        Some(id) => match shown.iter().position(|object| object["id"] == id) {
            Some(place) => Ok(Some(place)),
            None => Err(StripeError::unknown_reference("object", id, name)),
        },
    };
    let (after, before) = (place("starting_after")?, place("ending_before")?);
    if after.is_some() && before.is_some() {
        let message = "You may only specify one of these parameters: starting_after, ending_before.";
        return Err(StripeError::invalid(message));
    }
    let range = after.map_or(0, |place| place + 1)..before.unwrap_or(shown.len());
    let found: Vec<&Value> = shown[range].iter().copied().filter(|object| wanted(object)).collect();
    // Going back, the page is the one right before the cursor.
    let from = if before.is_some() { found.len().saturating_sub(limit) } else { 0 };
    let data = found.iter().skip(from).take(limit).map(|object| (*object).clone()).collect();
    Ok(page_of(data, found.len() > limit, url))
}

fn page_of(data: Vec<Value>, has_more: bool, url: &str) -> Value {
    serde_json::json!({ "object": "list", "data": data, "has_more": has_more, "url": url })
}

fn created_within(object: &Value, range: &Value) -> bool {
    let created = object["created"].as_i64().unwrap_or_default();
    let holds =
        |name: &str, judge: fn(&i64, &i64) -> bool| range[name].as_i64().is_none_or(|bound| judge(&created, &bound));
    range.as_i64().is_none_or(|exactly| created == exactly)
        && holds("gt", i64::gt)
        && holds("gte", i64::ge)
        && holds("lt", i64::lt)
        && holds("lte", i64::le)
}

fn not_expandable(path: &str) -> StripeError {
    StripeError::invalid(format!("This property cannot be expanded ({path}).")).param("expand")
}
