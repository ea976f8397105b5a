//! The edition: what is made again when something changes, and what stays as it is.

use std::{collections::BTreeMap, sync::Arc};

use connect_kindness::{
    edition::Edition,
    language::Language,
    pages::{blocks::Content, queries, watcher},
};

use crate::harness::TestSite;

impl TestSite {
    /// Publishes other words on a page, as staff do.
    pub async fn publish(&self, slug: &str, language: Language, change: impl FnOnce(&mut Content)) {
        let revision = queries::find_revision(&self.db, slug, language, None).await.unwrap().unwrap();
        let mut content = revision.content.0;
        change(&mut content);
        let id = queries::add_revision(&self.db, revision.page_id, revision.number, &content, None).await.unwrap();
        queries::publish(&self.db, revision.page_id, id).await.unwrap();
    }

    /// Waits until the edition is compressed and drawn.
    pub async fn finished(&self) -> Arc<Edition> {
        self.eventually("the edition is finished", || async { self.state.edition.load().is_finished() }).await;
        self.state.edition.load_full()
    }

    /// The edition that comes after a change.
    async fn renewed(&self, before: &Arc<Edition>) -> Arc<Edition> {
        self.eventually("another edition is up", || async { !Arc::ptr_eq(&self.state.edition.load(), before) }).await;
        self.state.edition.load_full()
    }
}

/// The validators of all answers.
fn validators(edition: &Edition) -> BTreeMap<String, String> {
    let asked = reqwest::header::HeaderMap::new();
    let of = |answer: &connect_kindness::stored::Stored| {
        let response = answer.answer(&reqwest::Method::GET, &asked);
        response.headers()["etag"].to_str().unwrap().to_owned()
    };
    edition.answers.iter().map(|(path, answer)| (path.clone(), of(answer))).collect()
}

/// The addresses whose answers differ between two editions. What is equal must be the very same.
fn differing(before: &Edition, after: &Edition) -> Vec<String> {
    let (known, found) = (validators(before), validators(after));
    let differing: Vec<String> = found
        .into_iter()
        .filter(|(path, validator)| known.get(path) != Some(validator))
        .map(|(path, _)| path)
        .collect();
    for (path, answer) in after.answers.iter().filter(|(path, _)| !differing.contains(path)) {
        assert!(Arc::ptr_eq(answer, &before.answers[path]), "{path} was made again without need");
    }
    differing
}

#[tokio::test]
async fn one_change_makes_one_page_again() {
    let site = TestSite::start().await;
    let before = site.finished().await;
    assert_eq!(before.rendered, 12);
    site.publish("mission", Language::Korean, |content| content.lead = "새 문장입니다.".to_owned()).await;
    let after = site.renewed(&before).await;
    assert_eq!(after.rendered, 1);
    assert_eq!(differing(&before, &after), ["/ko/mission"]);
    site.visit("/ko/mission").await.shows("새 문장입니다.");
    let after = site.finished().await;
    watcher::renew(&site.state).await.unwrap();
    assert!(Arc::ptr_eq(&after, &site.state.edition.load()), "without a change nothing is made");
}

#[tokio::test]
async fn a_gift_makes_only_pages_with_the_goal_bar_again() {
    let site = TestSite::start().await;
    let before = site.finished().await;
    let with_bar: Vec<String> = {
        let shows = |path: &&String| !path.contains('.');
        let mut found = Vec::new();
        for path in before.answers.keys().filter(shows) {
            if !site.visit(path).await.texts(".goal-raised").is_empty() {
                found.push(path.clone());
            }
        }
        found.sort();
        found
    };
    assert!(!with_bar.is_empty() && with_bar.len() < 12, "{with_bar:?}");
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(1).await;
    site.eventually("the bar moves", || async { site.visit(&with_bar[0]).await.text.contains("data-raised=\"25\"") })
        .await;
    let mut made = differing(&before, &site.state.edition.load_full());
    made.sort();
    assert_eq!(made, with_bar);
}

#[tokio::test]
async fn a_name_is_on_every_page() {
    let site = TestSite::start().await;
    let before = site.finished().await;
    sqlx::query("update site_settings set short_name = 'Renamed'").execute(&site.db).await.unwrap();
    let after = site.renewed(&before).await;
    assert_eq!(after.rendered, 12);
    site.publish("mission", Language::English, |content| content.menu = "Our way".to_owned()).await;
    let named = site.renewed(&after).await;
    assert_eq!(named.rendered, 6 + 6, "the navigation stands on every page");
    for page in ["/", "/privacy"] {
        site.visit(page).await.shows("Our way");
    }
}

#[tokio::test]
async fn a_page_that_is_taken_away_is_gone() {
    let site = TestSite::start().await;
    let before = site.finished().await;
    sqlx::query("update pages set published_revision_id = null where slug = 'privacy' and language = 'en'")
        .execute(&site.db)
        .await
        .unwrap();
    site.renewed(&before).await;
    assert_eq!(site.visit("/privacy").await.status, 404);
    assert_eq!(site.visit("/ko/privacy").await.status, 200);
    sqlx::query("update pages set slug = 'our-privacy' where slug = 'privacy' and language = 'ko'")
        .execute(&site.db)
        .await
        .unwrap();
    site.eventually("the page has moved", || async { site.visit("/ko/our-privacy").await.status == 200 }).await;
    assert_eq!(site.visit("/ko/privacy").await.status, 404);
}
