//! Looking objects up by any id, and putting whole objects in the place of ids as `expand` asks for.

use serde_json::Value;

use crate::answer::{Answer, JsonBody, StripeError};
use crate::books::Books;
use crate::shelf::{Shelf, page_of};
use crate::specification::is_expandable;

/// Stripe follows a path no further.
const DEEPEST: usize = 4;

impl Books {
    /// Finds any object by its id.
    pub(crate) fn find(&self, id: &str) -> Option<&Value> {
        self.shelves().into_iter().find_map(|shelf| shelf.find(id))
    }

    /// All that is kept, kind by kind.
    pub(crate) fn shelves(&self) -> [&Shelf; 15] {
        [
            &self.sessions,
            &self.payment_intents,
            &self.charges,
            &self.balance_transactions,
            &self.refunds,
            &self.disputes,
            &self.fraud_warnings,
            &self.customers,
            &self.subscriptions,
            &self.invoices,
            &self.invoice_payments,
            &self.portal_configurations,
            &self.portal_sessions,
            &self.webhook_endpoints,
            &self.events,
        ]
    }

    /// Puts whole objects in the place of ids along a dotted path, as `expand[]=payment_intent.latest_charge` asks for.
    ///
    /// # Errors
    /// The path leads to something that is not an id.
    pub(crate) fn expand(&self, object: &mut Value, path: &str) -> Result<(), StripeError> {
        let (field, rest) = path.split_once('.').unwrap_or((path, ""));
        if let Some(list) = self.list_on_demand(object, field)
            && object[field].is_null()
        {
            object[field] = list;
        }
        if field == "data"
            && let Some(list) = object.get_mut(field).and_then(Value::as_array_mut)
        {
            return list.iter_mut().try_for_each(|item| self.expand(item, rest));
        }
        let may_be_there = is_expandable(object["object"].as_str().unwrap_or_default(), field);
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
            None if may_be_there => Ok(()),
            None => Err(not_expandable(path)),
        }
    }

    /// The lists that an object shows only when they are asked for.
    fn list_on_demand(&self, object: &Value, field: &str) -> Option<Value> {
        let id = object["id"].as_str()?;
        let of = |shelf: &Shelf, name: &str| -> Vec<Value> {
            shelf.all().iter().rev().filter(|item| item[name] == id).cloned().collect()
        };
        let (entries, url) = match (object["object"].as_str()?, field) {
            ("checkout.session", "line_items") => {
                (self.line_items.get(id).cloned().unwrap_or_default(), format!("/v1/checkout/sessions/{id}/line_items"))
            }
            ("invoice", "payments") => {
                (of(&self.invoice_payments, "invoice"), format!("/v1/invoice_payments?invoice={id}"))
            }
            ("charge", "refunds") => (of(&self.refunds, "charge"), format!("/v1/charges/{id}/refunds")),
            ("customer", "subscriptions") => {
                let mut subscriptions = of(&self.subscriptions, "customer");
                subscriptions.retain(|subscription| subscription["status"] != "canceled");
                (subscriptions, format!("/v1/customers/{id}/subscriptions"))
            }
            _ => return None,
        };
        Some(page_of(entries, false, &url))
    }
}

/// The object with the parts that `expand` asks for.
///
/// # Errors
/// A path leads to something that is not an id, or goes too deep.
pub(crate) fn expanded(books: &Books, mut object: Value, expand: &Value) -> Answer {
    let paths = expand.as_array().into_iter().flatten();
    for path in paths.filter_map(Value::as_str) {
        if path.split('.').count() > DEEPEST {
            let message = format!("You cannot expand more than {DEEPEST} levels of a property ({path}).");
            return Err(StripeError::invalid(message).param("expand"));
        }
        books.expand(&mut object, path)?;
    }
    Ok(JsonBody(object))
}

fn not_expandable(path: &str) -> StripeError {
    StripeError::invalid(format!("This property cannot be expanded ({path}).")).param("expand")
}
