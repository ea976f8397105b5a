//! The stand-in is tested through its own router; every answer and every event is held against the specification.

mod api;
mod foreign;
mod idempotency;
mod paying;
mod troubles;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use super::specification::faults_of;
use super::{API_VERSION, StandIn, StandInSettings};

const KEY: &str = "sk_test_of_the_stand_in";
const SECRET: &str = "whsec_of_the_stand_in";
const SESSIONS: &str = "/v1/checkout/sessions";

/// A one-off donation as the site sends it.
const DONATION: &str = "mode=payment&submit_type=donate&locale=en&client_reference_id=don_1&customer_email=kim%40example.org\
    &metadata[donation_id]=don_1&payment_intent_data[metadata][donation_id]=don_1&adaptive_pricing[enabled]=false\
    &line_items[0][quantity]=1&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=2500\
    &line_items[0][price_data][product_data][name]=Donation\
    &success_url=https%3A%2F%2Fsite.example%2Fthanks%3Fsession_id%3D{CHECKOUT_SESSION_ID}\
    &cancel_url=https%3A%2F%2Fsite.example%2Fdonate";

struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
    text: String,
}

impl Reply {
    fn id(&self) -> &str {
        self.body["id"].as_str().expect("an id")
    }

    /// Status, code and parameter of a refusal.
    fn refusal(&self) -> (u16, &str, &str) {
        let text = |name: &str| self.body["error"][name].as_str().unwrap_or_default();
        (self.status.as_u16(), text("code"), text("param"))
    }
}

fn settings() -> StandInSettings {
    StandInSettings {
        api_key: KEY.to_owned(),
        webhook_url: None,
        webhook_secret: SECRET.to_owned(),
        public_base: "http://localhost:12111".to_owned(),
        books_file: None,
    }
}

fn stand_in() -> StandIn {
    StandIn::new(settings())
}

async fn get(stand_in: &StandIn, url: &str) -> Reply {
    send(stand_in, request("GET", url, &[], "")).await
}

async fn post(stand_in: &StandIn, url: &str, form: &str) -> Reply {
    send(stand_in, request("POST", url, &[], form)).await
}

async fn post_with_key(stand_in: &StandIn, key: &str, form: &str) -> Reply {
    send(stand_in, request("POST", SESSIONS, &[("idempotency-key", key)], form)).await
}

async fn new_session(stand_in: &StandIn) -> String {
    let reply = post(stand_in, SESSIONS, DONATION).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    reply.id().to_owned()
}

fn request(method: &str, url: &str, headers: &[(&str, &str)], form: &str) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(url);
    let usual = [
        ("authorization", "Bearer sk_test_of_the_stand_in"),
        ("stripe-version", API_VERSION),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let kept = usual.iter().filter(|(name, _)| headers.iter().all(|(other, _)| other != name));
    for (name, value) in kept.chain(headers).filter(|(_, value)| !value.is_empty()) {
        request = request.header(*name, *value);
    }
    request.body(Body::from(form.to_owned())).expect("a request")
}

/// Sends a request, and holds the answer against the specification if it is the API's.
async fn send(stand_in: &StandIn, request: Request<Body>) -> Reply {
    let response = stand_in.router().oneshot(request).await.expect("an answer");
    let (head, body) = response.into_parts();
    let body: Bytes = body.collect().await.expect("a whole body").to_bytes();
    let text = String::from_utf8(body.to_vec()).expect("text");
    let body: Value = serde_json::from_str(&text).unwrap_or_default();
    let faults = if body["object"] == "list" {
        let items = body["data"].as_array().into_iter().flatten();
        items.flat_map(faults_of_object).collect()
    } else if body.is_object() {
        faults_of_object(&body)
    } else {
        Vec::new()
    };
    assert_eq!(faults, Vec::<String>::new());
    Reply { status: head.status, headers: head.headers, body, text }
}

fn faults_of_object(object: &Value) -> Vec<String> {
    let mut faults = faults_of(object["object"].as_str().unwrap_or("error"), object);
    if object["object"] == "event" {
        faults.extend(faults_of_object(&object["data"]["object"]));
    }
    faults
}
