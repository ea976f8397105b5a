//! The API of the customer portal: configurations say what customers may do there, a session lets one customer in.

use axum::Extension;
use axum::extract::State;
use serde_json::{Value, json};

use crate::answer::{Answer, StripeError};
use crate::books::Books;
use crate::desk::Checked;
use crate::expand::expanded;
use crate::objects::new_id;
use crate::rules::{check_metadata, check_url, only_played};
use crate::specification::missing;
use crate::{StandIn, lookups, portal_objects};

const PLAYED: [&str; 6] = ["configuration", "customer", "expand", "flow_data", "locale", "return_url"];

/// `GET /v1/billing_portal/configurations`
pub(crate) async fn configurations(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    stand_in.change(|books, now| drop(books.default_configuration(now)));
    let url = "/v1/billing_portal/configurations";
    lookups::list(&stand_in, &request, url, |books| &books.portal_configurations, &["active", "is_default"], |_| true)
}

/// `POST /v1/billing_portal/configurations`
pub(crate) async fn configure(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    let form = &request.form;
    check_metadata(&form["metadata"], "metadata")?;
    check_url(&form["default_return_url"], "default_return_url")?;
    let unplayed = [
        ("login_page", form["login_page"]["enabled"] == true),
        ("features[subscription_update]", form["features"]["subscription_update"]["enabled"] == true),
    ];
    if let Some((name, _)) = unplayed.iter().find(|(_, asked)| *asked) {
        return Err(StripeError::invalid(format!("The stand-in does not play `{name}`.")).param(*name));
    }
    stand_in.change(|books, now| {
        let made = portal_objects::configuration(form, false, now);
        books.portal_configurations.add(made.clone());
        expanded(books, made, &form["expand"])
    })
}

/// `POST /v1/billing_portal/sessions`
pub(crate) async fn create(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    let form = &request.form;
    only_played(form, &PLAYED)?;
    check_url(&form["return_url"], "return_url")?;
    let url = stand_in.page_url("portal", &new_id("test_", 40));
    stand_in.change(|books, now| {
        let customer = form["customer"].as_str().ok_or_else(|| missing("customer"))?;
        let unknown = |_| StripeError::unknown_reference("customer", customer, "customer");
        books.customer(customer).map_err(unknown)?;
        let configuration = books.configuration_for(form, now)?;
        books.check_flow(&form["flow_data"], customer, &configuration["features"])?;
        let made = portal_objects::session(form, &configuration, &url, now);
        books.portal_sessions.add(made.clone());
        // The address lets in whoever has it, so it is not logged.
        tracing::info!(id = %made["id"], "a portal session was made");
        expanded(books, made, &form["expand"])
    })
}

impl Books {
    /// The configuration that counts where none is named, as if it had been saved in the Dashboard.
    pub(crate) fn default_configuration(&mut self, now: i64) -> Value {
        let mut all = self.portal_configurations.all().iter();
        if let Some(known) = all.find(|configuration| configuration["is_default"] == true) {
            return known.clone();
        }
        let on = json!({ "enabled": true });
        let form = json!({ "features": {
            "invoice_history": on, "payment_method_update": on, "subscription_cancel": on,
        } });
        let made = portal_objects::configuration(&form, true, now);
        self.portal_configurations.add(made.clone());
        made
    }

    fn configuration_for(&mut self, form: &Value, now: i64) -> Result<Value, StripeError> {
        let Some(id) = form["configuration"].as_str() else {
            return Ok(self.default_configuration(now));
        };
        let found = self.portal_configurations.find(id).cloned();
        found.ok_or_else(|| StripeError::unknown_reference("configuration", id, "configuration"))
    }

    /// Judges what a customer is to be led to: it must be allowed, and the customer's own.
    fn check_flow(&self, flow: &Value, customer: &str, features: &Value) -> Result<(), StripeError> {
        let name = match flow["type"].as_str() {
            None => return Ok(()),
            Some(name @ ("subscription_cancel" | "payment_method_update")) => name,
            Some(other) => {
                let message = format!("The stand-in does not play the flow `{other}`.");
                return Err(StripeError::invalid(message).param("flow_data[type]"));
            }
        };
        if features[name]["enabled"] != true {
            let message = format!("The flow `{name}` is off in the portal's configuration.");
            return Err(StripeError::invalid(message).param("flow_data[type]"));
        }
        let after = &flow["after_completion"];
        if after["type"] == "redirect" {
            let param = "flow_data[after_completion][redirect][return_url]";
            let url = &after["redirect"]["return_url"];
            if url.is_null() {
                return Err(missing(param));
            }
            check_url(url, param)?;
        }
        if name == "payment_method_update" {
            return Ok(());
        }
        let param = "flow_data[subscription_cancel][subscription]";
        let id = flow["subscription_cancel"]["subscription"].as_str().ok_or_else(|| missing(param))?;
        let found = self.running(id).ok().filter(|found| found["customer"] == customer);
        match found {
            None => Err(StripeError::unknown_reference("subscription", id, param)),
            Some(found) if found["cancel_at_period_end"] == true => {
                let message = "The subscription is already set to be canceled at the end of its period.";
                Err(StripeError::invalid(message).param(param))
            }
            Some(_) => Ok(()),
        }
    }
}
