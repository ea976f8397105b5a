//! The donation form by keyboard alone and without scripts, and the sum that a script shows while it is chosen.

use connect_kindness::{
    giving::{fees::covered, form::choice_value},
    language::Language,
    money::Amount,
};
use serde_json::{Value, json};
use stripe_stand_in::Delivery;
use thirtyfour::Key;

use crate::{
    browser::words,
    harness::{
        TestSite,
        browser::{Browser, Look},
    },
};

#[tokio::test]
async fn a_monthly_gift_by_keyboard() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let donor = browser.window(Look { width: 360, ..Look::default() }).await;
    donor.visit(&site.page(Language::Korean, "/donate")).await;
    donor.tab_to("[name=frequency]").await;
    donor.keys(Key::Right).await;
    assert_eq!(donor.property("[name=frequency]:checked", "value").await, "month");
    donor.tab_to("[name=choice]").await;
    donor.keys(Key::Right).await;
    assert_eq!(donor.property("[name=choice]:checked", "value").await, "krw:30000");
    assert_eq!(donor.property("[data-giving-button]", "textContent").await, "매달 ₩30,000 후원하기");

    // Without an address there would be no way to stop it.
    donor.tab_to("[data-giving-button]").await;
    donor.keys(Key::Enter).await;
    donor.shows(&words(Language::Korean, "giving-problem-mail-missing")).await;
    assert_eq!(site.count("select count(*) from donations").await, 0);
    donor.tab_to("[href=\"#field-mail\"]").await;
    donor.keys(Key::Enter).await;
    assert!(donor.has("[name=mail]:focus").await);
    donor.keys("dana@example.org").await;

    // What is optional opens by keyboard, too.
    donor.tab_to(".more-list summary").await;
    donor.keys(Key::Enter).await;
    donor.tab_to("[name=dedication]").await;
    donor.keys(Key::Right).await;
    donor.tab_to("[name=dedicatee]").await;
    donor.keys("할머니").await;
    donor.tab_to("[data-giving-button]").await;
    donor.keys(Key::Enter).await;
    donor.arrives_at("/pay/").await;
    assert_eq!(site.stripe.sessions()[0]["mode"], "subscription");
    assert_eq!(site.count("select count(*) from donations where dedication = 'honour'").await, 1);
}

#[tokio::test]
async fn a_payment_that_cannot_be_looked_up_yet_is_confirmed_without_a_press() {
    let site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    site.stripe_is_silent_about_checkouts();
    let browser = Browser::start();
    let say = |key| words(Language::Korean, key);
    let donor = browser.window(Look { width: 360, scripts: false, ..Look::default() }).await;
    donor.visit(&site.page(Language::Korean, &format!("/donate/thanks?session_id={session}"))).await;
    donor.shows(&say("thanks-confirming-title")).await;
    donor.picture("thanks-confirming-ko").await;
    donor.shows(&say("thanks-paid-title")).await;
}

#[tokio::test]
async fn a_gift_with_its_fees_without_scripts() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let say = |key| words(Language::English, key);
    let donor = browser.window(Look { scripts: false, ..Look::default() }).await;
    donor.visit(&site.page(Language::English, "/donate")).await;
    donor.choose("$25").await;
    donor.choose(&say("giving-cover")).await;
    donor.send(&say("donate-submit")).await;
    donor.shows("$26.06").await;
    assert!(donor.has("[name=cover_fees]:checked").await);
    assert!(site.stripe.requests().is_empty(), "nobody is sent to pay a sum that they have not seen");
    donor.tab_to(".notice button").await;
    donor.keys(Key::Enter).await;
    donor.arrives_at("/pay/").await;
    donor.shows("26.06").await;
}

#[tokio::test]
async fn a_transfer_with_its_code() {
    let site = TestSite::start().await;
    site.opens_account().await;
    let browser = Browser::start();
    let say = |key| words(Language::Korean, key);
    let donor = browser.window(Look { width: 360, ..Look::default() }).await;
    donor.visit(&site.page(Language::Korean, "/donate")).await;
    donor.follow(&say("giving-transfer-link")).await;
    donor.arrives_at("/ko/donate/transfer").await;
    donor.send(&say("transfer-submit")).await;
    donor.follow(&say("transfer-problem-amount-missing")).await;
    assert!(donor.has("[name=amount]:focus").await);
    donor.keys("30,000").await;
    donor.keys(Key::Enter).await;
    donor.arrives_at("/ko/donate/transfer/").await;
    donor.shows("₩30,000").await;
    donor.shows("서울은행 123-456").await;

    let code = donor.find("#transfer-code").await.text().await.unwrap();
    let origin = donor.ask("location.origin").await;
    let grant = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": origin});
    donor.tools("Browser.grantPermissions", grant).await;
    donor.press(&say("promise-copy")).await;
    donor.shows(&say("share-copied")).await;
    assert_eq!(donor.ask("navigator.clipboard.readText()").await, json!(code));
    donor.tools("Emulation.setEmulatedMedia", json!({"media": "print"})).await;
    let printed = donor.text().await;
    assert!(printed.contains(&code) && printed.contains("서울은행 123-456"), "{printed}");
    assert!(!printed.contains(&say("nav-donate")), "{printed}");
    assert!(
        donor.holds("document.querySelector('[data-copy-from]').offsetParent === null").await,
        "paper has no buttons"
    );
    donor.picture("transfer-print-ko").await;
    donor.tools("Emulation.setEmulatedMedia", json!({"media": ""})).await;

    donor.visit(&site.page(Language::Korean, "/donate/transfer")).await;
    donor.fill("amount", "50000").await;
    donor.send(&say("transfer-submit")).await;
    let second = donor.find("#transfer-code").await.text().await.unwrap();
    donor.back().await;
    donor.shows(&say("transfer-title")).await;
    donor.fill("amount", "50000").await;
    donor.send(&say("transfer-submit")).await;
    donor.shows(&second).await;
    assert_eq!(site.count("select count(*) from donations").await, 2, "going back promises nothing twice");

    let quiet = browser.window(Look { scripts: false, ..Look::default() }).await;
    quiet.visit(&site.page(Language::English, &format!("/donate/transfer/{}", code.to_lowercase()))).await;
    quiet.shows(&code).await;
    assert!(!quiet.text().await.contains(&words(Language::English, "promise-copy")), "no button that does nothing");
}

#[tokio::test]
async fn the_script_and_the_server_count_alike() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let donor = browser.window(Look::default()).await;
    donor.visit(&site.page(Language::English, "/donate")).await;
    let settings = site.state.site();
    for terms in &settings.currencies {
        let span = terms.maximum.minor() - terms.minimum.minor();
        let spread = (0..300_i64).map(|i| terms.minimum.minor() + (i * i * 7919 + i) % (span + 1));
        let edges = [terms.minimum.minor(), terms.maximum.minor(), 2500, 99_900];
        let gifts: Vec<Amount> = spread
            .chain(edges)
            .map(|minor| Amount::from_minor(minor, terms.currency))
            .filter(|gift| (terms.minimum.minor()..=terms.maximum.minor()).contains(&gift.minor()))
            .collect();
        let typed: Vec<String> = gifts
            .iter()
            .enumerate()
            .map(|(i, gift)| if i % 2 == 0 { gift.plain() } else { gift.to_string() })
            .collect();
        let code = terms.currency.code();
        let seen = donor.ask(&format!("({COUNTED})({}, {})", json!(code), json!(typed))).await;
        let expected: Vec<Value> = gifts
            .iter()
            .map(|gift| {
                let total = covered(*gift, terms).unwrap();
                let cover = Amount::from_minor(total.minor() - gift.minor(), terms.currency);
                let values = [("total", &*total.to_string()), ("cover", &cover.to_string())];
                let button = Language::English.message_with("giving-submit-once", &[("amount", &total.to_string())]);
                json!([choice_value(total), Language::English.message_with("giving-cover-total", &values), button])
            })
            .collect();
        assert_eq!(seen.as_array().unwrap().len(), gifts.len());
        for ((seen, expected), typed) in seen.as_array().unwrap().iter().zip(&expected).zip(&typed) {
            assert_eq!(seen, expected, "{code} {typed}");
        }
    }

    // What the server would refuse, or read otherwise, promises nothing.
    for typed in ["", "0.5", "10000.01", "1.000", "5.005", "abc", "-5", "1e3", "€5£", "12,34,567"] {
        let seen = donor.ask(&format!("({COUNTED})(\"usd\", [{}])", json!(typed))).await;
        assert_eq!(seen[0][0], "", "{typed}");
        assert_eq!(seen[0][2], words(Language::English, "donate-submit"), "{typed}");
    }
}

#[tokio::test]
async fn what_is_done_last_is_what_is_charged() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let donor = browser.window(Look { width: 360, ..Look::default() }).await;
    let button = || async { donor.property("[data-giving-button]", "textContent").await };
    donor.visit(&site.page(Language::English, "/donate")).await;
    donor.choose(&words(Language::English, "donate-own-choice")).await;
    donor.fill("amount", "€70,50").await;
    assert_eq!(donor.property("[name=currency]:checked", "value").await, "eur", "a sign chooses its currency");
    assert_eq!(button().await, "Give €70.50");
    donor.choose("$10").await;
    assert_eq!(donor.property("[name=amount]", "value").await, "", "the plate came last");
    assert_eq!(button().await, "Give $10");
    donor.choose(&words(Language::English, "donate-own-choice")).await;
    donor.fill("amount", "12.5").await;
    assert_eq!(donor.property("[name=choice]:checked", "value").await, "own");
    assert_eq!(button().await, "Give $12.50");
    for (typed, shown) in
        [("30000원", "Give ₩30,000"), ("3만 5천원", "Give ₩35,000"), ("1 234,50 €", "Continue to payment")]
    {
        donor.fill("amount", typed).await;
        assert_eq!(button().await, shown, "{typed}");
    }
    donor.fill("amount", "1.234,50 €").await;
    assert_eq!(button().await, "Give €1,234.50");
    donor.choose("$25").await;
    donor.tab_to("[data-giving-button]").await;
    donor.keys(Key::Enter).await;
    donor.arrives_at("/pay/").await;
    assert_eq!(site.count("select amount_minor from donations where currency = 'usd'").await, 2500);
    assert_eq!(site.count("select count(*) from donations").await, 1);
}

#[tokio::test]
async fn two_choices_without_scripts_are_asked_about_and_what_was_typed_is_shown_first() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let donor = browser.window(Look { scripts: false, width: 360, ..Look::default() }).await;
    donor.visit(&site.page(Language::Korean, "/donate")).await;
    donor.choose(&words(Language::Korean, "donate-own-choice")).await;
    donor.fill("amount", "4만 5천원").await;
    donor.choose("₩30,000").await;
    donor.send(&words(Language::Korean, "donate-submit")).await;
    donor.shows("₩45,000").await;
    donor.picture("two-sums-ko").await;
    assert!(site.stripe.requests().is_empty());
    donor.choose("₩45,000").await;
    donor.send(&words(Language::Korean, "donate-submit")).await;
    donor.arrives_at("/pay/").await;
    assert_eq!(site.count("select amount_minor from donations").await, 45_000);
    donor.visit(&site.page(Language::English, "/donate")).await;
    donor.choose(&words(Language::English, "donate-own-choice")).await;
    donor.fill("amount", "12,5").await;
    donor.fill("mail", "a.rather.long.name.of.somebody@gmial.com").await;
    donor.send(&words(Language::English, "donate-submit")).await;
    donor.shows("$12.50").await;
    donor.shows("a.rather.long.name.of.somebody@gmail.com").await;
    donor.picture("mail-question").await;
    let wide = donor.ask("document.documentElement.scrollWidth").await;
    assert_eq!(wide, json!(360), "nothing sticks out");
    donor.choose("Yes, a.rather.long.name.of.somebody@gmail.com").await;
    donor.tab_to(".notice button").await;
    donor.keys(Key::Enter).await;
    donor.arrives_at("/pay/").await;
    donor.shows("12.50").await;
}

/// Types amounts of a currency and gives what the form makes of each, with the fees added.
const COUNTED: &str = "((code, amounts) => {
    const form = document.getElementById('giving');
    form.elements.choice.value = 'own';
    form.elements.currency.value = code;
    form.elements.cover_fees.checked = true;
    return amounts.map((typed) => {
        form.elements.amount.value = typed;
        form.elements.amount.dispatchEvent(new Event('input', { bubbles: true }));
        const button = form.querySelector('[data-giving-button]').textContent;
        return [form.elements.total_seen.value, form.querySelector('output').value, button];
    });
})";
