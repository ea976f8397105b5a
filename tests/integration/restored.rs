//! The dump of last night is restored: what happened since is known to Stripe and to donors' mailboxes, and not to us.

use connect_kindness::{
    books::reconcile::{Light, books, light},
    staff::Role,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    commands::run,
    harness::{TestSite, desk::Desk},
};

async fn gift(site: &TestSite, amount: &str) {
    let before = site.count("select count(*) from receipts").await;
    let session = site.begin_gift("usd", amount).await;
    site.stripe.pay(&session).unwrap();
    site.eventually("it is booked", || async { site.count("select count(*) from receipts").await > before }).await;
}

/// The numbers of all receipts.
async fn numbers(site: &TestSite) -> Vec<i32> {
    sqlx::query_scalar("select number from receipts order by number").fetch_all(&site.db).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_receipt_number_is_given_out_twice_after_a_restore() {
    let site = TestSite::start().await;
    gift(&site, "10").await;
    let dump = site.dumped();
    for amount in ["20", "30"] {
        gift(&site, amount).await;
    }
    assert_eq!(numbers(&site).await, [1, 2, 3]);
    let restored = site.restored(&dump).await;
    for amount in ["40", "50"] {
        gift(&restored, amount).await;
    }
    let given = numbers(&restored).await;
    assert!(given[0] == 1 && given[1] > 1000 && given[2] == given[1] + 1, "{given:?}");
    // The same dump once more: what the first copy gave out is not given out again.
    let again = site.restored(&dump).await;
    gift(&again, "60").await;
    assert!(numbers(&again).await[1] > given[2], "{given:?}");
    let verified = run(&["ledger", "verify"], &[("DATABASE_URL", restored.database_url())]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    let serial: String =
        sqlx::query_scalar("select receipt_serial(year, number) from receipts order by number desc limit 1")
            .fetch_one(&restored.db)
            .await
            .unwrap();
    restored
        .eventually("the mail names it", || async {
            restored.mailbox.mails().iter().any(|mail| mail.text().contains(&serial))
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn gifts_that_a_restore_lost_count_in_the_sums_until_they_are_booked() {
    let site = TestSite::start().await;
    gift(&site, "10").await;
    let dump = site.dumped();
    gift(&site, "20").await;
    let restored = site.restored(&dump).await;
    let now = OffsetDateTime::now_utc() + Duration::minutes(20);
    books::compare(&restored.state, now).await.unwrap().unwrap();
    let sums = "select processor_minor - booked_minor from reconciliation_sums where currency = 'usd' order by run_id desc limit 1";
    assert_eq!(restored.count(sums).await, 2000, "what was lost is missing in the sums");
    let desk = Desk::of(&restored, &[Role::Treasurer]).await;
    let page = desk.visit("/admin/reconciliation").await;
    page.shows("Money at Stripe that belongs to no donation");
    page.shows("differs");
    let finding: Uuid = sqlx::query_scalar("select id from reconciliation_findings where kind = 'orphan'")
        .fetch_one(&restored.db)
        .await
        .unwrap();
    assert_eq!(desk.submit(&format!("/admin/reconciliation/{finding}"), &[]).await.status, 303);
    for _ in 0..2 {
        assert_eq!(light(&restored.state).await.unwrap(), Light::Differs, "looking at it makes nothing green");
        books::compare(&restored.state, now).await.unwrap().unwrap();
    }
}
