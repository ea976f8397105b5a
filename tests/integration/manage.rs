//! A donor comes back by a link from the mailbox, sees what is theirs, and changes a monthly gift.

use connect_kindness::jobs;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::harness::{Answer, TestSite};

impl TestSite {
    /// Asks for the link.
    pub(crate) async fn ask_for_link(&self, mail: &str) -> Answer {
        self.submit("/donate/manage", &[("token", &self.token("manage")), ("mail", mail)]).await
    }

    /// Asks for the link and takes it out of the mailbox.
    pub(crate) async fn link(&self, mail: &str) -> String {
        let links = || self.mailbox.mails().into_iter().filter(|mail| mail.text().contains("/manage/link/"));
        let before = links().count();
        assert_eq!(self.ask_for_link(mail).await.status, 303);
        self.eventually("the link arrives", || async { links().count() > before }).await;
        links().next_back().unwrap().path("/donate/manage/link/")
    }

    /// Presses the button of a link.
    pub(crate) async fn press_link(&self, link: &str) -> Answer {
        let token = self.visit(link).await.attribute("main input[name=token]", "value").unwrap_or_default();
        self.submit(link, &[("token", &token)]).await
    }

    /// A visit of a donor. Gives its path.
    pub(crate) async fn visit_of(&self, mail: &str) -> String {
        let answer = self.press_link(&self.link(mail).await).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        answer.location().to_owned()
    }
}

#[tokio::test]
async fn who_proves_the_mailbox_sees_gifts_and_receipts() {
    let site = TestSite::start().await;
    site.given().await;
    site.monthly().await;
    let link = site.link("ada@example.org").await;
    let before = site.everything().await;
    for _ in 0..3 {
        let page = site.visit(&link).await;
        assert_eq!(
            (page.status, page.texts("main button")),
            (200, vec!["Show my gifts".to_owned()]),
            "scanners open links"
        );
    }
    assert_eq!(site.everything().await, before, "opening a link changes nothing");
    let token = site.visit(&link).await.attribute("main input[name=token]", "value").unwrap();
    let entered = site.submit(&link, &[("token", &token)]).await;
    let twice = site.submit(&link, &[("token", &token)]).await;
    assert_eq!((entered.status, entered.location()), (303, twice.location()), "a double click leads to one visit");
    let page = site.visit(entered.location()).await;
    assert_eq!((page.status, page.headers["cache-control"].to_str().unwrap()), (200, "no-store"));
    assert_eq!(page.attribute("meta[name=robots]", "content").as_deref(), Some("noindex"));
    assert_eq!(page.texts(".gift-sum"), ["$25", "$25"]);
    page.shows("It comes again on");
    assert_eq!(page.texts(".row-title"), ["$25 every month"]);
    let receipt = page.attribute(".gift-receipt a", "href").unwrap();
    site.visit(&receipt).await.shows("Receipt for a gift");
    assert!(!page.text.contains("ada@example.org") && page.headers.get("set-cookie").is_none());
    site.visit(&format!("/ko{}", entered.location())).await.shows("내 후원");
}

#[tokio::test]
async fn a_link_works_once_and_not_for_ever() {
    let site = TestSite::start().await;
    site.given().await;
    let link = site.link("ada@example.org").await;
    assert_eq!(site.press_link(&link).await.status, 303);
    let used = site.visit(&link).await;
    assert_eq!(used.status, 404);
    used.shows("This link does not work any more");
    let other_showing = connect_kindness::form::FormToken::issue(OffsetDateTime::now_utc());
    let other_showing = other_showing.sign(&site.state.config.keys, "manage link");
    assert_eq!(site.submit(&link, &[("token", &other_showing)]).await.status, 404);

    let late = site.link("ada@example.org").await;
    let token = site.visit(&late).await.attribute("main input[name=token]", "value").unwrap();
    sqlx::query("update donor_requests set expires_at = now() - interval '1 second' where used_at is null")
        .execute(&site.db)
        .await
        .unwrap();
    assert_eq!(site.visit(&late).await.status, 404);
    assert_eq!(site.submit(&late, &[("token", &token)]).await.status, 404);
    for forged in ["x", "AAAA", &link[22..60], &Uuid::now_v7().to_string(), "%00", &"A".repeat(64)] {
        let path = format!("/donate/manage/link/{forged}");
        assert_eq!((site.visit(&path).await.status, site.submit(&path, &[]).await.status), (404, 404), "{forged}");
    }
    assert_eq!(site.count("select count(*) from donor_visits").await, 1);
}

#[tokio::test]
async fn two_presses_at_once_on_two_instances_begin_one_visit() {
    let site = TestSite::start().await;
    let second = site.second().await;
    site.given().await;
    let link = site.link("ada@example.org").await;
    let token = site.visit(&link).await.attribute("main input[name=token]", "value").unwrap();
    let other = second.visit(&link).await.attribute("main input[name=token]", "value").unwrap();
    let (one, same, foreign) = (&[("token", &*token)], &[("token", &*token)], &[("token", &*other)]);
    let (one, same, foreign) =
        tokio::join!(site.submit(&link, one), second.submit(&link, same), second.submit(&link, foreign));
    let mut statuses = [one.status, same.status, foreign.status];
    statuses.sort_unstable();
    assert!(statuses == [303, 303, 404] || statuses == [303, 404, 404], "{statuses:?}");
    assert_eq!(one.location(), same.location());
    assert_eq!(site.count("select count(*) from donor_visits").await, 1);
    let entered = if one.status == 303 { one } else { foreign };
    assert_eq!(second.visit(entered.location()).await.status, 200, "a visit lasts on every instance");
}

#[tokio::test]
async fn an_address_that_never_gave_gets_the_same_page_and_no_mail() {
    let site = TestSite::start().await;
    site.given().await;
    let mails = site.mails(1).await.len();
    let known = site.ask_for_link("Ada@Example.ORG ").await;
    let unknown = site.ask_for_link("nobody@example.org").await;
    assert_eq!((known.status, known.location()), (303, "/donate/manage/asked"));
    assert_eq!((unknown.status, unknown.location(), &unknown.text), (303, known.location(), &known.text));
    site.visit("/donate/manage/asked").await.shows("If gifts were given with this address");
    site.eventually("both are answered", || async {
        site.count("select count(*) from donor_requests").await == 1
            && site.count("select count(*) from donor_requests where mail_sealed is not null").await == 0
            && site.mailbox.mails().len() == mails + 1
    })
    .await;
    assert_eq!(site.mailbox.mails()[mails].to, "ada@example.org", "as the donor wrote it, not who asks");
    let same_showing = site.token("manage");
    for _ in 0..2 {
        site.submit("/donate/manage", &[("token", &same_showing), ("mail", "ada@example.org")]).await;
    }
    site.mails(mails + 2).await;
}

#[tokio::test]
async fn nobody_can_fill_a_mailbox() {
    let site = TestSite::start().await;
    site.given().await;
    site.mails(1).await;
    for _ in 0..8 {
        assert_eq!(site.ask_for_link("ada@example.org").await.status, 303);
    }
    site.eventually("all are answered", || async {
        site.count("select count(*) from donor_requests where mail_sealed is not null").await == 0
    })
    .await;
    site.eventually("all that leave have left", || async {
        site.count("select count(*) from mails where sent_at is null").await == 0
    })
    .await;
    let mails = site.mails(7).await;
    let mail = &mails[6];
    assert_eq!(mail.field("Subject"), "The link that you asked for");
    assert!(!mail.text().contains("ada@example.org"), "nothing that was typed is in it");
}

#[tokio::test]
async fn hostile_addresses_lead_nowhere() {
    let site = TestSite::start().await;
    site.given().await;
    site.mails(1).await;
    let token = site.token("manage");
    for mail in [
        "",
        "ada",
        "ada@example",
        "ada@example.org\r\nBcc: all@example.org",
        "ada@example.org, eve@example.org",
        "ada@example.org eve@example.org",
        "<ada@example.org>",
        "\"><script>alert(1)</script>@example.org",
        &format!("{}@example.org", "a".repeat(300)),
        "ada@example.org%0abcc:eve@example.org",
    ] {
        let answer = site.submit("/donate/manage", &[("token", &token), ("mail", mail)]).await;
        assert_eq!(answer.status, 422, "{mail}");
        assert!(!answer.text.contains("<script>alert"), "{mail}");
        answer.shows("This does not look like an e-mail address");
    }
    for mail in ["ada@example.org' or '1'='1", "ADA@EXAMPLE.ORG.evil.example", "a%@example.org", "_da@example.org"] {
        let status = site.ask_for_link(mail).await.status;
        assert!(matches!(status, 303 | 422), "{mail}: {status}");
    }
    for (name, value) in [("token", "forged"), ("further", "http://spam.example")] {
        let fields = [("token", &*token), ("mail", "ada@example.org"), (name, value)];
        let fields: Vec<_> = fields.iter().skip(usize::from(name == "token")).copied().collect();
        assert_eq!(site.submit("/donate/manage", &fields).await.status, 422, "{name}");
    }
    site.eventually("all are answered", || async { site.count("select count(*) from donor_requests").await == 0 })
        .await;
    assert_eq!(site.mailbox.mails().len(), 1);
}

#[tokio::test]
async fn what_belongs_to_another_donor_does_not_exist() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let receipt: Uuid = sqlx::query_scalar("select id from receipts").fetch_one(&site.db).await.unwrap();
    let own = site.visit_of("ada@example.org").await;
    let session = site.begin_gift("usd", "5").await;
    site.stripe.pay(&session).unwrap();
    site.settled().await;
    let visit = site.visit_of("dana@example.org").await;
    let before = (site.everything().await, site.stripe.requests().len());
    let token =
        site.visit(&format!("{own}/monthly/{gift}")).await.attribute("main input[name=token]", "value").unwrap();
    for path in [format!("/monthly/{gift}"), format!("/monthly/{gift}/stop")] {
        assert_eq!(site.visit(&format!("{own}{path}")).await.status, 200);
        assert_eq!(site.visit(&format!("{visit}{path}")).await.status, 404, "{path}");
    }
    for path in [
        format!("/monthly/{gift}"),
        format!("/monthly/{gift}/card"),
        format!("/monthly/{gift}/bills"),
        format!("/receipts/{receipt}"),
    ] {
        for change in ["stop", "stop_now", "amount", "pause"] {
            let fields = [("token", &*token), ("change", change), ("amount", "50")];
            assert_eq!(site.submit(&format!("{visit}{path}"), &fields).await.status, 404, "{path} {change}");
        }
    }
    let overview = site.visit(&visit).await;
    assert_eq!(overview.texts(".gift-sum"), ["$5"]);
    let year = connect_kindness::calendar::year(OffsetDateTime::now_utc());
    let statement = site.visit(&format!("{visit}/statement/{year}")).await;
    assert!(!statement.text.contains("$25") && !statement.text.contains("Ada"));
    assert_eq!(site.stripe.requests().len(), before.1, "Stripe is not asked about what is not theirs");
    for nobody in ["x", "asked2", &"A".repeat(43), "%00"] {
        for path in ["", "/monthly/x", &format!("/monthly/{gift}"), "/statement/2026"] {
            assert_eq!(site.visit(&format!("/donate/manage/{nobody}{path}")).await.status, 404, "{nobody}{path}");
        }
        assert_eq!(site.submit(&format!("/donate/manage/{nobody}/end"), &[]).await.status, 404);
    }
    assert!([404, 400].contains(&site.submit(&format!("{visit}/receipts/x"), &[]).await.status));
    for path in ["/monthly/x", "/statement/x", "/statement/99999", "/statement/-1"] {
        assert!([404, 400].contains(&site.visit(&format!("{visit}{path}")).await.status), "{path}");
    }
}

#[tokio::test]
async fn a_visit_ends_by_itself_or_by_its_button() {
    let site = TestSite::start().await;
    site.given().await;
    let visit = site.visit_of("ada@example.org").await;
    let idle = async |minutes: i32| {
        sqlx::query("update donor_visits set last_act_at = now() - make_interval(mins => $1)")
            .bind(minutes)
            .execute(&site.db)
            .await
            .unwrap();
    };
    idle(29).await;
    assert_eq!(site.visit(&visit).await.status, 200);
    assert_eq!(
        site.count("select count(*) from donor_visits where last_act_at > now() - interval '28 minutes'").await,
        0
    );
    let receipt: Uuid = sqlx::query_scalar("select id from receipts").fetch_one(&site.db).await.unwrap();
    let sent = site.submit(&format!("{visit}/receipts/{receipt}"), &[]).await;
    site.visit(sent.location()).await.shows("The receipt is on its way");
    assert_eq!(
        site.count("select count(*) from donor_visits where last_act_at > now() - interval '1 minute'").await,
        1
    );
    idle(31).await;
    let over = site.visit(&visit).await;
    assert_eq!(over.status, 404);
    over.shows("This visit is over");
    assert!(!over.text.contains(visit.trim_start_matches("/donate/manage/")));
    idle(0).await;
    sqlx::query("update donor_visits set begun_at = now() - interval '5 hours'").execute(&site.db).await.unwrap();
    assert_eq!(site.visit(&visit).await.status, 404, "nor does it last for ever");

    let other = site.visit_of("ada@example.org").await;
    assert_eq!(site.submit(&format!("{other}/end"), &[]).await.location(), "/donate/manage");
    assert_eq!(site.visit(&other).await.status, 404);
}

#[tokio::test]
async fn when_the_database_is_away_the_typed_address_stays() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let visit = site.visit_of("ada@example.org").await;
    let token =
        site.visit(&format!("{visit}/monthly/{gift}")).await.attribute("main input[name=token]", "value").unwrap();
    site.wire.cut();
    site.eventually("the database is away", || async { site.visit("/readyz").await.status == 503 }).await;
    assert_eq!(site.visit("/donate/manage").await.status, 200);
    let away = site.ask_for_link("ada@example.org").await;
    assert_eq!((away.status, away.attribute("input[name=mail]", "value").as_deref()), (503, Some("ada@example.org")));
    assert_eq!(site.visit(&visit).await.status, 503);
    let sent = site.changes_sent().len();
    let stop = site.submit(&format!("{visit}/monthly/{gift}"), &[("token", &token), ("change", "stop")]).await;
    assert_eq!((stop.status, site.changes_sent().len()), (503, sent), "without a row Stripe is not called");
    site.wire.mend();
    site.eventually("visits work again", || async { site.visit(&visit).await.status == 200 }).await;
}

#[tokio::test]
async fn what_was_given_back_is_told_and_stands_in_the_statement() {
    let site = TestSite::start().await;
    let payment = site.given().await;
    site.stripe.refund(&payment, Some(1000)).unwrap();
    site.settled().await;
    let told = || site.mailbox.mails().into_iter().find(|mail| mail.text().contains("given $10 of your gift back"));
    site.eventually("the mail", || async { told().is_some() }).await;
    let visit = site.visit_of("ada@example.org").await;
    site.visit(&visit).await.shows("arrived, given back in part");
    let year = connect_kindness::calendar::year(OffsetDateTime::now_utc());
    let statement = site.visit(&format!("{visit}/statement/{year}")).await;
    assert_eq!(statement.texts(".paper-sum"), ["$15"]);
    assert_eq!(statement.texts("tbody .number"), ["$25", "−$10"]);
    statement.shows("Given: $25.");
    statement.shows("Given back: −$10.");
    statement.shows("(Seoul time)");
    statement.shows("By the day on which the money moved, in Seoul time");
    let empty = site.visit(&format!("{visit}/statement/{}", year - 1)).await;
    assert_eq!((empty.status, empty.texts("tbody tr").len()), (200, 0));
}

#[tokio::test]
async fn a_delayed_payment_that_failed_is_told() {
    let site = TestSite::start().await;
    let session = site.begin(false).await;
    site.stripe.pay_later(&session).unwrap();
    site.settled().await;
    site.stripe.fail(&session).unwrap();
    site.settled().await;
    let mail = &site.mails(1).await[0];
    let text = mail.text();
    assert!(
        text.contains("did not go through") && text.contains("Nothing was charged") && text.contains("/donate\n"),
        "{text}"
    );
    assert_eq!(mail.field("Subject"), "About your gift");
}

#[tokio::test]
async fn the_database_holds_no_address_and_forgets_what_is_over() {
    let site = TestSite::start().await;
    let gift = site.monthly().await;
    let visit = site.visit_of("ada@example.org").await;
    site.change(&format!("{visit}/monthly/{gift}"), "stop", "").await;
    site.ask_for_link("nobody@example.org").await;
    for table in ["donor_requests", "donor_visits", "monthly_changes", "mails", "donations"] {
        let sql = format!("select coalesce(string_agg(row::text, ','), '') from {table} row");
        let rows: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&site.db).await.unwrap();
        for canary in ["ada@", "nobody@", "Ada", visit.trim_start_matches("/donate/manage/")] {
            assert!(!rows.contains(canary), "{table} holds {canary}");
        }
    }
    assert_eq!(site.count("select count(*) from donor_requests where mail_indexes is not null").await, 1);
    site.eventually("the unknown address is forgotten", || async {
        site.count("select count(*) from donor_requests").await == 1
    })
    .await;
    let kept = || async {
        (
            site.count("select count(*) from donor_requests").await,
            site.count("select count(*) from donor_visits").await,
            site.count("select count(*) from monthly_changes").await,
        )
    };
    let now = OffsetDateTime::now_utc();
    for (later, expected) in [
        (Duration::minutes(29), (1, 1, 1)),
        (Duration::minutes(31), (1, 0, 1)),
        (Duration::hours(25), (0, 0, 1)),
        (Duration::days(31), (0, 0, 0)),
    ] {
        jobs::forget(&site.db, now + later).await.unwrap();
        assert_eq!(kept().await, expected, "{later}");
    }
}
