//! Signing events and posting them to the site, in the background and with retries, as Stripe does; with switches for
//! everything that can go wrong on the way.

use std::time::Duration;

use axum::body::Bytes;
use axum::http::{Method, Request, StatusCode, header};
use hmac::{Hmac, KeyInit, Mac};
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::sync::watch;

use crate::answer::StripeError;
use crate::objects::new_id;
use crate::{StandIn, locked, real_now};

/// How events are delivered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Delivery {
    /// Once each, soon, in no guaranteed order.
    #[default]
    Normal,
    /// Once each, this much later.
    Delay(Duration),
    /// Never; the API still lists them.
    DropAll,
    /// This many times each.
    Duplicate(usize),
    /// Held back until [`StandIn::flush`], which sends the latest first.
    Reorder,
    /// Signed with another secret.
    WrongSecret,
    /// With a signature by another secret before the right one, as while a secret is being replaced.
    ExtraSignature,
    /// Signed an hour ago.
    OldTimestamp,
}

/// Waits before the second and the third try, and before each further one.
const DELAYS: [Duration; 3] = [Duration::from_millis(200), Duration::from_millis(1000), Duration::from_millis(3000)];
/// So often an event is sent to a webhook that refuses it or is not there.
const TRIES: usize = 4;
/// So often it is sent to one that says that it is in trouble (5xx), which passes. Stripe goes on for days.
const TRIES_IN_TROUBLE: usize = 24;
/// How long the webhook may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);
const AN_HOUR: i64 = 60 * 60;
const OTHER_SECRET: &str = "whsec_of_somebody_else";

/// The client that posts, and how many events are under way.
pub(crate) struct Post {
    client: Client<HttpConnector, Full<Bytes>>,
    under_way: watch::Sender<usize>,
}

impl Post {
    pub(crate) fn new() -> Self {
        Self { client: Client::builder(TokioExecutor::new()).build_http(), under_way: watch::Sender::new(0) }
    }
}

impl StandIn {
    /// The header `Stripe-Signature` for a body, signed at a time (unix seconds) with the webhook's secret.
    pub fn sign(&self, body: &[u8], timestamp: i64) -> String {
        signed(&self.inner.settings.webhook_secret, body, timestamp)
    }

    /// Signs any body and posts it to the webhook once. Returns the status of the answer; `None` without an answer or a
    /// webhook.
    pub async fn post_signed(&self, body: impl Into<Bytes>) -> Option<StatusCode> {
        let target = self.configured()?;
        let body = body.into();
        let signature = signature_header(&target.secret, &body, Delivery::Normal);
        self.post_once(&target.url, body, &signature).await
    }

    /// Posts a changed copy of an event once, under a new id, to test how a program takes an unknown type, another API
    /// version, another account or a huge field. Returns what [`StandIn::post_signed`] does.
    pub async fn post_changed(&self, event_id: &str, change: impl FnOnce(&mut Value)) -> Option<StatusCode> {
        let mut event = self.read(|books| books.events.find(event_id).cloned())?;
        event["id"] = json!(new_id("evt_1", 23));
        change(&mut event);
        self.post_signed(event.to_string()).await
    }

    /// Sends the events that [`Delivery::Reorder`] held back, the latest first, each after the one before has arrived
    /// or failed for good.
    pub async fn flush(&self) {
        let held = std::mem::take(&mut *locked(&self.inner.held));
        for event in held.into_iter().rev() {
            self.deliver(event, Delivery::Normal).await;
        }
    }

    /// Sends an event once more under the same id, whatever [`Delivery`] says, like the Dashboard's button.
    ///
    /// # Errors
    /// If there is no such event.
    pub fn resend(&self, event_id: &str) -> Result<(), StripeError> {
        let event = self.read(|books| books.events.get("event", event_id).cloned())?;
        self.send_off(event, Delivery::Normal);
        Ok(())
    }

    /// Waits until every event has arrived or failed for good.
    pub async fn deliveries_done(&self) {
        let mut under_way = self.inner.post.under_way.subscribe();
        // The sender lives as long as `self`, so waiting cannot fail.
        let _ = under_way.wait_for(|number| *number == 0).await;
    }

    /// Hands events to the post; needs a running tokio.
    pub(crate) fn dispatch(&self, mut events: Vec<Value>) {
        let delivery = *locked(&self.inner.delivery);
        let dropped = locked(&self.inner.dropped_types).clone();
        events.retain(|event| !dropped.iter().any(|name| event["type"] == name.as_str()));
        match delivery {
            Delivery::DropAll => {}
            Delivery::Reorder => locked(&self.inner.held).extend(events),
            _ => events.into_iter().for_each(|event| self.send_off(event, delivery)),
        }
    }

    fn send_off(&self, event: Value, delivery: Delivery) {
        let stand_in = self.clone();
        self.inner.post.under_way.send_modify(|number| *number += 1);
        tokio::spawn(async move {
            if let Delivery::Delay(delay) = delivery {
                tokio::time::sleep(delay).await;
            }
            stand_in.deliver(event, delivery).await;
            stand_in.inner.post.under_way.send_modify(|number| *number -= 1);
        });
    }

    /// Posts an event to all who want it. Where nobody listens, nobody is still to be told.
    async fn deliver(&self, event: Value, delivery: Delivery) {
        let times = if let Delivery::Duplicate(times) = delivery { times } else { 1 };
        let mut all = true;
        for target in self.targets(&event) {
            let mut event = event.clone();
            if let Some(version) = &target.version {
                event["api_version"] = json!(version);
            }
            // Stripe, too, sends its events indented.
            let body = Bytes::from(format!("{event:#}"));
            let mut arrived = false;
            for _ in 0..times {
                arrived |= self.post_with_retries(&target, &body, delivery).await;
            }
            all &= arrived;
        }
        if all {
            self.mark_delivered(&event);
        }
    }

    fn configured(&self) -> Option<Target> {
        let url = locked(&self.inner.webhook_url).clone()?;
        Some(Target { url, secret: self.inner.settings.webhook_secret.clone(), version: None })
    }

    fn targets(&self, event: &Value) -> Vec<Target> {
        let made = self.read(|books| books.endpoints_for(event));
        self.configured().into_iter().chain(made).collect()
    }

    fn mark_delivered(&self, event: &Value) {
        let id = event["id"].as_str().unwrap_or_default();
        self.change(|books, _| {
            if let Some(event) = books.events.find_mut(id) {
                event["pending_webhooks"] = json!(0);
            }
        });
    }

    async fn post_with_retries(&self, target: &Target, body: &Bytes, delivery: Delivery) -> bool {
        for tried in 1.. {
            let signature = signature_header(&target.secret, body, delivery);
            let status = self.post_once(&target.url, body.clone(), &signature).await;
            if status.is_some_and(|status| status.is_success()) {
                return true;
            }
            let is_in_trouble = status.is_some_and(|status| status.is_server_error());
            let again = tried < if is_in_trouble { TRIES_IN_TROUBLE } else { TRIES };
            tracing::warn!(url = target.url, ?status, again, "the webhook did not take an event");
            if !again {
                break;
            }
            tokio::time::sleep(DELAYS[tried.min(DELAYS.len()) - 1]).await;
        }
        false
    }

    async fn post_once(&self, url: &str, body: Bytes, signature: &str) -> Option<StatusCode> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(url)
            .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
            .header(header::USER_AGENT, "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
            .header("Stripe-Signature", signature)
            .body(Full::new(body))
            .ok()?;
        let answer = tokio::time::timeout(PATIENCE, self.inner.post.client.request(request)).await;
        Some(answer.ok()?.ok()?.status())
    }
}

/// Where an event goes.
pub(crate) struct Target {
    /// Plain http.
    pub(crate) url: String,
    /// What it is signed with.
    pub(crate) secret: String,
    /// The API version that the event is stamped with; none for the stand-in's own.
    pub(crate) version: Option<String>,
}

/// The header `Stripe-Signature`, by the real clock: the site goes by it, and refuses signatures from another time.
fn signature_header(secret: &str, body: &[u8], delivery: Delivery) -> String {
    let now = real_now();
    match delivery {
        Delivery::WrongSecret => signed(OTHER_SECRET, body, now),
        Delivery::ExtraSignature => {
            let own = signature(secret, body, now);
            format!("{},v1={own}", signed(OTHER_SECRET, body, now))
        }
        Delivery::OldTimestamp => signed(secret, body, now - AN_HOUR),
        _ => signed(secret, body, now),
    }
}

fn signed(secret: &str, body: &[u8], timestamp: i64) -> String {
    format!("t={timestamp},v1={}", signature(secret, body, timestamp))
}

/// HMAC-SHA256 over `{timestamp}.{body}` in hex; the key is the whole secret, its prefix `whsec_` included.
fn signature(secret: &str, body: &[u8], timestamp: i64) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length is a key");
    mac.update(format!("{timestamp}.").as_bytes());
    mac.update(body);
    let code = mac.finalize().into_bytes();
    code.iter().map(|byte| format!("{byte:02x}")).collect()
}
