//! The parts of the API that can only be read: payments, charges, balance transactions and events.

use axum::Extension;
use axum::extract::State;
use serde_json::Value;

use crate::StandIn;
use crate::answer::{Answer, StripeError};
use crate::books::Books;
use crate::desk::Checked;
use crate::expand::expanded;
use crate::shelf::Shelf;

/// `GET /v1/payment_intents/{intent}`
pub(crate) async fn payment_intent(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    show(&stand_in, &request, "payment_intent", "intent", |books| &books.payment_intents)
}

/// `GET /v1/charges/{charge}`
pub(crate) async fn charge(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    show(&stand_in, &request, "charge", "charge", |books| &books.charges)
}

/// `GET /v1/balance_transactions/{id}`
pub(crate) async fn balance_transaction(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    show(&stand_in, &request, "balance transaction", "id", |books| &books.balance_transactions)
}

/// `GET /v1/events/{id}`
pub(crate) async fn event(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    show(&stand_in, &request, "event", "id", |books| &books.events)
}

/// `GET /v1/events`: the last 30 days, newest first.
pub(crate) async fn events(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    const LISTED: i64 = 30 * 24 * 60 * 60;
    let query = &request.query;
    let types = query["types"].as_array();
    if types.is_some_and(|types| types.len() > 20) {
        let message = "You may pass up to 20 event types.";
        return Err(StripeError::invalid(message).param("types"));
    }
    if types.is_some() && query.get("type").is_some() {
        let message = "You may only specify one of these parameters: type, types.";
        return Err(StripeError::invalid(message).param("types"));
    }
    let oldest = stand_in.now() - LISTED;
    let wanted = |event: &Value| {
        let delivered = event["pending_webhooks"] == 0;
        event["created"].as_i64().is_some_and(|created| created >= oldest)
            && query["delivery_success"].as_bool().is_none_or(|success| success == delivered)
            && query["type"].as_str().is_none_or(|name| is_of_type(event, name))
            && types.is_none_or(|types| types.contains(&event["type"]))
    };
    stand_in.read(|books| {
        let page = books.events.page(query, "/v1/events", wanted)?;
        expanded(books, page, &query["expand"])
    })
}

/// Answers with one object; `param` is the name of the path's parameter.
pub(crate) fn show(
    stand_in: &StandIn,
    request: &Checked,
    object: &str,
    param: &str,
    shelf: impl Fn(&Books) -> &Shelf,
) -> Answer {
    stand_in.read(|books| match shelf(books).find(&request.id) {
        Some(found) => expanded(books, found.clone(), &request.query["expand"]),
        None => Err(StripeError::missing(object, &request.id, param)),
    })
}

/// Answers with one page of those objects for which `wanted` holds, and which have the same value as the query in each
/// of the fields `same`.
pub(crate) fn list(
    stand_in: &StandIn,
    request: &Checked,
    url: &str,
    shelf: impl Fn(&Books) -> &Shelf,
    same: &[&str],
    wanted: impl Fn(&Value) -> bool,
) -> Answer {
    let query = &request.query;
    let agrees = |object: &Value| same.iter().all(|name| query[*name].is_null() || object[*name] == query[*name]);
    stand_in.read(|books| {
        let page = shelf(books).page(query, url, |object| agrees(object) && wanted(object))?;
        expanded(books, page, &query["expand"])
    })
}

/// A type may end in `*`, which stands for all that follow.
fn is_of_type(event: &Value, name: &str) -> bool {
    let event_type = event["type"].as_str().unwrap_or_default();
    match name.strip_suffix('*') {
        Some(beginning) => event_type.starts_with(beginning),
        None => event_type == name,
    }
}
