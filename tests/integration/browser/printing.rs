//! What comes out of a printer, straight after a page was opened.

use connect_kindness::language::Language;
use serde_json::json;

use crate::harness::{
    TestSite,
    browser::{Browser, Look},
};

#[tokio::test]
async fn the_code_of_a_page_is_there_when_it_is_printed() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    for scripts in [true, false] {
        let window = browser.window(Look { scripts, ..Look::default() }).await;
        for (language, path) in [(Language::English, "/mission"), (Language::Korean, "/share"), (Language::Korean, "/")]
        {
            window.visit(&site.page(language, path)).await;
            window.tools("Emulation.setEmulatedMedia", json!({"media": "print"})).await;
            let missing = "[...document.querySelectorAll('.on-paper img, .share-code img')].filter(image => {
                const box = image.getBoundingClientRect();
                return !image.complete || image.naturalWidth === 0 || box.width < 50;
            }).map(image => image.src)";
            assert_eq!(window.ask(missing).await, json!([]), "{path} {language} (scripts: {scripts})");
            assert!(window.has(".on-paper img").await, "{path} {language}");
            window.tools("Emulation.setEmulatedMedia", json!({"media": ""})).await;
        }
    }
}
