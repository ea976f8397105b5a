//! The database is away, hangs or comes back; the site is told to stop while it works.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use connect_kindness::database;
use sqlx::{PgPool, postgres::PgPoolOptions};
use stripe_stand_in::Fault;
use time::OffsetDateTime;

use crate::harness::TestSite;

fn offer(token: &str) -> Vec<(&str, &str)> {
    vec![
        ("token", token),
        ("name", "반딧불"),
        ("contact_kind", "mail"),
        ("contact", "a@example.org"),
        ("languages", "한국어"),
        ("areas", "events"),
        ("availability", "once"),
        ("message", "여기 있습니다"),
        ("consent", "yes"),
        ("of_age", "yes"),
    ]
}

#[tokio::test]
async fn visitors_notice_nothing_and_forms_keep_what_was_typed() {
    for frozen in [false, true] {
        let site = TestSite::start().await;
        let before = site.visit("/ko/mission").await.text;
        let calm = Instant::now();
        site.begin_gift("usd", "24").await;
        let calm = calm.elapsed();
        if frozen {
            site.wire.freeze()
        } else {
            site.wire.cut()
        }
        for path in
            ["/", "/ko", "/mission", "/why-awesome", "/get-involved", "/share", "/privacy", "/donate", "/ko/volunteer"]
        {
            assert_eq!(site.visit(path).await.status, 200, "{path}");
        }
        assert_eq!(site.visit("/ko/mission").await.text, before);
        assert_eq!((site.visit("/healthz").await.status, site.visit("/readyz").await.status), (200, 503));

        let begun = Instant::now();
        let donation = site.give("/donate", &site.token("donate"), "usd", "25").await;
        assert_eq!(
            (donation.status, donation.attribute("input[name=amount]", "value").as_deref()),
            (503, Some("25")),
            "{}",
            donation.text
        );
        assert!(donation.headers.contains_key("retry-after"));
        donation.shows("charged");
        assert!(
            // Two and a half seconds for the database; beside it, what the form takes on this machine.
            begun.elapsed() < Duration::from_secs(4) + 20 * calm,
            "nobody waits long for what does not answer: {:?}, {calm:?} when all is well",
            begun.elapsed()
        );
        let token = site.token("volunteer");
        let kept = site.submit("/ko/volunteer", &offer(&token)).await;
        assert_eq!(kept.status, 503);
        kept.shows("여기 있습니다");
        kept.shows("nkhr@nkhr.or.kr");
        let signature = site.stripe.sign(b"{}", time::OffsetDateTime::now_utc().unix_timestamp());
        let unheard = site
            .request("POST", "/webhooks/stripe")
            .header("stripe-signature", signature)
            .body("{}")
            .send()
            .await
            .unwrap();
        assert_eq!(unheard.status(), 503, "Stripe sends again");

        site.wire.mend();
        site.eventually("forms are taken again", || async {
            site.submit("/ko/volunteer", &offer(&token)).await.status == 303
        })
        .await;
        assert_eq!(site.count("select count(*) from applications").await, 1);
        site.eventually("it is ready again", || async { site.visit("/readyz").await.status == 200 }).await;
        let session = site.begin_gift("usd", "25").await;
        site.stripe.pay(&session).unwrap();
        site.ledger_holds(1).await;
    }
}

#[tokio::test]
async fn a_change_made_while_nobody_listened_is_shown_afterwards() {
    let site = TestSite::start().await;
    site.wire.cut();
    sqlx::query("update site_settings set short_name = 'Renamed'").execute(&site.db).await.unwrap();
    // However long this takes, nothing may come of it.
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!site.visit("/").await.text.contains("Renamed"));
    site.wire.mend();
    site.eventually("the new name is shown", || async { site.visit("/").await.text.contains("Renamed") }).await;
}

#[tokio::test]
async fn a_site_that_is_told_to_stop_finishes_what_it_began() {
    let mut site = TestSite::start().await;
    site.stripe.fault_on("POST", "/v1/checkout/sessions", Fault::Delay(Duration::from_secs(2)));
    let token = site.token("donate");
    let arrived = Arc::new(AtomicBool::new(false));
    let request = site.request("POST", "/donate").form(&[
        ("token", token.as_str()),
        ("currency", "usd"),
        ("choice", "own"),
        ("amount", "25"),
    ]);
    let donor = tokio::spawn({
        let arrived = Arc::clone(&arrived);
        async move {
            let answer = request.send().await.unwrap();
            arrived.store(true, Ordering::SeqCst);
            answer.status().as_u16()
        }
    });
    site.eventually("Stripe was asked", || async { !site.stripe.requests().is_empty() }).await;
    assert!(!arrived.load(Ordering::SeqCst));
    site.stop().await;
    assert_eq!(donor.await.unwrap(), 303);
    assert_eq!(site.count("select count(*) from donations where checkout_session_id is not null").await, 1);
    assert!(site.request("GET", "/").send().await.is_err(), "nobody listens any more");
}

#[tokio::test]
async fn a_visitor_who_goes_away_while_a_transaction_begins_leaves_none_behind() {
    let site = TestSite::start().await;
    let pool = PgPoolOptions::new().max_connections(1).connect(site.database_url()).await.unwrap();
    for pause in (0..1000).step_by(25) {
        // Whoever is slow goes away later or not at all, and both are among the cases.
        let gone = tokio::time::timeout(Duration::from_micros(pause), database::begin(&pool)).await;
        drop(gone);
        // Within a transaction the clock stands still.
        let [one, two] = [now(&pool).await, now(&pool).await];
        assert_ne!(one, two, "after {pause} µs a transaction was left open");
    }
}

async fn now(pool: &PgPool) -> OffsetDateTime {
    sqlx::query_scalar("select now()").fetch_one(pool).await.unwrap()
}
