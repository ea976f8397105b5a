//! A donor gives: charged once, thanked once, and shown only what is true.

use stripe_stand_in::{Delivery, Fault, StandIn};

use crate::harness::{Answer, TestSite};

impl TestSite {
    /// Sends a good donation form.
    pub(crate) async fn give(&self, path: &str, token: &str, currency: &str, amount: &str) -> Answer {
        let fields = [
            ("token", token),
            ("currency", currency),
            ("choice", "own"),
            ("amount", amount),
            ("name", "Dana Ro"),
            ("mail", "dana@example.org"),
        ];
        self.submit(path, &fields).await
    }

    /// Sends a good form and gives the session at Stripe.
    pub(crate) async fn begin_gift(&self, currency: &str, amount: &str) -> String {
        let answer = self.give("/donate", &self.token("donate"), currency, amount).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        session_of(&answer)
    }

    /// Waits until the ledger holds as many charges.
    pub(crate) async fn ledger_holds(&self, charges: i64) {
        self.eventually("the ledger holds the charges", || async {
            self.count("select count(*) from ledger_entries where kind <> 'fee'").await == charges
        })
        .await;
    }
}

fn session_of(answer: &Answer) -> String {
    answer.location().rsplit('/').next().unwrap().to_owned()
}

fn creations(stripe: &StandIn) -> usize {
    stripe
        .requests()
        .iter()
        .filter(|request| request.method == "POST" && request.path == "/v1/checkout/sessions")
        .count()
}

#[tokio::test]
async fn a_gift_moves_the_goal_bar_only_when_it_is_paid() {
    let site = TestSite::start().await;
    let session = site.begin_gift("usd", "25.50").await;
    let request = site.stripe.requests().into_iter().find(|request| request.path == "/v1/checkout/sessions").unwrap();
    let field = |name: &str| request.form.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    assert_eq!(request.version.as_deref(), Some("2026-09-30.endive"));
    assert!(request.idempotency_key.as_deref().unwrap().starts_with("co-"));
    for (name, value) in [
        ("mode", "payment"),
        ("submit_type", "donate"),
        ("line_items[0][quantity]", "1"),
        ("line_items[0][price_data][currency]", "usd"),
        ("line_items[0][price_data][unit_amount]", "2550"),
        ("locale", "en"),
        ("customer_email", "dana@example.org"),
        ("adaptive_pricing[enabled]", "false"),
    ] {
        assert_eq!(field(name).as_deref(), Some(value), "{name}");
    }
    let reference = field("client_reference_id").unwrap();
    assert_eq!(field("metadata[donation_id]").unwrap(), reference);
    assert_eq!(field("payment_intent_data[metadata][donation_id]").unwrap(), reference);
    assert!(field("success_url").unwrap().ends_with("/donate/thanks?session_id={CHECKOUT_SESSION_ID}"));
    assert!(request.form.iter().all(|(name, value)| !name.contains("payment_method_types") && !value.contains("Dana")));

    let before = site.visit("/").await.text;
    site.visit(&format!("/donate/thanks?session_id={session}")).await.shows("/pay/");
    assert_eq!(site.count("select count(*) from ledger_entries where kind <> 'fee'").await, 0);
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(1).await;
    site.eventually("the bar moves", || async { site.visit("/").await.text.contains("$25.50") }).await;
    assert!(!before.contains("$25.50"));
    let thanks = site.visit(&format!("/ko/donate/thanks?session_id={session}")).await;
    thanks.shows("$25.50");
    assert!(!thanks.text.contains("dana") && !thanks.text.contains("Dana"));
    assert_eq!(
        (thanks.headers["cache-control"].to_str().unwrap(), thanks.headers["referrer-policy"].to_str().unwrap()),
        ("no-store", "no-referrer")
    );

    site.eventually("the thanks arrive", || async { !site.mailbox.mails().is_empty() }).await;
    site.rests().await;
    let mails = site.mailbox.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "dana@example.org");
    let subject = mails[0].data.lines().find(|line| line.starts_with("Subject:")).unwrap();
    assert!(!subject.contains("North") && !subject.contains("Human"), "subjects are neutral: {subject}");
}

#[tokio::test]
async fn one_showing_of_the_form_is_one_checkout() {
    let site = TestSite::start().await;
    let token = site.token("donate");
    let (first, second) =
        tokio::join!(site.give("/donate", &token, "eur", "10"), site.give("/donate", &token, "eur", "10"));
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.location(), second.location());
    let again = site.give("/donate", &token, "eur", "10").await;
    assert_eq!(again.location(), first.location());
    assert_eq!(site.stripe.sessions().len(), 1);
    assert_eq!(site.count("select count(*) from donations").await, 1);

    let changed = site.give("/donate", &token, "eur", "20").await;
    assert_ne!(changed.location(), first.location());
    assert_eq!(site.count("select amount_minor from donations").await, 2000);
    let open = site.stripe.sessions().into_iter().filter(|session| session["status"] == "open").count();
    assert_eq!(open, 1, "the first checkout was closed");

    site.stripe.pay(&session_of(&changed)).unwrap();
    site.ledger_holds(1).await;
    let late = site.give("/donate", &token, "eur", "20").await;
    assert!(late.location().starts_with("/donate/thanks?session_id="), "{}", late.location());
    let late = site.give("/donate", &token, "eur", "99").await;
    assert!(
        late.location().starts_with("/donate/thanks?session_id="),
        "a used form does not charge again: {}",
        late.location()
    );
    assert_eq!(site.stripe.sessions().len(), 2);
}

#[tokio::test]
async fn amounts_that_cannot_be_given_come_back_with_a_sentence() {
    let site = TestSite::start().await;
    let token = site.token("donate");
    let table = [
        ("usd", "0"),
        ("usd", "-5"),
        ("usd", "0.99"),
        ("usd", ""),
        ("usd", "  "),
        ("usd", "abc"),
        ("usd", "1e9"),
        ("usd", "10000.01"),
        ("usd", "999999999999"),
        ("usd", "5.005"),
        ("usd", "1,00,00"),
        ("usd", "5.0.0"),
        ("usd", "$"),
        ("usd", "5 USD 5"),
        ("usd", "2٥"),
        ("usd", "0x10"),
        ("usd", "NaN"),
        ("usd", "Infinity"),
        ("eur", "5,50,5"),
        ("eur", "−3"),
        ("krw", "999"),
        ("krw", "30000.5"),
        ("krw", "30000.05"),
        ("krw", "10000001"),
        ("krw", "삼만만원"),
        ("jpy", "500.5"),
        ("jpy", "99"),
        ("jpy", "1,00,000"),
        ("gbp", "10"),
        ("", "10"),
        ("USD'--", "10"),
        ("usd", "<script>"),
    ];
    assert!(table.len() >= 30);
    for (currency, amount) in table {
        for (path, lang) in [("/donate", "en"), ("/ko/donate", "ko")] {
            let answer = site.give(path, &token, currency, amount).await;
            assert_eq!(answer.status, 422, "{currency} {amount}");
            assert_eq!(answer.attribute("html", "lang").as_deref(), Some(lang));
            assert_eq!(
                answer.attribute("input[name=amount]", "value").unwrap_or_default(),
                amount,
                "what was typed stays"
            );
            assert_eq!(answer.attribute("input[name=mail]", "value").as_deref(), Some("dana@example.org"));
            assert!(!answer.text.contains("<script>"), "{amount}");
        }
    }
    assert_eq!(
        site.submit("/donate", &[("token", &token), ("choice", "usd:1")]).await.status,
        422,
        "no preset of ours"
    );
    assert_eq!(
        site.submit(
            "/donate",
            &[("token", &token), ("choice", "own"), ("currency", "usd"), ("amount", "5"), ("mail", "dana@")]
        )
        .await
        .status,
        422
    );
    assert_eq!(creations(&site.stripe), 0);
    assert_eq!(site.count("select count(*) from donations").await, 0);
}

#[tokio::test]
async fn every_currency_reaches_stripe_in_its_own_units() {
    let site = TestSite::start().await;
    for (currency, typed, minor) in
        [("usd", "1,234.5", 123_450), ("eur", "１０", 1000), ("krw", "30,000", 30_000), ("jpy", "３０００", 3000)]
    {
        let session = site.begin_gift(currency, typed).await;
        let booked = site.stripe.sessions().into_iter().find(|booked| booked["id"] == session.as_str()).unwrap();
        assert_eq!((booked["amount_total"].as_i64(), booked["currency"].as_str()), (Some(minor), Some(currency)));
    }
    let preset = site
        .submit("/ko/donate", &[("token", &site.token("donate")), ("choice", "krw:30000"), ("currency", "usd")])
        .await;
    assert_eq!(preset.status, 303, "a preset carries its own currency");
}

#[tokio::test]
async fn when_stripe_is_away_nothing_typed_is_lost_and_the_gift_stays_pending() {
    let site = TestSite::start().await;
    let token = site.token("donate");
    for _ in 0..3 {
        site.stripe.fault_on("POST", "/v1/checkout/sessions", Fault::Status { status: 500, should_retry: None });
    }
    let answer = site.give("/donate", &token, "usd", "25").await;
    assert_eq!(answer.status, 503);
    assert!(answer.headers.contains_key("retry-after"));
    assert_eq!(answer.attribute("input[name=amount]", "value").as_deref(), Some("25"));
    answer.shows("charged");
    assert_eq!(site.count("select count(*) from donations where state = 'pending'").await, 1);
    let again = site.give("/donate", &token, "usd", "25").await;
    assert_eq!(again.status, 303);
    assert_eq!(site.count("select count(*) from donations").await, 1);
}

#[tokio::test]
async fn passing_faults_of_stripe_are_not_seen_by_the_donor() {
    let site = TestSite::start().await;
    for fault in [
        Fault::Status { status: 409, should_retry: None },
        Fault::Status { status: 429, should_retry: None },
        Fault::HalfAnswer,
    ] {
        let before = site.stripe.sessions().len();
        site.stripe.fault_on("POST", "/v1/checkout/sessions", fault);
        site.begin_gift("usd", "25").await;
        assert_eq!(site.stripe.sessions().len(), before + 1);
    }
}

#[tokio::test]
async fn a_checkout_on_another_host_is_never_followed() {
    let site = TestSite::start().await;
    for host in [
        "https://evil.example",
        "http://localhost:1",
        &format!("{}.evil.example", site.state.config.stripe.checkout_origin),
    ] {
        site.stripe.checkout_host(host);
        let answer = site.give("/donate", &site.token("donate"), "usd", "25").await;
        assert_eq!((answer.status, answer.location()), (502, ""), "{host}");
    }
}

#[tokio::test]
async fn the_thanks_page_believes_nothing_in_its_address() {
    let site = TestSite::start().await;
    let unknown = site.visit("/donate/thanks").await.text;
    for query in [
        "session_id=cs_test_unknown",
        "session_id=evt_1",
        "session_id=",
        "session_id=cs_test_%27--",
        "session_id=../../x",
        "gift=1",
        "gift=018f0000-0000-7000-8000-000000000000",
        "session_id=cs_live_%EF%BC%A1",
    ] {
        let answer = site.visit(&format!("/donate/thanks?{query}")).await;
        assert_eq!((answer.status, &answer.text), (200, &unknown), "{query}");
    }
    assert!(site.stripe.requests().is_empty(), "Stripe is not asked about what is not ours");
}

#[tokio::test]
async fn a_closed_checkout_can_be_gone_back_to() {
    let site = TestSite::start().await;
    let session = site.begin_gift("usd", "25").await;
    let id: uuid::Uuid = sqlx::query_scalar("select id from donations").fetch_one(&site.db).await.unwrap();
    let page = site.visit(&format!("/donate/thanks?gift={id}")).await;
    page.shows(&format!("/pay/{session}"));
    site.stripe.expire(&session).unwrap();
    site.eventually("it is expired", || async {
        site.count("select count(*) from donations where state = 'expired'").await == 1
    })
    .await;
    assert!(!site.visit(&format!("/donate/thanks?gift={id}")).await.text.contains("/pay/"));
}

#[tokio::test]
async fn forged_tokens_bring_the_form_back() {
    let site = TestSite::start().await;
    for token in ["", "AAAA", &site.token("volunteer")] {
        let answer = site.give("/donate", token, "usd", "25").await;
        assert_eq!(answer.status, 422);
        assert_eq!(answer.attribute("input[name=amount]", "value").as_deref(), Some("25"));
    }
    assert_eq!(site.count("select count(*) from donations").await, 0);
}

impl TestSite {
    /// Stripe meets a fault each time that it is asked about a checkout for one page of a donor.
    pub(crate) fn stripe_is_silent_about_checkouts(&self) {
        for _ in 0..3 {
            let fault = Fault::Status { status: 500, should_retry: None };
            self.stripe.fault_on("GET", "/v1/checkout/sessions/", fault);
        }
    }
}

#[tokio::test]
async fn who_comes_back_before_stripe_can_be_asked_reads_that_the_payment_is_being_confirmed() {
    let site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    let refresh = |answer: &Answer| answer.headers.get("refresh").map(|value| value.to_str().unwrap().to_owned());
    site.stripe_is_silent_about_checkouts();
    let page = site.visit(&format!("/ko/donate/thanks?session_id={session}")).await;
    page.shows("결제를 확인하고 있습니다");
    let next = format!("5; url=/ko/donate/thanks?session_id={session}&look=1");
    assert_eq!(refresh(&page).as_deref(), Some(&*next));
    // Asked again at once, we do not ask Stripe again so soon.
    let page = site.visit(&format!("/donate/thanks?session_id={session}&look=12")).await;
    page.shows("It takes longer than usual");
    assert_eq!(refresh(&page), None, "not for ever");
    assert!(!page.text.contains("bank"), "nobody knows anything of the bank");
    sqlx::query("update donations set checked_at = null").execute(&site.db).await.unwrap();
    let page = site.visit(&format!("/donate/thanks?session_id={session}&look=1")).await;
    page.shows("Your gift of $25 has arrived");
    assert_eq!(refresh(&page), None);
    let other = site.visit("/donate/thanks?session_id=cs_test_nobody&look=1").await;
    assert_eq!((refresh(&other), other.status), (None, 200));

    let later = site.begin_gift("usd", "30").await;
    site.stripe.pay_later(&later).unwrap();
    let page = site.visit(&format!("/donate/thanks?session_id={later}")).await;
    page.shows("Your bank is still working on the payment");
    assert_eq!(refresh(&page), None);
}
