//! Faults of answers, and webhooks over a real connection with everything that can go wrong on their way.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::routing::post as accept;
use tokio::net::TcpListener;

use super::super::{Delivery, Fault, locked};
use super::*;

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
    *locked(&site.refusing) = 1;
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
        (stand_in.now() - timestamp, signature.ends_with(&own[13..]), signature.matches("v1=").count())
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
        assert!((age..age + 5).contains(&found_age), "{delivery:?}");
    }

    stand_in.set_delivery(Delivery::Reorder);
    let id = new_session(&stand_in).await;
    stand_in.pay(&id).expect("a payment");
    stand_in.deliveries_done().await;
    assert_eq!(site.got().len(), 0);
    stand_in.flush().await;
    let types: Vec<_> = site.got().into_iter().map(|(_, _, event)| event["type"].clone()).collect();
    assert_eq!(types, ["checkout.session.completed", "payment_intent.succeeded", "charge.succeeded"]);
}
