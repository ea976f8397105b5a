//! Webhook endpoints made over the API: events go to them too, signed with a secret of their own.

use axum::Extension;
use axum::extract::State;
use serde_json::{Value, json};

use crate::answer::{Answer, JsonBody, StripeError};
use crate::books::Books;
use crate::desk::Checked;
use crate::expand::expanded;
use crate::objects::{metadata, new_id};
use crate::rules::{change_metadata, check_metadata, check_url};
use crate::webhooks::Target;
use crate::{StandIn, lookups};

const OBJECT: &str = "webhook_endpoint";

/// `GET /v1/webhook_endpoints`
pub(crate) async fn list(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    lookups::list(&stand_in, &request, "/v1/webhook_endpoints", |books| &books.webhook_endpoints, &[], |_| true)
}

/// `GET /v1/webhook_endpoints/{webhook_endpoint}`
pub(crate) async fn show(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    lookups::show(&stand_in, &request, OBJECT, OBJECT, |books| &books.webhook_endpoints)
}

/// `POST /v1/webhook_endpoints`: the only answer that tells the secret.
pub(crate) async fn create(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    let form = &request.form;
    check(form)?;
    if form["connect"] == true {
        return Err(StripeError::invalid("The stand-in does not play `connect=true`.").param("connect"));
    }
    stand_in.change(|books, now| {
        let id = new_id("we_1", 23);
        let secret = new_id("whsec_", 32);
        let mut endpoint = json!({
            "id": id,
            "object": OBJECT,
            "api_version": form["api_version"],
            "application": null,
            "created": now,
            "description": form["description"],
            "enabled_events": form["enabled_events"],
            "livemode": false,
            "metadata": metadata(&form["metadata"]),
            "status": "enabled",
            "url": form["url"],
        });
        books.webhook_endpoints.add(endpoint.clone());
        books.webhook_secrets.insert(id, secret.clone());
        endpoint["secret"] = json!(secret);
        expanded(books, endpoint, &form["expand"])
    })
}

/// `POST /v1/webhook_endpoints/{webhook_endpoint}`
pub(crate) async fn update(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    let form = &request.form;
    check(form)?;
    stand_in.change(|books, _| {
        find(books, &request.id)?;
        let changed = books.webhook_endpoints.edit(OBJECT, &request.id, |endpoint| {
            for name in ["description", "enabled_events", "url"] {
                if let Some(value) = form.get(name) {
                    endpoint[name] = if *value == "" { Value::Null } else { value.clone() };
                }
            }
            if let Some(disabled) = form["disabled"].as_bool() {
                endpoint["status"] = json!(if disabled { "disabled" } else { "enabled" });
            }
            change_metadata(&mut endpoint["metadata"], &form["metadata"]);
        })?;
        expanded(books, changed, &form["expand"])
    })
}

/// `DELETE /v1/webhook_endpoints/{webhook_endpoint}`
pub(crate) async fn delete(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    stand_in.change(|books, _| {
        find(books, &request.id)?;
        books.webhook_endpoints.remove(&request.id);
        books.webhook_secrets.remove(&request.id);
        Ok(JsonBody(json!({ "id": request.id, "object": OBJECT, "deleted": true })))
    })
}

impl Books {
    /// The endpoints that want an event.
    pub(crate) fn endpoints_for(&self, event: &Value) -> Vec<Target> {
        let wants = |endpoint: &Value| {
            let events = endpoint["enabled_events"].as_array();
            let listed = events.is_some_and(|events| events.iter().any(|name| *name == "*" || *name == event["type"]));
            listed && endpoint["status"] == "enabled"
        };
        let target = |endpoint: &Value| {
            Some(Target {
                url: endpoint["url"].as_str()?.to_owned(),
                secret: self.webhook_secrets.get(endpoint["id"].as_str()?)?.clone(),
                version: endpoint["api_version"].as_str().map(str::to_owned),
            })
        };
        self.webhook_endpoints.all().iter().filter(|endpoint| wants(endpoint)).filter_map(target).collect()
    }
}

fn check(form: &Value) -> Result<(), StripeError> {
    check_metadata(&form["metadata"], "metadata")?;
    check_url(&form["url"], "url")
}

fn find<'a>(books: &'a Books, id: &str) -> Result<&'a Value, StripeError> {
    books.webhook_endpoints.find(id).ok_or_else(|| StripeError::missing(OBJECT, id, OBJECT))
}
