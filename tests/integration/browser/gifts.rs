//! A donor who is in doubt: clicks twice, goes back, changes their mind. A card is charged once.

use connect_kindness::language::Language;

use crate::{
    browser::words,
    harness::{
        TestSite,
        browser::{Browser, Look},
    },
};

#[tokio::test]
async fn clicking_twice_and_going_back_charges_once() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let say = |key| words(Language::English, key);
    let donor = browser.window(Look::default()).await;
    donor.visit(&site.page(Language::English, "/donate")).await;
    donor.choose("$25").await;
    donor.double_click("form.form button").await;
    donor.arrives_at("/pay/").await;
    let checkout = donor.address().await;
    assert_eq!(site.stripe.sessions().len(), 1, "two clicks, one checkout");

    donor.back().await;
    let give = Language::English.message_with("giving-submit-once", &[("amount", "$25")]);
    donor.shows(&give).await;
    assert_eq!(donor.property("[name=choice]:checked", "value").await, "usd:2500", "what was chosen is still chosen");
    donor.send(&give).await;
    donor.arrives_at("/pay/").await;
    assert_eq!(donor.address().await, checkout);
    donor.double_click("#pay").await;
    donor.arrives_at("/donate/thanks").await;
    donor.shows(&say("thanks-paid-title")).await;
    site.ledger_holds(1).await;

    donor.back().await;
    donor.arrives_at("/pay/").await;
    donor.back().await;
    donor.send(&give).await;
    donor.arrives_at("/donate/thanks").await;
    donor.shows(&say("thanks-paid-title")).await;
    assert_eq!(site.stripe.sessions().len(), 1);
    assert_eq!(site.count("select count(*) from ledger_entries where kind <> 'fee'").await, 1);
}
