//! What a window does between two pages, where a slow machine stays for long: it waits for the page that comes.

use connect_kindness::language::Language;

use crate::{
    browser::words,
    harness::{
        TestSite,
        browser::{Browser, Look},
        window::Window,
    },
};

/// Takes the page away for a while, as between two documents.
async fn goes_away(window: &Window) {
    let leave = "(() => {
        const page = document.documentElement;
        page.remove();
        setTimeout(() => document.append(page), 400);
    })()";
    window.ask(leave).await;
}

#[tokio::test]
async fn a_window_waits_between_two_pages() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    window.visit(&site.page(Language::English, "/volunteer")).await;
    goes_away(&window).await;
    assert_eq!(window.ask("document.documentElement.lang").await, "en");
    goes_away(&window).await;
    assert!(window.has("main form").await);
    goes_away(&window).await;
    assert!(window.text().await.contains(&words(Language::English, "volunteer-submit")));
    goes_away(&window).await;
    window.fill("name", "Dana").await;
    goes_away(&window).await;
    assert_eq!(window.property("[name=name]", "value").await, "Dana");
    goes_away(&window).await;
    window.send(&words(Language::English, "volunteer-submit")).await;
    assert!(window.has("#problems").await, "the page that came is another one");
}
