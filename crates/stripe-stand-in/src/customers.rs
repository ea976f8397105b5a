//! Customers: the API, and who becomes one by paying.

use axum::Extension;
use axum::extract::State;
use serde_json::{Value, json};

use crate::StandIn;
use crate::answer::{Answer, StripeError};
use crate::books::Books;
use crate::customer_objects::{customer, deleted};
use crate::desk::Checked;
use crate::expand::expanded;
use crate::lookups;
use crate::rules::{change_metadata, check_metadata, is_email, only_played};

const OBJECT: &str = "customer";
const PLAYED: [&str; 7] = ["description", "email", "expand", "metadata", "name", "phone", "preferred_locales"];

/// `GET /v1/customers`
pub(crate) async fn list(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    let kept = |customer: &Value| customer["deleted"] != true;
    lookups::list(&stand_in, &request, "/v1/customers", |books| &books.customers, &["email"], kept)
}

/// `POST /v1/customers`
pub(crate) async fn create(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    check(&request.form)?;
    stand_in.change(|books, now| {
        let id = books.add_customer(&request.form, now);
        let made = books.customers.get(OBJECT, id.as_str().unwrap_or_default())?.clone();
        expanded(books, made, &request.form["expand"])
    })
}

/// `GET /v1/customers/{customer}`
pub(crate) async fn show(stand_in: State<StandIn>, request: Extension<Checked>) -> Answer {
    lookups::show(&stand_in, &request, OBJECT, OBJECT, |books| &books.customers)
}

/// `POST /v1/customers/{customer}`
pub(crate) async fn update(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    check(&request.form)?;
    stand_in.change(|books, now| {
        let changed = books.change_customer(&request.id, &request.form, now)?;
        expanded(books, changed, &request.form["expand"])
    })
}

/// `DELETE /v1/customers/{customer}`
pub(crate) async fn delete(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    stand_in.change(|books, now| {
        let gone = books.delete_customer(&request.id, now)?;
        expanded(books, gone, &Value::Null)
    })
}

impl Books {
    /// Makes a customer and gives the id.
    pub(crate) fn add_customer(&mut self, form: &Value, now: i64) -> Value {
        let made = customer(form, now);
        let id = made["id"].clone();
        self.note_event("customer.created", &made, now);
        self.customers.add(made);
        id
    }

    /// A customer who has not been deleted.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn customer(&self, id: &str) -> Result<&Value, StripeError> {
        let found = self.customers.find(id).filter(|customer| customer["deleted"] != true);
        found.ok_or_else(|| StripeError::missing(OBJECT, id, OBJECT))
    }

    /// Changes what a form names.
    ///
    /// # Errors
    /// There is no such customer.
    pub(crate) fn change_customer(&mut self, id: &str, form: &Value, now: i64) -> Result<Value, StripeError> {
        let before = self.customer(id)?.clone();
        let after = self.customers.edit(OBJECT, id, |customer| {
            for name in ["description", "email", "name", "phone", "preferred_locales"] {
                if let Some(value) = form.get(name) {
                    customer[name] = value.clone();
                }
            }
            change_metadata(&mut customer["metadata"], &form["metadata"]);
        })?;
        if after != before {
            self.note_change("customer.updated", &before, &after, now);
        }
        Ok(after)
    }

    /// Deletes a customer, whose subscriptions end at once.
    ///
    /// # Errors
    /// There is no such customer.
    pub(crate) fn delete_customer(&mut self, id: &str, now: i64) -> Result<Value, StripeError> {
        let last = self.customer(id)?.clone();
        let running = self.subscriptions.all().iter();
        let running = running.filter(|found| found["customer"] == id && found["status"] != "canceled");
        let running: Vec<_> = running.filter_map(|found| found["id"].as_str().map(str::to_owned)).collect();
        for subscription in running {
            self.cancel_subscription(&subscription, &json!({ "reason": "cancellation_requested" }), now)?;
        }
        self.note_event("customer.deleted", &last, now);
        self.customers.edit(OBJECT, id, |customer| *customer = deleted(id))
    }
}

fn check(form: &Value) -> Result<(), StripeError> {
    only_played(form, &PLAYED)?;
    check_metadata(&form["metadata"], "metadata")?;
    match form["email"].as_str() {
        Some(email) if !is_email(email) => {
            let message = format!("Invalid email address: {email}");
            Err(StripeError::invalid(message).code("email_invalid").param("email"))
        }
        _ => Ok(()),
    }
}
