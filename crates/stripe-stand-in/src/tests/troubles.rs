//! Faults of answers, and webhooks over a real connection with everything that can go wrong on their way.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::routing::post as accept;
use tokio::net::TcpListener;

use super::*;
use crate::{Delivery, Fault, locked, real_now};

#[tokio::test]
async fn faults_come_once_and_in_their_order() {
    let stand_in = stand_in();
    stand_in.fault_next(Fault::Status { status: 429, should_retry: None });
    stand_in.fault_next(Fault::Status { status: 500, should_retry: Some(false) });
    stand_in.fault_next(Fault::HalfAnswer);
    assert_eq!(post_with_key(&stand_in, "co-1", DONATION).await.status.as_u16(), 429);
    let failed = post_with_key(&stand_in, "co-1", DONATION).await;
    assert_eq!(failed.headers["stripe-should-retry"], "false");
    assert_eq!(failed.body["error"]["type"], "api_error");
    let cut = request("POST", SESSIONS, &[("idempotency-key", "co-1")], DONATION);
    let cut = stand_in.router().oneshot(cut).await.expect("the head of an answer");
    assert!(cut.into_body().collect().await.is_err());
    let again = post_with_key(&stand_in, "co-1", DONATION).await;
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(stand_in.sessions().len(), 1);

    stand_in.fault_next(Fault::KeptError);
    for _ in 0..2 {
        assert_eq!(post_with_key(&stand_in, "co-2", DONATION).await.status.as_u16(), 500);
    }
    stand_in.checkout_host("https://evil.example/");
    let reply = post(&stand_in, SESSIONS, DONATION).await;
    assert_eq!(reply.body["url"], format!("https://evil.example/pay/{}", reply.id()));
}

#[tokio::test]
async fn faults_can_be_meant_for_one_kind_of_request() {
    let stand_in = stand_in();
    let id = new_session(&stand_in).await;
    stand_in.fault_on("GET", "/v1/refunds", Fault::Status { status: 409, should_retry: Some(true) });
    stand_in.fault_on("GET", SESSIONS, Fault::HalfAnswer);
    stand_in.fault_on("POST", "", Fault::KeptError);
    let url = format!("{SESSIONS}/{id}");
    let cut = request("GET", &url, &[], "");
    let cut = stand_in.router().oneshot(cut).await.expect("the head of an answer");
    assert!(cut.into_body().collect().await.is_err());
    assert_eq!(get(&stand_in, &url).await.status, StatusCode::OK);
    assert_eq!(get(&stand_in, "/v1/refunds/re_3x").await.headers["stripe-should-retry"], "true");
    assert_eq!(post(&stand_in, &format!("{url}/expire"), "").await.status.as_u16(), 500);
    assert_eq!(get(&stand_in, &url).await.body["status"], "open", "nothing was done");
}

#[tokio::test]
async fn endpoints_made_over_the_api_get_events_with_their_own_secret() {
    let stand_in = stand_in();
    let site = Site::start(&stand_in).await;
    let url = locked(&stand_in.inner.webhook_url).take().expect("an address");
    let endpoints = "/v1/webhook_endpoints";
    let form = format!("url={url}&enabled_events[]=payment_intent.payment_failed&metadata[a]=b");
    let made = post(&stand_in, endpoints, &format!("{form}&api_version=2026-08-26.dahlia")).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    assert_eq!(post(&stand_in, endpoints, "url=/hook&enabled_events[]=*").await.refusal().2, "url");
    let secret = made.body["secret"].as_str().expect("a secret").to_owned();
    decline(&stand_in, Delivery::Normal).await;
    let (signature, body, event) = site.got().remove(0);
    let timestamp = signature[2..12].parse().expect("a time");
    let own = StandIn::new(StandInSettings { webhook_secret: secret, ..settings() });
    assert_eq!(own.sign(body.as_bytes(), timestamp), signature);
    assert_eq!(event["api_version"], "2026-08-26.dahlia");
    let own = format!("{endpoints}/{}", made.id());
    assert_eq!(get(&stand_in, &own).await.body.get("secret"), None);
    assert_eq!(get(&stand_in, endpoints).await.body["data"][0]["id"], made.id());
    for (form, arrive) in [("enabled_events[]=charge.refunded", 0), ("enabled_events[]=*", 1), ("disabled=true", 0)] {
        assert_eq!(post(&stand_in, &own, form).await.status, StatusCode::OK);
        decline(&stand_in, Delivery::Normal).await;
        assert_eq!(site.got().len(), arrive, "{form}");
    }
    assert_eq!(send(&stand_in, request("DELETE", &own, &[], "")).await.body["deleted"], true);
    assert_eq!(get(&stand_in, &own).await.status, StatusCode::NOT_FOUND);
    types(&stand_in);
}

#[tokio::test]
async fn changed_events_are_signed_well() {
    let stand_in = stand_in();
    let site = Site::start(&stand_in).await;
    decline(&stand_in, Delivery::DropAll).await;
    let id = stand_in.events()[0]["id"].as_str().expect("an id").to_owned();
    let status = stand_in.post_changed(&id, |event| {
        event["type"] = "weather.changed".into();
        event["data"]["object"]["filling"] = "x".repeat(300_000).into();
    });
    assert_eq!(status.await, Some(StatusCode::OK));
    let (signature, body, event) = site.got().remove(0);
    assert_eq!(stand_in.sign(body.as_bytes(), signature[2..12].parse().expect("a time")), signature);
    assert!(event["type"] == "weather.changed" && event["id"] != id.as_str() && body.len() > 300_000);
}

/// A site that keeps what it gets, and refuses the first so many posts.
#[derive(Clone, Default)]
struct Site {
    got: Arc<Mutex<Vec<(String, String)>>>,
    refusing: Arc<Mutex<usize>>,
}

impl Site {
    async fn start(stand_in: &StandIn) -> Self {
        let site = Self::default();
        let router = Router::new().route("/webhook", accept(Self::take)).with_state(site.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async { axum::serve(listener, router).await });
        stand_in.set_webhook_url(Some(format!("http://{address}/webhook")));
        site
    }

    async fn take(State(site): State<Self>, headers: HeaderMap, body: String) -> StatusCode {
        let mut refusing = locked(&site.refusing);
        if *refusing > 0 {
            *refusing -= 1;
            return StatusCode::SERVICE_UNAVAILABLE;
        }
        let signature = headers["stripe-signature"].to_str().unwrap_or_default().to_owned();
        locked(&site.got).push((signature, body));
        StatusCode::OK
    }

    /// Signature, timestamp and event of what has come since the last look.
    fn got(&self) -> Vec<(String, String, Value)> {
        let got = std::mem::take(&mut *locked(&self.got));
        let read = got.into_iter().map(|(signature, body)| {
            let event = serde_json::from_str(&body).expect("an event");
            (signature, body, event)
        });
        read.collect()
    }
}

async fn decline(stand_in: &StandIn, delivery: Delivery) {
    let id = new_session(stand_in).await;
    stand_in.set_delivery(delivery);
    stand_in.decline(&id).expect("a declined card");
    stand_in.deliveries_done().await;
}

#[tokio::test]
async fn events_arrive_signed_after_retries() {
    let stand_in = stand_in();
    let site = Site::start(&stand_in).await;
    // More often than an event is sent to a webhook that is not there.
    *locked(&site.refusing) = 4;
    decline(&stand_in, Delivery::Normal).await;
    let got = site.got();
    assert_eq!(got.len(), 1);
    let (signature, body, event) = &got[0];
    let timestamp = signature.split(&['=', ','][..]).nth(1).and_then(|text| text.parse().ok());
    assert_eq!(*signature, stand_in.sign(body.as_bytes(), timestamp.expect("a time")));
    assert_eq!(event["id"], stand_in.events()[0]["id"]);
    assert_eq!(stand_in.events()[0]["pending_webhooks"], 0);
    assert_eq!(stand_in.post_signed("{}").await, Some(StatusCode::OK));
}

#[tokio::test]
async fn a_signature_is_the_one_that_others_compute() {
    // Computed with `openssl dgst -sha256 -hmac whsec_of_the_stand_in` over `1700000000.{"id":"evt_1"}`.
    let expected = "t=1700000000,v1=48e7a1979274d71840993cb21c97a8075231af5827af2f006133f0e7b1c4038d";
    assert_eq!(stand_in().sign(br#"{"id":"evt_1"}"#, 1_700_000_000), expected);
}

#[tokio::test]
async fn deliveries_go_wrong_on_demand() {
    let stand_in = stand_in();
    // Signatures do not follow the stand-in's clock.
    stand_in.advance(40 * 24 * 60 * 60);
    let site = Site::start(&stand_in).await;
    decline(&stand_in, Delivery::DropAll).await;
    assert_eq!(site.got().len(), 0);
    let undelivered = get(&stand_in, "/v1/events?delivery_success=false").await;
    assert_eq!(undelivered.body["data"].as_array().map(Vec::len), Some(1));
    decline(&stand_in, Delivery::Duplicate(3)).await;
    let got = site.got();
    assert_eq!(got.len(), 3);
    assert!(got.iter().all(|(_, _, event)| event["id"] == got[0].2["id"]));

    let own = |signature: &str, body: &str| {
        let timestamp = signature[2..12].parse().expect("a time");
        let own = stand_in.sign(body.as_bytes(), timestamp);
        (real_now() - timestamp, signature.ends_with(&own[13..]), signature.matches("v1=").count())
    };
    for (delivery, age, right, signatures) in [
        (Delivery::WrongSecret, 0, false, 1),
        (Delivery::ExtraSignature, 0, true, 2),
        (Delivery::OldTimestamp, 3600, true, 1),
    ] {
        decline(&stand_in, delivery).await;
        let (signature, body, _) = site.got().remove(0);
        let (found_age, found_right, found) = own(&signature, &body);
        assert_eq!((found_right, found), (right, signatures), "{delivery:?}");
        assert!((age..age + 120).contains(&found_age), "{delivery:?}");
    }

    let begun = std::time::Instant::now();
    decline(&stand_in, Delivery::Delay(Duration::from_millis(150))).await;
    assert!(begun.elapsed() >= Duration::from_millis(150));
    assert_eq!(site.got().len(), 1);
    decline(&stand_in, Delivery::DropAll).await;
    let lost = stand_in.events().pop().expect("an event");
    stand_in.resend(lost["id"].as_str().expect("an id")).expect("a known event");
    stand_in.deliveries_done().await;
    assert_eq!(site.got()[0].2["id"], lost["id"]);
    assert!(stand_in.resend("evt_1other").is_err());
    stand_in.drop_types(&["payment_intent.payment_failed"]);
    decline(&stand_in, Delivery::Normal).await;
    assert_eq!(site.got().len(), 0);
    stand_in.drop_types(&[]);

    stand_in.set_delivery(Delivery::Reorder);
    let id = new_session(&stand_in).await;
    stand_in.pay(&id).expect("a payment");
    stand_in.deliveries_done().await;
    assert_eq!(site.got().len(), 0);
    stand_in.flush().await;
    let types: Vec<_> = site.got().into_iter().map(|(_, _, event)| event["type"].clone()).collect();
    assert_eq!(types, ["checkout.session.completed", "payment_intent.succeeded", "charge.succeeded"]);
}
