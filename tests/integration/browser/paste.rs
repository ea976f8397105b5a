//! What people paste into the editor: from word processors, sheets and pages it becomes our own text, and visitors read it
//! as it was meant.

use connect_kindness::language::Language;
use serde_json::json;
use thirtyfour::Key;

use crate::{
    browser::words,
    harness::{
        TestSite,
        browser::{Browser, Look},
        window::Window,
    },
};

const BLOCK: &str = "/admin/pages/mission/ko/b2";
const FIELD: &str = "textarea[data-paste=dialect]";

/// Where something was copied, what the clipboard holds, what the field holds afterwards, and what visitors then read.
const SOURCES: [(&str, &str, &str, &[&str]); 6] = [
    (
        "Word",
        include_str!("clipboard/word.html"),
        include_str!("clipboard/word.txt"),
        &["h3", "ul ul li", "ol li", "table td", ".notes li", "a[href='https://example.org/report?id=7']"],
    ),
    (
        "Google Docs",
        include_str!("clipboard/docs.html"),
        include_str!("clipboard/docs.txt"),
        &[
            "h3",
            "strong",
            "em",
            "ol[start='3'] li",
            "td.end",
            ".notes li",
            "a[href='https://example.org/report_2014?id=7']",
        ],
    ),
    (
        "Hangul",
        include_str!("clipboard/hangul.html"),
        include_str!("clipboard/hangul.txt"),
        &["strong", "td.end", "a[href='https://www.nkhr.or.kr']"],
    ),
    ("Excel", include_str!("clipboard/excel.html"), include_str!("clipboard/excel.txt"), &["th[scope=col]", "td.end"]),
    (
        "Google Sheets",
        include_str!("clipboard/sheets.html"),
        include_str!("clipboard/sheets.txt"),
        &["th[scope=col]", "td.end"],
    ),
    (
        "a page",
        include_str!("clipboard/page.html"),
        include_str!("clipboard/page.txt"),
        &["h3", "blockquote p + p", "ul ul li", "br", "a[href='tel:+82-2-723-1672']", "strong em"],
    ),
];

impl Window {
    /// Pastes what the clipboard holds, by kind, instead of what a field held; tells what the field holds then.
    async fn pastes(&self, selector: &str, kinds: &[(&str, &str)]) -> String {
        let pasted = self
            .ask(&format!(
                "(() => {{
                    const field = document.querySelector({});
                    field.focus();
                    field.select();
                    const clipboardData = new DataTransfer();
                    for (const [kind, text] of {}) clipboardData.setData(kind, text);
                    const event = new ClipboardEvent('paste', {{ clipboardData, bubbles: true, cancelable: true }});
                    // A browser pastes by itself where nobody took that over.
                    if (field.dispatchEvent(event)) document.execCommand('insertText', false, clipboardData.getData('text/plain'));
                    return field.value;
                }})()",
                json!(selector),
                json!(kinds)
            ))
            .await;
        pasted.as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn what_is_pasted_from_five_programs_and_a_page_is_our_text_and_can_be_taken_back() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    site.signs_in(&window).await;
    window.visit(&format!("{}{BLOCK}", site.url)).await;
    let before = window.property(FIELD, "value").await;
    window.ask("window.alert = () => { window.ran = true; }").await;
    for (name, html, expected, shown) in SOURCES {
        let text = window.pastes(FIELD, &[("text/html", html), ("text/plain", "plain")]).await;
        assert_eq!(text, expected.trim_end(), "{name}");
        for selector in shown {
            window.find(&format!("[data-shown] .prose {selector}")).await;
        }
        window.ask("document.execCommand('undo')").await;
        assert_eq!(window.property(FIELD, "value").await, before, "{name} is taken back at once");
    }
    assert_eq!(window.ask("window.ran === undefined").await, true);

    window.pastes(FIELD, &[("text/html", SOURCES[0].1), ("text/plain", "plain")]).await;
    window.find("[data-shown] .prose table").await;
    window.press(&words(Language::English, "rooms-editor-save")).await;
    window.find("#block-ko-b2 .prose table").await;
    window.picture("editor-pasted").await;
    let kept = window.ask("document.querySelector('#block-ko-b2 .prose')?.innerText ?? ''").await;
    assert!(kept.as_str().unwrap().contains("유엔 조사위원회, 2014. 2. 17."), "{kept}");
}

#[tokio::test]
async fn plain_words_stay_plain_and_lose_only_what_nobody_sees() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    site.signs_in(&window).await;
    window.visit(&format!("{}{BLOCK}", site.url)).await;
    let html = "<h2>Title</h2><p><b>bold</b></p>";
    for (kinds, expected) in [
        (&[("text/plain", "# as\n**typed**")][..], "# as\n**typed**"),
        (&[("text/plain", "a\u{200b}b \u{202e}c e\u{301} “smart” 👩‍👧\r\nd")], "ab c é “smart” 👩‍👧\nd"),
        (&[("text/plain", "연도\t명\n2014\t120")], "연도\t명\n2014\t120"),
        (
            &[("text/plain", "see https://example.org/?utm_source=x&id=1&fbclid=2. And https://example.org/a")],
            "see https://example.org/?id=1. And https://example.org/a",
        ),
        (&[("text/html", html), ("text/plain", "Title bold")], "## Title\n\n**bold**"),
        (&[("text/html", "  "), ("text/plain", "words")], "words"),
        (&[("text/html", "just <span>words</span>"), ("text/plain", "just words")], "just words"),
    ] {
        assert_eq!(window.pastes(FIELD, kinds).await, expected, "{kinds:?}");
    }
    let line =
        window.pastes("input[data-paste=line]", &[("text/html", html), ("text/plain", "Ti\u{ad}tle\n two\t3")]).await;
    assert_eq!(line, "Title two 3");

    // With the shift key, the words alone come in; while an input method puts letters together, nothing is taken over.
    window.ask("dispatchEvent(new KeyboardEvent('keydown', { key: 'V', shiftKey: true, ctrlKey: true }))").await;
    let plain = window.pastes(FIELD, &[("text/html", html), ("text/plain", "Title bold")]).await;
    assert_eq!(plain, "Title bold");
    window.ask("dispatchEvent(new KeyboardEvent('keyup', { key: 'V' }))").await;

    let halfway = window.ask(
        "(() => { const field = document.querySelector('textarea[data-paste=dialect]'); field.value = 'before after';
          field.setSelectionRange(7, 7); const clipboardData = new DataTransfer();
          clipboardData.setData('text/html', '<ul><li>a<li>b</ul>');
          field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })); return field.value; })()",
    );
    assert_eq!(halfway.await, "before \n\n- a\n- b\n\nafter", "blocks stand apart");
}

#[tokio::test]
async fn words_are_copied_from_a_page_and_pasted_by_the_keyboard() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    site.signs_in(&window).await;
    window.visit(&site.page(Language::English, "/mission")).await;
    let heading = window.ask("document.querySelector('main h2').innerText").await;
    window.ask("getSelection().selectAllChildren(document.querySelector('main'))").await;
    window.find("body").await.send_keys(Key::Control + "c").await.unwrap();
    window.visit(&format!("{}{BLOCK}", site.url)).await;
    window.find(FIELD).await.send_keys(Key::Control + "av").await.unwrap();
    let text = window.property(FIELD, "value").await;
    assert!(text.contains(&format!("## {}", heading.as_str().unwrap())), "{text}");
    assert!(!text.contains("](http://127.0.0.1"), "addresses of ours are kept without the host: {text}");
    assert!(!text.contains('<') || text.contains("<http"), "{text}");
}
