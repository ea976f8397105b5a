//! The stand-in is tested through its own router; every answer and every event is held against the specification.

mod api;
mod billing;
mod customers;
mod foreign;
mod idempotency;
mod paying;
mod portal;
mod refunds;
mod troubles;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use crate::form_body::decode_pairs;
use crate::shelf::Shelf;
use crate::specification::faults_of;
use crate::{API_VERSION, StandIn, StandInSettings};

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

/// A monthly gift as the site sends it.
const MONTHLY: &str = "mode=subscription&submit_type=donate&client_reference_id=gift_1&customer_email=kim%40example.org\
    &metadata[gift_id]=gift_1&subscription_data[metadata][gift_id]=gift_1\
    &line_items[0][quantity]=1&line_items[0][price_data][currency]=krw&line_items[0][price_data][unit_amount]=30000\
    &line_items[0][price_data][recurring][interval]=month\
    &line_items[0][price_data][product_data][name]=Monthly%20gift\
    &success_url=https%3A%2F%2Fsite.example%2Fthanks%3Fsession_id%3D{CHECKOUT_SESSION_ID}\
    &cancel_url=https%3A%2F%2Fsite.example%2Fdonate";

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
    let asked = decode_pairs(request.uri().query().unwrap_or_default());
    let response = stand_in.router().oneshot(request).await.expect("an answer");
    let (head, body) = response.into_parts();
    let body: Bytes = body.collect().await.expect("a whole body").to_bytes();
    let text = String::from_utf8(body.to_vec()).expect("text");
    let body: Value = serde_json::from_str(&text).unwrap_or_default();
    let mut rest = body.clone();
    let mut faults = Vec::new();
    for (_, path) in asked.iter().filter(|(name, _)| head.status == StatusCode::OK && name.starts_with("expand")) {
        collapse(&mut rest, path, &mut faults);
    }
    if rest["object"] == "list" {
        let items = rest["data"].as_array().into_iter().flatten();
        faults.extend(items.flat_map(faults_of_object));
    } else if rest.is_object() {
        faults.extend(faults_of_object(&rest));
    }
    assert_eq!(faults, Vec::<String>::new());
    Reply { status: head.status, headers: head.headers, body, text }
}

/// Whole objects in the place of ids are Stripe's shape, but not the trimmed specification's: each is judged by itself, from
/// the inside out, and its id put back.
fn collapse(object: &mut Value, path: &str, faults: &mut Vec<String>) {
    let (field, rest) = path.split_once('.').unwrap_or((path, ""));
    let value = &mut object[field];
    if let Some(items) = value.as_array_mut() {
        items.iter_mut().for_each(|item| collapse(item, rest, faults));
        return;
    }
    if !rest.is_empty() && value.is_object() {
        collapse(value, rest, faults);
    }
    if value.get("id").is_some() {
        faults.extend(faults_of_object(value));
        *value = value["id"].clone();
    }
}

fn faults_of_object(object: &Value) -> Vec<String> {
    let kind = object["object"].as_str().unwrap_or("error");
    let kind = if object["deleted"] == true { format!("deleted_{kind}") } else { kind.to_owned() };
    let mut faults = faults_of(&kind, object);
    if object["object"] == "event" {
        faults.extend(faults_of_object(&object["data"]["object"]));
    }
    faults
}

/// The types of the events so far. They, and all objects as they are now, keep to the specification.
fn types(stand_in: &StandIn) -> Vec<String> {
    let faults: Vec<_> = stand_in.read(|books| {
        let objects = books.shelves().into_iter().flat_map(Shelf::all);
        objects.flat_map(faults_of_object).collect()
    });
    assert_eq!(faults, Vec::<String>::new());
    let events = stand_in.events();
    events.iter().map(|event| event["type"].as_str().unwrap_or_default().to_owned()).collect()
}

/// The types of the events since the last so many.
fn types_after(stand_in: &StandIn, before: usize) -> Vec<String> {
    types(stand_in).split_off(before)
}

/// Makes a session of this form and pays it; gives its id.
async fn pay_new(stand_in: &StandIn, form: &str) -> String {
    let reply = post(stand_in, SESSIONS, form).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    stand_in.pay(reply.id()).expect("a payment");
    reply.id().to_owned()
}
