//! A receipt reaches the donor once, opens by its signed address only, and says what the ledger holds.

use connect_kindness::{
    donations::{
        link::{self, Opens},
        receipts::{self, SentAgain},
    },
    form::FormToken,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::harness::{TestSite, mailbox::ReceivedMail};

impl TestSite {
    /// Waits for as many mails and gives them all.
    pub(crate) async fn mails(&self, count: usize) -> Vec<ReceivedMail> {
        self.eventually("the mails arrive", || async { self.mailbox.mails().len() >= count }).await;
        let mails = self.mailbox.mails();
        assert_eq!(mails.len(), count, "{mails:?}");
        mails
    }

    async fn only_receipt(&self) -> Uuid {
        sqlx::query_scalar("select id from receipts").fetch_one(&self.db).await.unwrap()
    }

    /// A fingerprint of what a donor's pages could change.
    pub(crate) async fn everything(&self) -> String {
        let tables =
            ["donations", "monthly_gifts", "receipts", "mails", "ledger_entries", "donor_requests", "donor_visits"];
        let mut whole = String::new();
        for table in tables {
            let sql = format!("select coalesce(string_agg(row::text, ',' order by row::text), '') from {table} row");
            let rows: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&self.db).await.unwrap();
            whole.push_str(&rows);
        }
        whole
    }
}

#[tokio::test]
async fn the_mail_says_what_arrived_and_leads_to_the_receipt() {
    let site = TestSite::start().await;
    site.given().await;
    let mail = &site.mails(1).await[0];
    let year = connect_kindness::calendar::year(OffsetDateTime::now_utc());
    let text = mail.text();
    for words in ["$25", &format!("{year}-000001"), "How often: once", "90 days", "/donate/manage"] {
        assert!(text.contains(words), "{words:?} is not in:\n{text}");
    }
    assert!(!text.contains("Purpose") && !text.contains("every month"), "{text}");
    assert_eq!((mail.field("Subject"), &*mail.to), ("Thank you", "ada@example.org"));
    let path = mail.path("/donate/receipt/");
    assert!(!path.contains(&site.only_receipt().await.to_string()));
    let page = site.visit(&path).await;
    assert_eq!(page.status, 200);
    for words in [&format!("{year}-000001"), "$25", "Ada", "by card"] {
        page.shows(words);
    }
    assert_eq!(page.headers["cache-control"], "no-store");
    assert_eq!(page.attribute("meta[name=robots]", "content").as_deref(), Some("noindex"));
    let korean = site.visit(&format!("/ko{path}")).await;
    korean.shows("후원금 영수증");
    korean.shows("Ada");
}

#[tokio::test]
async fn a_monthly_gift_says_how_to_stop_and_a_purpose_is_named_also_when_it_is_over() {
    let site = TestSite::start().await;
    let session = site.begin(true).await;
    let fund = Uuid::now_v7();
    sqlx::query("insert into funds (id, position, name_english, name_korean, closed_at) values ($1, 1, 'Rescue', '구출', now())")
        .bind(fund)
        .execute(&site.db)
        .await
        .unwrap();
    sqlx::query("update donations set fund_id = $1, language = 'ko'").bind(fund).execute(&site.db).await.unwrap();
    site.stripe.pay(&session).unwrap();
    site.settled().await;
    let mail = &site.mails(1).await[0];
    let text = mail.text();
    for words in ["쓰이는 곳: 구출\n", "매달", "멈추", "/ko/donate/manage", "/ko/donate/receipt/"] {
        assert!(text.contains(words), "{words:?} is not in:\n{text}");
    }
    site.visit(&mail.path("/donate/receipt/")).await.shows("구출");
}

#[tokio::test]
async fn there_is_one_original_and_reading_does_not_use_it_up() {
    let site = TestSite::start().await;
    site.given().await;
    let path = site.mails(1).await[0].path("/donate/receipt/");
    let mark = async || site.visit(&path).await.texts(".paper .badge");
    assert_eq!(mark().await, ["Copy"]);
    assert_eq!(mark().await, ["Copy"]);
    for _ in 0..2 {
        let pressed = site.submit(&path, &[]).await;
        assert_eq!(
            (pressed.status, pressed.location()),
            (303, &*path),
            "a double click shows the original all the same"
        );
    }
    assert_eq!(mark().await, ["Original"]);
    sqlx::query("update receipts set shown_at = now() - interval '11 minutes'").execute(&site.db).await.unwrap();
    assert_eq!(mark().await, ["Copy"]);
    site.submit(&path, &[]).await;
    assert_eq!(mark().await, ["Copy"], "there is no second original");
    assert!(site.visit(&path).await.texts("main form").is_empty());
}

#[tokio::test]
async fn what_went_back_is_on_the_receipt() {
    let site = TestSite::start().await;
    let payment = site.given().await;
    let path = site.mails(1).await[0].path("/donate/receipt/");
    assert!(!site.visit(&path).await.text.contains("given back"));
    site.stripe.refund(&payment, Some(1000)).unwrap();
    site.settled().await;
    site.visit(&path).await.shows("$10 of the gift was given back");
    let rest = site.stripe.refund(&payment, None).unwrap();
    site.settled().await;
    site.visit(&path).await.shows("The whole gift was given back");
    site.stripe.fail_refund(&rest).unwrap();
    site.settled().await;
    site.visit(&path).await.shows("$10 of the gift was given back");
}

#[tokio::test]
async fn an_address_that_opens_nothing_looks_like_any_other() {
    let site = TestSite::start().await;
    site.given().await;
    let (keys, id, now) = (&site.state.config.keys, site.only_receipt().await, OffsetDateTime::now_utc());
    let good = link::token(keys, Opens::Receipt, id, now + Duration::hours(1));
    assert_eq!(site.visit(&format!("/donate/receipt/{good}")).await.status, 200);
    let other_site = TestSite::start().await;
    let forged = [
        id.to_string(),
        link::token(keys, Opens::Receipt, id, now - Duration::seconds(1)),
        link::token(keys, Opens::Receipt, Uuid::now_v7(), now + Duration::hours(1)),
        link::token(&other_site.state.config.keys, Opens::Receipt, id, now + Duration::hours(1)),
        good[..good.len() - 1].to_owned(),
        good.chars().rev().collect(),
        FormToken::issue(now).sign(keys, "donate"),
        "x".repeat(5000),
    ];
    let before = site.everything().await;
    let neutral = |text: &str, token: &str| text.replace(token, "");
    let first = site.visit(&format!("/donate/receipt/{}", forged[0])).await;
    for token in &forged {
        let path = format!("/donate/receipt/{token}");
        let page = site.visit(&path).await;
        assert_eq!(page.status, 404, "{token}");
        assert_eq!(neutral(&page.text, token), neutral(&first.text, &forged[0]), "{token}");
        assert_eq!(site.submit(&path, &[]).await.status, 303);
    }
    assert_eq!(site.everything().await, before);
}

#[tokio::test]
async fn a_receipt_is_sent_again_a_few_times_a_day_and_only_to_its_donor() {
    let site = TestSite::start().await;
    site.given().await;
    site.mails(1).await;
    let id = site.only_receipt().await;
    let again = async || {
        let mut tx = site.db.begin().await.unwrap();
        let sent = receipts::send_again(&site.state, &mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
        sent
    };
    for _ in 0..5 {
        assert_eq!(again().await, SentAgain::Posted);
    }
    assert_eq!(again().await, SentAgain::TooOften);
    let mails = site.mails(6).await;
    assert!(mails.iter().all(|mail| mail.to == "ada@example.org"));
    sqlx::query("update mails set created_at = created_at - interval '25 hours'").execute(&site.db).await.unwrap();
    sqlx::query("truncate limit_counters").execute(&site.db).await.unwrap();
    assert_eq!(again().await, SentAgain::Posted);
    sqlx::query("update donations set mail_sealed = null").execute(&site.db).await.unwrap();
    assert_eq!(again().await, SentAgain::NoAddress);
    let mut tx = site.db.begin().await.unwrap();
    assert!(receipts::send_again(&site.state, &mut tx, Uuid::now_v7()).await.is_err());
}
