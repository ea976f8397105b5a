//! The dump of last night is restored: what happened since is known to Stripe and to donors' mailboxes, and not to us.

use crate::{commands::run, harness::TestSite};

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
