//! Staff give money back: asked twice, done once, and everybody sees what is left.

use connect_kindness::language::Language;

use crate::harness::{
    TestSite,
    browser::{Browser, Look},
};

#[tokio::test]
async fn staff_give_money_back_and_everybody_sees_what_is_left() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(1).await;
    let visitor = browser.window(Look { scripts: false, ..Look::default() }).await;
    visitor.comes_to_show(&site.url, "$25").await;

    let staff = browser.window(Look { scripts: false, ..Look::default() }).await;
    site.signs_in(&staff).await;
    staff.press("Money").await;
    staff.follow("Donations").await;
    staff.find("tbody th a").await.click().await.unwrap();
    staff.shows("The gift arrived through Stripe").await;
    staff.follow("Give money back").await;
    staff.fill("amount", "100").await;
    staff.send("Go on").await;
    staff.shows("At most $25 is left of this gift.").await;
    assert_eq!(staff.property("[name=amount]", "value").await, "100", "what was typed stays");
    staff.fill("amount", "10").await;
    staff.choose("The donor asked for it").await;
    staff.send("Go on").await;
    staff.shows("You are about to give $10 back").await;
    staff.picture("staff-refund-sure").await;
    assert!(site.stripe.refunds().is_empty());
    staff.double_click("main form .button").await;
    staff.arrives_at("/admin/donations/").await;
    staff.shows("partly refunded").await;
    staff.shows("Refund done").await;
    assert_eq!(site.stripe.refunds().len(), 1, "two clicks, one refund");

    visitor.comes_to_show(&site.page(Language::Korean, "/"), "$15").await;
    assert!(!visitor.text().await.contains("$25"));
    staff.follow("Dashboard").await;
    staff.shows("$15").await;
}
