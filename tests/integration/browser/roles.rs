//! From the page of what one can do to the form of one task, in a browser.

use connect_kindness::language::Language;

use super::words;
use crate::harness::{
    TestSite,
    browser::{Browser, Look},
    desk::Desk,
};

#[tokio::test]
async fn a_visitor_finds_a_task_and_offers_help_for_it() {
    let site = TestSite::start().await;
    let role = Desk::coordinator(&site).await.opens_role(&[]).await;
    site.eventually("visitors read it", || site.publishes("영어 교사")).await;
    let say = |key| words(Language::Korean, key);
    let browser = Browser::start();
    let visitor = browser.window(Look::default()).await;
    visitor.visit(&site.page(Language::Korean, "/get-involved")).await;
    visitor.follow("영어 교사").await;
    visitor.arrives_at(&format!("/ko/volunteer/roles#role-{role}")).await;
    visitor.follow(&format!("{}: 영어 교사", say("roles-offer"))).await;
    visitor.arrives_at(&format!("/ko/volunteer?role={role}")).await;
    visitor.fill("name", "반딧불").await;
    visitor.choose(&say("contact-signal")).await;
    visitor.fill("contact", "@firefly.07").await;
    visitor.choose(&say("area-teaching")).await;
    visitor.choose(&say("volunteer-consent")).await;
    visitor.choose(&say("volunteer-of-age")).await;
    // What was typed is there again after a reload, and the task with it.
    visitor.reload().await;
    assert_eq!(visitor.property("[name=name]", "value").await, "반딧불");
    assert_eq!(visitor.property("[name=role]", "value").await, role.to_string());
    visitor.send(&say("volunteer-submit")).await;
    while visitor.has(".notice-problem, .form-head .notice").await {
        visitor.send(&say("volunteer-submit")).await;
    }
    visitor.arrives_at("/ko/volunteer/thanks").await;
    assert_eq!(site.count("select count(*) from applications where role_id is not null").await, 1);
}
