//! A donor changes a monthly gift: the sum, the card, a pause, the end. Our page shows what Stripe says.

use connect_kindness::donations::{
    effects,
    link::{Opens, token},
};
use stripe_stand_in::{Delivery, Fault};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::harness::{Answer, TestSite};

const DAY: i64 = 24 * 60 * 60;

impl TestSite {
    /// A monthly gift that was paid once. Gives its id.
    pub(crate) async fn monthly(&self) -> Uuid {
        let session = self.begin(true).await;
        self.stripe.pay(&session).unwrap();
        self.settled().await;
        sqlx::query_scalar("select id from monthly_gifts order by created_at desc limit 1")
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    /// Sends a change of a monthly gift from its page.
    pub(crate) async fn change(&self, page: &str, change: &str, amount: &str) -> Answer {
        let token = self.visit(page).await.attribute("main input[name=token]", "value").unwrap();
        self.submit(page, &[("token", &token), ("change", change), ("amount", amount)]).await
    }

    fn subscription(&self) -> serde_json::Value {
        self.stripe.subscriptions().pop().unwrap()
    }

    /// The requests that changed a subscription.
    pub(crate) fn changes_sent(&self) -> Vec<(String, Option<String>)> {
        let requests = self.stripe.requests().into_iter();
        requests
            .filter(|request| request.method != "GET" && request.path.starts_with("/v1/subscriptions/"))
            .map(|request| (request.method, request.idempotency_key))
            .collect()
    }
}

#[tokio::test]
async fn pressing_stop_twice_stops_once_and_can_be_taken_back() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let visit = site.visit_of("ada@example.org").await;
    let page = format!("{visit}/monthly/{gift}");
    let stop = site.visit(&format!("{page}/stop")).await;
    stop.shows("It is paid until");
    let token = stop.attribute("main input[name=token]", "value").unwrap();
    let fields = [("token", &*token), ("change", "stop")];
    let (one, two) = tokio::join!(site.submit(&page, &fields), site.submit(&page, &fields));
    assert_eq!((one.status, two.status), (303, 303));
    let keys: Vec<_> = site.changes_sent().into_iter().map(|(_, key)| key.unwrap()).collect();
    assert!(!keys.is_empty() && keys.iter().all(|key| *key == keys[0]), "one wish, one key: {keys:?}");
    assert_eq!(site.subscription()["cancel_at_period_end"], true);
    let stopped = site.visit(&page).await;
    stopped.shows("It ends on");
    stopped.shows("Nothing more will be charged");
    assert!(stopped.texts("main button").contains(&"Let it go on".to_owned()));

    assert_eq!(site.change(&page, "go_on", "").await.status, 303);
    assert_eq!(site.subscription()["cancel_at_period_end"], false);
    site.visit(&page).await.shows("It comes again on");

    assert_eq!(site.change(&page, "stop", "").await.status, 303);
    site.stripe.advance(32 * DAY);
    site.settled().await;
    site.visit(&page).await.shows("It ended on");
    assert_eq!(site.count("select count(*) from ledger_entries where kind = 'charge'").await, 1);
    site.eventually("the mail that it ended", || async {
        site.mailbox.mails().iter().any(|mail| mail.text().contains("has ended on"))
    })
    .await;
    for change in ["stop", "stop_now", "go_on", "pause", "resume", "amount"] {
        let sent = site.changes_sent().len();
        let token = connect_kindness::form::FormToken::issue(OffsetDateTime::now_utc());
        let token = token.sign(&site.state.config.keys, &format!("monthly {gift}"));
        site.submit(&page, &[("token", &token), ("change", change), ("amount", "30")]).await;
        assert_eq!(site.changes_sent().len(), sent, "{change}: what is over is not changed");
    }
}

#[tokio::test]
async fn a_monthly_gift_can_be_ended_at_once() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let page = format!("{}/monthly/{gift}", site.visit_of("ada@example.org").await);
    let done = site.change(&page, "stop_now", "").await;
    assert_eq!((done.status, done.location()), (303, &*format!("{page}?note=done")));
    assert_eq!(site.subscription()["status"], "canceled");
    site.visit(done.location()).await.shows("It ended on");
    site.settled().await;
    let ended = || site.mailbox.mails().into_iter().filter(|mail| mail.text().contains("has ended on"));
    site.eventually("the mail that it ended", || async { ended().count() == 1 }).await;
    assert_eq!(ended().next().unwrap().field("Subject"), "About your gift");
}

#[tokio::test]
async fn another_amount_counts_from_the_next_turn_on() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let page = format!("{}/monthly/{gift}", site.visit_of("ada@example.org").await);
    let sent = site.changes_sent().len();
    for (typed, problem) in [
        ("", "type the new amount"),
        ("abc", "type the new amount"),
        ("-3", "type the new amount"),
        ("0.50", "or more"),
        ("5.005", "more decimals"),
        ("999999", "Up to"),
        ("9999999999", "Up to"),
    ] {
        let answer = site.change(&page, "amount", typed).await;
        assert_eq!(answer.status, 422, "{typed}");
        answer.shows(problem);
        assert_eq!(answer.attribute("input[name=amount]", "value").as_deref(), Some(typed), "what was typed stays");
    }
    assert_eq!(site.changes_sent().len(), sent);
    assert_eq!(site.change(&page, "amount", "40").await.status, 303);
    site.visit(&page).await.shows("$40 every month");
    let request = site.stripe.requests().into_iter().rfind(|request| request.method == "POST").unwrap();
    let field = |name: &str| request.form.iter().find(|(field, _)| field == name).map(|(_, value)| &**value);
    assert_eq!(field("proration_behavior"), Some("none"));
    assert_eq!(field("items[0][price_data][unit_amount]"), Some("4000"));
    assert!(field("items[0][id]").unwrap().starts_with("si_"));
    assert!(request.idempotency_key.unwrap().starts_with("mg-"));
    assert_eq!(site.entries().await, [("charge".to_owned(), 2500)], "nothing is charged for the present month");
    site.stripe.advance(32 * DAY);
    site.settled().await;
    assert_eq!(site.entries().await, [("charge".to_owned(), 2500), ("charge".to_owned(), 4000)]);
}

#[tokio::test]
async fn a_pause_skips_one_turn_and_ends_by_itself_or_before() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let page = format!("{}/monthly/{gift}", site.visit_of("ada@example.org").await);
    assert_eq!(site.change(&page, "pause", "").await.status, 303);
    let resting = site.visit(&page).await;
    resting.shows("It rests. The next payment is on");
    assert!(!resting.text.contains("Pause for one month"));
    assert_eq!(site.change(&page, "resume", "").await.status, 303);
    assert!(site.subscription()["pause_collection"].is_null());
    site.visit(&page).await.shows("It comes again on");

    assert_eq!(site.change(&page, "pause", "").await.status, 303);
    let end = site.subscription()["items"]["data"][0]["current_period_end"].as_i64().unwrap();
    assert_eq!(site.subscription()["pause_collection"]["resumes_at"], end + DAY);
    site.stripe.advance_to(end + 2 * DAY);
    site.settled().await;
    assert_eq!(site.entries().await.len(), 1, "the turn was skipped");
    assert!(site.subscription()["pause_collection"].is_null(), "it went on by itself");
    site.stripe.advance(32 * DAY);
    site.settled().await;
    assert_eq!(site.entries().await.len(), 2);
}

#[tokio::test]
async fn the_card_is_changed_at_stripe_and_nowhere_else() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let page = format!("{}/monthly/{gift}", site.visit_of("ada@example.org").await);
    let shown = site.visit(&page).await;
    let policy = shown.headers["content-security-policy"].to_str().unwrap().to_owned();
    let portal = site.state.config.stripe.portal_origin.trim_start_matches("http://").to_owned();
    assert!(policy.contains(&format!("form-action 'self' {portal};")), "{policy}");
    assert!(!shown.text.contains("js.stripe.com") && !shown.text.contains("autocomplete=\"cc-"));
    let overview = site.visit(page.rsplit_once("/monthly").unwrap().0).await;
    assert!(!overview.headers["content-security-policy"].to_str().unwrap().contains(&portal));
    for (room, flow) in [("card", Some("payment_method_update")), ("bills", None)] {
        let led = site.submit(&format!("{page}/{room}"), &[]).await;
        assert_eq!((led.status, led.headers["cache-control"].to_str().unwrap()), (303, "no-store"));
        assert!(led.location().starts_with(&format!("{}/portal/", site.state.config.stripe.portal_origin)));
        let request = site.stripe.requests().pop().unwrap();
        let field = |name: &str| request.form.iter().find(|(field, _)| field == name).map(|(_, value)| &**value);
        assert_eq!(field("flow_data[type]"), flow);
        assert_eq!(field("customer"), site.subscription()["customer"].as_str(), "from our row");
        assert_eq!((field("locale"), field("return_url")), (Some("en"), Some(&*format!("{}{page}", site.url))));
    }
    for host in ["https://evil.example", &format!("{}.evil.example", site.state.config.stripe.portal_origin)] {
        site.stripe.checkout_host(host);
        let answer = site.submit(&format!("{page}/card"), &[]).await;
        assert_eq!((answer.status, answer.location()), (503, ""), "{host}");
    }
}

#[tokio::test]
async fn when_stripe_is_away_nothing_is_said_to_be_done() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let page = format!("{}/monthly/{gift}", site.visit_of("ada@example.org").await);
    let token = site.visit(&page).await.attribute("main input[name=token]", "value").unwrap();
    for change in [[("change", "stop"), ("amount", "")], [("change", "amount"), ("amount", "40")]] {
        site.stripe.fault_on("POST", "/v1/subscriptions/", Fault::KeptError);
        let fields = [("token", &*token), change[0], change[1]];
        let away = site.submit(&page, &fields).await;
        assert_eq!(away.status, 503, "{change:?}");
        away.shows("does not answer at the moment");
        away.shows("It comes again on");
        assert_eq!(away.attribute("input[name=amount]", "value").as_deref(), Some(change[1].1));
        assert_eq!(site.submit(&page, &fields).await.status, 303, "sending it again does it");
        if change[0].1 == "stop" {
            site.visit(&page).await.shows("It ends on");
            site.change(&page, "go_on", "").await;
        }
    }
    site.visit(&page).await.shows("$40 every month");
    for _ in 0..3 {
        site.stripe.fault_on("POST", "/v1/billing_portal/", Fault::Status { status: 500, should_retry: None });
    }
    assert_eq!(site.submit(&format!("{page}/card"), &[]).await.status, 503);
}

#[tokio::test]
async fn the_page_shows_a_change_only_when_stripe_confirms_it() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let page = format!("{}/monthly/{gift}", site.visit_of("ada@example.org").await);
    site.stripe.set_delivery(Delivery::DropAll);
    for _ in 0..3 {
        site.stripe.fault_on("GET", "/v1/subscriptions/", Fault::Status { status: 500, should_retry: None });
    }
    let done = site.change(&page, "stop", "").await;
    assert_eq!((done.status, &site.subscription()["cancel_at_period_end"]), (303, &true.into()));
    let behind = site.visit(done.location()).await;
    behind.shows("Stripe has taken your change");
    behind.shows("It comes again on");
    let subscription = site.subscription()["id"].as_str().unwrap().to_owned();
    let mut tx = site.db.begin().await.unwrap();
    let look = effects::subscription::look(&site.state, &subscription).await.unwrap();
    look.apply(&site.state, &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    site.visit(&page).await.shows("It ends on");
}

#[tokio::test]
async fn a_turn_that_fails_is_told_kindly_and_mended_at_the_card() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let id = site.subscription()["id"].as_str().unwrap().to_owned();
    site.stripe.fail_card(&id).unwrap();
    site.stripe.advance(32 * DAY);
    site.settled().await;
    let told = || site.mailbox.mails().into_iter().find(|mail| mail.text().contains("did not go through"));
    site.eventually("the mail", || async { told().is_some() }).await;
    let mail = told().unwrap();
    assert_eq!(mail.field("Subject"), "About your gift");
    let text = mail.text();
    assert!(text.contains("/donate/manage") && text.contains("tried again on") && !text.contains("declined"), "{text}");
    let page = format!("{}/monthly/{gift}", site.visit_of("ada@example.org").await);
    site.visit(&page).await.shows("The last payment did not go through");
    site.stripe.mend_card_and_pay(&id).unwrap();
    site.settled().await;
    site.visit(&page).await.shows("It comes again on");
}

#[tokio::test]
async fn the_portal_is_set_up_by_one_command() {
    let site = TestSite::start().await;
    let environment = site.environment();
    let output = tokio::task::spawn_blocking(move || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_connect-kindness"));
        command.env_clear().envs(environment).args(["stripe", "portal"]).output().unwrap()
    })
    .await
    .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.lines().last().unwrap().starts_with("STRIPE_PORTAL_CONFIGURATION=bpc_"), "{said}");
    let request = site.stripe.requests().pop().unwrap();
    let field = |name: &str| request.form.iter().find(|(field, _)| field == name).map(|(_, value)| &**value);
    for (name, value) in [
        ("features[invoice_history][enabled]", "true"),
        ("features[payment_method_update][enabled]", "true"),
        ("features[subscription_cancel][enabled]", "true"),
        ("features[subscription_cancel][mode]", "at_period_end"),
        ("features[customer_update][enabled]", "false"),
        ("features[subscription_update][enabled]", "false"),
    ] {
        assert_eq!(field(name), Some(value), "{name}");
    }
}

#[tokio::test]
async fn each_monthly_mail_opens_that_gift_alone_and_every_change_is_told() {
    let site = TestSite::start().await;
    site.given().await;
    let gift = site.monthly().await;
    let mails = |text: &'static str| site.mailbox.mails().into_iter().filter(move |mail| mail.text().contains(text));
    site.eventually("both thanks arrive", || async { mails("It has arrived").count() == 2 }).await;
    let thanks = mails("comes every month").next().unwrap();
    let page = thanks.path("/donate/manage/");
    assert!(page.ends_with(&format!("/monthly/{gift}")), "{page}");
    let before = site.everything().await;
    let shown = site.visit(&page).await;
    shown.shows("$25 every month");
    assert!(!shown.text.contains("/bills"), "the payments name the donor");
    site.visit(&format!("{page}/stop")).await.shows("Stop your monthly gift");
    assert_eq!(site.everything().await, before, "opening it changes nothing");

    let visit = page.split("/monthly/").next().unwrap();
    assert_eq!(site.visit(visit).await.location(), page, "it shows nothing but that gift");
    let other: Uuid =
        sqlx::query_scalar("select id from donations where monthly_gift_id is null").fetch_one(&site.db).await.unwrap();
    let receipt: Uuid = sqlx::query_scalar("select id from receipts limit 1").fetch_one(&site.db).await.unwrap();
    for closed in [format!("{visit}/monthly/{other}"), format!("{visit}/statement/2026")] {
        assert_eq!(site.visit(&closed).await.status, 404, "{closed}");
    }
    assert_eq!(site.submit(&format!("{visit}/receipts/{receipt}"), &[]).await.status, 404);
    assert_eq!(site.submit(&format!("{page}/bills"), &[]).await.status, 404);
    assert_eq!(site.submit(&format!("{page}/card"), &[]).await.status, 303);
    assert_eq!(site.visit(&page.replacen("/manage/", "/manage/A", 1)).await.status, 404, "a forged address");

    for (change, amount, told) in [
        ("amount", "30", "It is $30 every month now. It comes again on"),
        ("pause", "", "of $30 has been paused. It rests. The next payment is on"),
        ("resume", "", "It is $30 every month now. It comes again on"),
        ("stop", "", "of $30 has been stopped. It ends on"),
    ] {
        let count = mails(told).count();
        assert_eq!(site.change(&page, change, amount).await.status, 303);
        site.settled().await;
        site.eventually(told, || async { mails(told).count() == count + 1 }).await;
    }
    assert_eq!(site.count("select count(*) from mails where kind = 'monthly_changed'").await, 4, "each told once");
    assert_eq!(site.change(&page, "stop_now", "").await.status, 303);
    site.settled().await;
    site.eventually("the end is told", || async { mails("has ended on").count() == 1 }).await;
    assert_eq!(site.count("select count(*) from mails where kind = 'monthly_changed'").await, 4, "and not twice");
}

#[tokio::test]
async fn the_link_in_a_mail_works_until_its_time_is_over() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let (keys, now) = (&site.state.config.keys, OffsetDateTime::now_utc());
    let page = |ends_at| format!("/donate/manage/{}/monthly/{gift}", token(keys, Opens::MonthlyGift, gift, ends_at));
    assert_eq!(site.visit(&page(now + time::Duration::minutes(1))).await.status, 200);
    let over = site.visit(&page(now - time::Duration::seconds(1))).await;
    assert_eq!(over.status, 404);
    over.shows("works for two months");
    let whole = page(now + time::Duration::minutes(1));
    for damaged in [format!("{whole}."), format!("{whole}x"), whole[..whole.len() - 1].to_owned()] {
        let damaged = site.visit(&damaged).await;
        assert_eq!(damaged.status, 404);
        damaged.shows("Get a fresh link");
    }
    let receipt =
        format!("/donate/manage/{}/monthly/{gift}", token(keys, Opens::Receipt, gift, now + time::Duration::DAY));
    assert_eq!(site.visit(&receipt).await.status, 404, "signed for something else");
}

#[tokio::test]
async fn a_pause_may_last_up_to_six_months() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let page = format!("{}/monthly/{gift}", site.visit_of("ada@example.org").await);
    let shown = site.visit(&page).await;
    assert_eq!(shown.attributes("select[name=months] option", "value"), ["1", "2", "3", "4", "5", "6"]);
    let token = shown.attribute("main input[name=token]", "value").unwrap();
    let sent = |months: &'static str| {
        let (site, page, token) = (&site, &page, token.clone());
        async move { site.submit(page, &[("token", &token), ("change", "pause"), ("months", months)]).await }
    };
    for odd in ["0", "7", "-1", "soon"] {
        sent(odd).await;
        assert!(site.subscription()["pause_collection"].is_null(), "{odd}");
    }
    site.settled().await;
    assert_eq!(sent("3").await.status, 303);
    let until = site.subscription()["pause_collection"]["resumes_at"].as_i64().unwrap();
    let days = (until - OffsetDateTime::now_utc().unix_timestamp()) / DAY;
    assert!((88..=95).contains(&days), "three payments are left out: {days} days");
    site.stripe.advance(85 * DAY);
    site.settled().await;
    assert_eq!(site.entries().await.len(), 1, "nothing was charged meanwhile");
}

#[tokio::test]
async fn the_page_speaks_in_the_currency_and_says_what_becomes_of_the_fee_cover() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let page = format!("{}/monthly/{gift}", site.visit_of("ada@example.org").await);
    site.visit(&page).await.shows("For example 25.50.");
    sqlx::query("update donations set fee_cover_minor = 103").execute(&site.db).await.unwrap();
    site.visit(&page).await.shows("$1.03 is meant for the card fees. With a new amount that part ends");
    assert_eq!(site.change(&page, "amount", "30").await.status, 303);
    site.settled().await;
    assert!(!site.visit(&page).await.text.contains("card fees"));
    for table in ["donations", "monthly_gifts"] {
        let sql = format!("update {table} set currency = 'krw', amount_minor = 30000");
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&site.db).await.unwrap();
    }
    site.visit(&page).await.shows("For example 30000.");
    let refused = site.change(&page, "amount", "25.50").await;
    assert_eq!(refused.status, 422);
    refused.shows("Please type, for example, 30000.");
}

#[tokio::test]
async fn a_checkout_that_was_left_is_shown_for_a_day_and_then_gone() {
    let site = TestSite::start().await;
    site.given().await;
    site.begin(false).await;
    let visit = site.visit_of("ada@example.org").await;
    site.visit(&visit).await.shows("not completed, nothing was charged");
    sqlx::query("update donations set created_at = created_at - interval '25 hours' where state = 'pending'")
        .execute(&site.db)
        .await
        .unwrap();
    let page = site.visit(&visit).await;
    assert!(!page.text.contains("not completed"));
    page.shows("arrived");
}
