//! Sharing in a real browser: plain links without scripts; with them copying and the share sheet of the device.

use connect_kindness::language::Language;
use serde_json::json;

use crate::{
    browser::words,
    harness::{
        TestSite,
        browser::{Browser, Look},
    },
};

#[tokio::test]
async fn links_need_no_script_and_scripts_add_copy_and_the_share_sheet() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let say = |key| words(Language::Korean, key);

    let plain = browser.window(Look { scripts: false, ..Look::default() }).await;
    for (path, list) in [("/mission", ".share-line-links a"), ("/share", ".share-links a")] {
        plain.visit(&site.page(Language::Korean, path)).await;
        plain.shows(&say("share-to-kakaostory")).await;
        assert_eq!(plain.ask(&format!("document.querySelectorAll('{list}').length")).await, 10);
        assert!(!plain.text().await.contains(&say("share-copy-address")), "no button that does nothing");
    }
    assert!(plain.holds("document.querySelector('.share-code img').naturalWidth > 0").await);

    let window = browser.window(Look::default()).await;
    let sheet = "navigator.share = async (data) => { window.shared = data; };";
    window.tools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": sheet })).await;
    let granted = json!({"origin": site.url, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
    window.tools("Browser.grantPermissions", granted).await;
    let address = site.page(Language::Korean, "/mission");
    window.visit(&address).await;
    window.press(&say("share-native")).await;
    let shared = window.ask("window.shared").await;
    assert_eq!(shared["url"], format!("{address}?via=app"));
    assert!(!shared["text"].as_str().unwrap().is_empty());
    assert!(shared["title"].is_null(), "the title of a page of thanks would tell that somebody gave");
    window.press(&say("share-copy-address")).await;
    window.shows(&say("share-copied")).await;
    assert_eq!(window.ask("navigator.clipboard.readText()").await, format!("{address}?via=copy"));

    window.visit(&site.page(Language::Korean, "/share")).await;
    window.press(&say("share-copy-words")).await;
    window.shows(&say("share-copied")).await;
    let copied = window.ask("navigator.clipboard.readText()").await;
    let home = format!("{}?via=copy", site.page(Language::Korean, "/"));
    assert!(copied.as_str().unwrap().contains("1996") && copied.as_str().unwrap().ends_with(&home), "{copied}");

    let gone = "Object.defineProperty(navigator, 'share', { value: undefined });";
    let old = browser.window(Look::default()).await;
    old.tools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": gone })).await;
    old.visit(&address).await;
    old.shows(&say("share-copy-address")).await;
    assert!(!old.text().await.contains(&say("share-native")), "no share sheet, no button");
}
