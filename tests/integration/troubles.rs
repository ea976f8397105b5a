//! Donors in a hurry, a slow Stripe, a mail server that refuses, and too many of everything.

use std::time::Duration;

use stripe_stand_in::Fault;

use crate::harness::TestSite;

#[tokio::test]
async fn of_several_sendings_at_once_one_decides_for_all() {
    let site = TestSite::start().await;
    let token = site.token("donate");
    site.stripe.fault_on("POST", "/v1/checkout/sessions", Fault::Delay(Duration::from_millis(1200)));
    let first = site.give("/donate", &token, "usd", "10");
    let second = async {
        site.eventually("Stripe was asked", || async { !site.stripe.requests().is_empty() }).await;
        site.give("/donate", &token, "usd", "20").await
    };
    let (first, second) = tokio::join!(first, second);
    assert_eq!((first.status, second.status), (303, 303));
    let others =
        futures_util::future::join_all(["21", "22", "23"].map(|amount| site.give("/donate", &token, "usd", amount)))
            .await;
    assert!(others.iter().all(|answer| answer.status == 303));
    let open: Vec<_> = site.stripe.sessions().into_iter().filter(|session| session["status"] == "open").collect();
    assert_eq!(open.len(), 1, "only one of them can be paid");
    assert_eq!(open[0]["amount_total"].as_i64().unwrap(), site.count("select amount_minor from donations").await);
    site.stripe.pay(open[0]["id"].as_str().unwrap()).unwrap();
    site.ledger_holds(1).await;
    assert_eq!(site.count("select count(*) from donations where flag is not null").await, 0);
}

#[tokio::test]
async fn a_fault_that_stripe_keeps_is_not_asked_for_again() {
    let site = TestSite::start().await;
    let token = site.token("donate");
    site.stripe.fault_on("POST", "/v1/checkout/sessions", Fault::KeptError);
    assert_eq!(site.give("/donate", &token, "usd", "25").await.status, 503);
    assert_eq!(site.give("/donate", &token, "usd", "25").await.status, 303, "the next sending has a key of its own");
    assert_eq!(site.count("select count(*) from donations").await, 1);
}

#[tokio::test]
async fn a_slow_stripe_is_told_to_the_donor_in_time() {
    let site = TestSite::start().await;
    site.stripe.fault_on("POST", "/v1/checkout/sessions", Fault::Delay(Duration::from_secs(20)));
    let answer = site.give("/ko/donate", &site.token("donate"), "krw", "30000").await;
    assert_eq!((answer.status, answer.attribute("input[name=amount]", "value").as_deref()), (503, Some("30000")));
    assert_eq!(site.count("select count(*) from donations where state = 'pending'").await, 1);
}

#[tokio::test]
async fn a_refused_mail_is_not_tried_again_and_tells_nobody_the_address() {
    let site = TestSite::start().await;
    site.mailbox.refuse_everybody();
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(1).await;
    site.eventually("the mail is given up", || async {
        site.count("select count(*) from mails where refused_at is not null").await == 1
    })
    .await;
    site.eventually("no job is left", || async {
        site.count("select count(*) from graphile_worker._private_jobs").await == 0
    })
    .await;
    assert_eq!(site.mailbox.mails().len(), 0);
}

#[tokio::test]
async fn many_donors_coming_back_do_not_keep_others_from_giving() {
    let site = TestSite::start().await;
    let session = site.begin_gift("usd", "25").await;
    for _ in 0..8 {
        site.stripe.fault_on("GET", "/v1/checkout/sessions/", Fault::Delay(Duration::from_secs(2)));
    }
    let address = format!("/donate/thanks?session_id={session}");
    let back = futures_util::future::join_all((0..40).map(|_| site.visit(&address)));
    let token = site.token("donate");
    let (back, gift) = tokio::join!(back, site.give("/donate", &token, "usd", "10"));
    assert!(back.iter().all(|answer| answer.status == 200));
    assert_eq!(gift.status, 303);
    let asked = site.stripe.requests().iter().filter(|request| request.method == "GET").count();
    assert!(asked <= 4, "Stripe was asked {asked} times for 40 visits");
}

#[tokio::test]
async fn one_address_works_for_checkouts_beyond_its_allowance() {
    let site = TestSite::start().await;
    let limit = usize::try_from(site.state.config.allowances.per_address).unwrap();
    let mut refused = 0;
    for turn in 0..limit + 3 {
        // A used token is enough: what is counted is the sending of a valid form.
        let answer = site.give("/donate", &site.token("donate"), "usd", &format!("{}", turn + 1)).await;
        refused += usize::from(answer.status == 422);
        if answer.status == 422 {
            assert!(answer.attribute("input[name=proof]", "data-parts").is_some());
            assert_eq!(answer.attribute("input[name=amount]", "value").unwrap(), (turn + 1).to_string());
        }
    }
    assert!((1..=3).contains(&refused), "{refused}");
}

#[tokio::test]
async fn no_dump_names_a_donor() {
    let site = TestSite::start().await;
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(1).await;
    site.eventually("the thanks arrive", || async { !site.mailbox.mails().is_empty() }).await;
    let dump = std::process::Command::new("pg_dump").arg("--inserts").arg(site.database_url()).output().unwrap();
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    let dump = String::from_utf8_lossy(&dump.stdout);
    assert!(dump.contains(&session), "the dump holds the gift");
    assert!(!dump.contains("dana@example.org") && !dump.contains("Dana Ro"));
}
