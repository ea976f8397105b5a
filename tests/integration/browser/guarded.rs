//! A donor whose browser works before it pays, one without scripts, and staff at the switch, each in a real browser.

use connect_kindness::{language::Language, site::Giving};
use serde_json::json;

use crate::{
    browser::{suggested, words},
    defence::link_in,
    harness::{
        TestSite,
        browser::{Browser, Look},
        window::Window,
    },
};

/// How much slower than this machine a weak phone is taken to be.
const WEAK_PHONE: u32 = 6;

/// On a desk, at night, and on a phone.
async fn takes(window: &mut Window, name: &str) {
    for (width, dark) in [(1440, false), (1440, true), (360, false)] {
        window.resize(width).await;
        window.prefers_dark(dark).await;
        window.picture(name).await;
    }
}

#[tokio::test]
async fn a_browser_works_a_moment_and_the_form_goes_on() {
    let site = TestSite::start().await;
    site.decides(&Giving::Guarded).await;
    let browser = Browser::start();
    for language in Language::ALL {
        let say = |key| words(language, key);
        let mut donor = browser.window(Look::default()).await;
        donor.tools("Emulation.setCPUThrottlingRate", json!({ "rate": WEAK_PHONE })).await;
        donor.visit(&site.page(language, "/donate")).await;
        takes(&mut donor, &format!("donate-guarded-{language}")).await;
        assert_eq!(donor.property("[name=proof]", "value").await, "", "nothing is done for who only reads");
        let (amount, _) = suggested(language);
        donor.choose(amount).await;
        // The form stays usable meanwhile.
        donor.fill("name", "Dana").await;
        let seen = donor.find("[data-proof-state]").await;
        assert!(seen.is_displayed().await.unwrap(), "what goes on is told");
        donor.shows(&say("guard-ready")).await;
        takes(&mut donor, &format!("donate-guarded-ready-{language}")).await;
        let button = language.message_with("giving-submit-once", &[("amount", amount)]);
        donor.send(&button).await;
        donor.arrives_at("/pay/").await;
        donor.back().await;
        donor.shows(&button).await;
        assert_eq!(donor.property("[name=name]", "value").await, "Dana");
    }
    assert_eq!(site.stripe.sessions().len(), 2);
}

#[tokio::test]
async fn a_form_sent_at_once_waits_for_its_proof_and_says_so() {
    let site = TestSite::start().await;
    site.decides(&Giving::Guarded).await;
    let browser = Browser::start();
    let donor = browser.window(Look { width: 360, ..Look::default() }).await;
    donor.visit(&site.page(Language::English, "/donate")).await;
    donor.tools("Emulation.setCPUThrottlingRate", json!({ "rate": WEAK_PHONE })).await;
    let send = "document.querySelector('[name=choice]').checked = true;
        document.querySelector('form.form').requestSubmit();
        document.querySelector('[role=status]').textContent";
    let said = donor.ask(send).await;
    assert_eq!(said, words(Language::English, "guard-waiting"), "a screen reader is told why nothing happens yet");
    donor.arrives_at("/pay/").await;
    assert_eq!(site.stripe.sessions().len(), 1);
}

#[tokio::test]
async fn without_scripts_a_link_comes_by_mail() {
    let site = TestSite::start().await;
    site.decides(&Giving::Guarded).await;
    let browser = Browser::start();
    for (language, mail) in [(Language::English, "en@example.org"), (Language::Korean, "ko@example.org")] {
        let say = |key| words(language, key);
        let mut donor = browser.window(Look { scripts: false, ..Look::default() }).await;
        donor.visit(&site.page(language, "/donate")).await;
        donor.shows(&say("guard-no-scripts")).await;
        let (amount, value) = suggested(language);
        donor.choose(amount).await;
        donor.send(&say("donate-submit")).await;
        donor.shows(&say("guard-problem-mail")).await;
        takes(&mut donor, &format!("donate-guarded-no-mail-{language}")).await;
        assert_eq!(donor.property("[name=choice]:checked", "value").await, value);
        donor.fill("mail", mail).await;
        donor.send(&say("donate-submit")).await;
        donor.arrives_at("/donate/confirm").await;
        donor.shows(&say("mail-sent-title")).await;
        let link = link_in(&site.mail_to(mail).await, &language.path("/donate/confirm/"));
        donor.visit(&format!("{}{link}", site.url)).await;
        donor.shows(amount).await;
        takes(&mut donor, &format!("donate-confirm-{language}")).await;
        donor.send(&say("confirm-submit")).await;
        donor.arrives_at("/pay/").await;
    }
    assert_eq!(site.stripe.sessions().len(), 2);
}

#[tokio::test]
async fn staff_turn_the_switch_in_a_browser() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let mut staff = browser.window(Look::default()).await;
    site.signs_in(&staff).await;
    staff.press("Money").await;
    staff.follow("Defence").await;
    staff.shows("It was never changed.").await;
    staff.choose("Closed").await;
    staff.press("Change it for everybody").await;
    staff.shows("Please tell visitors in Korean").await;
    takes(&mut staff, "staff-defence-problems").await;
    staff.fill("words_english", "We are looking into something and open again tomorrow.").await;
    staff.fill("words_korean", "확인할 일이 있어 내일 다시 엽니다.").await;
    staff.press("Change it for everybody").await;
    staff.shows("set by owner@example.org").await;
    takes(&mut staff, "staff-defence-closed").await;

    let mut visitor = browser.window(Look::default()).await;
    for (language, said) in [(Language::English, "open again tomorrow"), (Language::Korean, "내일 다시 엽니다")]
    {
        visitor.comes_to_show(&site.page(language, "/donate"), said).await;
        takes(&mut visitor, &format!("donate-closed-{language}")).await;
    }
    staff.choose("Under attack").await;
    staff.press("Change it for everybody").await;
    staff.shows("under attack").await;
    staff.choose("Open").await;
    staff.press("Change it for everybody").await;
    visitor.comes_to_show(&site.page(Language::English, "/donate"), &words(Language::English, "donate-submit")).await;
    let changes = "select count(*) from audit_entries where action = 'changed_giving'";
    assert_eq!(site.count(changes).await, 3);
}
