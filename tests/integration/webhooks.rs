//! What Stripe tells us: believed only when signed, applied once, in any order.

use serde_json::{Value, json};
use stripe_stand_in::{Delivery, Fault};
use time::OffsetDateTime;

use crate::harness::TestSite;

impl TestSite {
    async fn deliver(&self, event: &Value) -> u16 {
        let body = event.to_string();
        let signature = self.stripe.sign(body.as_bytes(), OffsetDateTime::now_utc().unix_timestamp());
        self.request("POST", "/webhooks/stripe")
            .header("stripe-signature", signature)
            .body(body)
            .send()
            .await
            .unwrap()
            .status()
            .as_u16()
    }

    /// The events of a session that the stand-in made and did not send.
    fn events_of(&self, session: &str) -> Vec<Value> {
        let about = |event: &Value| event["data"]["object"]["id"] == session;
        self.stripe.events().into_iter().filter(about).collect()
    }

    async fn all_applied(&self) {
        self.eventually("all events are applied", || async {
            self.count("select count(*) from stripe_events where processed_at is null").await == 0
        })
        .await;
    }

    async fn state(&self) -> String {
        sqlx::query_scalar("select state from donations").fetch_one(&self.db).await.unwrap()
    }
}

#[tokio::test]
async fn the_same_event_forty_times_at_once_is_one_charge_and_one_mail() {
    let site = TestSite::start().await;
    let second = site.second().await;
    site.stripe.set_delivery(Delivery::DropAll);
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    let event = site.events_of(&session).remove(0);
    let copies =
        (0..40).map(|turn| if turn % 2 == 0 { &site } else { &second }).map(|instance| instance.deliver(&event));
    let statuses = futures_util::future::join_all(copies).await;
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
    site.ledger_holds(1).await;
    site.all_applied().await;
    assert_eq!(site.count("select count(*) from stripe_events").await, 1);
    assert_eq!(site.count("select sum(amount_minor)::bigint from ledger_entries where kind <> 'fee'").await, 2500);
    site.eventually("the thanks arrive", || async { !site.mailbox.mails().is_empty() }).await;
    assert_eq!(site.deliver(&event).await, 200, "a late copy");
    site.rests().await;
    assert_eq!(
        (site.mailbox.mails().len(), site.count("select count(*) from ledger_entries where kind <> 'fee'").await),
        (1, 1)
    );
}

#[tokio::test]
async fn what_is_not_signed_by_stripe_is_not_believed() {
    let site = TestSite::start().await;
    let session = site.begin_gift("usd", "25").await;
    let forged = json!({"id": "evt_forged", "object": "event", "type": "checkout.session.completed", "data": {"object": {"id": session, "payment_status": "paid"}}});
    let body = forged.to_string();
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let good = site.stripe.sign(body.as_bytes(), now);
    for signature in [
        String::new(),
        "t=1,v1=00".to_owned(),
        good.replace("v1=", "v0="),
        site.stripe.sign(body.as_bytes(), now - 301),
        site.stripe.sign(b"{}", now),
    ] {
        let answer = site
            .request("POST", "/webhooks/stripe")
            .header("stripe-signature", signature)
            .body(body.clone())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 400);
    }
    let unsigned = site.request("POST", "/webhooks/stripe").body(body.clone()).send().await.unwrap();
    assert_eq!(unsigned.status(), 400);
    let spaced = site
        .request("POST", "/webhooks/stripe")
        .header("stripe-signature", &good)
        .body(format!("{body} "))
        .send()
        .await
        .unwrap();
    assert_eq!(spaced.status(), 400);
    assert_eq!(site.count("select count(*) from stripe_events").await, 0);
    // Signed and untrue: the session itself is asked, and it is not paid.
    assert_eq!(site.deliver(&forged).await, 200);
    site.all_applied().await;
    assert_eq!(
        (site.state().await.as_str(), site.count("select count(*) from ledger_entries where kind <> 'fee'").await),
        ("pending", 0)
    );
}

#[tokio::test]
async fn a_well_signed_event_is_never_refused() {
    let site = TestSite::start().await;
    for (turn, event) in [
        json!({"id": "evt_unknown", "object": "event", "type": "something.new", "livemode": false, "data": {"object": {"id": "x_1"}}}),
        json!({"id": "evt_live", "object": "event", "type": "checkout.session.completed", "livemode": true, "data": {"object": {"id": "cs_test_1"}}}),
        json!({"id": "evt_foreign", "object": "event", "type": "checkout.session.completed", "account": "acct_1", "data": {"object": {"id": "cs_test_1"}}}),
        json!({"id": "evt_thin", "object": "v2.core.event", "type": "v1.billing.meter", "data": null}),
        json!({"id": "evt_nul", "object": "event", "type": "x", "text": "a\u{0}b"}),
        json!([1, 2, 3]),
        json!("text"),
    ]
    .iter()
    .enumerate()
    {
        assert_eq!(site.deliver(event).await, 200, "{event}");
        assert_eq!(site.count("select count(*) from stripe_events").await, i64::try_from(turn).unwrap() + 1);
    }
    site.all_applied().await;
    assert_eq!(site.count("select count(*) from ledger_entries where kind <> 'fee'").await, 0);
    let huge = site
        .request("POST", "/webhooks/stripe")
        .header("stripe-signature", "t=1,v1=00")
        .body(vec![b'x'; 256 * 1024 + 1])
        .send()
        .await
        .unwrap();
    assert_eq!(huge.status(), 413);
    for header in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let body = json!({"id": "evt_origin", "type": "x"}).to_string();
        let signature = site.stripe.sign(body.as_bytes(), OffsetDateTime::now_utc().unix_timestamp());
        let answer = site
            .request("POST", "/webhooks/stripe")
            .header("stripe-signature", signature)
            .header(header.0, header.1)
            .body(body)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200, "only the signature counts here");
    }
}

#[tokio::test]
async fn a_delayed_payment_counts_when_it_arrives_whatever_order_the_news_has() {
    for succeeds in [true, false] {
        for reversed in [false, true] {
            let site = TestSite::start().await;
            site.stripe.set_delivery(Delivery::DropAll);
            let session = site.begin_gift("krw", "30000").await;
            site.stripe.pay_later(&session).unwrap();
            let completed = site.events_of(&session);
            if !reversed {
                assert_eq!(site.deliver(&completed[0]).await, 200);
                site.all_applied().await;
                assert_eq!(
                    (
                        site.state().await.as_str(),
                        site.count("select count(*) from ledger_entries where kind <> 'fee'").await
                    ),
                    ("processing", 0)
                );
                assert!(site.mailbox.mails().is_empty());
            }
            if succeeds {
                site.stripe.settle(&session).unwrap()
            } else {
                site.stripe.fail(&session).unwrap()
            }
            let mut events = site.events_of(&session);
            events.sort_by_key(|event| event["type"] == "checkout.session.completed");
            for event in &events {
                assert_eq!(site.deliver(event).await, 200);
                site.all_applied().await;
            }
            let expected = if succeeds { ("paid", 1) } else { ("failed", 0) };
            assert_eq!(
                (
                    site.state().await.as_str(),
                    site.count("select count(*) from ledger_entries where kind <> 'fee'").await
                ),
                expected,
                "{succeeds} {reversed}"
            );
        }
    }
}

#[tokio::test]
async fn another_amount_than_asked_is_booked_as_received_and_flagged() {
    let site = TestSite::start().await;
    let session = site.begin_gift("usd", "25").await;
    site.stripe.change_amount(&session, 2600).unwrap();
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(1).await;
    assert_eq!(site.count("select sum(amount_minor)::bigint from ledger_entries where kind <> 'fee'").await, 2600);
    assert_eq!(site.count("select count(*) from donations where flag = 'amount differs'").await, 1);
}

#[tokio::test]
async fn an_event_waits_until_stripe_can_be_asked() {
    let site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    for _ in 0..3 {
        site.stripe.fault_on("GET", "/v1/checkout/sessions/", Fault::Status { status: 500, should_retry: None });
    }
    assert_eq!(site.deliver(&site.events_of(&session)[0]).await, 200);
    site.ledger_holds(1).await;
    let asked = site.stripe.requests().iter().filter(|request| request.method == "GET").count();
    assert!(asked > 3, "Stripe was asked {asked} times");
}

#[tokio::test]
async fn the_ledger_refuses_to_be_changed_and_shows_a_change_by_force() {
    let site = TestSite::start().await;
    for _ in 0..3 {
        let session = site.begin_gift("usd", "25").await;
        site.stripe.pay(&session).unwrap();
    }
    site.ledger_holds(3).await;
    for sql in [
        "update ledger_entries set amount_minor = 1",
        "delete from ledger_entries",
        "truncate ledger_entries cascade",
        "delete from audit_entries",
    ] {
        let error = sqlx::query(sql).execute(&site.db).await.unwrap_err();
        assert!(error.to_string().contains("append-only"), "{sql}: {error}");
    }
    let verify = |site: &TestSite| {
        let program = env!("CARGO_BIN_EXE_connect-kindness");
        std::process::Command::new(program)
            .args(["ledger", "verify"])
            .env("DATABASE_URL", site.database_url())
            .output()
            .unwrap()
    };
    assert!(verify(&site).status.success());
    sqlx::query("alter table ledger_entries disable trigger user").execute(&site.db).await.unwrap();
    sqlx::query("update ledger_entries set amount_minor = 9900 where id = (select id from ledger_entries order by id offset 1 limit 1)").execute(&site.db).await.unwrap();
    let found = verify(&site);
    assert!(!found.status.success());
    assert!(String::from_utf8_lossy(&found.stdout).contains("does not follow"));
}
