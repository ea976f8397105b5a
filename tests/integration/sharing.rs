//! Ways to pass a page on: where each link leads, what a code says, what may be copied.

use connect_kindness::{language::Language, pages::start};
use reqwest::Url;
use scraper::{Html, Selector};

use crate::harness::{Answer, TestSite};

/// Pages that pass themselves on.
const PAGES: [&str; 6] = ["/", "/mission", "/why-awesome", "/get-involved", "/press", "/privacy"];

/// The services by their words, where they are and where they take the address: a parameter's value, or its end.
const SERVICES: [(&str, &str, &str); 10] = [
    ("line", "https://social-plugins.line.me/lineit/share", "url"),
    ("naver", "https://share.naver.com/web/shareView", "url"),
    ("band", "https://band.us/plugin/share", "body"),
    ("kakaostory", "https://story.kakao.com/share", "url"),
    ("x", "https://x.com/intent/tweet", "url"),
    ("facebook", "https://www.facebook.com/sharer/sharer.php", "u"),
    ("whatsapp", "https://wa.me/", "text"),
    ("telegram", "https://t.me/share/url", "url"),
    ("bluesky", "https://bsky.app/intent/compose", "text"),
    ("mail", "mailto:", "body"),
];

/// Where the links of a page lead, those of one list.
fn links(page: &Answer, list: &str) -> Vec<Url> {
    let selector = Selector::parse(&format!("{list} a")).unwrap();
    let document = Html::parse_document(&page.text);
    document.select(&selector).map(|link| link.attr("href").unwrap().parse().unwrap()).collect()
}

fn parameter(url: &Url, name: &str) -> String {
    url.query_pairs().find(|(found, _)| found == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// Fails unless every service gets this address, with its own word, and these words with it.
fn all_pass_on(links: &[Url], address: &str, words: &str) {
    assert_eq!(links.len(), SERVICES.len());
    for (url, (word, place, name)) in links.iter().zip(SERVICES) {
        assert!(url.as_str().starts_with(place), "{url}");
        let value = parameter(url, name);
        let shared = format!("{address}?via={word}");
        assert!(
            value == shared || value.ends_with(&format!("{words} {shared}")) || value.ends_with(&format!("\n{shared}")),
            "{word}: {value}"
        );
        let all: String = url.query_pairs().map(|(_, value)| value.into_owned() + "\n").collect();
        assert!(word == "facebook" || all.contains(words), "{word}: {all}");
        assert!(word != "bluesky" || value.chars().count() <= 300, "{value}");
        assert!(word != "x" || parameter(url, "text").chars().count() <= 140, "Hangul counts twice");
        assert!(word != "band" || address.contains(&parameter(url, "route")), "{url}");
    }
}

#[tokio::test]
async fn every_page_passes_itself_on_with_a_word_for_the_way() {
    let site = TestSite::start().await;
    for language in Language::ALL {
        for path in PAGES {
            let page = site.visit(&language.path(path)).await;
            let address = format!("{}{}", site.url, language.path(path));
            all_pass_on(&links(&page, ".share-line-links"), &address, &page.texts("h1")[0]);
            assert_eq!(page.attribute("[data-copy]", "data-copy").unwrap(), format!("{address}?via=copy"));
            assert_eq!(page.attribute("[data-share]", "data-share").unwrap(), format!("{address}?via=app"));
            assert_eq!(page.texts("[data-copy][hidden], [data-share][hidden]").len(), 2, "no button without scripts");
            assert_eq!(page.text.matches("site.js").count(), 1);
        }
        let page = site.visit(&language.path("/share")).await;
        let home = format!("{}{}", site.url, language.path("/"));
        all_pass_on(&links(&page, ".share-links"), &home, &language.message("share-text"));
        assert!(page.texts(".share-line").is_empty(), "the kit is not said twice");
        assert_eq!(page.attribute("#share-address", "value").unwrap(), format!("{home}?via=copy"));
        assert_eq!(page.text.matches("site.js").count(), 1);
        let texts = page.texts(".ready-words");
        assert_eq!(texts.len(), 3);
        assert!(texts.iter().all(|text| text.ends_with(&format!("{home}?via=copy"))), "{texts:?}");
    }
    site.visit("/ko/share").await.shows("카카오톡에는 링크만으로 공유할 수 있는 주소가 없고");
    let canonical = site.visit("/mission?via=line").await.attribute("link[rel=canonical]", "href");
    assert_eq!(canonical.unwrap(), format!("{}/mission", site.url), "a word makes no second page");
}

#[tokio::test]
async fn a_title_cannot_leave_its_place_in_an_address() {
    let site = TestSite::start().await;
    let title = "A & b=c #d? \"e\" <script>alert(1)</script> %0D%0A 가";
    site.publish("mission", Language::English, |content| content.title = title.to_owned()).await;
    site.eventually("the new title is read", || async { site.visit("/mission").await.texts("h1")[0] == title }).await;
    let page = site.visit("/mission").await;
    all_pass_on(&links(&page, ".share-line-links"), &format!("{}/mission", site.url), title);
    assert!(!page.text.contains("<script>alert"));
    assert_eq!(page.attribute("[data-share]", "data-text").as_deref(), Some(title));
}

/// What a code says. `dark` tells of each point whether it is dark.
fn decode(width: usize, dark: impl Fn(usize, usize) -> bool) -> String {
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, width, |x, y| if dark(x, y) { 0 } else { 255 });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    grids[0].decode().unwrap().1
}

fn decode_png(file: &[u8]) -> String {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (1200, 1200));
    let mut points = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut points).unwrap();
    let white = (0..1200).all(|at| points[at] == 255 && points[at * 1200] == 255 && points[1199 * 1200 + at] == 255);
    assert!(white, "a white border");
    decode(1200, |x, y| points[y * 1200 + x] < 128)
}

/// Draws the runs of our SVG, each point ten times as large, because a reader wants more than one pixel.
fn decode_svg(file: &str) -> String {
    let width: usize = file.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let path = file.split("<path d=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut dark = vec![false; width * width];
    for run in path.split('M').skip(1) {
        let mut numbers = run.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse::<usize>().ok());
        let (x, y, length) = (numbers.next().unwrap(), numbers.next().unwrap(), numbers.next().unwrap());
        assert!(x >= 4 && y >= 4 && x + length <= width - 4 && y < width - 4, "a white border");
        dark[y * width + x..][..length].fill(true);
    }
    decode(width * 10, |x, y| dark[y / 10 * width + x / 10])
}

#[tokio::test]
async fn a_code_opens_its_page_from_paper() {
    let site = TestSite::start().await;
    for language in Language::ALL {
        let folder = if language == Language::Korean { "ko/" } else { "" };
        for path in PAGES.iter().chain(&["/share", "/donate", "/volunteer"]) {
            let name = if *path == "/" { "home" } else { &path[1..] };
            let address = format!("{}{}?via=poster", site.url, language.path(path));
            let svg = site.visit(&format!("/qr/{folder}{name}.svg")).await;
            assert_eq!(
                (svg.status, svg.headers["content-type"].to_str().unwrap()),
                (200, "image/svg+xml; charset=utf-8")
            );
            assert_eq!(svg.headers["cache-control"], "public, max-age=86400");
            assert_eq!(decode_svg(&svg.text), address);
            let png = site.request("GET", &format!("/qr/{folder}{name}.png")).send().await.unwrap();
            assert_eq!(png.headers()["content-type"], "image/png");
            assert_eq!(decode_png(&png.bytes().await.unwrap()), address);
        }
        let kit = site.visit(&language.path("/share")).await;
        assert_eq!(kit.attribute(".share-code img", "src").unwrap(), format!("/qr/{folder}home.svg"));
        let page = site.visit(&language.path("/mission")).await;
        assert_eq!(page.attribute(".on-paper img", "src").unwrap(), format!("/qr/{folder}mission.svg"));
    }
    assert_eq!(site.statements_of("/qr/home.svg", "").await, 0);
    for nothing in [
        "none.svg",
        "home.gif",
        "home",
        "Home.svg",
        "en/home.svg",
        "ko.svg",
        "ko/.svg",
        "ko/ko/home.svg",
        "admin.svg",
        "sitemap.xml.svg",
        "..%2fhome.svg",
        "home.svg.svg",
    ] {
        assert_eq!(site.visit(&format!("/qr/{nothing}")).await.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn a_code_is_sent_compressed_and_known_again() {
    let site = TestSite::start().await;
    for (file, accepted, encoding) in [
        ("mission.svg", "br", Some("br")),
        ("mission.svg", "gzip", Some("gzip")),
        ("mission.svg", "identity", None),
        ("mission.png", "br, gzip", None),
    ] {
        let ask = || site.request("GET", &format!("/qr/{file}")).header("accept-encoding", accepted);
        let first = ask().send().await.unwrap();
        let header = |name: &str| first.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(
            (first.status().as_u16(), header("content-encoding").as_deref()),
            (200, encoding),
            "{file} {accepted}"
        );
        assert_eq!(header("vary").as_deref(), file.ends_with("svg").then_some("accept-encoding"), "{file}");
        let again = ask().header("if-none-match", header("etag").unwrap()).send().await.unwrap();
        assert_eq!(again.status(), 304, "{file} {accepted}");
    }
    site.take_away("mission", Language::English).await;
    site.eventually("a page that is gone has no code", || async {
        site.visit("/qr/mission.svg").await.status == 404 && site.visit("/qr/ko/mission.svg").await.status == 200
    })
    .await;
}

#[tokio::test]
async fn the_press_finds_facts_names_and_marks() {
    let site = TestSite::start().await;
    for (address, name) in [("/press", "NKHR"), ("/ko/press", "북한인권시민연합")] {
        let page = site.visit(address).await;
        page.shows(name);
        assert!(page.texts(".source").len() >= 5, "every fact has its source");
        let files: Vec<_> = page.text.split("href=\"/static/press/").skip(1).collect();
        assert_eq!(files.len(), 3);
        for file in files {
            let file = file.split('"').next().unwrap();
            assert_eq!(site.visit(&format!("/static/press/{file}")).await.status, 200, "{file}");
        }
        let footer = if address.starts_with("/ko") { "/ko" } else { "/" };
        assert!(site.visit(footer).await.attribute(&format!(".footer-links a[href='{address}']"), "href").is_some());
    }
    let page = site.visit("/press").await;
    let words: Vec<usize> = page.texts(".ready-words").iter().map(|text| text.split(' ').count() - 1).collect();
    assert_eq!(words, [50, 100], "and the address");
}

#[tokio::test]
async fn a_site_from_before_gets_the_press_page_and_keeps_its_own_words() {
    let site = TestSite::start().await;
    let mission = site.visit("/mission").await.text;
    sqlx::raw_sql("delete from pages where slug = 'press'").execute(&site.db).await.unwrap();
    site.eventually("it is gone", || async { site.visit("/press").await.status == 404 }).await;
    start::seed(&site.db).await.unwrap();
    site.eventually("it is there", || async { site.visit("/press").await.status == 200 }).await;
    assert_eq!(site.visit("/mission").await.text, mission);
    assert_eq!(
        site.count("select count(*) from page_revisions join pages on page_id = pages.id where slug = 'mission'").await,
        2
    );
}
