//! The edition: what is made again when something changes, and what stays as it is.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::{Duration, Instant},
};

use connect_kindness::{
    edition::Edition,
    language::Language,
    pages::{self, watcher},
};

use reqwest::StatusCode;

use crate::harness::{Answer, TestSite, patience::until};

impl TestSite {
    /// Waits until the edition is compressed and drawn.
    pub(crate) async fn finished(&self) -> Arc<Edition> {
        until("the edition is finished", async || {
            Some(self.state.edition.load_full()).filter(|edition| edition.is_finished())
        })
        .await
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
    assert_eq!(before.rendered, 14);
    site.publish("mission", Language::Korean, |content| content.lead = "새 문장입니다.".to_owned()).await;
    let after = site.renewed(&before).await;
    assert_eq!(after.rendered, 1);
    assert_eq!(differing(&before, &after), ["/ko/mission"]);
    site.visit("/ko/mission").await.shows("새 문장입니다.");
    let after = site.finished().await;
    watcher::renew(&site.state).await.unwrap();
    assert!(Arc::ptr_eq(&after, &site.state.edition.load()), "without a change nothing is made");
}

/// However slow the machine is: what counts is how many editions fit into the time that it took.
#[tokio::test]
async fn a_burst_of_changes_makes_few_editions() {
    let site = TestSite::start().await;
    site.finished().await;
    let begun = Instant::now();
    let is_over = Cell::new(false);
    let changes = async {
        for number in 1..=40 {
            let change = sqlx::query("update site_settings set short_name = $1").bind(format!("Name {number}"));
            change.execute(&site.db).await.unwrap();
        }
        site.eventually("the last name is up", || async { site.visit("/").await.text.contains("Name 40") }).await;
        is_over.set(true);
    };
    let (mut last, mut editions) = (site.state.edition.load_full(), 0_u128);
    let watching = async {
        while !is_over.get() {
            // An edition that nobody looks at in time is one less to count.
            tokio::time::sleep(Duration::from_millis(1)).await;
            let now = site.state.edition.load_full();
            editions += u128::from(!Arc::ptr_eq(&now, &last));
            last = now;
        }
    };
    tokio::join!(changes, watching);
    let most = 2 + begun.elapsed().as_millis() / 100;
    assert!(editions <= most, "{editions} editions where {most} are enough");
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
    assert!(!with_bar.is_empty() && with_bar.len() < 14, "{with_bar:?}");
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
    assert_eq!(after.rendered, 14);
    site.publish("mission", Language::English, |content| content.menu = "Our way".to_owned()).await;
    let named = site.renewed(&after).await;
    assert_eq!(named.rendered, 7 + 7, "the navigation stands on every page");
    for page in ["/", "/privacy"] {
        site.visit(page).await.shows("Our way");
    }
}

#[tokio::test]
async fn a_page_that_is_taken_away_is_gone() {
    let site = TestSite::start().await;
    let before = site.finished().await;
    site.take_away("privacy", Language::English).await;
    site.renewed(&before).await;
    site.visit("/privacy").await.shows("This page is only available in Korean.");
    assert_eq!(site.visit("/ko/privacy").await.status, 200);
    site.moves("privacy", "our-privacy").await;
    site.eventually("the page has moved", || async { site.visit("/ko/our-privacy").await.status == 200 }).await;
    assert_eq!(site.visit("/our-privacy").await.status, 200);
    site.take_away("our-privacy", Language::Korean).await;
    site.eventually("it is gone", || async { site.visit("/ko/our-privacy").await.status == 404 }).await;
    for address in ["/privacy", "/ko/privacy", "/our-privacy"] {
        assert_eq!(site.visit(address).await.status, 404, "{address}");
    }
}

#[tokio::test]
async fn a_page_in_one_language_answers_at_both_addresses_and_says_so() {
    let site = TestSite::start().await;
    let before = site.finished().await;
    site.take_away("press", Language::Korean).await;
    let edition = site.renewed(&before).await;
    let own = site.visit("/press").await;
    let page = site.visit("/ko/press").await;
    assert_eq!((page.status, page.attribute("html", "lang").as_deref()), (200, Some("ko")));
    page.shows("이 페이지는 영어로만 볼 수 있습니다.");
    assert_eq!(page.texts("main [lang=en] h1"), own.texts("main h1"), "its words are marked as English");
    assert_eq!(page.texts("main [lang=en] h2").len(), own.texts("main h2").len());
    assert_eq!(page.attribute("title", "lang").as_deref(), Some("en"));
    assert_eq!(page.texts(".site-nav"), site.visit("/ko").await.texts(".site-nav"), "what is around them is Korean");
    let canonical = format!("{}/press", site.url);
    for (selector, name) in [("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")] {
        assert_eq!(page.attribute(selector, name).as_deref(), Some(&*canonical), "{selector}");
    }
    for page in [&own, &page] {
        assert_eq!(page.attributes("link[rel=alternate]", "hreflang"), ["en"]);
        assert_eq!(page.attributes("link[rel=alternate]", "href"), [canonical.as_str()]);
        assert!(page.texts("meta[property='og:locale:alternate']").is_empty());
    }
    page.shows("\"inLanguage\":\"en\"");
    assert_eq!(own.attribute(".language-switch", "href").as_deref(), Some("/ko/press"));
    assert_eq!(page.attribute(".language-switch", "href").as_deref(), Some("/press"));
    assert!(!site.visit("/sitemap.xml").await.text.contains("/ko/press"));
    assert_eq!(site.visit("/KO/Press/").await.location(), "/ko/press");
    for address in edition.answers.keys().filter(|address| !address.contains('.')) {
        for target in site.visit(address).await.attributes("a[href], link[href], img[src]", "href") {
            if let Some(target) =
                target.strip_prefix(&site.url).or(Some(&target)).filter(|target| target.starts_with('/'))
            {
                assert_eq!(site.visit(target).await.status, 200, "{address} links to {target}");
            }
        }
    }
    let folder = std::env::temp_dir().join(format!("edition-{}", uuid::Uuid::new_v4()));
    let keys = &site.state.config.keys;
    pages::edition::copy::write(&folder, &edition, &site.url, keys).unwrap();
    let copied = pages::edition::copy::read(&folder, &site.url, keys).unwrap().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(copied.answers.contains_key("/ko/press"), "a copy on disk holds it, too");

    site.take_away("press", Language::English).await;
    site.eventually("it is gone", || async { site.visit("/press").await.status == 404 }).await;
    assert_eq!(site.visit("/ko/press").await.status, 404);
    for address in ["/", "/ko", "/donate", "/ko/volunteer"] {
        let links = site.visit(address).await.attributes(".footer-links a", "href");
        assert!(!links.iter().any(|link| link.contains("press")), "{address}: {links:?}");
    }
}

#[tokio::test]
async fn both_languages_name_each_other_everywhere_or_nowhere() {
    let site = TestSite::start().await;
    let before = site.finished().await;
    site.take_away("share", Language::Korean).await;
    let edition = site.renewed(&before).await;
    let sitemap = site.visit("/sitemap.xml").await.text;
    let listed = |address: &str| {
        let entry = sitemap.split("<url>").find(|entry| entry.contains(&format!("<loc>{address}</loc>"))).unwrap();
        let links = entry.split("hreflang=\"").skip(1).filter(|link| !link.starts_with("x-default"));
        links.map(|link| link.split('"').nth(2).unwrap().to_owned()).collect::<BTreeSet<String>>()
    };
    let mut alone = 0;
    for entry in &edition.listed {
        let page = site.visit(&entry.address()).await;
        let own = format!("{}{}", site.url, entry.address());
        assert_eq!(page.attribute("link[rel=canonical]", "href").unwrap(), own);
        let tags = ["en", "ko"].map(|tag| page.attribute(&format!("link[hreflang={tag}]"), "href"));
        let named: BTreeSet<String> = tags.into_iter().flatten().collect();
        assert_eq!(named, listed(&own), "head and sitemap of {own} say the same");
        assert!(named.contains(&own));
        for other in named.iter().filter(|other| **other != own) {
            assert!(listed(other).contains(&own), "{other} names {own}, too");
            assert_eq!(site.visit(other.strip_prefix(&site.url).unwrap()).await.status, 200);
        }
        if named.len() == 1 {
            alone += 1;
            assert_eq!(entry.path, "/share");
            assert_eq!(
                page.attribute("a.language-switch", "href").unwrap(),
                "/ko/share",
                "the switch leads to what stands in"
            );
        }
    }
    assert_eq!(alone, 1);
}

#[tokio::test]
async fn every_page_has_a_card_and_a_code() {
    let site = TestSite::start().await;
    let edition = site.finished().await;
    let mut cards = BTreeSet::new();
    for entry in &edition.listed {
        let page = site.visit(&entry.address()).await;
        let meta = |name: &str| page.attribute(&format!("meta[property='og:{name}']"), "content").unwrap();
        assert_eq!((meta("title"), meta("description")), (entry.title.clone(), entry.summary.clone()));
        assert_eq!((meta("image:width"), meta("image:height")), ("1200".to_owned(), "630".to_owned()));
        assert!(meta("image:alt").contains(&entry.title));
        let address = meta("image");
        let path = address.strip_prefix(&site.url).unwrap();
        let picture = site.request("GET", path).send().await.unwrap();
        assert_eq!(
            (picture.status(), &picture.headers()["content-type"]),
            (StatusCode::OK, &"image/png".parse().unwrap())
        );
        assert!(picture.headers()["cache-control"].to_str().unwrap().contains("immutable"), "{path}");
        let bytes = picture.bytes().await.unwrap();
        let mut size = [0; 8];
        size.copy_from_slice(&bytes[16..24]);
        assert_eq!((&bytes[..8], size), (&b"\x89PNG\r\n\x1a\n"[..], [0, 0, 4, 0xb0, 0, 0, 2, 0x76]), "{path}");
        assert!(cards.insert(bytes), "{path} is the card of another page");
        let code = site.visit(&entry.code_address()).await;
        assert_eq!(
            (code.status, code.headers["content-type"].to_str().unwrap()),
            (200, "image/svg+xml; charset=utf-8")
        );
        let data = page.texts("script[type='application/ld+json']").join("");
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        let kinds: Vec<_> = data["@graph"].as_array().unwrap().iter().map(|part| part["@type"].clone()).collect();
        assert_eq!(kinds, ["NGO", "WebSite", "WebPage"]);
        let (organisation, described) = (&data["@graph"][0], &data["@graph"][2]);
        assert_eq!((&described["name"], &described["url"]), (&entry.title.clone().into(), &meta("url").into()));
        let donate = organisation["potentialAction"]["target"].as_str().unwrap();
        assert_eq!(donate, format!("{}{}", site.url, entry.language.path("/donate")));
    }
    let parts = |path: &'static str, range: &'static str| site.request("GET", path).header("range", range).send();
    let part = parts("/cards/x/en/home.png", "bytes=0-7").await.unwrap();
    assert_eq!((part.status().as_u16(), &part.bytes().await.unwrap()[..]), (206, &b"\x89PNG\r\n\x1a\n"[..]));
    for (path, status) in
        [("/cards/0/ko/mission.png", 200), ("/cards/0/ko/nothing.png", 404), ("/cards/0/xx/home.png", 404)]
    {
        let answer = site.visit(path).await;
        assert_eq!(answer.status, status, "{path}");
        if status == 200 {
            assert_eq!(
                answer.headers["cache-control"], "public, max-age=60",
                "an old address leads to the card of today"
            );
        }
    }
}

#[tokio::test]
async fn small_gifts_leave_the_cards_as_they_are() {
    let site = TestSite::start().await;
    let before = site.finished().await;
    let keys = |edition: &Edition| edition.listed.iter().map(|entry| entry.card.key.clone()).collect::<Vec<_>>();
    for (amount, changed) in [("25", false), ("5000", true)] {
        let session = site.begin_gift("usd", amount).await;
        site.stripe.pay(&session).unwrap();
        let shown = site.finished().await;
        let after = {
            let page = format!("data-raised=\"{}\"", if changed { "5025" } else { "25" });
            site.eventually("the bar moves", || async { site.visit("/").await.text.contains(&page) }).await;
            site.finished().await
        };
        assert!(!Arc::ptr_eq(&shown, &after) || !changed);
        assert_eq!(keys(&before) != keys(&after), changed, "after {amount}");
        for (old, new) in before.listed.iter().zip(&after.listed).filter(|(old, new)| old.card.key == new.card.key) {
            assert!(Arc::ptr_eq(&old.card, &new.card), "{} was drawn again without need", new.address());
        }
    }
}

#[tokio::test]
async fn a_mistyped_address_offers_what_was_meant() {
    let site = TestSite::start().await;
    for (typed, meant) in [
        ("/misson", "/mission"),
        ("/ko/why-awsome", "/ko/why-awesome"),
        ("/en/privcy.html", "/privacy"),
        ("/get-involve", "/get-involved"),
    ] {
        let page = site.visit(typed).await;
        assert_eq!(page.status, 404);
        assert_eq!(page.attribute(".ways-on a", "href").as_deref(), Some(meant), "{typed}");
        assert_eq!(page.attribute("meta[name=robots]", "content").as_deref(), Some("noindex"));
    }
    let hostile = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    for path in [format!("/{hostile}"), format!("/search?q={hostile}"), format!("/ko/search?q={hostile}{hostile}")] {
        let page = site.visit(&path).await;
        assert!(!page.text.contains("<script>alert") && !page.text.contains("\"><script"), "{path}");
        assert_eq!(page.texts("h1").len(), 1, "{path}");
    }
    for (query, status) in [("%ff%fe", 400), ("%00", 400), (&*"x".repeat(5000), 200)] {
        assert_eq!(site.visit(&format!("/search?q={query}")).await.status, status, "{query:.9}");
    }
    let found = |page: Answer| page.texts("h2.row-title a");
    let all = found(site.visit("/search").await);
    assert_eq!(all.len(), 10);
    let page = site.visit("/ko/search?q=%EB%B6%81%ED%95%9C").await;
    assert_eq!(page.headers["x-robots-tag"], "noindex");
    assert_eq!(page.attribute("input[name=q]", "value").as_deref(), Some("북한"));
    assert!(!found(page).is_empty());
    assert!(found(site.visit("/search?q=PRIVACY").await).iter().any(|title| all.contains(title)));
    assert_eq!(site.statements_of("/search?q=mission", "").await, 0, "the search asks no database");
}

#[tokio::test]
async fn a_phone_can_keep_the_site() {
    let site = TestSite::start().await;
    for (home, lang) in [("/", "en"), ("/ko", "ko")] {
        let page = site.visit(home).await;
        let address = page.attribute("link[rel=manifest]", "href").unwrap();
        let manifest = site.visit(&address).await;
        assert_eq!(manifest.headers["content-type"], "application/manifest+json; charset=utf-8");
        let manifest: serde_json::Value = serde_json::from_str(&manifest.text).unwrap();
        assert_eq!((&manifest["lang"], &manifest["start_url"]), (&lang.into(), &home.into()));
        for icon in manifest["icons"].as_array().unwrap() {
            assert_eq!(site.visit(icon["src"].as_str().unwrap()).await.status, 200, "{icon}");
        }
    }
    for path in ["/favicon.ico", "/apple-touch-icon.png"] {
        assert_eq!(site.visit(path).await.status, 200, "{path}");
    }
}
