//! A monthly gift in a real browser: given, looked at, changed at Stripe, stopped by the link from the mailbox.

use connect_kindness::language::Language;

use crate::{
    browser::words,
    harness::{
        TestSite,
        browser::{Browser, Look},
    },
};

#[tokio::test]
async fn a_monthly_gift_is_stopped_by_the_mailed_link() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let say = |key| words(Language::English, key);
    let donor = browser.window(Look { scripts: false, ..Look::default() }).await;
    donor.visit(&site.page(Language::English, "/donate")).await;
    donor.choose("$25").await;
    donor.choose(&say("giving-month")).await;
    donor.fill("mail", "ada@example.org").await;
    donor.send(&say("donate-submit")).await;
    // With a fee to cover or another question in between, the form may ask to look once more.
    while !donor.address().await.contains("/pay/") {
        donor.send(&say("donate-submit")).await;
    }
    donor.find("#pay").await.click().await.unwrap();
    donor.arrives_at("/donate/thanks").await;
    site.ledger_holds(1).await;
    site.settled().await;

    donor.visit(&site.page(Language::English, "/donate/manage")).await;
    donor.fill("mail", "ada@example.org").await;
    donor.send(&say("manage-ask")).await;
    donor.shows(&say("manage-asked-title")).await;
    let mailed = || site.mailbox.mails().into_iter().find(|mail| mail.text().contains("/manage/link/"));
    site.eventually("the link arrives", || async { mailed().is_some() }).await;
    let link = format!("{}{}", site.url, mailed().unwrap().path("/donate/manage/link/"));
    donor.visit(&link).await;
    donor.double_click("main button").await;
    donor.shows("$25 every month").await;
    donor.shows(&say("gift-state-paid")).await;
    donor.find("main a.button").await.click().await.unwrap();
    donor.shows("It comes again on").await;

    // On the way there the browser holds `form-action` of our policy against the redirect.
    donor.press(&say("monthly-card")).await;
    donor.arrives_at(&format!("{}/portal/", site.state.config.stripe.portal_origin)).await;
    donor.find("#good-card").await.click().await.unwrap();
    donor.arrives_at("/donate/manage/").await;
    donor.fill("amount", "40").await;
    donor.send(&say("monthly-amount")).await;
    donor.shows("$40 every month").await;

    donor.follow(&say("monthly-stop")).await;
    donor.shows("It is paid until").await;
    donor.double_click("#stop").await;
    donor.shows("Nothing more will be charged").await;
    donor.shows(&say("monthly-go-on")).await;
    assert_eq!(site.stripe.subscriptions()[0]["cancel_at_period_end"], true);

    donor.follow(&say("manage-back")).await;
    donor.send(&say("manage-end-button")).await;
    donor.visit(&link).await;
    donor.shows(&say("manage-link-over-title")).await;
}

#[tokio::test]
async fn the_back_button_does_not_bring_a_visit_back() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    site.given().await;
    let say = |key| words(Language::English, key);
    let donor = browser.window(Look::default()).await;
    let visit = site.visit_of("ada@example.org").await;
    donor.visit(&site.page(Language::English, &visit)).await;
    donor.send(&say("manage-end-button")).await;
    donor.shows(&say("manage-title")).await;
    donor.back().await;
    donor.shows(&say("manage-over-title")).await;
}
