//! What a visitor reads, and how it is served.

use connect_kindness::{
    language::Language,
    pages::queries::{self, NewRevision},
};

use crate::harness::{Answer, TestSite};

/// Every public page of the start content.
const PAGES: [&str; 7] = ["/", "/mission", "/why-awesome", "/get-involved", "/share", "/press", "/privacy"];

/// Every public address in both languages, forms included.
fn addresses() -> Vec<String> {
    let paths = PAGES.iter().chain(&["/donate", "/volunteer"]);
    paths.flat_map(|path| Language::ALL.map(|language| language.path(path))).collect()
}

#[tokio::test]
async fn every_page_is_whole_and_names_its_other_language() {
    let site = TestSite::start().await;
    for address in addresses() {
        let page = site.visit(&address).await;
        let (language, path) = Language::of_path(&address);
        assert_eq!(page.status, 200, "{address}");
        assert_eq!(page.texts("h1").len(), 1, "{address}");
        assert_eq!(page.attribute("html", "lang").as_deref(), Some(language.tag()), "{address}");
        assert!(!page.texts("title")[0].is_empty(), "{address}");
        let summary = page.attribute("meta[name=description]", "content").unwrap();
        assert!(path == "/volunteer" || summary.chars().count() > 20, "{address}: {summary}");
        let other = page.attribute(&format!("link[hreflang={}]", language.other()), "href").unwrap();
        assert_eq!(other, format!("{}{}", site.url, language.other().path(path)));
        assert_eq!(page.attribute("link[rel=canonical]", "href").unwrap(), format!("{}{address}", site.url));
        assert!(page.attribute("a.skip-link", "href").is_some() && page.attribute("main", "id").is_some(), "{address}");
        for forbidden in
            ["js.stripe.com", "autocomplete=\"cc-", " style=", "<style", "onclick=", "\"dateModified\":null"]
        {
            assert!(!page.text.contains(forbidden), "{address}: {forbidden}");
        }
        assert!(page.headers.get("set-cookie").is_none(), "{address}");
    }
}

#[tokio::test]
async fn no_link_of_ours_leads_nowhere() {
    let site = TestSite::start().await;
    for address in addresses() {
        let page = site.visit(&address).await;
        let document = scraper::Html::parse_document(&page.text);
        let links = scraper::Selector::parse("a[href], link[href], img[src], script[src]").unwrap();
        for element in document.select(&links) {
            let target = element.attr("href").or(element.attr("src")).unwrap();
            if target.starts_with('/') {
                assert_eq!(site.visit(target).await.status, 200, "{address} links to {target}");
            } else if let Some(id) = target.strip_prefix('#') {
                assert!(page.attribute(&format!("[id='{id}']"), "id").is_some(), "{address} links to #{id}");
            }
        }
    }
}

#[tokio::test]
async fn a_slash_too_many_leads_to_the_page() {
    let site = TestSite::start().await;
    for (typed, page) in [("/mission/", "/mission"), ("/ko/", "/ko"), ("/ko/mission/", "/ko/mission")] {
        let answer = site.visit(typed).await;
        assert_eq!((answer.status, answer.location()), (308, page));
    }
    for typed in
        ["//mission/", "/nothing/", "//evil.example/", "/\\evil.example/", "/%2F%2Fevil.example/", "/Admin", "/Healthz"]
    {
        let answer = site.visit(typed).await;
        assert_eq!((answer.status, answer.location()), (404, ""), "{typed}");
    }
}

#[tokio::test]
async fn addresses_that_people_write_lead_to_the_page_with_everything_behind_them() {
    let site = TestSite::start().await;
    let mut all = addresses();
    all.extend(
        ["/search", "/donate/manage", "/donate/transfer", "/donate/thanks", "/volunteer/thanks", "/volunteer/mine"]
            .map(str::to_owned),
    );
    all.extend(["/ko/search", "/ko/donate/manage", "/ko/donate/thanks"].map(str::to_owned));
    for address in all {
        assert_eq!(site.visit(&address).await.status, 200, "{address} answers by itself");
        let is_first = ["/", "/ko"].contains(&address.as_str());
        let bare = if address == "/" { "" } else { &address };
        let mut written =
            vec![address.to_uppercase(), format!("{bare}/index.html"), format!("{bare}/index.php?a=1&via=line")];
        written.push(if is_first { format!("{bare}/home") } else { format!("{address}/") });
        if !address.starts_with("/ko") {
            written.extend([format!("/en{bare}"), format!("/en-US{bare}/")]);
        }
        // Below these stand names that we drew, and any word may be one.
        if address.ends_with("/donate/manage") || address.ends_with("/donate/transfer") {
            written.retain(|typed| !typed.contains("/index."));
        }
        for typed in written.into_iter().filter(|typed| *typed != address) {
            for method in ["GET", "HEAD"] {
                let answer = Answer::of(site.request(method, &typed).send().await.unwrap()).await;
                let query = typed.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
                assert_eq!(
                    (answer.status, answer.location()),
                    (308, &*format!("{address}{query}")),
                    "{method} {typed}"
                );
                assert_eq!(answer.headers["cache-control"], "no-store", "a page of this name may come some day");
            }
        }
    }
    for (typed, page) in [
        ("/give", "/donate"),
        ("/donation", "/donate"),
        ("/Donations/?amount=5", "/donate?amount=5"),
        ("/ko/donations", "/ko/donate"),
        ("/volunteers", "/volunteer"),
        ("/ko/volunteers/", "/ko/volunteer"),
        ("/%ED%9B%84%EC%9B%90", "/ko/donate"),
        ("/give?next=//evil.example", "/donate?next=//evil.example"),
    ] {
        let answer = site.visit(typed).await;
        assert_eq!((answer.status, answer.location()), (308, page), "{typed}");
    }

    let token = site.token("donate");
    let fields = [("token", &*token), ("choice", "usd:2500"), ("currency", "usd")];
    for typed in ["/donate/", "/Give"] {
        let sent = site.submit(typed, &fields).await;
        assert_eq!((sent.status, sent.location()), (308, "/donate"), "a form is sent on as it is");
    }
    assert_eq!(site.submit("/mission/", &fields).await.status, 405, "pages take no forms");
    assert_eq!(site.submit("/nothing", &fields).await.status, 405);
}

#[tokio::test]
async fn public_pages_come_from_memory() {
    let site = TestSite::start().await;
    for address in addresses() {
        assert_eq!(site.statements_of(&address, "").await, 0, "{address}");
    }
    let cookie = site.signed_in_staff().await;
    assert!(site.statements_of("/admin", &cookie).await > 0, "the counter counts");
}

#[tokio::test]
async fn a_page_has_one_validator_for_each_encoding() {
    let site = TestSite::start().await;
    site.eventually("it is compressed", || async { site.state.edition.load().answers["/"].is_packed() }).await;
    let mut validators = Vec::new();
    for encoding in ["identity", "gzip", "br"] {
        let answer = site.request("GET", "/").header("accept-encoding", encoding).send().await.unwrap();
        let sent = answer.headers().get("content-encoding").map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(sent.as_deref().unwrap_or("identity"), encoding);
        assert_eq!(answer.headers()["vary"], "accept-encoding");
        let etag = answer.headers()["etag"].to_str().unwrap().to_owned();
        let again = site
            .request("GET", "/")
            .header("accept-encoding", encoding)
            .header("if-none-match", &etag)
            .send()
            .await
            .unwrap();
        assert_eq!(again.status(), 304);
        assert_eq!(again.headers()["etag"].to_str().unwrap(), etag);
        assert!(again.bytes().await.unwrap().is_empty());
        validators.push(etag);
    }
    let different: std::collections::BTreeSet<_> = validators.into_iter().collect();
    assert_eq!(different.len(), 3);
    let head = site.request("HEAD", "/").send().await.unwrap();
    assert_eq!(head.status(), 200);
    assert!(
        head.headers().contains_key("etag")
            && head.headers()["content-length"].to_str().unwrap().parse::<usize>().unwrap() > 1000
    );
}

#[tokio::test]
async fn both_instances_show_a_published_change() {
    let site = TestSite::start().await;
    let second = site.second().await;
    let before = site.visit("/ko/mission").await;
    let revision = queries::find_revision(&site.db, "mission", Language::Korean, None).await.unwrap().unwrap();
    let sentence = "두 번째 방문자가 읽는 새 문장입니다.";
    let id = site.save("mission", Language::Korean, |content| content.lead = sentence.to_owned()).await;
    connect_kindness::pages::watcher::renew(&site.state).await.unwrap();
    assert!(!site.visit("/ko/mission").await.text.contains(sentence), "a draft is not published");
    site.stand("mission", Language::Korean, Some(id), None, None).await;
    for instance in [&site, &second] {
        instance
            .eventually("the new sentence is read", || async {
                instance.visit("/ko/mission").await.text.contains(sentence)
            })
            .await;
    }
    assert_ne!(before.headers["etag"], site.visit("/ko/mission").await.headers["etag"]);
    let (page_id, language, after) = (revision.page_id, revision.language, revision.number);
    let late = NewRevision { page_id, language, after, content: &revision.content, note: None, author_id: None };
    let other = queries::add_revision(&site.db, late).await.unwrap_err();
    assert!(connect_kindness::database::met_key(&other, "page_revisions_number_key"), "the second writer is told");
}

#[tokio::test]
async fn machines_find_what_they_need() {
    let site = TestSite::start().await;
    let sitemap = site.visit("/sitemap.xml").await;
    for address in addresses() {
        sitemap.shows(&format!("<loc>{}{address}</loc>", site.url));
    }
    site.visit("/robots.txt").await.shows(&format!("Sitemap: {}/sitemap.xml", site.url));
    let security = site.visit("/.well-known/security.txt").await;
    security.shows("Contact: mailto:");
    security.shows("Expires: ");
    let page = site.visit("/").await;
    let style = page.attribute("link[rel=stylesheet]", "href").unwrap();
    let file = site.visit(&style).await;
    assert_eq!(file.headers["cache-control"], "public, max-age=31536000, immutable");
    let old = site.visit(&style.replace("/static/", "/static/0")).await;
    assert_eq!((old.status, old.headers["cache-control"].to_str().unwrap()), (200, "public, max-age=60"));
    assert_eq!(site.visit("/static/x/none.css").await.status, 404);
}

#[tokio::test]
async fn both_languages_have_every_message() {
    let keys = |language: &str| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/messages").join(language);
        let mut keys: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .flat_map(|file| {
                std::fs::read_to_string(file.unwrap().path()).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
            })
            .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()))
            .filter(|key| !key.starts_with([' ', '#', '.']))
            .collect();
        keys.sort();
        keys
    };
    assert_eq!(keys("en"), keys("ko"));
    let unknown: Vec<String> = used_keys().into_iter().filter(|key| !keys("en").contains(key)).collect();
    assert_eq!(unknown, Vec::<String>::new(), "messages that are used and do not exist");
}

/// Keys that templates ask for by name, and those that they put together.
fn used_keys() -> Vec<String> {
    use connect_kindness::{
        volunteers::form::{Area, Availability, ContactKind, Region},
        words::Word as _,
    };
    let mut keys: Vec<String> = [400, 401, 403, 404, 405, 408, 413, 421, 429, 500, 502, 503]
        .iter()
        .flat_map(|status| [format!("error-{status}-title"), format!("error-{status}-text")])
        .collect();
    keys.extend(Area::ALL.iter().map(|area| format!("area-{}", area.word())));
    keys.extend(Availability::ALL.iter().map(|often| format!("availability-{}", often.word())));
    keys.extend(Region::ALL.iter().map(|region| format!("region-{}", region.word())));
    keys.extend(ContactKind::ALL.iter().map(|kind| format!("contact-{}", kind.word())));
    for (_, text) in crate::architecture::files("templates", &["html"]) {
        for call in ["frame.t(\"", "frame.t_with(\"", "frame.t_with_two(\""] {
            keys.extend(text.split(call).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
    keys.extend(words_of_rooms().filter(|key| !key.ends_with('-') && !key.contains('{')));
    keys
}

/// What begins like a key of the rooms, wherever it stands in the program; those with `{` or a dash at the end are put
/// together.
fn words_of_rooms() -> impl Iterator<Item = String> {
    crate::architecture::files("src", &["rs"]).into_iter().flat_map(|(_, text)| {
        let words = text.split("\"rooms-").skip(1).filter_map(|rest| rest.split('"').next());
        words.map(|rest| format!("rooms-{rest}")).collect::<Vec<_>>()
    })
}
