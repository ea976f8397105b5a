//! Nothing typed is lost: by Back, by a reload, by the other language; and nothing stays behind for somebody else.

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

const TYPED: [(&str, &str); 4] = [
    ("name", "반딧불"),
    ("contact", "firefly@home"),
    ("languages", "한국어, 영어 조금"),
    ("message", "주말이\n좋아요"),
];

#[tokio::test]
async fn a_volunteer_goes_back_and_forth_and_loses_nothing() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    let say = |key| words(Language::Korean, key);
    window.visit(&site.page(Language::Korean, "/volunteer")).await;
    window.shows(&say("form-draft")).await;
    types(&window).await;

    window.follow(&say("footer-privacy")).await;
    window.arrives_at("/ko/privacy").await;
    window.back().await;
    holds_all(&window, "back from the privacy page").await;
    window.reload().await;
    holds_all(&window, "after a reload").await;

    window.send(&say("volunteer-submit")).await;
    window.find("#problem-contact").await;
    holds_all(&window, "with a mistake").await;
    window.back().await;
    holds_all(&window, "back from the mistake").await;

    window.send(Language::English.name()).await;
    assert_eq!(window.property("html", "lang").await, "en");
    holds_all(&window, "in English").await;
    assert!(!window.has("#problems").await);
    window.fill("name", "반딧불이").await;
    window.send(Language::Korean.name()).await;
    assert_eq!(window.property("[name=name]", "value").await, "반딧불이");

    window.follow(&say("nav-donate")).await;
    window.arrives_at("/ko/donate").await;
    window.visit(&site.page(Language::Korean, "/volunteer")).await;
    assert_eq!(window.property("[name=name]", "value").await, "", "who opens the form anew may be somebody else");
    assert_eq!(site.count("select count(*) from applications").await, 0);
}

#[tokio::test]
async fn a_correction_after_thanks_replaces_and_somebody_elses_offer_does_not() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    let say = |key| words(Language::Korean, key);
    let form = site.page(Language::Korean, "/volunteer");
    window.visit(&form).await;
    offers(&window).await;
    assert_eq!(kept(&window).await, ["sent volunteer"], "only the name of the showing");

    window.back().await;
    window.shows(&say("form-correction")).await;
    assert_eq!(window.property("[name=name]", "value").await, "", "what was typed is gone");
    offers(&window).await;
    assert_eq!(site.count("select count(*) from applications").await, 1);

    window.back().await;
    window.reload().await;
    window.shows(&say("form-correction")).await;
    window.follow(&say("form-begin-anew")).await;
    window.find("form:not(:has([data-correction]:not([hidden])))").await;
    offers(&window).await;
    assert_eq!(site.count("select count(*) from applications").await, 2);
    window.visit(&form).await;
    offers(&window).await;
    assert_eq!(site.count("select count(*) from applications").await, 3);
}

#[tokio::test]
async fn the_way_out_takes_what_was_typed_along() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    for by_keyboard in [true, false] {
        window.visit(&site.page(Language::Korean, "/mission")).await;
        window.follow(&words(Language::Korean, "nav-donate")).await;
        window.visit(&site.page(Language::Korean, "/volunteer")).await;
        types(&window).await;
        assert_eq!(kept(&window).await, ["draft volunteer"]);
        if by_keyboard {
            window.keys(Key::Escape + Key::Escape + Key::Escape).await;
        } else {
            window.follow(&words(Language::Korean, "volunteer-exit")).await;
        }
        window.arrives_at("weather").await;
        window.back().await;
        window.arrives_at("/ko/donate").await;
        assert!(kept(&window).await.is_empty(), "by keyboard: {by_keyboard}");
    }
}

#[tokio::test]
async fn a_donor_goes_back_from_anywhere_with_and_without_scripts() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let say = |key| words(Language::English, key);
    for scripts in [true, false] {
        let window = browser.window(Look { scripts, ..Look::default() }).await;
        window.visit(&site.page(Language::English, "/donate")).await;
        window.choose("$25").await;
        window.fill("name", "Dana Ro").await;
        window.fill("mail", "dana@example.org").await;
        let token = window.property("main [name=token]", "value").await;
        let is_whole = async |when: &str| {
            window.find("main form [name=mail]").await;
            let fields = "['choice', 'name', 'mail', 'token'].map(name => document.querySelector('main form').elements[name].value)";
            let whole = json!(["usd:2500", "Dana Ro", "dana@example.org", token]);
            assert_eq!(window.ask(fields).await, whole, "{when} (scripts: {scripts})");
        };
        window.follow(&say("footer-privacy")).await;
        window.arrives_at("/privacy").await;
        window.back().await;
        window.arrives_at("/donate").await;
        is_whole("back from the privacy page").await;
        if scripts {
            // Without, going back to such a page asks whether to send it once more.
            window.send(Language::Korean.name()).await;
            is_whole("in Korean").await;
            window.send(Language::English.name()).await;
        }

        // Back from Stripe, the same form leads to the same checkout.
        window.tab_to("[name=mail]").await;
        window.keys(Key::Enter).await;
        window.arrives_at("/pay/").await;
        let checkout = window.address().await;
        window.back().await;
        window.arrives_at("/donate").await;
        is_whole("back from Stripe").await;
        window.tab_to("[name=mail]").await;
        window.keys(Key::Enter).await;
        window.arrives_at("/pay/").await;
        assert_eq!(window.address().await, checkout, "scripts: {scripts}");
        window.back().await;
        window.arrives_at("/donate").await;
        window.find("main form").await;
        window.send(Language::Korean.name()).await;
        is_whole("in Korean at last").await;
    }
    assert_eq!(site.count("select count(*) from donations").await, 2);
}

/// From the top to the bottom, as people do.
async fn types(window: &Window) {
    let [name, contact, languages, message] = TYPED;
    let say = |key| words(Language::Korean, key);
    window.fill(name.0, name.1).await;
    window.choose(&say("contact-mail")).await;
    window.fill(contact.0, contact.1).await;
    window.choose(&say("area-teaching")).await;
    window.choose(&say("availability-monthly")).await;
    window.fill(languages.0, languages.1).await;
    window.fill(message.0, message.1).await;
    window.choose(&say("volunteer-consent")).await;
    window.choose(&say("volunteer-of-age")).await;
}

/// Fills the form in and sends it.
async fn offers(window: &Window) {
    types(window).await;
    window.fill("contact", "firefly@example.org").await;
    window.send(&words(Language::Korean, "volunteer-submit")).await;
    // Whoever sends a form within two seconds is asked to send it once more, however often that is.
    while window.text().await.contains(&words(Language::Korean, "volunteer-notice-too-fast")) {
        window.send(&words(Language::Korean, "volunteer-submit")).await;
    }
    window.arrives_at("/ko/volunteer/thanks").await;
}

async fn holds_all(window: &Window, when: &str) {
    for (name, text) in TYPED {
        assert_eq!(window.property(&format!("[name={name}]"), "value").await, text, "{when}: {name}");
    }
    for (field, word) in [
        ("[name=contact_kind]:checked", "mail"),
        ("[name=areas]:checked", "teaching"),
        ("[name=availability]:checked", "monthly"),
        ("[name=consent]:checked", "yes"),
        ("[name=of_age]:checked", "yes"),
    ] {
        assert_eq!(window.property(field, "value").await, word, "{when}: {field}");
    }
}

/// What the tab keeps, and nothing else does.
async fn kept(window: &Window) -> Vec<String> {
    assert_eq!(window.ask("localStorage.length").await, json!(0));
    let keys = window.ask("Object.keys(sessionStorage).sort()").await;
    serde_json::from_value(keys).unwrap()
}
