//! The way out of the volunteer form, on a small phone and by keyboard.

use connect_kindness::language::Language;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{
    browser::words,
    harness::{
        TestSite,
        browser::{Browser, Look},
        window::Window,
    },
};

/// Scrolls through the page and says what lies above the way out, where anything does.
const COVERED: &str = "(() => {
    const link = document.querySelector('.quick-exit-link'), covered = [];
    for (let y = 0; y <= document.documentElement.scrollHeight; y += 19) {
        scrollTo(0, y);
        const box = link.getBoundingClientRect();
        for (const [x, height] of [[.5, .5], [.03, .1], [.97, .1], [.03, .9], [.97, .9]]) {
            const found = document.elementFromPoint(box.left + box.width * x, box.top + box.height * height);
            if (found !== link) covered.push(`${y}: ${found?.outerHTML.slice(0, 80)}`);
        }
    }
    return covered;
})()";

#[tokio::test]
async fn nothing_ever_covers_the_way_out_on_a_phone() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    for scripts in [true, false] {
        let window = browser.window(Look { width: 360, scripts, ..Look::default() }).await;
        for language in Language::ALL {
            for path in ["/volunteer", "/volunteer/thanks"] {
                window.visit(&site.page(language, path)).await;
                assert_eq!(window.ask(COVERED).await, json!([]), "{path} {language} (scripts: {scripts})");
            }
            window.visit(&site.page(language, "/volunteer")).await;
            window.send(&words(language, "volunteer-submit")).await;
            window.find("#problems:focus").await;
            assert_eq!(window.ask(COVERED).await, json!([]), "with problems {language} (scripts: {scripts})");
            window.picture(&format!("volunteer-exit-{language}")).await;
        }
    }
}

#[tokio::test]
async fn the_way_out_is_the_first_thing_for_the_keyboard() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    for path in ["/volunteer", "/volunteer/thanks"] {
        window.visit(&site.page(Language::Korean, path)).await;
        window.keys(Key::Tab).await;
        assert!(window.has(".quick-exit-link:focus").await, "{path}");
        window.keys(Key::Tab).await;
        assert!(window.has(".skip-link:focus").await, "{path}");
        assert_eq!(window.ask(COVERED).await, json!([]), "{path}: the skip link stands beside it");
    }
}

#[tokio::test]
async fn three_presses_of_escape_leave_but_not_while_hangul_is_composed() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    let form = site.page(Language::English, "/volunteer");
    window.visit(&form).await;
    window.shows(&words(Language::English, "volunteer-exit-keys")).await;
    window.fill("name", "반딧불").await;
    let composing = "(() => {
        for (let press = 0; press < 4; press++)
            document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', isComposing: true, bubbles: true}));
        return document.documentElement.hidden;
    })()";
    assert_eq!(window.ask(composing).await, Value::Bool(false));
    window.keys(Key::Escape + Key::Escape).await;
    assert_eq!((window.address().await, stays(&window).await), (form, true), "two presses do nothing");
    window.keys(Key::Escape).await;
    window.arrives_at(&words(Language::English, "volunteer-exit-url")).await;
    window.back().await;
    assert!(!window.address().await.ends_with("/volunteer"), "the form is not in the history");
}

async fn stays(window: &Window) -> bool {
    window.holds("document.documentElement.hidden === false").await
}
