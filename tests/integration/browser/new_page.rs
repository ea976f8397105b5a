//! The life of a page in a browser, with scripts and without: made in both languages, shown to somebody by a link, planned,
//! read by a visitor at the minute on two instances; and a sentence changed in three presses.

use connect_kindness::language::Language;
use time::{Duration, OffsetDateTime, UtcOffset, macros::format_description};

use crate::harness::{
    TestSite,
    browser::{Browser, Look},
    window::Window,
};

/// A minute that is to come, as the field of a time wants it, by the clock of Seoul.
fn coming_minute() -> String {
    let seoul = UtcOffset::from_hms(9, 0, 0).unwrap();
    let minute = (OffsetDateTime::now_utc() + Duration::seconds(70)).to_offset(seoul);
    minute.format(format_description!("[year]-[month]-[day]T[hour]:[minute]")).unwrap()
}

/// Writes into a block as it stands, and saves.
async fn write(window: &Window, url: &str, fields: &[(&str, &str)]) {
    window.visit(url).await;
    for (name, text) in fields {
        window.fill(name, text).await;
    }
    window.send("Save").await;
    window.shows("Saved in your draft.").await;
}

/// Makes a page in both languages, with one block of text on each side.
async fn makes_a_page(site: &TestSite, window: &Window, slug: &str) {
    window.visit(&format!("{}/admin/pages/new", site.url)).await;
    window.fill("title_en", "A winter of letters").await;
    window.fill("title_ko", "편지의 겨울").await;
    window.fill("slug", slug).await;
    window.send("Make this page").await;
    window.shows("A winter of letters").await;
    let room = format!("{}/admin/pages/{slug}", site.url);
    let head = |menu, summary, lead| [("menu", menu), ("summary", summary), ("lead", lead)];
    write(window, &format!("{room}/en/head"), &head("Letters", "Letters that arrive.", "Each letter arrives.")).await;
    write(window, &format!("{room}/ko/head"), &head("편지", "도착하는 편지.", "모든 편지는 도착합니다.")).await;
    window.visit(&format!("{room}/en/add")).await;
    window.find("button[value='add.en.prose']").await.click().await.unwrap();
    window.arrives_at("new=yes").await;
    window.fill("heading", "Who writes").await;
    window.fill("text", "Written on 2014. 2. 17. by **neighbours**.").await;
    window.send("Save").await;
    window.shows("is missing in 한국어").await;
    window.find("button[value^='counterpart.ko']").await.click().await.unwrap();
    window.arrives_at("new=yes").await;
    window.fill("heading", "누가 쓰나요").await;
    window.fill("text", "2014. 2. 17. **이웃(친구)**이 썼습니다.").await;
    window.send("Save").await;
    window.shows("Saved in your draft.").await;
}

#[tokio::test]
async fn a_page_is_made_shown_planned_and_read_at_the_minute() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    for scripts in [true, false] {
        let slug = if scripts { "letters" } else { "plain-letters" };
        let writer = browser.window(Look { scripts, ..Look::default() }).await;
        site.signs_in(&writer).await;
        makes_a_page(&site, &writer, slug).await;
        writer.picture(if scripts { "staff-page-new" } else { "staff-page-new-plain" }).await;

        writer.follow("Preview links").await;
        writer.send("Make a link").await;
        let link = writer.property("#preview-link", "value").await;
        let reader = browser.window(Look { scripts, width: 390, ..Look::default() }).await;
        reader.visit(&link).await;
        reader.shows("Each letter arrives.").await;
        reader.picture(if scripts { "preview" } else { "preview-plain" }).await;
        reader.follow("한국어").await;
        reader.shows("모든 편지는 도착합니다.").await;
        assert!(
            reader.holds("document.querySelector('.prose strong')?.textContent === '이웃(친구)'").await || !scripts
        );

        writer.visit(&format!("{}/admin/pages/{slug}/publish", site.url)).await;
        writer.shows("Each letter arrives.").await;
        writer.choose("At a time").await;
        let set = format!("document.querySelector('[name=starts]').value = '{}'; true", coming_minute());
        writer.ask(&set).await;
        writer.picture(if scripts { "staff-publish" } else { "staff-publish-plain" }).await;
        writer.send("Publish").await;
        writer.shows("Planned. It appears by itself").await;
        assert_eq!(site.visit(&format!("/{slug}")).await.status, 404);
        let other = site.second().await;
        for at in [&site, &other] {
            for language in Language::ALL {
                let path = language.path(&format!("/{slug}"));
                let mut is_there = false;
                for _ in 0..6 {
                    is_there = is_there || at.comes_up(&path).await;
                }
                assert!(is_there, "{path} never came");
            }
        }
        reader.visit(&site.page(Language::Korean, &format!("/{slug}"))).await;
        reader.shows("2014. 2. 17. 이웃(친구)이 썼습니다.").await;
    }
}

impl TestSite {
    /// Whether a page is there within some patience.
    async fn comes_up(&self, path: &str) -> bool {
        crate::harness::patience::eventually(async || self.visit(path).await.status == 200).await
    }
}

#[tokio::test]
async fn a_sentence_is_changed_in_three_presses_and_one_glance() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    for scripts in [true, false] {
        let writer = browser.window(Look { scripts, ..Look::default() }).await;
        site.signs_in(&writer).await;
        writer.visit(&format!("{}/admin/pages/mission", site.url)).await;
        let sentence = if scripts { "Nobody is left behind" } else { "Every name counts" };
        writer.find("#block-en-b2 a[href$='/en/b2']").await.click().await.unwrap();
        writer.arrives_at("/en/b2").await;
        writer.fill("heading", sentence).await;
        writer.send("Save and publish…").await;
        writer.shows("What changes for visitors").await;
        writer.shows(sentence).await;
        writer.send("Publish").await;
        writer.shows("Published.").await;
        site.eventually("visitors read it", || async { site.visit("/mission").await.text.contains(sentence) }).await;
    }
}
