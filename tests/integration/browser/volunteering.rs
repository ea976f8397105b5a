//! A volunteer in a real browser without scripts, on a phone and in Korean: a mistake, a question, the mail, and coming back
//! with the code.

use connect_kindness::language::Language;

use crate::{
    browser::words,
    harness::{
        TestSite,
        browser::{Browser, Look},
        window::Window,
    },
};

fn say(key: &str) -> String {
    words(Language::Korean, key)
}

/// Sends the form. Who is quicker than people are is asked to send it once more.
async fn sends(window: &Window, button: &str) {
    window.send(button).await;
    while window.text().await.contains(&say("volunteer-notice-too-fast")) {
        window.send(&say("volunteer-submit")).await;
    }
}

async fn enters(site: &TestSite, window: &Window, code: &str) {
    window.visit(&site.page(Language::Korean, "/volunteer/mine")).await;
    window.fill("code", code).await;
    window.send(&say("mine-show")).await;
}

#[tokio::test]
async fn somebody_offers_help_in_korean_without_scripts_and_takes_it_back() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let look = Look { width: 360, scripts: false, language: "ko", ..Look::default() };
    let window = browser.window(look).await;
    window.visit(&site.page(Language::Korean, "/volunteer")).await;
    window.fill("name", "반딧불").await;
    window.choose(&say("contact-mail")).await;
    window.fill("contact", "firefly@home").await;
    window.choose(&say("volunteer-discreet")).await;
    window.choose(&say("area-teaching")).await;
    window.fill("message", "북에 있는 동생을 생각하며").await;
    window.choose(&say("volunteer-consent")).await;
    window.choose(&say("volunteer-of-age")).await;
    window.send(&say("volunteer-submit")).await;

    window.shows(&say("form-problems-title")).await;
    assert!(window.ask("document.title").await.as_str().unwrap().starts_with(&say("form-error-mark")));
    assert!(window.has("#problems:focus").await, "reading goes on at the summary");
    window.shows(&say("volunteer-ask-relatives")).await;
    window.shows(&say("volunteer-note-message")).await;
    window.picture("volunteer-asked-ko-360").await;
    window.fill("contact", "firefly@example.org").await;
    sends(&window, &say("volunteer-as-is")).await;
    window.shows(&say("volunteer-thanks-code-title")).await;
    let code = window.find(".transfer-code").await.text().await.unwrap();
    window.picture("volunteer-thanks-ko-360").await;

    site.eventually("the mail arrives", || async { !site.letters_to("firefly@example.org").is_empty() }).await;
    let mail = site.letters_to("firefly@example.org").remove(0);
    assert!(mail.text().contains(&code) && !mail.text().contains("동생"));
    window.visit(&format!("{}{}", site.url, mail.path("/volunteer/confirm/"))).await;
    window.picture("volunteer-confirm-ko-360").await;
    assert_eq!(site.count("select count(*) from people where admission = 'admitted'").await, 0);
    window.send(&say("volunteer-confirm-submit")).await;
    window.shows(&say("volunteer-confirmed-text")).await;
    assert_eq!(site.count("select count(*) from people where admission = 'admitted'").await, 1);

    enters(&site, &window, "0123-4567-89AB").await;
    window.shows(&say("mine-problem-code")).await;
    enters(&site, &window, &code.to_lowercase()).await;
    window.shows(&say("mine-state-waiting")).await;
    assert!(!window.text().await.contains("반딧불"));
    window.picture("volunteer-mine-ko-360").await;
    window.send(&say("mine-replace")).await;
    window.fill("name", "반딧불이").await;
    window.choose(&say("contact-line")).await;
    window.fill("contact", "firefly07").await;
    window.choose(&say("area-research")).await;
    window.choose(&say("volunteer-consent")).await;
    window.choose(&say("volunteer-of-age")).await;
    sends(&window, &say("volunteer-submit")).await;
    window.shows(&say("volunteer-thanks-code-title")).await;
    assert_eq!(window.find(".transfer-code").await.text().await.unwrap(), code);
    assert_eq!(site.count("select count(*) from applications where replaced_on is not null").await, 1);

    enters(&site, &window, &code).await;
    window.shows(&say("area-research")).await;
    window.send(&say("mine-withdraw")).await;
    window.send(&say("mine-erase")).await;
    window.shows(&say("mine-gone-text")).await;
    assert_eq!(site.count("select count(*) from people").await, 0);
    enters(&site, &window, &code).await;
    window.shows(&say("mine-problem-code")).await;
}
