//! The API of subscriptions: look them up, change, pause and stop them. What time does to them stands in `renewals.rs`.

use axum::Extension;
use axum::extract::State;
use serde_json::{Value, json};

use crate::answer::{Answer, StripeError};
use crate::books::Books;
use crate::currency::check_total;
use crate::desk::Checked;
use crate::expand::expanded;
use crate::line_rules::check_rhythm;
use crate::price_objects::price;
use crate::renewals::{lay_over, set_stop};
use crate::rules::{change_metadata, check_metadata, only_played};
use crate::specification::missing;
use crate::{StandIn, lookups, real_now};

const OBJECT: &str = "subscription";
const PARAM: &str = "subscription_exposed_id";
const PLAYED: [&str; 8] = [
    "cancel_at_period_end",
    "cancellation_details",
    "description",
    "expand",
    "items",
    "metadata",
    "pause_collection",
    "proration_behavior",
];

/// `GET /v1/subscriptions`: without a status, those that have not ended.
pub(crate) async fn list(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    let status = request.query["status"].as_str().map(str::to_owned);
    let wanted = |subscription: &Value| match status.as_deref() {
        None => subscription["status"] != "canceled",
        Some("all") => true,
        Some("ended") => subscription["status"] == "canceled",
        Some(status) => subscription["status"] == status,
    };
    lookups::list(&stand_in, &request, "/v1/subscriptions", |books| &books.subscriptions, &["customer"], wanted)
}

/// `GET /v1/subscriptions/{subscription_exposed_id}`
pub(crate) async fn show(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    lookups::show(&stand_in, &request, OBJECT, PARAM, |books| &books.subscriptions)
}

/// `POST /v1/subscriptions/{subscription_exposed_id}`
pub(crate) async fn update(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    let form = &request.form;
    only_played(form, &PLAYED)?;
    check_metadata(&form["metadata"], "metadata")?;
    check_pause(&form["pause_collection"])?;
    stand_in.change(|books, now| {
        let found = books.subscriptions.find(&request.id);
        let found = found.ok_or_else(|| StripeError::missing(OBJECT, &request.id, PARAM))?;
        if found["status"] == "canceled" {
            let message = "A canceled subscription can only update its cancellation_details and metadata.";
            return Err(StripeError::invalid(message));
        }
        let new_price = new_price(found, form, now)?;
        let changed = books.change_subscription(&request.id, now, |subscription| {
            apply(subscription, form, new_price, now);
        })?;
        expanded(books, changed, &form["expand"])
    })
}

/// `DELETE /v1/subscriptions/{subscription_exposed_id}`: the subscription ends at once.
pub(crate) async fn cancel(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    let form = &request.form;
    for name in ["invoice_now", "prorate"] {
        if form[name] == true {
            return Err(StripeError::invalid(format!("The stand-in does not play `{name}=true`.")).param(name));
        }
    }
    let mut details = json!({ "reason": "cancellation_requested" });
    lay_over(&mut details, &form["cancellation_details"]);
    stand_in.change(|books: &mut Books, now| {
        let ended = books.cancel_subscription(&request.id, &details, now)?;
        expanded(books, ended, &form["expand"])
    })
}

fn apply(subscription: &mut Value, form: &Value, new_price: Option<Value>, now: i64) {
    if let Some(stop) = form["cancel_at_period_end"].as_bool()
        && subscription["cancel_at_period_end"] != stop
    {
        set_stop(subscription, stop, now);
    }
    lay_over(&mut subscription["cancellation_details"], &form["cancellation_details"]);
    change_metadata(&mut subscription["metadata"], &form["metadata"]);
    match &form["pause_collection"] {
        Value::Null => {}
        Value::String(_) => subscription["pause_collection"] = Value::Null,
        pause => {
            subscription["pause_collection"] =
                json!({ "behavior": pause["behavior"], "resumes_at": pause["resumes_at"] });
        }
    }
    if let Some(description) = form.get("description") {
        subscription["description"] = if *description == "" { Value::Null } else { description.clone() };
    }
    if let Some(price) = new_price {
        let mut item = subscription["items"]["data"][0].clone();
        item["price"] = price;
        item["quantity"] = json!(1);
        subscription["items"]["data"] = json!([item]);
    }
}

fn check_pause(pause: &Value) -> Result<(), StripeError> {
    match pause["resumes_at"].as_i64() {
        Some(at) if at <= real_now() => {
            let message = "`resumes_at` must be in the future.";
            Err(StripeError::invalid(message).param("pause_collection[resumes_at]"))
        }
        _ => Ok(()),
    }
}

/// The price that the form puts in the place of the present one, from the next period on.
fn new_price(subscription: &Value, form: &Value, now: i64) -> Result<Option<Value>, StripeError> {
    let Some(items) = form["items"].as_array() else {
        return Ok(None);
    };
    let present = &subscription["items"]["data"][0];
    let (gone, kept): (Vec<&Value>, Vec<&Value>) = items.iter().partition(|item| item["deleted"] == true);
    let others = subscription["items"]["data"].as_array().map(|items| &items[1..]).unwrap_or_default();
    let is_other = |item: &&Value| others.iter().any(|other| other["id"] == item["id"]);
    let ([item], Some(id), true) = (
        kept.as_slice(),
        kept.first().and_then(|item| item["id"].as_str()),
        gone.iter().all(is_other) && gone.len() == others.len(),
    ) else {
        let message = "The stand-in plays one item, named by its id, and takes all others away.";
        return Err(StripeError::invalid(message).param("items"));
    };
    if present["id"] != id {
        return Err(StripeError::unknown_reference("subscription item", id, "items[0][id]"));
    }
    let refused = |field: &str, message: &str| Err(StripeError::invalid(message).param(format!("items[0]{field}")));
    let fields = item.as_object().into_iter().flatten();
    if let Some((name, _)) =
        fields.into_iter().find(|(name, _)| !["id", "price_data", "quantity"].contains(&name.as_str()))
    {
        return refused(&format!("[{name}]"), "The stand-in does not play this parameter.");
    }
    if item["quantity"].as_i64().is_some_and(|quantity| quantity != 1) {
        return refused("[quantity]", "The stand-in plays a quantity of 1.");
    }
    let data = &item["price_data"];
    if data.is_null() {
        return Err(missing("items[0][price_data]"));
    }
    if form["proration_behavior"] != "none" {
        let message = "The stand-in changes prices with `proration_behavior=none` only.";
        return Err(StripeError::invalid(message).param("proration_behavior"));
    }
    if data["currency"] != subscription["currency"] {
        return refused("[price_data][currency]", "A subscription keeps its currency.");
    }
    if data["product"] != present["price"]["product"] {
        let product = data["product"].as_str().unwrap_or_default();
        return Err(StripeError::unknown_reference("product", product, "items[0][price_data][product]"));
    }
    check_rhythm(&data["recurring"], "items[0][price_data][recurring]")?;
    if data["recurring"]["interval"] != present["price"]["recurring"]["interval"] {
        return refused("[price_data][recurring][interval]", "The stand-in keeps a subscription's interval.");
    }
    let Some(amount) = data["unit_amount"].as_i64() else {
        return Err(missing("items[0][price_data][unit_amount]"));
    };
    check_total(amount, data["currency"].as_str().unwrap_or_default())?;
    Ok(Some(price(data, &data["product"], now)))
}
