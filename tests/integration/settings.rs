//! What staff decide about the whole site: checked, on record, never over what somebody else wrote.

use connect_kindness::{settings::queries, staff::Role};
use uuid::Uuid;

use crate::harness::{
    TestSite,
    desk::{Desk, fields_of, filled},
};

const SETTINGS: &str = "/admin/settings";
const USD: &str = "/admin/settings/currencies/usd";

impl TestSite {
    async fn acts(&self) -> i64 {
        self.count("select count(*) from audit_entries where action in ('changed_settings', 'changed_fund')").await
    }
}

#[tokio::test]
async fn what_is_saved_is_shown_by_every_instance_and_on_record() {
    let site = TestSite::start().await;
    let second = site.second().await;
    let desk = Desk::of(&site, &[Role::Owner]).await;
    for (section, changes) in [
        ("names", vec![("short_name", "Lantern"), ("contact_mail", "office@example.org")]),
        ("goal", vec![("goal_currency", "krw"), ("goal_amount", "1,000,000,000")]),
        ("currencies/usd", vec![("minimum", "2"), ("presets", "7\n21"), ("fee_percent", "3.25")]),
    ] {
        let path = format!("{SETTINGS}/{section}");
        let answer = desk.send(&path, &desk.visit(&path).await, &changes).await;
        assert_eq!((answer.status, answer.location()), (303, "/admin/settings?done=saved"), "{}", answer.text);
    }
    assert_eq!(site.acts().await, 3);
    for instance in [&site, &second] {
        instance
            .eventually("visitors see it", || async {
                let (home, donate) = (instance.visit("/").await.text, instance.visit("/donate").await.text);
                home.contains("Lantern")
                    && home.contains("₩1,000,000,000")
                    && donate.contains("$21")
                    && !donate.contains("$25")
            })
            .await;
        let now = instance.state.site();
        assert_eq!(now.currencies[0].fee_basis_points, 325);
    }
    let page = desk.visit(SETTINGS).await;
    page.shows("₩1,000,000,000");
    page.shows("3.25% + $0.30");
    let goal = format!("{SETTINGS}/goal");
    desk.send(&goal, &desk.visit(&goal).await, &[("goal_amount", "")]).await;
    assert_eq!(queries::settings(&site.db).await.unwrap().goal_minor, None, "a campaign may have no goal");
}

#[tokio::test]
async fn mistakes_come_back_at_their_fields_and_save_nothing() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Owner]).await;
    let long = "가".repeat(1001);
    for (section, field, text) in [
        ("names", "name_english", ""),
        ("names", "name_korean", "  "),
        ("names", "short_name", "a name far too long for any logo"),
        ("names", "contact_mail", "office"),
        ("names", "contact_mail", "a@example.org, b@example.org"),
        ("goal", "goal_amount", "-5"),
        ("goal", "goal_amount", "a lot"),
        ("goal", "goal_amount", "10,000,000,000.00"),
        ("goal", "goal_currency", "xxx"),
        ("bank-account", "bank_account_korean", &long),
        ("currencies/usd", "minimum", "0.49"),
        ("currencies/krw", "minimum", "999"),
        ("currencies/jpy", "minimum", "49"),
        ("currencies/eur", "maximum", "1000000"),
        ("currencies/usd", "maximum", "0.50"),
        ("currencies/usd", "presets", "10"),
        ("currencies/usd", "presets", "1 2 3 4 5 6 7"),
        ("currencies/usd", "presets", "50\n25"),
        ("currencies/krw", "presets", "10000\n30000.5"),
        ("currencies/usd", "presets", "0.10\n25"),
        ("currencies/usd", "fee_percent", "20.01"),
        ("currencies/usd", "fee_fixed", "=1"),
        ("names", "name_korean", "\u{2800}…"),
        ("names", "name_english", "NKHR https://nkhr.or.kr@evil.example/"),
        ("bank-account", "bank_account_english", "Pay at https://nkhr.оr.kr/"),
        ("funds/new", "name_korean", ""),
        ("funds/new", "name_english", &"x".repeat(121)),
    ] {
        let path = format!("{SETTINGS}/{section}");
        let page = desk.visit(&path).await;
        let other = if section == "funds/new" {
            [("name_english", "Rescue"), ("name_korean", "구출")].to_vec()
        } else {
            Vec::new()
        };
        let answer = desk.send(&path, &page, &[other, vec![(field, text)]].concat()).await;
        assert_eq!(answer.status, 422, "{section} {field} {text:.20}");
        assert_eq!(answer.texts(&format!("#problem-{field}")).len(), 1, "{section} {field} {text:.20}");
        assert_eq!(answer.texts(&format!("#problems a[href='#field-{field}']")).len(), 1, "{section} {field}");
        let kept = fields_of(&answer, &path).into_iter().find(|(name, _)| name == field).unwrap().1;
        assert!(
            kept == text.trim() || field == "goal_currency",
            "{section} {field} keeps {text:.20}, shows {kept:.20}"
        );
    }
    assert_eq!(site.acts().await, 0);
    for path in ["names/x", "currencies/gbp", "funds/7", "funds/018f0000-0000-7000-8000-000000000000", "x"] {
        assert_eq!(desk.visit(&format!("{SETTINGS}/{path}")).await.status, 404, "{path}");
        assert_eq!(desk.submit(&format!("{SETTINGS}/{path}"), &[]).await.status, 404, "{path}");
    }
    for pressed in ["", "up", "currency.usd", "currency.gbp.up", "fund.x.close", "fund..up", "currency.usd.sideways"] {
        let fields = [("version".to_owned(), String::new()), ("do".to_owned(), pressed.to_owned())];
        assert_eq!(desk.submit(SETTINGS, &fields).await.status, 400, "{pressed}");
    }
}

#[tokio::test]
async fn nobody_saves_over_what_somebody_else_wrote() {
    let site = TestSite::start().await;
    let (ada, ben) = (Desk::of(&site, &[Role::Treasurer]).await, Desk::of(&site, &[Role::Treasurer]).await);
    let (for_ada, for_ben) = (ada.visit(USD).await, ben.visit(USD).await);
    assert_eq!(ada.send(USD, &for_ada, &[("minimum", "5")]).await.status, 303);
    assert_eq!(ada.send(USD, &for_ada, &[("minimum", "5")]).await.status, 303, "a second click is no conflict");
    assert_eq!(site.acts().await, 1);

    let conflict = ben.send(USD, &for_ben, &[("maximum", "500")]).await;
    assert_eq!(conflict.status, 409);
    conflict.shows(&ada.email);
    let cells = conflict.texts("form .table tbody :is(th, td)");
    let both = ["Smallest gift", "5", "1", "Largest gift", "10000", "500"];
    assert_eq!(cells, both, "theirs and mine");
    assert!(fields_of(&conflict, USD).contains(&("maximum".to_owned(), "500".to_owned())), "what Ben typed is kept");
    assert_eq!(site.acts().await, 1, "nothing is saved yet");

    assert_eq!(ada.send(USD, &ada.visit(USD).await, &[("minimum", "6")]).await.status, 303);
    assert_eq!(ben.send(USD, &conflict, &[]).await.status, 409, "once more, because Ada went on");
    let again = ben.send(USD, &conflict, &[]).await;
    assert_eq!(ben.send(USD, &again, &[("minimum", "6")]).await.status, 303);
    let row = &queries::currencies(&site.db).await.unwrap()[0];
    assert_eq!((row.minimum_minor, row.maximum_minor), (600, 50_000), "both are kept");

    // Other parts of the settings do not stand in the way, and of many at once one wins.
    let goal = "/admin/settings/goal";
    let pages = futures_util::future::join_all((0..6).map(|_| ben.visit(goal))).await;
    let saves = pages.iter().enumerate().map(|(i, page)| {
        let amount = format!("{}", 100 + i);
        let ada = &ada;
        async move { ada.send(goal, page, &[("goal_amount", &amount)]).await.status }
    });
    let mut statuses = futures_util::future::join_all(saves).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409, 409, 409, 409, 409]);
}

#[tokio::test]
async fn who_may_change_what() {
    let site = TestSite::start().await;
    let names = "/admin/settings/names";
    let treasurer = Desk::of(&site, &[Role::Treasurer]).await;
    let page = treasurer.visit(SETTINGS).await;
    page.shows("Only owners change these.");
    assert!(page.attribute(&format!("a[href='{names}']"), "href").is_none());
    assert_eq!(treasurer.visit(names).await.status, 403);
    let fields = [("short_name".to_owned(), "Mine".to_owned())];
    assert_eq!(treasurer.submit(names, &fields).await.status, 403);
    for role in [Role::Editor, Role::Coordinator] {
        let other = Desk::of(&site, &[role]).await;
        for path in [SETTINGS, names, USD, "/admin/settings/goal", "/admin/settings/funds/new"] {
            assert_eq!(other.visit(path).await.status, 403, "{path}");
            assert_eq!(other.submit(path, &fields).await.status, 403, "{path}");
        }
    }
    assert_eq!(site.visit(SETTINGS).await.status, 303);
    assert_eq!(site.submit(USD, &[("minimum", "5")]).await.status, 401);
    assert_eq!(site.acts().await, 0);
}

#[tokio::test]
async fn currencies_are_switched_and_ordered_and_one_stays() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    let codes = || async {
        let rows = queries::currencies(&site.db).await.unwrap();
        rows.into_iter().map(|row| row.code).collect::<Vec<_>>()
    };
    assert_eq!(codes().await, ["usd", "eur", "krw", "jpy"]);
    let page = desk.visit(SETTINGS).await;
    assert_eq!(desk.send(SETTINGS, &page, &[("do", "currency.krw.up")]).await.status, 303);
    let stale = desk.send(SETTINGS, &page, &[("do", "currency.krw.up")]).await;
    assert_eq!(stale.status, 409, "a second click moves nothing twice");
    assert_eq!(codes().await, ["usd", "krw", "eur", "jpy"]);
    let page = desk.visit(SETTINGS).await;
    desk.send(SETTINGS, &page, &[("do", "currency.usd.up")]).await;
    assert_eq!(codes().await, ["usd", "krw", "eur", "jpy"], "the first stays the first");

    for code in ["usd", "krw", "eur"] {
        let path = format!("{SETTINGS}/currencies/{code}");
        let mut fields = fields_of(&desk.visit(&path).await, &path);
        fields.retain(|(name, _)| name != "is_offered");
        assert_eq!(desk.submit(&path, &fields).await.status, 303, "{code}");
    }
    site.eventually("only yen are offered", || async {
        let page = site.visit("/donate").await;
        page.texts(".currency-name").iter().filter(|name| name.contains("Japanese")).count() == 1
            && !page.text.contains("US dollar")
    })
    .await;
    let jpy = format!("{SETTINGS}/currencies/jpy");
    let mut fields = fields_of(&desk.visit(&jpy).await, &jpy);
    fields.retain(|(name, _)| name != "is_offered");
    let refused = desk.submit(&jpy, &fields).await;
    assert_eq!(refused.status, 422);
    refused.shows("only currency on offer");
    // What was switched off keeps its terms.
    let back = desk.send(USD, &desk.visit(USD).await, &[("is_offered", "yes")]).await;
    assert_eq!((back.status, codes().await), (303, vec!["usd".to_owned(), "jpy".to_owned()]));
    sqlx::query("delete from currencies where code = 'eur'").execute(&site.db).await.unwrap();
    let eur = format!("{SETTINGS}/currencies/eur");
    let terms = [
        ("is_offered", "yes"),
        ("minimum", "1"),
        ("maximum", "100"),
        ("presets", "5 10"),
        ("fee_percent", "0"),
        ("fee_fixed", "0"),
    ];
    assert_eq!(desk.send(&eur, &desk.visit(&eur).await, &terms).await.status, 303, "one without terms gets some");
    assert_eq!(codes().await, ["usd", "jpy", "eur"]);
}

#[tokio::test]
async fn funds_are_added_once_renamed_moved_closed_and_never_lost() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    let new = "/admin/settings/funds/new";
    for (english, korean) in [("Rescue", "구출"), ("Schools", "학교"), ("Archive", "기록")] {
        let fields = filled(&desk.visit(new).await, new, &[("name_english", english), ("name_korean", korean)]);
        assert_eq!(desk.submit(new, &fields).await.status, 303);
        assert_eq!(desk.submit(new, &fields).await.status, 303, "sent twice");
    }
    let names = || async {
        let funds = queries::funds(&site.db).await.unwrap();
        funds.iter().map(|fund| fund.name_english.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names().await, ["Rescue", "Schools", "Archive"]);
    let id = queries::funds(&site.db).await.unwrap()[0].id;
    let press = async |act: &str| {
        let page = desk.visit(SETTINGS).await;
        desk.send(SETTINGS, &page, &[("do", &format!("fund.{id}.{act}"))]).await.status
    };
    assert_eq!((press("down").await, names().await), (303, vec!["Schools".into(), "Rescue".into(), "Archive".into()]));
    assert_eq!((press("close").await, names().await), (303, vec!["Schools".to_owned(), "Archive".to_owned()]));
    site.eventually("donors do not see it", || async { site.state.site().fund(id).is_none() }).await;
    let path = format!("{SETTINGS}/funds/{id}");
    assert_eq!(desk.send(&path, &desk.visit(&path).await, &[("name_english", "Rescue on the way")]).await.status, 303);
    assert_eq!(press("open").await, 303);
    assert_eq!(names().await, ["Schools", "Archive", "Rescue on the way"]);
    site.eventually("donors see it again", || async { site.state.site().fund(id).is_some() }).await;

    sqlx::query(
        "insert into donations (id, form_nonce, language, currency, amount_minor, fund_id) values ($1, $1, 'en', 'usd', 100, $2)",
    )
    .bind(Uuid::now_v7())
    .bind(id)
    .execute(&site.db)
    .await
    .unwrap();
    assert!(
        sqlx::query("delete from funds where id = $1").bind(id).execute(&site.db).await.is_err(),
        "a gift names it"
    );
    assert_eq!(press("close").await, 303);
    assert!(
        desk.visit(SETTINGS).await.texts("#closed ~ .table-frame tbody tr")[0].starts_with("Rescue on the way 구출 1")
    );
}

#[tokio::test]
async fn new_fee_terms_leave_past_gifts_alone() {
    let site = TestSite::start().await;
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(1).await;
    let row = "select md5(string_agg(d::text, '|')) || (select md5(string_agg(l::text, '|')) from ledger_entries l) from donations d";
    let before: String = sqlx::query_scalar(row).fetch_one(&site.db).await.unwrap();
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    let changes = [("fee_percent", "9"), ("fee_fixed", "1"), ("minimum", "30"), ("presets", "40 50")];
    assert_eq!(desk.send(USD, &desk.visit(USD).await, &changes).await.status, 303);
    let after: String = sqlx::query_scalar(row).fetch_one(&site.db).await.unwrap();
    assert_eq!(before, after);
}
