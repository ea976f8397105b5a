//! What is planned appears and ends by the clock, on every instance and after a restart.

use connect_kindness::language::Language;
use time::{Duration, OffsetDateTime};

use crate::harness::TestSite;

/// So far ahead that it cannot have begun when it is first looked for.
const AHEAD: Duration = Duration::seconds(3);

async fn plan(
    site: &TestSite,
    language: Language,
    words: &str,
    starts_at: Option<OffsetDateTime>,
    ends_at: Option<OffsetDateTime>,
) {
    let revision = site.save("mission", language, |content| content.lead = words.to_owned()).await;
    site.stand("mission", language, Some(revision), starts_at, ends_at).await;
}

async fn shows(site: &TestSite, path: &str, words: &str) -> bool {
    site.visit(path).await.text.contains(words)
}

#[tokio::test]
async fn what_is_planned_appears_by_itself_on_two_instances_both_languages_as_one() {
    let site = TestSite::start().await;
    let second = site.second().await;
    let at = OffsetDateTime::now_utc() + AHEAD;
    plan(&site, Language::English, "At that moment.", Some(at), None).await;
    plan(&site, Language::Korean, "바로 그때.", Some(at), None).await;
    for instance in [&site, &second] {
        let (english, korean) =
            (shows(instance, "/mission", "At that moment.").await, shows(instance, "/ko/mission", "바로 그때.").await);
        assert!(!english && !korean || OffsetDateTime::now_utc() >= at, "nothing appears before its time");
        site.eventually("the planned words are up", || shows(instance, "/mission", "At that moment.")).await;
        assert!(shows(instance, "/ko/mission", "바로 그때.").await, "both languages appear in one edition");
        assert!(OffsetDateTime::now_utc() >= at);
    }
}

#[tokio::test]
async fn what_was_missed_while_the_site_was_down_takes_effect_at_the_start() {
    let mut site = TestSite::start().await;
    let at = OffsetDateTime::now_utc() + Duration::seconds(1);
    plan(&site, Language::English, "Missed meanwhile.", Some(at), None).await;
    site.stop().await;
    let begun = "select count(*) from page_publications where starts_at <= now() and starts_at > made_at";
    site.eventually("its time has come", || async { site.count(begun).await == 1 }).await;
    let again = site.second().await;
    assert!(shows(&again, "/mission", "Missed meanwhile.").await, "the first page that it serves");
}

#[tokio::test]
async fn an_end_takes_it_away_and_the_other_language_stands_in() {
    let site = TestSite::start().await;
    let end = OffsetDateTime::now_utc() + AHEAD;
    plan(&site, Language::Korean, "잠시 동안만.", None, Some(end)).await;
    site.eventually("it is up", || async {
        shows(&site, "/ko/mission", "잠시 동안만.").await || OffsetDateTime::now_utc() >= end
    })
    .await;
    site.eventually("it has ended", || async { !shows(&site, "/ko/mission", "잠시 동안만.").await }).await;
    assert!(OffsetDateTime::now_utc() >= end);
    let english = site.visit("/mission").await.texts("h1");
    assert_eq!(site.visit("/ko/mission").await.texts("h1"), english);
}

#[tokio::test]
async fn what_was_taken_back_never_appears() {
    let site = TestSite::start().await;
    let at = OffsetDateTime::now_utc() + Duration::seconds(2);
    plan(&site, Language::English, "Taken back.", Some(at), None).await;
    plan(&site, Language::Korean, "예정대로.", Some(at), None).await;
    let cancel = "insert into page_publications (page_id, language, starts_at, cancels)
                  select page_id, language, now(), number from page_publications where starts_at > now() and language = 'en'";
    sqlx::query(cancel).execute(&site.db).await.unwrap();
    site.eventually("the other one is up", || shows(&site, "/ko/mission", "예정대로.")).await;
    assert!(!shows(&site, "/mission", "Taken back.").await);
}
