//! Giving by bank transfer, the donor's side: a code, the account, and how the transfer stands.

use connect_kindness::{
    donations::{
        booking::{self, Booked},
        donation::{Donation, DonationState, Method},
        queries,
    },
    giving::transfer::reference,
    jobs,
    ledger::{Kind, NewEntry, Source},
    money::{Amount, Currency},
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::harness::{Answer, TestSite};

/// A good form, with `changes` put instead.
pub(crate) fn promise<'a>(token: &'a str, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("token", token),
        ("currency", "krw"),
        ("amount", "30,000"),
        ("name", "남궁 Dana"),
        ("mail", "dana@example.org"),
        ("dedication", "honour"),
        ("dedicatee", "할머니 Kim"),
        ("message", "Go on!"),
    ];
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

impl TestSite {
    /// Staff tell the account for transfers.
    pub(crate) async fn opens_account(&self) {
        sqlx::query("update site_settings set bank_account_english = 'Bank of Seoul\n123-456', bank_account_korean = '서울은행 123-456'")
            .execute(&self.db)
            .await
            .unwrap();
        self.eventually("the account is shown", || async {
            self.visit("/donate").await.text.contains("/donate/transfer")
        })
        .await;
    }

    /// Promises a transfer and gives its code.
    pub(crate) async fn promise(&self) -> String {
        let answer = self.submit("/donate/transfer", &promise(&self.token("transfer"), &[])).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        code_of(&answer)
    }

    async fn promised(&self, code: &str) -> Donation {
        queries::find_by_reference(&self.db, code).await.unwrap().unwrap()
    }

    /// Money comes, or goes back, as staff record it.
    pub(crate) async fn records(&self, code: &str, kind: Kind, minor: i64) {
        let donation = self.promised(code).await;
        let entry = NewEntry {
            donation_id: donation.id,
            kind,
            amount: Amount::from_minor(minor, Currency::Krw),
            source: Source::Bank,
            source_id: &Uuid::now_v7().to_string(),
            occurred_at: OffsetDateTime::now_utc(),
        };
        let mut tx = self.db.begin().await.unwrap();
        assert_eq!(booking::book(&self.state, &mut tx, &donation, &entry).await.unwrap(), Booked::New);
        tx.commit().await.unwrap();
    }
}

fn code_of(answer: &Answer) -> String {
    answer.location().rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn without_an_account_the_page_says_so_and_takes_no_form() {
    let site = TestSite::start().await;
    for (path, way) in [("/donate/transfer", "/donate"), ("/ko/donate/transfer", "/ko/donate")] {
        let page = site.visit(path).await;
        assert_eq!((page.status, page.texts("form").len()), (200, 0));
        assert!(page.attribute("main a[href^='mailto:']", "href").is_some(), "there is a way on");
        assert!(page.attribute(&format!("main a[href='{way}']"), "href").is_some());
    }
    assert!(!site.visit("/donate").await.text.contains("/donate/transfer"), "nobody is led to where nothing is");
    let sent = site.submit("/donate/transfer", &promise(&site.token("transfer"), &[])).await;
    assert_eq!((sent.status, sent.attribute("[name=amount]", "value").as_deref()), (422, Some("30,000")));
    assert_eq!(site.count("select count(*) from donations").await, 0);
    assert!(!site.visit("/sitemap.xml").await.text.contains("transfer"));
    site.opens_account().await;
    site.visit("/sitemap.xml").await.shows("/ko/donate/transfer");
}

#[tokio::test]
async fn a_promise_gets_a_code_an_account_and_one_mail() {
    let site = TestSite::start().await;
    site.opens_account().await;
    let token = site.token("transfer");
    let fields = promise(&token, &[]);
    let (first, second) =
        tokio::join!(site.submit("/ko/donate/transfer", &fields), site.submit("/ko/donate/transfer", &fields));
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.location(), second.location(), "clicked twice, promised once");
    let code = code_of(&first);
    assert_eq!(reference::parse(&code).as_deref(), Some(&*code));
    let gift = site.promised(&code).await;
    let keys = &site.state.config.keys;
    assert_eq!((gift.method, gift.state, gift.amount_minor), (Method::Transfer, DonationState::Pending, 30_000));
    assert_eq!((gift.monthly_gift_id, gift.fee_cover_minor), (None, 0));
    assert_eq!(gift.dedicatee(keys).unwrap().as_deref(), Some("할머니 Kim"));

    let page = site.visit(first.location()).await;
    assert_eq!(page.status, 200);
    for shown in [&*code, "₩30,000", "서울은행 123-456"] {
        page.shows(shown);
    }
    for personal in ["Dana", "dana", "Kim", "Go on"] {
        assert!(!page.text.contains(personal), "{personal}");
    }
    assert_eq!(page.attribute("[name=robots]", "content").as_deref(), Some("noindex"));
    assert_eq!(page.headers["referrer-policy"], "no-referrer");

    site.eventually("the mail arrives", || async { !site.mailbox.mails().is_empty() }).await;
    let changed = site.submit("/ko/donate/transfer", &promise(&token, &[("amount", "50000")])).await;
    assert_eq!(changed.location(), first.location(), "a change of mind keeps the code");
    assert_eq!(site.promised(&code).await.amount_minor, 50_000);
    assert_eq!(site.count("select count(*) from donations").await, 1);
    assert_eq!(site.count("select count(*) from mails").await, 1);
    let mail = &site.mailbox.mails()[0];
    assert_eq!(mail.to, "dana@example.org");
    assert_eq!(site.stripe.requests().len(), 0);
}

#[tokio::test]
async fn the_page_of_a_transfer_tells_what_the_ledger_holds() {
    let site = TestSite::start().await;
    site.opens_account().await;
    let code = site.promise().await;
    let path = format!("/donate/transfer/{code}");
    let lead = async || site.visit(&path).await.texts(".opening-lead").concat();
    assert!(lead().await.contains("Nothing has arrived"));
    site.records(&code, Kind::Transfer, 10_000).await;
    let part = lead().await;
    assert!(part.contains("₩10,000") && part.contains("₩30,000"), "{part}");
    site.visit(&path).await.shows("Bank of Seoul");
    site.records(&code, Kind::Transfer, 20_000).await;
    assert!(lead().await.contains("₩30,000 has arrived"));
    assert!(!site.visit(&path).await.text.contains("Bank of Seoul"), "nobody is asked to pay twice");
    let late = site.submit("/donate/transfer", &promise(&site.token("transfer"), &[("mail", "")])).await;
    let other = code_of(&late);
    site.records(&other, Kind::Transfer, 30_000).await;
    site.visit(late.location()).await.shows("number of your receipt");
    site.records(&code, Kind::Refund, -30_000).await;
    assert!(lead().await.contains("given back"));

    for typed in [code.to_lowercase(), code.replace('-', ""), format!("{}%20{}", &code[..4], &code[5..])] {
        let answer = site.visit(&format!("/donate/transfer/{typed}")).await;
        assert_eq!((answer.status, answer.location()), (303, &*path), "{typed}");
    }
    for typed in [reference::draw(), "AAAA-AAAA".to_owned(), "x".to_owned(), "..%2F..".to_owned(), "%FF".to_owned()] {
        let answer = site.visit(&format!("/donate/transfer/{typed}")).await;
        assert!([400, 404].contains(&answer.status), "{typed}: {}", answer.status);
    }
}

#[tokio::test]
async fn promises_that_cannot_be_kept_come_back_with_a_sentence() {
    let site = TestSite::start().await;
    site.opens_account().await;
    let token = site.token("transfer");
    for (field, value, problem) in [
        ("amount", "", "amount"),
        ("amount", "999", "amount"),
        ("amount", "30000.5", "amount"),
        ("amount", "10000001", "amount"),
        ("amount", "삼만만원", "amount"),
        ("currency", "gbp", "currency"),
        ("mail", "dana@", "mail"),
        ("name", "900101-1234567", "name"),
        ("purpose", "x", "purpose"),
        ("dedication", "hate", "dedication"),
        ("dedicatee", "", "dedicatee"),
        ("message", "900101-1234567", "message"),
    ] {
        let answer = site.submit("/donate/transfer", &promise(&token, &[(field, value)])).await;
        assert_eq!(answer.status, 422, "{field} {value}");
        assert_eq!(answer.texts(&format!("#problem-{problem}")).len(), 1, "{field} {value}");
        assert_eq!(answer.texts(&format!("#problems a[href='#field-{problem}']")).len(), 1, "{field} {value}");
    }
    let foreign = [
        ("frequency", "month"),
        ("cover_fees", "yes"),
        ("choice", "usd:1"),
        ("reference", "AAAA-AAAA"),
        ("state", "paid"),
    ];
    let answer = site.submit("/donate/transfer", &promise(&token, &foreign)).await;
    let gift = site.promised(&code_of(&answer)).await;
    assert_eq!((gift.amount_minor, gift.fee_cover_minor, gift.monthly_gift_id), (30_000, 0, None));
    assert_eq!((gift.state, site.count("select count(*) from monthly_gifts").await), (DonationState::Pending, 0));
    for token in ["", "AAAA", &site.token("donate")] {
        assert_eq!(site.submit("/donate/transfer", &promise(token, &[])).await.status, 422);
    }

    site.wire.cut();
    site.eventually("the database is away", || async { site.visit("/readyz").await.status == 503 }).await;
    let token = site.token("transfer");
    let away = site.submit("/donate/transfer", &promise(&token, &[])).await;
    assert_eq!(away.status, 503, "{}", away.text);
    away.shows("nkhr@nkhr.or.kr");
    for (name, value) in [("amount", "30,000"), ("name", "남궁 Dana"), ("dedicatee", "할머니 Kim")] {
        assert_eq!(away.attribute(&format!("[name={name}]"), "value").as_deref(), Some(value));
    }
    assert_eq!(away.texts("[name=message]"), ["Go on!"]);
    site.wire.mend();
    site.eventually("it is taken", || async {
        site.submit("/donate/transfer", &promise(&token, &[])).await.status == 303
    })
    .await;
}

#[tokio::test]
async fn an_address_that_somebody_else_typed_gets_few_mails() {
    let site = TestSite::start().await;
    site.opens_account().await;
    for _ in 0..8 {
        site.promise().await;
    }
    assert_eq!(site.count("select count(*) from donations").await, 8);
    site.eventually("all that leave have left", || async {
        site.count("select count(*) from mails where sent_at is null").await == 0
    })
    .await;
    assert_eq!(site.mailbox.mails().len(), 5);
    for mail in site.mailbox.mails() {
        assert!(!mail.data.contains("Dana") && !mail.data.contains("Go on"), "a mail repeats nothing that was typed");
    }
}

#[tokio::test]
async fn one_showing_of_the_form_has_ten_versions_at_most() {
    let site = TestSite::start().await;
    site.opens_account().await;
    let token = site.token("transfer");
    for amount in 0..10 {
        let amount = (30_000 + amount).to_string();
        assert_eq!(site.submit("/donate/transfer", &promise(&token, &[("amount", &amount)])).await.status, 303);
    }
    assert_eq!(site.submit("/donate/transfer", &promise(&token, &[("amount", "40000")])).await.status, 429);
}

#[tokio::test]
async fn after_sixty_days_nobody_is_waited_for_and_nobody_remembered() {
    let site = TestSite::start().await;
    site.opens_account().await;
    let (code, arrived) = (site.promise().await, site.promise().await);
    site.records(&arrived, Kind::Transfer, 10_000).await;
    let now = OffsetDateTime::now_utc();
    jobs::forget(&site.db, now + Duration::days(59)).await.unwrap();
    let gift = site.promised(&code).await;
    assert!(gift.state == DonationState::Pending && gift.mail_sealed.is_some() && gift.dedicatee_sealed.is_some());
    jobs::forget(&site.db, now + Duration::days(60) + Duration::minutes(1)).await.unwrap();
    let gift = site.promised(&code).await;
    assert_eq!(gift.state, DonationState::Expired);
    assert!(gift.name_sealed.is_none() && gift.mail_sealed.is_none());
    assert!(gift.dedicatee_sealed.is_none() && gift.message_sealed.is_none());
    assert!(site.promised(&arrived).await.mail_sealed.is_some(), "who gave is kept as tax law asks");
    site.visit(&format!("/donate/transfer/{code}")).await.shows("You can still use it");
    site.records(&code, Kind::Transfer, 30_000).await;
    site.visit(&format!("/donate/transfer/{code}")).await.shows("has arrived");
}
