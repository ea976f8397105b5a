//! Gifts that arrive outside Stripe: recorded by hand, entered by hand, imported as a bank's list. Each counts once.

mod lists;

use connect_kindness::{
    donations::{
        donation::{Dedication, Donation, DonationState, Method, NewDonation},
        queries,
    },
    language::Language,
    ledger,
    money::{Amount, Currency},
    settings,
    staff::Role,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use crate::harness::{
    Answer, TestSite,
    desk::{Desk, fields_of, filled},
};

const TRANSFERS: &str = "/admin/transfers";

impl TestSite {
    /// A gift that a donor announced as a transfer.
    pub(crate) async fn announced(&self, reference: &str, minor: i64, currency: Currency) -> Uuid {
        let new = NewDonation {
            amount: Amount::from_minor(minor, currency),
            fee_cover: Amount::from_minor(0, currency),
            method: Method::Transfer,
            is_monthly: false,
            reference: Some(reference.to_owned()),
            fund_id: None,
            dedication: None,
            message: None,
            is_anonymous: false,
            name: Some("다나 로".to_owned()),
            mail: Some("dana@example.org".to_owned()),
            wants_mail: true,
            language: Language::Korean,
        };
        let mut db = self.db.acquire().await.unwrap();
        queries::add(&mut db, &self.state.config.keys, Uuid::new_v4(), &new).await.unwrap()
    }

    /// How a donation stands, and what arrived for it.
    pub(crate) async fn stands(&self, id: Uuid) -> (Donation, i64) {
        let donation = queries::find(&self.db, id).await.unwrap().unwrap();
        let received = ledger::queries::received(&self.db, id).await.unwrap();
        (donation, received.map_or(0, Amount::minor))
    }
}

impl Desk<'_> {
    /// Records an arrival up to the page that asks, and gives what its button would send.
    async fn asked(&self, id: Uuid, changes: &[(&str, &str)]) -> (Answer, Vec<(String, String)>) {
        let path = format!("{TRANSFERS}/{id}");
        let asks = self.send(&path, &self.visit(&path).await, &[changes, &[("do", "check")]].concat()).await;
        let fields = filled(&asks, &path, &[("do", "book")]);
        (asks, fields)
    }

    /// Records an arrival.
    async fn records(&self, id: Uuid, changes: &[(&str, &str)]) -> Answer {
        let (asks, fields) = self.asked(id, changes).await;
        assert_eq!(asks.status, 200, "{}", asks.text);
        self.submit(&format!("{TRANSFERS}/{id}"), &fields).await
    }
}

#[tokio::test]
async fn a_gift_arrives_in_three_parts_and_the_bar_follows() {
    let site = TestSite::start().await;
    sqlx::query("update site_settings set goal_minor = 1000000, goal_currency = 'krw'")
        .execute(&site.db)
        .await
        .unwrap();
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    let id = site.announced("CK-7F3K-9Q2M", 30_000, Currency::Krw).await;
    desk.visit(TRANSFERS).await.shows("CK-7F3K-9Q2M");
    for (part, state, received, says) in [
        ("10,000", "partly_paid", 10_000, "This is a part"),
        ("5000", "partly_paid", 15_000, "This is a part"),
        ("15,000", "paid", 30_000, "is complete"),
    ] {
        let (asks, fields) = desk.asked(id, &[("amount", part), ("day", "2026-11-20")]).await;
        asks.shows(says);
        assert_eq!(
            site.stands(id).await.1,
            received - part.replace(',', "").parse::<i64>().unwrap(),
            "asking books nothing"
        );
        let path = format!("{TRANSFERS}/{id}");
        for _ in 0..2 {
            let answer = desk.submit(&path, &fields).await;
            assert_eq!(
                (answer.status, answer.location()),
                (303, &*format!("{TRANSFERS}?booked={id}")),
                "{}",
                answer.text
            );
        }
        let (donation, sum) = site.stands(id).await;
        assert_eq!(
            (donation.state.to_string().as_str(), sum, donation.flag),
            (state, received, None),
            "clicked twice, booked once"
        );
    }
    assert_eq!(site.count("select count(*) from receipts").await, 3);
    assert_eq!(site.count("select count(*) from audit_entries where action = 'recorded_transfer'").await, 3);
    site.eventually("the donor is thanked for each", || async { site.mailbox.mails().len() == 3 }).await;
    site.eventually("the bar follows", || async { site.visit("/").await.text.contains("₩30,000") }).await;
    desk.visit(&format!("{TRANSFERS}?booked={id}")).await.shows("It is booked.");
    assert!(!desk.visit(TRANSFERS).await.text.contains("CK-7F3K-9Q2M"), "nothing more is awaited");
}

#[tokio::test]
async fn more_than_announced_is_booked_and_looked_at() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    let id = site.announced("CK7F3K9Q2M", 30_000, Currency::Krw).await;
    let (asks, _) = desk.asked(id, &[("amount", "45,000")]).await;
    asks.shows("more than was announced");
    assert_eq!(desk.records(id, &[("amount", "45,000")]).await.status, 303);
    let (donation, received) = site.stands(id).await;
    assert_eq!((donation.state, received), (DonationState::Paid, 45_000));
    assert!(donation.flag.unwrap().contains("more arrived"));
    assert_eq!(site.count("select count(*) from alerts where kind = 'odd_donation'").await, 1);
    desk.visit("/admin/donations").await.shows("look at this");
}

#[tokio::test]
async fn codes_are_found_however_they_are_written() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    site.announced("CK-7F3K-9Q2M", 30_000, Currency::Krw).await;
    site.announced("CK-AAAA-BBBB", 30_000, Currency::Krw).await;
    for typed in ["CK-7F3K-9Q2M", "ck7f3k9q2m", " ck 7f3k 9q2m ", "CK–7F3K–9Q2M", "ｃｋ７ｆ３ｋ９ｑ２ｍ"]
    {
        let code = utf8_percent_encode(typed, NON_ALPHANUMERIC);
        let page = desk.visit(&format!("{TRANSFERS}?code={code}")).await;
        assert_eq!(page.texts("main tbody th[scope=row]"), ["CK-7F3K-9Q2M"], "{typed}");
    }
    for (typed, shown) in [("CK-7F3K", 0), ("nothing", 0), ("%27%3B--", 0), ("", 2)] {
        let page = desk.visit(&format!("{TRANSFERS}?code={typed}")).await;
        assert_eq!((page.status, page.texts("main tbody th[scope=row]").len()), (200, shown), "{typed}");
    }
}

#[tokio::test]
async fn bad_arrivals_come_back_and_book_nothing() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    let id = site.announced("CK7F3K9Q2M", 30_000, Currency::Krw).await;
    let other = site.announced("CKAAAABBBB", 30_000, Currency::Krw).await;
    let path = format!("{TRANSFERS}/{id}");
    for (field, text) in [
        ("amount", ""),
        ("amount", "0"),
        ("amount", "-30000"),
        ("amount", "30000.50"),
        ("amount", "=30000"),
        ("amount", "a lot"),
        ("currency", "usd"),
        ("currency", "gbp"),
        ("day", ""),
        ("day", "tomorrow"),
        ("day", "2099-01-01"),
        ("day", "1999-12-31"),
        ("line", &"x".repeat(101)),
    ] {
        for button in ["check", "book"] {
            let answer = desk.send(&path, &desk.visit(&path).await, &[(field, text), ("do", button)]).await;
            assert_eq!(answer.status, 422, "{field} {text}");
            assert_eq!(answer.texts(&format!("#problem-{field}")).len(), 1, "{field} {text}");
            let kept = fields_of(&answer, &path).into_iter().find(|(name, _)| name == field).unwrap().1;
            assert!(kept == text || field == "currency", "{field} keeps {text}, not {kept}");
        }
    }
    let unsigned = desk.send(&path, &desk.visit(&path).await, &[("token", "forged"), ("do", "book")]).await;
    assert_eq!(unsigned.status, 200, "a form that is not ours, or too old, asks again");
    unsigned.shows("Is this right?");
    assert_eq!(site.count("select count(*) from ledger_entries").await, 0);

    // A line of the bank is one arrival, and a showing of the form is one.
    assert_eq!(desk.records(id, &[("line", "0042")]).await.status, 303);
    let taken = desk.records(other, &[("line", "0042")]).await;
    assert_eq!((taken.status, taken.texts("#problem-line").len()), (422, 1));
    assert_eq!(desk.records(id, &[("line", "0042"), ("amount", "1")]).await.status, 422);
    let (_, mut fields) = desk.asked(other, &[("amount", "10000")]).await;
    let other_path = format!("{TRANSFERS}/{other}");
    assert_eq!(desk.submit(&other_path, &fields).await.status, 303);
    fields.iter_mut().filter(|(name, _)| name == "amount").for_each(|(_, text)| "20000".clone_into(text));
    assert_eq!(desk.submit(&other_path, &fields).await.status, 422, "what differs is not taken for the same");
    assert_eq!(site.count("select count(*) from ledger_entries").await, 2);
    for unknown in [Uuid::now_v7(), card_gift(&site).await] {
        assert_eq!(desk.visit(&format!("{TRANSFERS}/{unknown}")).await.status, 404);
        assert_eq!(desk.submit(&format!("{TRANSFERS}/{unknown}"), &fields).await.status, 404);
    }
}

async fn card_gift(site: &TestSite) -> Uuid {
    site.begin_gift("usd", "25").await;
    sqlx::query_scalar("select id from donations where method = 'card'").fetch_one(&site.db).await.unwrap()
}

#[tokio::test]
async fn gifts_by_hand_are_entered_once() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    let fund = settings::queries::add_fund(&site.db, "Rescue", "구출").await.unwrap();
    site.eventually("the fund is open", || async { site.state.site().fund(fund).is_some() }).await;
    let path = format!("{TRANSFERS}/new");
    let fund = fund.to_string();
    let good = [
        ("amount", "150,000,000"),
        ("currency", "krw"),
        ("day", "2026-11-02"),
        ("name", "=HYPERLINK(\"http://evil.example\")"),
        ("mail", "min@example.org"),
        ("thanks", "yes"),
        ("language", "ko"),
        ("fund", &fund),
        ("anonymous", "yes"),
        ("dedication", "memory"),
        ("dedicatee", "할머니"),
    ];
    for (field, text) in [
        ("amount", ""),
        ("amount", "1.5"),
        ("currency", "xxx"),
        ("day", "2099-01-01"),
        ("mail", "min"),
        ("mail", ""),
        ("name", &"가".repeat(255)),
        ("language", "fr"),
        ("fund", "018f0000-0000-7000-8000-000000000000"),
        ("dedication", ""),
        ("dedicatee", ""),
    ] {
        let page = desk.visit(&path).await;
        let answer = desk.send(&path, &page, &[&good[..], &[(field, text)]].concat()).await;
        assert_eq!((answer.status, answer.texts(&format!("#problem-{field}")).len()), (422, 1), "{field} {text}");
        assert_eq!(
            fields_of(&answer, &path).iter().filter(|(name, _)| name == "thanks").count(),
            1,
            "boxes stay ticked"
        );
    }
    assert_eq!(site.count("select count(*) from donations").await, 0);
    let fields = filled(&desk.visit(&path).await, &path, &good);
    let first = desk.submit(&path, &fields).await;
    assert_eq!(first.status, 303, "{}", first.text);
    assert_eq!(desk.submit(&path, &fields).await.location(), first.location(), "a second click is the same gift");
    let id: Uuid = sqlx::query_scalar("select id from donations").fetch_one(&site.db).await.unwrap();
    let (donation, received) = site.stands(id).await;
    assert_eq!((donation.state, donation.method, received), (DonationState::Paid, Method::Offline, 150_000_000));
    let chosen = donation.chosen(&site.state.config.keys).unwrap().unwrap();
    assert_eq!(chosen.dedication, Some((Dedication::Memory, "할머니".to_owned())));
    assert!(chosen.is_anonymous && chosen.fund_id.is_some());
    assert_eq!(chosen.name.as_deref(), Some("=HYPERLINK(\"http://evil.example\")"), "names stay as they are written");
    let entry = &ledger::queries::list(&site.db).await.unwrap()[0];
    assert_eq!((entry.source, entry.kind), (ledger::Source::Offline, ledger::Kind::Transfer));
    assert_eq!(entry.occurred_at, time::macros::datetime!(2026-11-01 15:00 UTC), "the day begins in Seoul");
    site.eventually("the donor is thanked", || async { site.mailbox.mails().len() == 1 }).await;
    assert_eq!(site.count("select count(*) from audit_entries where action = 'added_offline_gift'").await, 1);
}

#[tokio::test]
async fn only_those_who_account_for_gifts_get_in() {
    let site = TestSite::start().await;
    let id = site.announced("CK7F3K9Q2M", 30_000, Currency::Krw).await;
    let paths = [TRANSFERS, &format!("{TRANSFERS}/new"), &format!("{TRANSFERS}/{id}"), &format!("{TRANSFERS}/import")];
    for role in [Role::Editor, Role::Coordinator] {
        let desk = Desk::of(&site, &[role]).await;
        for path in paths {
            assert_eq!(desk.visit(path).await.status, 403, "{path}");
        }
        for path in &paths[1..3] {
            assert_eq!(desk.submit(path, &[("amount".to_owned(), "1".to_owned())]).await.status, 403, "{path}");
        }
        assert_eq!(desk.upload(paths[3], b"date,amount,reference\n2026-11-01,1,a\n").await.status, 403);
    }
    for path in paths {
        assert_eq!(
            (site.visit(path).await.status, site.visit(path).await.location()),
            (303, "/admin/sign-in"),
            "{path}"
        );
    }
    for path in &paths[1..] {
        assert_eq!(site.submit(path, &[("amount", "1")]).await.status, 401, "{path}");
    }
    assert_eq!(site.count("select count(*) from ledger_entries").await, 0);
}

#[tokio::test]
async fn a_database_that_goes_away_loses_nothing_that_was_typed() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Owner]).await;
    let id = site.announced("CK7F3K9Q2M", 30_000, Currency::Krw).await;
    let (_, booking) = desk.asked(id, &[("amount", "12,345")]).await;
    let new = format!("{TRANSFERS}/new");
    let gift = filled(&desk.visit(&new).await, &new, &[("amount", "77,777")]);
    let goal = "/admin/settings/goal";
    let goal_fields = filled(&desk.visit(goal).await, goal, &[("goal_amount", "4321")]);
    // The ledger and the settings hang while everything else answers, as behind a long maintenance.
    let mut maintenance = site.db.begin().await.unwrap();
    sqlx::query("lock table ledger_entries, site_settings in exclusive mode").execute(&mut *maintenance).await.unwrap();
    for (path, fields, kept) in [
        (format!("{TRANSFERS}/{id}"), &booking, "12,345"),
        (new.clone(), &gift, "77,777"),
        (goal.to_owned(), &goal_fields, "4321"),
    ] {
        let answer = desk.submit(&path, fields).await;
        assert_eq!(answer.status, 503, "{path}: {}", answer.text);
        answer.shows("The database does not answer");
        let fields = fields_of(&answer, &path);
        assert!(fields.iter().any(|(_, text)| text == kept), "{path}: {fields:?}");
    }
    maintenance.rollback().await.unwrap();
    assert_eq!(site.count("select count(*) from ledger_entries").await, 0);
    for (path, fields) in [(format!("{TRANSFERS}/{id}"), &booking), (new, &gift), (goal.to_owned(), &goal_fields)] {
        assert_eq!(desk.submit(&path, fields).await.status, 303, "{path}: sent again, it is taken");
    }
    assert_eq!(site.count("select count(*) from ledger_entries").await, 2);
}
