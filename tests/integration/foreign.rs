//! What happens at Stripe without us: other systems that use the same account, and people in its dashboard.

use connect_kindness::{books::reconcile::Light, giving::defence::breaker};
use stripe_stand_in::Delivery;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::harness::{Answer, TestSite};

const MONTH: i64 = 31 * 24 * 60 * 60;

impl TestSite {
    async fn staff_page(&self, path: &str, cookie: &str) -> Answer {
        Answer::of(self.request("GET", path).header("cookie", cookie).send().await.unwrap()).await
    }

    /// The public total of dollars, in cents.
    async fn total(&self) -> i64 {
        self.count(
            "select coalesce(sum(amount_minor), 0)::bigint from ledger_entries where kind <> 'fee'
             and donation_id not in (select id from donations where is_held_back)",
        )
        .await
    }
}

#[tokio::test]
async fn other_systems_in_the_same_account_are_counted_on_one_page_and_silent_elsewhere() {
    let site = TestSite::start().await;
    let cookie = site.signed_in_staff().await;
    site.given().await;
    let mut sessions = Vec::new();
    for (reference, metadata) in [(None, "mug-7"), (Some("mug-8"), "mug-8"), (Some("0192f0c1"), "4711")] {
        let session = site.foreign_checkout(reference, metadata).await;
        site.stripe.pay(&session).unwrap();
        sessions.push(session);
    }
    let payment = site.stripe.payment_intent_of(&sessions[0]).unwrap();
    site.stripe.refund(&payment, Some(300)).unwrap();
    site.stripe.dispute(&site.stripe.payment_intent_of(&sessions[1]).unwrap()).unwrap();
    site.stripe.warn_of_fraud(&site.stripe.payment_intent_of(&sessions[2]).unwrap()).unwrap();
    site.settled().await;
    assert_eq!(site.reconcile().await.news, 0);
    assert_eq!(site.light().await, Light::Green);
    assert_eq!(site.count("select count(*) from alerts").await, 0);
    assert_eq!(site.count("select count(*) from reconciliation_findings").await, 0);
    assert_eq!(site.count("select count(*) from mails where kind = 'alert'").await, 0);
    assert_eq!(site.total().await, 2500);
    let foreign = site.count("select count(*) from stripe_events where outcome = 'not ours'").await;
    assert!(foreign >= 6, "three sales, a refund, a dispute and a warning: {foreign}");
    let page = site.staff_page("/admin/events", &cookie).await;
    page.shows(&format!("Other systems use the same account at Stripe: {foreign} events of the last 30 days"));
    assert!(!page.text.contains(&sessions[0]), "the list is ours");
    site.staff_page("/admin/events?show=foreign", &cookie).await.shows(&sessions[0]);
}

#[tokio::test]
async fn declines_at_other_systems_are_no_attack_on_our_form_and_declines_at_ours_are() {
    let site = TestSite::start().await;
    let shop = site.foreign_checkout(None, "mug-7").await;
    for _ in 0..30 {
        site.stripe.decline(&shop).unwrap();
    }
    site.settled().await;
    breaker::watch(&site.state, OffsetDateTime::now_utc()).await.unwrap();
    assert_eq!(site.count("select count(*) from giving_changes where mode = 'guarded'").await, 0);
    let ours = site.begin(false).await;
    for _ in 0..30 {
        site.stripe.decline(&ours).unwrap();
    }
    site.settled().await;
    breaker::watch(&site.state, OffsetDateTime::now_utc()).await.unwrap();
    assert_eq!(site.count("select count(*) from giving_changes where mode = 'guarded'").await, 1);
}

#[tokio::test]
async fn a_monthly_gift_shows_what_is_charged_however_the_dashboard_changed_it() {
    let site = TestSite::start().await;
    let cookie = site.signed_in_staff().await;
    let gift = site.monthly().await;
    let subscription = site.stripe.subscriptions()[0]["id"].as_str().unwrap().to_owned();
    for (items, monthly, charged) in
        [(&[(1400, 3)][..], "$42", 4200), (&[(1400, 1), (600, 2)][..], "$26", 2600), (&[(1500, 1)][..], "$15", 1500)]
    {
        site.stripe.set_items(&subscription, items).unwrap();
        site.settled().await;
        let page = format!("{}/monthly/{gift}", site.visit_of("ada@example.org").await);
        site.visit(&page).await.shows(monthly);
        site.staff_page("/admin/monthly", &cookie).await.shows(monthly);
        let before = site.total().await;
        site.stripe.advance(MONTH);
        site.settled().await;
        assert_eq!(site.total().await - before, charged, "{items:?}");
    }
    let odd = "select count(*) from alerts where kind = 'odd_donation' and subject like 'sub_%'";
    assert_eq!(site.count(odd).await, 1, "staff are told once that it is not what the donor chose");
    assert_eq!(site.count("select count(*) from donations where flag is not null").await, 0);
    assert_eq!(site.reconcile().await.news, 0);
}

#[tokio::test]
async fn a_donor_who_names_a_sum_is_charged_that_sum_whatever_was_added_at_stripe() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let subscription = site.stripe.subscriptions()[0]["id"].as_str().unwrap().to_owned();
    site.stripe.set_items(&subscription, &[(1400, 3), (600, 1)]).unwrap();
    site.settled().await;
    let page = format!("{}/monthly/{gift}", site.visit_of("ada@example.org").await);
    assert_eq!(site.change(&page, "amount", "20").await.status, 303);
    site.settled().await;
    site.stripe.advance(MONTH);
    site.settled().await;
    assert_eq!(site.total().await, 2500 + 2000);
}

#[tokio::test]
async fn a_monthly_gift_whose_name_was_taken_away_at_stripe_is_still_known() {
    let site = TestSite::start().await;
    site.monthly().await;
    let subscription = site.stripe.subscriptions()[0]["id"].as_str().unwrap().to_owned();
    let environment = site.environment();
    let of = |name: &str| environment.iter().find(|(key, _)| *key == name).unwrap().1.clone();
    let changed = reqwest::Client::new()
        .post(format!("{}/v1/subscriptions/{subscription}", of("STRIPE_API_BASE")))
        .bearer_auth(of("STRIPE_SECRET_KEY"))
        .form(&[("metadata[donation_id]", "")])
        .send()
        .await
        .unwrap();
    assert!(changed.status().is_success(), "{}", changed.text().await.unwrap());
    assert_eq!(site.stripe.subscriptions()[0]["metadata"], serde_json::json!({}));
    site.stripe.advance(MONTH);
    site.settled().await;
    assert_eq!(site.total().await, 2 * 2500);
    site.stripe.cancel_subscription(&subscription).unwrap();
    site.settled().await;
    assert_eq!(site.count("select count(*) from monthly_gifts where status = 'canceled'").await, 1);
    assert_eq!(site.count("select count(*) from stripe_events where outcome = 'not ours'").await, 0);
}

#[tokio::test]
async fn an_invoice_marked_as_paid_is_no_card_charge() {
    let site = TestSite::start().await;
    site.monthly().await;
    let subscription = site.stripe.subscriptions()[0]["id"].as_str().unwrap().to_owned();
    site.stripe.fail_card(&subscription).unwrap();
    site.stripe.advance(MONTH);
    site.settled().await;
    let open = site.stripe.invoices().into_iter().find(|invoice| invoice["status"] == "open").unwrap();
    site.stripe.mark_invoice_paid(open["id"].as_str().unwrap()).unwrap();
    site.settled().await;
    assert_eq!(site.total().await, 2500);
    assert_eq!(site.count("select count(*) from failed_turns where settled_at is null").await, 0);
    assert_eq!(site.count("select count(*) from donations where flag like '%paid outside Stripe%'").await, 1);
    assert_eq!(site.count("select count(*) from alerts where kind = 'odd_donation'").await, 1);
    assert_eq!(site.reconcile().await.news, 0, "nothing moved at Stripe either");
}

#[tokio::test]
async fn a_part_that_was_captured_is_what_is_booked() {
    let site = TestSite::start().await;
    let session = site.begin(false).await;
    site.stripe.pay_part(&session, 1500).unwrap();
    site.settled().await;
    assert_eq!(site.total().await, 1500);
    assert_eq!(site.count("select count(*) from donations where flag = 'amount differs'").await, 1);
    assert_eq!(site.reconcile().await.news, 0);
    assert_eq!(site.light().await, Light::Green);
    site.visit(&format!("/donate/thanks?session_id={session}")).await.shows("$15");
}

#[tokio::test]
async fn a_sum_that_cannot_be_is_held_back_from_the_total_until_staff_have_looked() {
    const IMPOSSIBLE: i64 = 9_000_000_000_000_000;
    let site = TestSite::start().await;
    let cookie = site.signed_in_staff().await;
    site.given().await;
    let session = site.begin(false).await;
    site.stripe.change_amount(&session, IMPOSSIBLE).unwrap();
    site.stripe.pay(&session).unwrap();
    site.settled().await;
    site.forget_donors().await;
    let booked = "select sum(amount_minor)::bigint from ledger_entries where kind <> 'fee'";
    assert_eq!((site.count(booked).await, site.total().await), (2500 + IMPOSSIBLE, 2500));
    let news = site.reconcile().await.news;
    assert_eq!(news, 0, "the public total is without it: {:?}", site.findings().await);
    let id: Uuid = sqlx::query_scalar("select id from donations where is_held_back").fetch_one(&site.db).await.unwrap();
    let page = site.staff_page(&format!("/admin/donations/{id}"), &cookie).await;
    page.shows("held back from the total");
    let flag = page.attribute("main input[name=flag]", "value").unwrap();
    let path = format!("/admin/donations/{id}/flag");
    let looked = site.request("POST", &path).header("cookie", &cookie).form(&[("flag", &flag)]).send().await.unwrap();
    assert_eq!(looked.status(), 303);
    assert_eq!(site.total().await, 2500 + IMPOSSIBLE);
    assert_eq!(site.reconcile().await.news, 0, "the public total follows");
}

/// Every event of many monthly gifts and of their renewals, at once and on two instances.
#[tokio::test]
async fn events_that_come_all_at_once_never_wait_for_each_other() {
    const GIFTS: usize = 50;
    let mut site = TestSite::start().await;
    let mut second = site.second().await;
    site.stripe.set_delivery(Delivery::DropAll);
    for _ in 0..GIFTS {
        let session = site.begin(true).await;
        site.stripe.pay(&session).unwrap();
    }
    site.stripe.advance(MONTH);
    let urls = [site.url.clone(), second.url.clone()];
    // Stripe, too, sends again what a busy site did not take.
    loop {
        let events = site.stripe.events().into_iter().filter(|event| event["pending_webhooks"] != 0);
        let waiting: Vec<String> = events.map(|event| event["id"].as_str().unwrap().to_owned()).collect();
        if waiting.is_empty() {
            break;
        }
        for (place, id) in waiting.iter().enumerate() {
            site.stripe.set_webhook_url(Some(format!("{}/webhooks/stripe", urls[place % 2])));
            site.stripe.resend(id).unwrap();
            tokio::task::yield_now().await;
        }
        site.stripe.deliveries_done().await;
    }
    site.settled().await;
    assert_eq!(site.entries().await.len(), 2 * GIFTS);
    assert_eq!(site.count("select count(*) from receipts").await, 2 * i64::try_from(GIFTS).unwrap());
    // A server process tells what it counted when it ends.
    site.stop().await;
    second.stop().await;
    site.state.db.close().await;
    second.state.db.close().await;
    let deadlocks = "select deadlocks from pg_stat_database where datname = current_database()";
    assert_eq!(site.count(deadlocks).await, 0);
}
