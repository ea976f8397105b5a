//! What keeps one act from undoing more than it says.

use connect_kindness::{language::Language, staff::Role};
use time::{Duration, OffsetDateTime};

use super::ROOM;
use crate::harness::{TestSite, desk::Desk};

const RESTORED: &str = "/admin/pages/mission/revisions/en/1";

#[tokio::test]
async fn undoing_never_goes_back_behind_what_a_colleague_saved() {
    let site = TestSite::start().await;
    let [ada, ben] = [Desk::of(&site, &[Role::Editor]).await, Desk::of(&site, &[Role::Editor]).await];
    ada.heads("mission", Language::English, "lead", "Ada writes the lead.").await;
    ben.heads("mission", Language::English, "summary", "Ben writes the summary.").await;
    let published = ben.presses("mission", "publish", &[("en", "yes"), ("when", "now")]).await;
    assert_eq!(published.status, 303);
    let restored = ada.sends(RESTORED, &[]).await;
    let page = ada.follows(&restored).await;
    assert_eq!(page.attributes(".editor-notice button", "value"), ["undo.en"], "her own words are one press away");
    let undone = ada.sends("/admin/pages/mission", &[("do", "undo.en")]).await;
    ada.follows(&undone).await.shows("Ada writes the lead.");
    let published = ada.presses("mission", "publish", &[("en", "yes"), ("when", "now")]).await;
    ada.follows(&published).await.shows("Published. Visitors read it now:");
    let page = site.visit("/mission").await;
    page.shows("Ada writes the lead.");
    page.shows("Ben writes the summary.");
}

#[tokio::test]
async fn what_was_discarded_is_changed_from_the_newest_revision_on() {
    let site = TestSite::start().await;
    let [ada, ben] = [Desk::of(&site, &[Role::Editor]).await, Desk::of(&site, &[Role::Editor]).await];
    let before = site.visit("/mission").await.texts(".opening-lead").join("");
    ada.heads("mission", Language::English, "summary", "Something.").await;
    ben.heads("mission", Language::English, "lead", "Ben changes the lead.").await;
    ben.presses("mission", "publish", &[("en", "yes"), ("when", "now")]).await;
    ada.sends("/admin/pages/mission", &[("do", "discard.en")]).await;
    ada.heads("mission", Language::English, "lead", &before).await;
    let published = ada.presses("mission", "publish", &[("en", "yes"), ("when", "now")]).await;
    ada.follows(&published).await.shows("Published. Visitors read it now:");
    site.visit("/mission").await.shows(&before);
}

#[tokio::test]
async fn only_what_was_taken_away_last_is_put_back() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    assert_eq!(desk.sends(ROOM, &[("do", "withdraw"), ("ko", "yes")]).await.status, 303);
    assert_eq!(desk.sends(ROOM, &[("do", "withdraw"), ("en", "yes")]).await.status, 303);
    site.eventually("both are gone", || async { site.visit("/mission").await.status == 404 }).await;
    assert_eq!(desk.sends(ROOM, &[("do", "put-back")]).await.status, 303);
    site.eventually("English is back", || async { site.visit("/mission").await.status == 200 }).await;
    site.visit("/ko/mission").await.shows("이 페이지는 영어로만 볼 수 있습니다.");
}

#[tokio::test]
async fn the_first_page_has_no_end() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    desk.heads("home", Language::English, "lead", "For a while.").await;
    let end = [("en", "yes"), ("when", "now"), ("ends", "2099-01-01T00:00")];
    let refused = desk.presses("home", "publish", &end).await;
    desk.follows(&refused).await.shows("The first page cannot be taken away");
    assert!(!site.visit("/").await.text.contains("For a while."));
}

#[tokio::test]
async fn what_was_planned_before_is_told_before_something_newer_is_published() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let planned = site.save("mission", Language::English, |content| content.lead = "For Friday.".to_owned()).await;
    let seen = desk.visit(ROOM).await.attribute("input[name=seen]", "value").unwrap();
    let friday = OffsetDateTime::now_utc() + Duration::days(2);
    site.stand("mission", Language::English, Some(planned), Some(friday), None).await;
    let unaware = [("seen", &*seen), ("do", "publish"), ("en", "yes"), ("when", "now")];
    assert_eq!(desk.sends(ROOM, &unaware).await.status, 409, "who did not see the plan publishes nothing");
    desk.visit(ROOM).await.shows("Revision 2 is planned for");
}

#[tokio::test]
async fn owners_hear_of_what_goes_into_the_trash_and_of_what_comes_back() {
    let site = TestSite::start().await;
    let owner = Desk::of(&site, &[Role::Owner]).await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let planned = site.save("mission", Language::English, |content| content.lead = "From the trash.".to_owned()).await;
    let words = site.visit("/ko/mission").await.texts("main h2");
    assert_eq!(desk.sends("/admin/pages/mission/trash", &[("do", "trash")]).await.status, 303);
    site.eventually("it is gone", || async { site.visit("/mission").await.status == 404 }).await;
    // What was planned, or published by a mistake of somebody's, does not appear out of the trash.
    site.stand("mission", Language::English, Some(planned), None, None).await;
    site.take_away("press", Language::Korean).await;
    site.eventually("the change is heard", || async { site.visit("/press").await.status == 200 }).await;
    assert_eq!(site.visit("/mission").await.status, 404);
    assert_eq!(desk.sends("/admin/pages/trash", &[("slug", "mission")]).await.status, 303);
    site.eventually("it is back", || async { site.visit("/ko/mission").await.texts("main h2") == words }).await;
    let mails = site.mails_about_pages(&owner.email, 2).await;
    assert!(mails[0].contains("Visitors do not find this any more"), "{mails:?}");
    assert!(mails[1].contains("/ko/mission"), "{mails:?}");
}
