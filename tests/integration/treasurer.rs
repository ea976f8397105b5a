//! Those who account for donations: they find, tell, give back, put right and take out, and each of it leaves a trace.

mod days;
mod giving_back;
mod korean;
mod sheet;

use connect_kindness::staff::Role;
use reqwest::Method;
use stripe_stand_in::Delivery;
use uuid::Uuid;

use crate::{
    harness::{Answer, TestSite},
    staff::Staff,
};

const NOBODY: &str = "018f0000-0000-7000-8000-000000000000";

impl TestSite {
    /// Adds many gifts of every kind, as the benchmark does.
    pub(crate) async fn seed(&self, donations: i32) {
        sqlx::raw_sql(include_str!("../bench/seed.sql")).execute(&self.db).await.unwrap();
        sqlx::query("call seed_donations($1)").bind(donations).execute(&self.db).await.unwrap();
        sqlx::raw_sql("analyze").execute(&self.db).await.unwrap();
    }

    pub(crate) async fn id(&self, sql: &'static str) -> Uuid {
        sqlx::query_scalar(sql).fetch_one(&self.db).await.unwrap()
    }
}

pub(crate) fn token(page: &Answer) -> String {
    page.attribute("form input[name=token]", "value").expect("a form with a token")
}

pub(crate) fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

impl Staff<'_> {
    /// The ids of all donations of a filter, page by page.
    async fn all_of(&self, query: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut address = format!("/admin/donations?{query}");
        loop {
            let page = self.visit(&address).await;
            assert_eq!(page.status, 200, "{address}");
            let document = scraper::Html::parse_document(&page.text);
            let links = scraper::Selector::parse("main tbody th a").unwrap();
            found.extend(
                document.select(&links).map(|link| link.attr("href").unwrap().rsplit('/').next().unwrap().to_owned()),
            );
            let on = scraper::Selector::parse(".pager a").unwrap();
            match document.select(&on).find(|link| link.text().collect::<String>() == "Older ones") {
                Some(link) => address = link.attr("href").unwrap().to_owned(),
                None => return found,
            }
        }
    }
}

#[tokio::test]
async fn only_those_who_account_for_donations_see_money() {
    let site = TestSite::start().await;
    site.given().await;
    let id = site.id("select id from donations").await;
    let editor = Staff { site: &site, cookie: site.signed_in_as(Role::Editor).await };
    let treasurer = Staff { site: &site, cookie: site.signed_in_as(Role::Treasurer).await };
    let dashboard = editor.visit("/admin").await;
    assert!(!dashboard.text.contains("$25") && !dashboard.text.contains("/admin/donations"));
    treasurer.visit("/admin").await.shows("$25");
    for (method, path) in [
        ("GET", "/admin/donations".to_owned()),
        ("POST", "/admin/donations".to_owned()),
        ("GET", "/admin/donations/months".to_owned()),
        ("GET", "/admin/donations/export".to_owned()),
        ("POST", "/admin/donations/export".to_owned()),
        ("GET", format!("/admin/donations/{id}")),
        ("POST", format!("/admin/donations/{id}")),
        ("POST", format!("/admin/donations/{id}/flag")),
        ("POST", format!("/admin/donations/{id}/receipt")),
        ("GET", format!("/admin/donations/{id}/refund")),
        ("POST", format!("/admin/donations/{id}/refund")),
        ("GET", format!("/admin/donations/{id}/sent-back")),
        ("POST", format!("/admin/donations/{id}/sent-back")),
        ("GET", format!("/admin/donations/{id}/correction")),
        ("POST", format!("/admin/donations/{id}/correction")),
        ("GET", "/admin/monthly".to_owned()),
        ("GET", "/admin/events".to_owned()),
        ("POST", "/admin/events/evt_1/again".to_owned()),
        ("POST", format!("/admin/alerts/{NOBODY}")),
    ] {
        let get = method == Method::GET.as_str();
        let status = |answer: Answer| answer.status;
        let of = async |staff: &Staff<'_>| if get { staff.visit(&path).await } else { staff.submit(&path, &[]).await };
        assert_eq!(status(of(&editor).await), 403, "{method} {path}");
        assert_ne!(status(of(&treasurer).await), 403, "{method} {path}");
        let nobody = Staff { site: &site, cookie: String::new() };
        assert_eq!(status(of(&nobody).await), if get { 303 } else { 401 }, "{method} {path}");
    }
    assert_eq!(site.count("select count(*) from refunds").await, 0);
}

#[tokio::test]
async fn a_list_of_thousands_is_filtered_paged_and_cheap() {
    let site = TestSite::start().await;
    site.seed(2000).await;
    let staff = Staff::sign_in(&site).await;
    let fund = site.id("select id from funds where name_english = 'Schooling'").await;
    let monthly = site.id("select monthly_gift_id from donations where monthly_gift_id is not null limit 1").await;
    let day = "to_char(created_at at time zone 'Asia/Seoul', 'YYYY-MM-DD')";
    let middle: String = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "select {day} from donations order by created_at offset 1000 limit 1"
    )))
    .fetch_one(&site.db)
    .await
    .unwrap();
    for (query, condition) in [
        ("state=refunded".to_owned(), "state = 'refunded'".to_owned()),
        ("state=partly_refunded".to_owned(), "state = 'partly_refunded'".to_owned()),
        ("currency=jpy".to_owned(), "currency = 'jpy'".to_owned()),
        ("method=transfer".to_owned(), "method = 'transfer'".to_owned()),
        (format!("fund={fund}"), format!("fund_id = '{fund}'")),
        ("look=yes".to_owned(), "flag is not null".to_owned()),
        (format!("monthly={monthly}"), format!("monthly_gift_id = '{monthly}'")),
        (format!("from={middle}&to={middle}"), format!("{day} = '{middle}'")),
        (format!("to={middle}"), format!("{day} <= '{middle}'")),
        (
            "state=paid&currency=krw&method=card".to_owned(),
            "state = 'paid' and currency = 'krw' and method = 'card'".to_owned(),
        ),
        ("state=disputed&currency=usd".to_owned(), "state = 'disputed' and currency = 'usd'".to_owned()),
    ] {
        let sql = format!("select id::text from donations where {condition} order by created_at desc, id desc");
        let expected: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(&site.db).await.unwrap();
        assert_eq!(staff.all_of(&query).await, expected, "{query}: ten gifts share each moment");
    }
    for query in ["state=gone", "currency=gbp", "from=2026-02-30", "from=2026-03-02&to=2026-03-01", "fund=1", "donor=x"]
    {
        assert_eq!(staff.visit(&format!("/admin/donations?{query}")).await.status, 422, "{query}");
    }
    assert_eq!(staff.visit("/admin/donations?before=x").await.status, 400);
    let busy = site.id("select donation_id from disputes limit 1").await;
    for path in [
        "/admin".to_owned(),
        "/admin/donations".to_owned(),
        format!("/admin/donations?state=paid&fund={fund}&from=2020-01-01"),
        format!("/admin/donations/{busy}"),
        format!("/admin/donations/{busy}/refund"),
        "/admin/donations/months".to_owned(),
        "/admin/donations/export".to_owned(),
        "/admin/monthly".to_owned(),
        "/admin/monthly?show=failing".to_owned(),
        "/admin/events".to_owned(),
        "/admin/events?show=dead".to_owned(),
    ] {
        let statements = site.statements_of(&path, &staff.cookie).await;
        assert!(statements <= 8, "{path} runs {statements} statements");
    }
    let program = env!("CARGO_BIN_EXE_connect-kindness");
    let verified =
        std::process::Command::new(program).args(["ledger", "verify"]).envs(site.environment()).output().unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[tokio::test]
async fn searching_leads_there_on_record_and_leaves_no_address_anywhere() {
    let site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::Normal);
    let session = site.begin(true).await;
    site.stripe.pay(&session).unwrap();
    site.settled().await;
    let payment = site.given().await;
    let refund = site.stripe.refund(&payment, Some(100)).unwrap();
    site.settled().await;
    let (staff, other) = (Staff::sign_in(&site).await, Staff::sign_in(&site).await);
    let of = async |text: &str| staff.submit("/admin/donations", &fields(&[("text", text)])).await;
    let one = site.id("select id from donations where monthly_gift_id is null").await;
    let monthly = site.id("select id from monthly_gifts").await;
    let serial: String =
        sqlx::query_scalar("select year || '-' || lpad(number::text, 6, '0') from receipts where donation_id = $1")
            .bind(one)
            .fetch_one(&site.db)
            .await
            .unwrap();
    let subscription = site.stripe.subscriptions()[0]["id"].as_str().unwrap().to_owned();
    let here = format!("/admin/donations/{one}");
    for text in [serial.as_str(), &one.to_string(), &payment, &refund, &format!("  {payment} ")] {
        assert_eq!(of(text).await.location(), here, "{text}");
    }
    assert_eq!(of(&session).await.location(), format!("/admin/donations/{monthly}"));
    assert_eq!(of(&subscription).await.location(), format!("/admin/donations?monthly={monthly}"));
    for text in ["", "pi_none", "nobody@example.org", "2026-999999", NOBODY, "ada@example", "XXXX-YYYY", "<script>"] {
        let nothing = of(text).await;
        assert_eq!(nothing.status, 404, "{text}");
        assert_eq!(nothing.attribute("input[name=text]", "value").as_deref(), Some(text), "what was typed stays");
    }

    let found = of(" Ada@Example.org").await;
    assert_eq!(found.status, 303);
    let way = found.location().to_owned();
    assert!(way.starts_with("/admin/donations?donor=") && !way.to_lowercase().contains("ada"), "{way}");
    let index: Vec<u8> =
        sqlx::query_scalar("select mail_index from donations limit 1").fetch_one(&site.db).await.unwrap();
    assert!(!way.contains(&connect_kindness::seal::hex(&index)));
    let gifts = staff.all_of(way.split_once('?').unwrap().1).await;
    assert_eq!(gifts.len(), 2, "both gifts of one donor");
    assert_eq!(other.visit(&way).await.status, 422, "nobody gets there without having searched");
    assert_eq!(site.count("select count(*) from audit_entries where action = 'searched_donor'").await, 3);
    assert_eq!(site.count("select count(*) from audit_entries where action = 'searched_donations'").await, 12);
}

#[tokio::test]
async fn the_small_acts_leave_a_trace() {
    let site = TestSite::start().await;
    let payment = site.given().await;
    let id = site.id("select id from donations").await;
    let staff = Staff::sign_in(&site).await;
    let here = format!("/admin/donations/{id}");
    site.stripe.dispute(&payment).unwrap();
    site.settled().await;
    sqlx::query("update donations set flag = 'amount differs'").execute(&site.db).await.unwrap();

    let dashboard = staff.visit("/admin").await;
    for words in ["disputes a payment", "answer by", "1 donation needs", "Last heard from just now"] {
        dashboard.shows(words);
    }
    let alert = dashboard.attribute(".alerts form", "action").unwrap();
    for _ in 0..2 {
        assert_eq!(staff.submit(&alert, &[]).await.status, 303);
    }
    assert_eq!(site.count("select count(*) from alerts where settled_by is not null").await, 1);
    assert_eq!(site.count("select count(*) from audit_entries where action = 'settled_alert'").await, 1);

    let newer = fields(&[("flag", "something that is there no more")]);
    assert_eq!(staff.submit(&format!("{here}/flag"), &newer).await.status, 303);
    assert_eq!(
        site.count("select count(*) from donations where flag is not null").await,
        1,
        "a flag that was not seen stays"
    );
    assert_eq!(staff.submit(&format!("{here}/flag"), &fields(&[("flag", "amount differs")])).await.status, 303);
    assert_eq!(site.count("select count(*) from donations where flag is not null").await, 0);

    let receipt = site.id("select id from receipts").await.to_string();
    let mails = site.mailbox.mails().len();
    assert_eq!(staff.submit(&format!("{here}/receipt"), &fields(&[("receipt", &receipt)])).await.status, 303);
    site.eventually("the copy arrives", || async { site.mailbox.mails().len() > mails }).await;
    assert_eq!(staff.submit(&format!("{here}/receipt"), &fields(&[("receipt", NOBODY)])).await.status, 404);
    for _ in 0..4 {
        staff.submit(&format!("{here}/receipt"), &fields(&[("receipt", &receipt)])).await;
    }
    assert_eq!(staff.submit(&format!("{here}/receipt"), &fields(&[("receipt", &receipt)])).await.status, 422);
    let story = staff.visit(&here).await;
    for words in [
        "Dispute: needs response",
        "Receipt sent again by staff",
        "The alert was settled",
        "Taken back by the donor’s bank",
    ] {
        story.shows(words);
    }
}

#[tokio::test]
async fn an_event_that_was_given_up_is_applied_again_by_a_button() {
    let site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    let session = site.begin(false).await;
    site.stripe.pay(&session).unwrap();
    sqlx::query(
        "insert into stripe_events (id, type, object_id, attempts, last_error, dead_at)
         values ('evt_lost', 'checkout.session.completed', $1, 10, 'stripe', now())",
    )
    .bind(&session)
    .execute(&site.db)
    .await
    .unwrap();
    let staff = Staff::sign_in(&site).await;
    staff.visit("/admin").await.shows("1 event given up");
    staff.visit("/admin/events?show=dead").await.shows("evt_lost");
    assert_eq!(staff.submit("/admin/events/evt_lost/again", &[]).await.status, 303);
    site.ledger_holds(1).await;
    assert_eq!(site.states().await, ["paid"]);
    assert_eq!(staff.submit("/admin/events/evt_lost/again", &[]).await.status, 404, "it was applied");
    assert_eq!(staff.submit("/admin/events/evt_none/again", &[]).await.status, 404);
    assert_eq!(site.count("select count(*) from audit_entries where action = 'applied_event_again'").await, 1);
}

#[tokio::test]
async fn monthly_gifts_are_told_in_words() {
    let site = TestSite::start().await;
    let session = site.begin(true).await;
    site.stripe.pay(&session).unwrap();
    site.settled().await;
    let staff = Staff::sign_in(&site).await;
    let subscription = site.stripe.subscriptions()[0]["id"].as_str().unwrap().to_owned();
    let shown = async |show: &str| staff.visit(&format!("/admin/monthly?show={show}")).await.texts("tbody .badge");
    assert_eq!(shown("active").await, ["active"]);
    staff.visit("/admin/monthly").await.shows("1 of the last 12 turns: $25");
    site.stripe.fail_card(&subscription).unwrap();
    site.stripe.advance(31 * 24 * 60 * 60);
    site.settled().await;
    assert_eq!((shown("failing").await, shown("active").await), (vec!["failing".to_owned()], vec![]));
    staff.visit("/admin").await.shows("1 monthly gift fails");
    site.stripe.mend_card_and_pay(&subscription).unwrap();
    site.stripe.stop_at_period_end(&subscription, true).unwrap();
    site.settled().await;
    assert_eq!(shown("stopping").await, ["stops"]);
    site.stripe.cancel_subscription(&subscription).unwrap();
    site.settled().await;
    assert_eq!((shown("ended").await, shown("stopping").await), (vec!["ended".to_owned()], vec![]));
    assert_eq!(staff.visit("/admin/monthly?show=x").await.status, 400);
    let months = staff.visit("/admin/donations/months").await;
    months.shows("$25 in 1 gift;");
    assert_eq!(months.texts("svg .chart-name").len(), 12);
}
