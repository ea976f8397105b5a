//! The database is away, hangs or comes back; the site is told to stop while it works.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use connect_kindness::stand_in::Fault;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

use crate::harness::{TestSite, server_url};

/// Takes the site's database away: nobody may connect, and everybody who was is cut off.
async fn take_away(site: &TestSite) -> PgConnection {
    let name = site.database_url().rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
    let mut server = PgConnection::connect(&server_url()).await.unwrap();
    server.execute(AssertSqlSafe(format!("alter database {name} allow_connections false"))).await.unwrap();
    server.execute(AssertSqlSafe(format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"))).await.unwrap();
    server
}

async fn bring_back(site: &TestSite, server: &mut PgConnection) {
    let name = site.database_url().rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
    server.execute(AssertSqlSafe(format!("alter database {name} allow_connections true"))).await.unwrap();
}

#[tokio::test]
async fn visitors_notice_nothing_and_forms_keep_what_was_typed() {
    let site = TestSite::start().await;
    let before = site.visit("/ko/mission").await.text;
    let mut server = take_away(&site).await;
    for path in ["/", "/ko", "/mission", "/why-awesome", "/get-involved", "/share", "/privacy", "/donate", "/ko/volunteer"] {
        assert_eq!(site.visit(path).await.status, 200, "{path}");
    }
    assert_eq!(site.visit("/ko/mission").await.text, before);
    assert_eq!((site.visit("/healthz").await.status, site.visit("/readyz").await.status), (200, 503));

    let begun = Instant::now();
    let donation = site.give("/donate", &site.token("donate"), "usd", "25").await;
    assert_eq!((donation.status, donation.attribute("input[name=amount]", "value").as_deref()), (503, Some("25")));
    assert!(donation.headers.contains_key("retry-after"));
    let token = site.token("volunteer");
    let offer = [
        ("token", token.as_str()), ("name", "반딧불"), ("contact_kind", "mail"), ("contact", "a@example.org"), ("languages", "한국어"),
        ("areas", "events"), ("availability", "once"), ("message", "여기 있습니다"), ("consent", "yes"), ("of_age", "yes"),
    ];
    let kept = site.submit("/ko/volunteer", &offer).await;
    assert_eq!(kept.status, 503);
    kept.shows("여기 있습니다");
    kept.shows("nkhr@nkhr.or.kr");
    let unheard = site.request("POST", "/webhooks/stripe").header("stripe-signature", site.stripe.sign(b"{}", time::OffsetDateTime::now_utc().unix_timestamp())).body("{}").send().await.unwrap();
    assert_eq!(unheard.status(), 503, "Stripe sends again");
    assert!(begun.elapsed() < Duration::from_secs(10), "three forms took {:?}", begun.elapsed());

    bring_back(&site, &mut server).await;
    let begun = Instant::now();
    site.eventually("forms are taken again", || async { site.submit("/ko/volunteer", &offer).await.status == 303 }).await;
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert_eq!(sqlx::query_scalar::<_, i64>("select count(*) from volunteers").fetch_one(&site.state.db).await.unwrap(), 1);
    site.eventually("it is ready again", || async { site.visit("/readyz").await.status == 200 }).await;
}

#[tokio::test]
async fn a_change_made_while_nobody_listened_is_shown_afterwards() {
    let site = TestSite::start().await;
    let mut server = take_away(&site).await;
    bring_back(&site, &mut server).await;
    let mut writer = PgConnection::connect(site.database_url()).await.unwrap();
    writer.execute("update site_settings set short_name = 'Renamed'").await.unwrap();
    site.eventually("the new name is shown", || async { site.visit("/").await.text.contains("Renamed") }).await;
}

#[tokio::test]
async fn a_site_that_is_told_to_stop_finishes_what_it_began() {
    let mut site = TestSite::start().await;
    site.stripe.fault_next(Fault::Delay(Duration::from_secs(2)));
    let token = site.token("donate");
    let arrived = Arc::new(AtomicBool::new(false));
    let request = site.request("POST", "/donate").form(&[("token", token.as_str()), ("currency", "usd"), ("choice", "own"), ("amount", "25")]);
    let donor = tokio::spawn({
        let arrived = Arc::clone(&arrived);
        async move {
            let answer = request.send().await.unwrap();
            arrived.store(true, Ordering::SeqCst);
            answer.status().as_u16()
        }
    });
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert!(!arrived.load(Ordering::SeqCst));
    site.stop().await;
    assert_eq!(donor.await.unwrap(), 303);
    assert_eq!(site.count("select count(*) from donations where checkout_session_id is not null").await, 1);
    assert!(site.request("GET", "/").send().await.is_err(), "nobody listens any more");
}
