//! Links by which people without an account read what is not published yet.

use connect_kindness::{calendar, language::Language, staff::Role};
use time::OffsetDateTime;

use super::REVISIONS;
use crate::harness::{Answer, TestSite, desk::Desk};

const ROOM: &str = "/admin/pages/mission/previews";

/// The path of the link that a page shows.
fn link(site: &TestSite, page: &Answer) -> String {
    let link = page.attribute("#preview-link", "value").expect("a link");
    link.strip_prefix(&site.url).expect("a link of ours").to_owned()
}

#[tokio::test]
async fn a_link_shows_what_is_not_published_to_whoever_has_it_and_to_nobody_else() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    desk.heads("mission", Language::English, "lead", "Not public yet.").await;
    let made = desk.sends(ROOM, &[("do", "make"), ("days", "7")]).await;
    assert_eq!(made.status, 200);
    made.shows("it is shown only this once");
    let link = link(&site, &made);
    assert_eq!(site.count(REVISIONS).await, 1, "what changed is saved before");
    assert!(!desk.visit(ROOM).await.text.contains(&link), "the link is shown once");
    let first = site.visit(&link).await;
    assert_eq!((first.status, first.location()), (303, &*format!("{link}/en")));
    let english = site.visit(&format!("{link}/en")).await;
    english.shows("Not public yet.");
    english.shows("Preview: not public");
    assert_eq!(
        (&english.headers["cache-control"], &english.headers["x-robots-tag"]),
        (&"no-store".parse().unwrap(), &"noindex".parse().unwrap())
    );
    assert_eq!(english.attribute("meta[name=robots]", "content").as_deref(), Some("noindex"));
    let korean = site.visit(&format!("{link}/ko")).await;
    assert_eq!(korean.texts("h1"), site.visit("/ko/mission").await.texts("h1"));
    assert!(!site.visit("/mission").await.text.contains("Not public yet."));
    assert_eq!(site.count("select count(*) from page_previews where length(token_hash) = 32").await, 1);
    let browser = site.request("GET", &format!("{link}/en")).header("user-agent", "Mozilla/5.0 Firefox/140.0");
    assert_eq!(browser.header("accept", "text/html").send().await.unwrap().status(), 200);
    site.state.visits.flush(&site.state.db, calendar::day(OffsetDateTime::now_utc())).await.unwrap();
    assert_eq!(site.count("select count(*) from page_visits where path like '%preview%'").await, 0);
    assert_eq!(site.count("select count(*) from audit_entries where action = 'made_preview'").await, 1);
    desk.heads("mission", Language::English, "lead", "Written later.").await;
    desk.presses("mission", "save", &[("en", "yes")]).await;
    site.visit(&format!("{link}/en")).await.shows("Not public yet.");
}

#[tokio::test]
async fn the_page_stands_in_a_frame_as_wide_as_a_phone_and_nothing_else_may_be_framed() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let link = link(&site, &desk.sends(ROOM, &[("do", "make"), ("days", "1")]).await);
    let phone = site.visit(&format!("{link}/ko?width=phone")).await;
    assert_eq!(phone.attribute("iframe", "src"), Some(format!("{link}/ko/page")));
    assert_eq!(phone.attribute("iframe", "width").as_deref(), Some("390"));
    let policy = |answer: &Answer| answer.headers["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy(&phone).contains("frame-src 'self'") && policy(&phone).contains("frame-ancestors 'none'"));
    let page = site.visit(&format!("{link}/ko/page")).await;
    assert!(policy(&page).contains("frame-ancestors 'self'") && !policy(&page).contains("frame-src"));
    assert_eq!(page.headers["x-frame-options"], "SAMEORIGIN");
    assert!(page.attribute(".preview-bar", "class").is_none());
    for other in ["/mission", &*format!("{link}/ko"), "/admin/sign-in"] {
        let answer = site.visit(other).await;
        assert_eq!(answer.headers["x-frame-options"], "DENY", "{other}");
        assert!(policy(&answer).contains("frame-ancestors 'none'"), "{other}");
    }
}

#[tokio::test]
async fn links_that_ended_were_revoked_or_never_were_answer_alike() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let make = async || link(&site, &desk.sends(ROOM, &[("do", "make"), ("days", "30")]).await);
    let revoked = make().await;
    let page = desk.visit(ROOM).await;
    let id = page.attribute("input[name=id]", "value").unwrap();
    desk.follows(&desk.sends(ROOM, &[("do", "revoke"), ("id", &id)]).await).await.shows("Revoked.");
    desk.follows(&desk.sends(ROOM, &[("do", "revoke"), ("id", &id)]).await).await.shows("had ended already");
    let expired = make().await;
    let end =
        "update page_previews set made_at = made_at - interval '40 days', expires_at = expires_at - interval '40 days'
               where revoked_at is null";
    sqlx::query(end).execute(&site.db).await.unwrap();
    for address in [revoked, expired, "/preview/x".to_owned(), format!("/preview/{}", "a".repeat(43))] {
        for path in [
            address.clone(),
            format!("{address}/en"),
            format!("{address}/en/page"),
            format!("{address}/en?width=phone"),
        ] {
            let answer = site.visit(&path).await;
            assert_eq!(
                (answer.status, answer.texts("h1")),
                (404, vec!["This preview is not there".to_owned()]),
                "{path}"
            );
        }
    }
    for days in ["2", "", "-1", "31"] {
        assert_eq!(desk.sends(ROOM, &[("do", "make"), ("days", days)]).await.status, 400, "{days}");
    }
    desk.visit(ROOM).await.shows("over");
}
