//! The API of Checkout Sessions: make one, look it up, list them, see its lines, expire it.

use axum::Extension;
use axum::extract::State;
use serde_json::Value;

use crate::answer::{Answer, JsonBody, StripeError};
use crate::books::Books;
use crate::desk::Checked;
use crate::expand::expanded;
use crate::shelf::page;
use crate::{StandIn, objects, real_now, rules, session_objects};

const OBJECT: &str = "checkout.session";

/// `POST /v1/checkout/sessions`
pub(crate) async fn create(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    let form = &request.form;
    // The site goes by the real clock, however far the stand-in's has been moved.
    rules::check_new_session(form, request.version.as_deref(), real_now())?;
    let id = objects::new_id("cs_test_a1", 56);
    let url = stand_in.page_url("pay", &id);
    let lines = form["line_items"].as_array().into_iter().flatten();
    stand_in.change(|books, now| {
        if let Some(customer) = form["customer"].as_str()
            && books.customers.find(customer).is_none_or(|found| found["deleted"] == true)
        {
            return Err(StripeError::unknown_reference("customer", customer, "customer"));
        }
        let lines: Vec<_> = lines.map(|line| session_objects::line_item(line, now)).collect();
        let session = session_objects::session(&id, &url, form, &lines, now);
        books.line_items.insert(id.clone(), lines);
        let data = if form["mode"] == "subscription" { "subscription_data" } else { "payment_intent_data" };
        books.payment_data.insert(id.clone(), form[data].clone());
        if books.ahead != 0 {
            books.ahead_at_creation.insert(id.clone(), books.ahead);
        }
        let answer = expanded(books, session.clone(), &form["expand"])?;
        books.sessions.add(session);
        tracing::info!(%id, %url, "a Checkout Session was made");
        Ok(answer)
    })
}

/// `GET /v1/checkout/sessions`
pub(crate) async fn list(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    let query = &request.query;
    let wanted = |session: &Value| {
        let same = |name: &str| query[name].is_null() || session[name] == query[name];
        let email = &query["customer_details"]["email"];
        let names = ["status", "payment_intent", "customer", "subscription", "payment_link"];
        names.into_iter().all(same) && (email.is_null() || session["customer_details"]["email"] == *email)
    };
    stand_in.read(|books| {
        let page = books.sessions.page(query, "/v1/checkout/sessions", wanted)?;
        expanded(books, page, &query["expand"])
    })
}

/// `GET /v1/checkout/sessions/{session}`
pub(crate) async fn show(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    stand_in.read(|books| {
        let session = find(books, &request.id)?.clone();
        expanded(books, session, &request.query["expand"])
    })
}

/// `POST /v1/checkout/sessions/{session}/expire`
pub(crate) async fn expire(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    stand_in.expire(&request.id)?;
    stand_in.read(|books| {
        let session = find(books, &request.id)?.clone();
        expanded(books, session, &request.form["expand"])
    })
}

/// `GET /v1/checkout/sessions/{session}/line_items`
pub(crate) async fn line_items(State(stand_in): State<StandIn>, Extension(request): Extension<Checked>) -> Answer {
    stand_in.read(|books| {
        find(books, &request.id)?;
        let lines: Vec<_> = books.line_items.get(&request.id).into_iter().flatten().collect();
        let url = format!("/v1/checkout/sessions/{}/line_items", request.id);
        Ok(JsonBody(page(&lines, &request.query, &url, |_| true)?))
    })
}

fn find<'a>(books: &'a Books, id: &str) -> Result<&'a Value, StripeError> {
    let session = books.sessions.find(id);
    session.ok_or_else(|| StripeError::missing(OBJECT, id, "session"))
}
