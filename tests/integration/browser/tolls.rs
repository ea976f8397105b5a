//! Many forms at once, in a real browser: with scripts a form works and goes on by itself, without them it says for how long
//! to wait.

use connect_kindness::language::Language;

use crate::{
    browser::{suggested, words},
    harness::{
        Strictness, TestSite,
        browser::{Browser, Look},
        window::Window,
    },
    volunteers::{good, pairs},
};

/// Fills in the volunteer's form, as if the page had been open for ten seconds.
async fn offers(window: &Window, site: &TestSite) {
    let fill = format!(
        "for (const [name, value] of [['token', '{}'], ['name', 'Kanaria'], ['contact', '@kanaria'], ['languages', 'ko']])
            document.querySelector(`main [name=${{name}}]`).value = value;
         for (const name of ['contact_kind', 'areas', 'availability', 'consent', 'of_age'])
            [...document.querySelectorAll(`main [name=${{name}}]`)].at(-1).checked = true; true",
        site.token("volunteer")
    );
    window.ask(&fill).await;
}

/// Uses up what is free for this machine.
async fn many_come(site: &TestSite) {
    for _ in 0..10 {
        let fields = good(&site.token("volunteer"));
        site.submit("/volunteer", &pairs(&fields)).await;
    }
    for amount in 10..15 {
        site.give("/donate", &site.token("donate"), "usd", &amount.to_string()).await;
    }
}

#[tokio::test]
async fn a_form_that_costs_work_goes_on_by_itself() {
    let site = TestSite::start_as(Strictness::Strict).await;
    many_come(&site).await;
    let (offers_before, begun_before) =
        (site.count("select count(*) from applications").await, site.stripe.sessions().len());
    let browser = Browser::start();
    for language in Language::ALL {
        let say = |key| words(language, key);
        let visitor = browser.window(Look { width: 360, ..Look::default() }).await;
        visitor.visit(&site.page(language, "/volunteer")).await;
        offers(&visitor, &site).await;
        visitor.press(&say("volunteer-submit")).await;
        visitor.arrives_at("/volunteer/thanks").await;

        visitor.visit(&site.page(language, "/donate")).await;
        let (amount, _) = suggested(language);
        visitor.choose(amount).await;
        visitor.fill("name", "Dana").await;
        visitor.press(&language.message_with("giving-submit-once", &[("amount", amount)])).await;
        visitor.arrives_at("/pay/").await;
    }
    assert_eq!(site.count("select count(*) from applications").await, offers_before + 2);
    assert_eq!(site.stripe.sessions().len(), begun_before + 2);
}

#[tokio::test]
async fn without_scripts_a_page_says_for_how_long_to_wait_and_keeps_what_was_typed() {
    let site = TestSite::start_as(Strictness::Strict).await;
    many_come(&site).await;
    let browser = Browser::start();
    let mut donor = browser.window(Look { width: 360, scripts: false, ..Look::default() }).await;
    let say = |key| words(Language::Korean, key);
    donor.visit(&site.page(Language::Korean, "/donate")).await;
    let (amount, value) = suggested(Language::Korean);
    donor.choose(amount).await;
    donor.send(&say("donate-submit")).await;
    donor.shows(&say("toll-why")).await;
    donor.shows(&say("guard-no-scripts")).await;
    assert_eq!(donor.property("[name=choice]:checked", "value").await, value);
    donor.picture("donate-toll-ko").await;
    donor.prefers_dark(true).await;
    donor.picture("donate-toll-ko").await;
    donor.fill("mail", "dana@example.org").await;
    donor.send(&say("donate-submit")).await;
    donor.arrives_at("/donate/confirm").await;
}
