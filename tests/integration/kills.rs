//! The program is killed at any moment; what it confirmed is not lost, and nothing happens twice.

use std::{
    process::{Child, Command, Stdio},
    time::Duration,
};

use connect_kindness::stand_in::Delivery;
use time::OffsetDateTime;
use tokio::net::TcpStream;

use crate::harness::TestSite;

/// The program as its operator starts it, on the site's database and Stripe.
struct Killed<'a> {
    site: &'a TestSite,
    port: u16,
    child: Child,
}

impl<'a> Killed<'a> {
    async fn start(site: &'a TestSite, port: u16) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_connect-kindness"));
        command.env_clear().envs(site.environment()).env("BIND", format!("127.0.0.1:{port}"));
        command.env("PUBLIC_URL", format!("http://localhost:{port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().unwrap();
        site.eventually("it listens", || async { TcpStream::connect(("127.0.0.1", port)).await.is_ok() }).await;
        Self { site, port, child }
    }

    /// Delivers an event as Stripe does. `false` means that Stripe would send it again.
    async fn hears(&self, event: &serde_json::Value) -> bool {
        let body = event.to_string();
        let signature = self.site.stripe.sign(body.as_bytes(), OffsetDateTime::now_utc().unix_timestamp());
        let url = format!("http://localhost:{}/webhooks/stripe", self.port);
        let sent = reqwest::Client::new().post(url).header("stripe-signature", signature).body(body).send().await;
        sent.is_ok_and(|answer| answer.status() == 200)
    }
}

impl Drop for Killed<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn confirmed_events_survive_kills_and_are_applied_once() {
    let mut site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    let mut events = Vec::new();
    for _ in 0..12 {
        let session = site.begin_gift("usd", "25").await;
        site.stripe.pay(&session).unwrap();
        let about = |event: &serde_json::Value| event["data"]["object"]["id"] == session.as_str();
        events.push(site.stripe.events().into_iter().find(about).unwrap());
    }
    site.stop().await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut waiting = events.clone();
    for round in 0..6_u64 {
        let program = Killed::start(&site, port).await;
        let mut unheard = Vec::new();
        for event in waiting.drain(..) {
            if unheard.len() + 2 < usize::try_from(round).unwrap() || !program.hears(&event).await {
                unheard.push(event);
            }
        }
        waiting = unheard;
        tokio::time::sleep(Duration::from_millis(13 * round * round)).await;
    }
    let program = Killed::start(&site, port).await;
    for event in waiting {
        assert!(program.hears(&event).await);
    }
    let all = || async { site.count("select count(*) from ledger_entries where kind <> 'fee'").await == 12 };
    for _ in 0..4 {
        // Jobs of the killed are taken over when they were not heard of for twenty seconds.
        if all().await {
            break;
        }
        tokio::time::sleep(Duration::from_secs(10)).await;
    }
    site.ledger_holds(12).await;
    assert_eq!(site.count("select sum(amount_minor)::bigint from ledger_entries where kind <> 'fee'").await, 12 * 2500);
    site.eventually("everybody is thanked", || async {
        site.count("select count(*) from mails where sent_at is null").await == 0
    })
    .await;
    assert_eq!(site.count("select count(*) from mails").await, 12);
}
