//! The size of a request and the lengths of its fields agree: a draft takes what is too long and says so at the field; what
//! is far too much comes back with the answer.

use connect_kindness::staff::Role;

use crate::harness::{
    TestSite,
    desk::{Desk, fields_of, filled},
};

const BLOCK: &str = "/admin/pages/mission/ko/b2";

fn value(fields: &[(String, String)], name: &str) -> String {
    fields.iter().find(|(other, _)| other == name).map(|(_, text)| text.clone()).unwrap()
}

#[tokio::test]
async fn the_longest_text_is_in_order_and_one_character_more_is_kept_and_told() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    for (length, is_told) in [(12_000, false), (12_001, true), (110_000, true)] {
        // Some systems send Hangul in pieces; composed, it is as long as before.
        let text = "\u{1112}\u{1175}\u{11c2}".repeat(length);
        let page = desk.visit(BLOCK).await;
        let answer = desk.submit(BLOCK, &filled(&page, BLOCK, &[("text", &text), ("do", "save")])).await;
        assert_eq!(answer.status, 303, "{length}: {:.500}", answer.text);
        let page = desk.visit(BLOCK).await;
        assert_eq!(value(&fields_of(&page, BLOCK), "text").chars().count(), length);
        let told = page.texts("[id='problem-text']").join("");
        assert_eq!(told.contains(&format!("It has {length}.")), is_told, "{length}: {told}");
    }
    let page = desk.visit(BLOCK).await;
    let large = "x".repeat(4 * 1024 * 1024);
    let refused = desk.submit(BLOCK, &filled(&page, BLOCK, &[("text", &large), ("do", "save")])).await;
    assert_eq!(refused.status, 413);
    refused.shows("more than the room takes");
    assert_eq!(value(&fields_of(&refused, BLOCK), "text").len(), large.len(), "the answer holds it all");
}
