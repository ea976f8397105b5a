//! The objects of one kind, and pages of them as the API's lists show them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::answer::StripeError;

/// The objects of one kind, oldest first.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Shelf(Vec<Value>);

impl Shelf {
    /// Adds the newest object.
    pub(crate) fn add(&mut self, object: Value) {
        self.0.push(object);
    }

    /// Finds an object.
    pub(crate) fn find(&self, id: &str) -> Option<&Value> {
        self.0.iter().find(|object| object["id"] == id)
    }

    /// Finds an object to change it.
    pub(crate) fn find_mut(&mut self, id: &str) -> Option<&mut Value> {
        self.0.iter_mut().find(|object| object["id"] == id)
    }

    /// Takes an object away.
    pub(crate) fn remove(&mut self, id: &str) {
        self.0.retain(|object| object["id"] != id);
    }

    /// Finds an object that has to be there.
    ///
    /// # Errors
    /// It is not.
    pub(crate) fn get(&self, kind: &str, id: &str) -> Result<&Value, StripeError> {
        self.find(id).ok_or_else(|| StripeError::missing(kind, id, "id"))
    }

    /// Changes an object, and gives it as it is then.
    ///
    /// # Errors
    /// It is not there.
    pub(crate) fn edit(&mut self, kind: &str, id: &str, change: impl FnOnce(&mut Value)) -> Result<Value, StripeError> {
        let object = self.find_mut(id).ok_or_else(|| StripeError::missing(kind, id, "id"))?;
        change(object);
        Ok(object.clone())
    }

    /// All objects, oldest first.
    pub(crate) fn all(&self) -> &[Value] {
        &self.0
    }

    /// One page of a list, newest first, as `limit`, `starting_after`, `ending_before` and `created` of the query ask.
    ///
    /// # Errors
    /// The limit is not within 1 to 100, or a cursor is not the id of an object here.
    pub(crate) fn page(&self, query: &Value, url: &str, wanted: impl Fn(&Value) -> bool) -> Result<Value, StripeError> {
        page(&self.0.iter().rev().collect::<Vec<_>>(), query, url, |object| {
            created_within(object, &query["created"]) && wanted(object)
        })
    }
}

/// One page of a list that is given in the order it is to be shown.
///
/// # Errors
/// As [`Shelf::page`].
pub(crate) fn page(
    shown: &[&Value],
    query: &Value,
    url: &str,
    wanted: impl Fn(&Value) -> bool,
) -> Result<Value, StripeError> {
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

/// A list object with these entries.
pub(crate) fn page_of(data: Vec<Value>, has_more: bool, url: &str) -> Value {
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
