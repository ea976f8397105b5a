//! What staff see and do, and what is closed to everybody else.

use reqwest::Method;

use crate::harness::{Answer, TestSite};

/// Every address of staff, with ids that exist nowhere.
const ADDRESSES: &[&str] = &[
    "/admin",
    "/admin/volunteers",
    "/admin/volunteers/018f0000-0000-7000-8000-000000000000",
    "/admin/volunteers/custody",
    "/admin/volunteers/custody/setup",
    "/admin/volunteers/custody/shares",
    "/admin/volunteers/custody/recovery",
    "/admin/volunteers/018f0000-0000-7000-8000-000000000000/work",
    "/admin/volunteers/018f0000-0000-7000-8000-000000000000/confirmation",
    "/admin/roles",
    "/admin/roles/new",
    "/admin/roles/018f0000-0000-7000-8000-000000000000",
    "/admin/roles/018f0000-0000-7000-8000-000000000000/change",
    "/admin/volunteers/quarantine",
    "/admin/volunteers/018f0000-0000-7000-8000-000000000000/beside/018f0000-0000-7000-8000-000000000001",
    "/admin/volunteers/handing-over",
    "/admin/defence",
    "/admin/donations",
    "/admin/donations/months",
    "/admin/donations/export",
    "/admin/donations/018f0000-0000-7000-8000-000000000000",
    "/admin/donations/018f0000-0000-7000-8000-000000000000/refund",
    "/admin/donations/018f0000-0000-7000-8000-000000000000/sent-back",
    "/admin/donations/018f0000-0000-7000-8000-000000000000/correction",
    "/admin/monthly",
    "/admin/events",
    "/admin/reconciliation",
    "/admin/visits",
    "/admin/style",
    "/admin/pages",
    "/admin/pages/new",
    "/admin/pages/trash",
    "/admin/pages/mission/settings",
    "/admin/pages/mission/trash",
    "/admin/pages/mission",
    "/admin/pages/mission/en/add",
    "/admin/pages/mission/ko/head",
    "/admin/pages/mission/ko/b1",
    "/admin/pages/mission/publish",
    "/admin/pages/mission/previews",
    "/admin/pages/mission/revisions/ko",
    "/admin/pages/mission/revisions/ko/1",
    "/admin/audit",
    "/admin/settings",
    "/admin/settings/names",
    "/admin/settings/currencies/krw",
    "/admin/settings/funds/018f0000-0000-7000-8000-000000000000",
    "/admin/account",
    "/admin/people",
    "/admin/people/018f0000-0000-7000-8000-000000000000",
    "/admin/proposals",
    "/admin/transfers",
    "/admin/transfers/new",
    "/admin/transfers/import",
    "/admin/transfers/import/018f0000-0000-7000-8000-000000000000",
    "/admin/transfers/018f0000-0000-7000-8000-000000000000",
];

/// A member of staff at work.
pub(crate) struct Staff<'a> {
    pub(crate) site: &'a TestSite,
    pub(crate) cookie: String,
}

impl<'a> Staff<'a> {
    pub(crate) async fn sign_in(site: &'a TestSite) -> Self {
        Self { site, cookie: site.signed_in_staff().await }
    }

    pub(crate) async fn visit(&self, path: &str) -> Answer {
        Answer::of(self.site.request("GET", path).header("cookie", &self.cookie).send().await.unwrap()).await
    }

    pub(crate) async fn submit(&self, path: &str, fields: &[(String, String)]) -> Answer {
        let request = self.site.request("POST", path).header("cookie", &self.cookie);
        Answer::of(request.form(fields).send().await.unwrap()).await
    }
}

#[tokio::test]
async fn nobody_gets_in_without_a_session() {
    let site = TestSite::start().await;
    for address in ADDRESSES {
        for cookie in ["", "__Host-session=", "__Host-session=guessed", "session=x"] {
            for (method, status) in [
                (Method::GET, 303),
                (Method::HEAD, 303),
                (Method::POST, 401),
                (Method::PUT, 401),
                (Method::DELETE, 401),
            ] {
                let request = site.request(method.as_str(), address).header("cookie", cookie);
                let answer = Answer::of(request.send().await.unwrap()).await;
                assert_eq!(answer.status, status, "{method} {address} {cookie}");
                if status == 303 {
                    assert_eq!(answer.location(), "/admin/sign-in");
                }
            }
        }
    }
}

#[tokio::test]
async fn every_room_is_whole_private_and_bounded() {
    let site = TestSite::start().await;
    let staff = Staff::sign_in(&site).await;
    for address in ADDRESSES {
        let page = staff.visit(address).await;
        let unknown = address.contains("018f0000");
        assert_eq!(page.status, if unknown { 404 } else { 200 }, "{address}");
        assert_eq!(page.texts("h1").len(), 1, "{address}");
        assert_eq!(page.headers["cache-control"], "no-store", "{address}");
        if !unknown {
            let statements = site.statements_of(address, &staff.cookie).await;
            assert!(statements <= 8, "{address} runs {statements} statements");
        }
    }
    assert_eq!(staff.visit("/admin/nothing").await.status, 404);
}

#[tokio::test]
async fn opening_a_volunteer_is_an_act_on_record() {
    let site = TestSite::start().await;
    let token = site.token("volunteer");
    let offer = [
        ("token", token.as_str()),
        ("name", "카나리아 이름"),
        ("contact_kind", "signal"),
        ("contact", "@kanaria"),
        ("languages", "카나리아 말"),
        ("areas", "research"),
        ("availability", "weekly"),
        ("message", "카나리아 글"),
        ("consent", "yes"),
        ("of_age", "yes"),
    ];
    assert_eq!(site.submit("/ko/volunteer", &offer).await.status, 303);
    let staff = Staff::sign_in(&site).await;
    let acts = || async { site.count("select count(*) from audit_entries where action = 'opened_volunteer'").await };
    let list = staff.visit("/admin/volunteers").await;
    let address = list.attribute("main th a[href^='/admin/volunteers/']", "href").unwrap();
    let closed = staff.visit(&address).await;
    for page in [&list, &closed, &staff.visit("/admin").await] {
        assert!(!page.text.contains("카나리아") && !page.text.contains("@kanaria"));
    }
    assert_eq!(acts().await, 0);
    let reason = [("reason".to_owned(), "first_reading".to_owned())];
    let opened = staff.submit(&address, &reason).await;
    assert_eq!(opened.status, 200);
    for text in ["카나리아 이름", "@kanaria", "카나리아 말", "카나리아 글"] {
        opened.shows(text);
    }
    assert_eq!(acts().await, 1);
    assert_eq!(staff.submit(ADDRESSES[2], &reason).await.status, 404);
    assert_eq!(acts().await, 1, "what does not exist is not opened");
}

#[tokio::test]
async fn a_donor_is_shown_on_record_only() {
    let site = TestSite::start().await;
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(1).await;
    let staff = Staff::sign_in(&site).await;
    let list = staff.visit("/admin/donations").await;
    list.shows("$25");
    let address = list.attribute("main tbody a[href^='/admin/donations/']", "href").unwrap();
    let closed = staff.visit(&address).await;
    closed.shows(&session);
    assert!(
        ![&list, &closed].iter().any(|page| page.text.contains("dana@example.org") || page.text.contains("Dana Ro"))
    );
    let shown = staff.submit(&address, &[]).await;
    shown.shows("dana@example.org");
    shown.shows("Dana Ro");
    assert_eq!(site.count("select count(*) from audit_entries where action = 'opened_donation'").await, 1);
}

#[tokio::test]
async fn a_session_that_ended_while_writing_says_how_to_go_on() {
    let site = TestSite::start().await;
    let staff = Staff { site: &site, cookie: "__Host-session=ended".to_owned() };
    let answer = staff.submit("/admin/settings/names", &[("name_korean".to_owned(), "이름".to_owned())]).await;
    assert_eq!((answer.status, answer.texts("h1")), (401, vec!["Your session has ended".to_owned()]));
}
