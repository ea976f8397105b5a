//! The size of a request and the lengths of its fields agree: what a field allows arrives, and what is too long is told at
//! its field.

use connect_kindness::staff::Role;

use super::value;
use crate::harness::{
    TestSite,
    desk::{Desk, fields_of, filled},
};

#[tokio::test]
async fn the_other_forms_take_what_their_fields_allow() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Owner]).await;
    let room = "/admin/settings/bank-account";
    let page = desk.visit(room).await;
    let names: Vec<String> = fields_of(&page, room).into_iter().map(|(name, _)| name).collect();
    let english = names.iter().find(|name| name.contains("english")).unwrap();
    let long = |length: usize| "가".repeat(length);
    let refused = desk.submit(room, &filled(&page, room, &[(english, &long(9_000))])).await;
    assert_eq!(refused.status, 422, "what nine thousand syllables say is read and refused at the field");
    let sentence = refused.texts(".field-problem").join(" ");
    let most: usize = sentence
        .split(|c: char| !c.is_ascii_digit())
        .find(|part| !part.is_empty() && *part != "9000")
        .unwrap()
        .parse()
        .unwrap();
    let page = desk.visit(room).await;
    assert_eq!(desk.submit(room, &filled(&page, room, &[(english, &long(most))])).await.status, 303, "{sentence}");
    let page = desk.visit(room).await;
    let refused = desk.submit(room, &filled(&page, room, &[(english, &long(most + 1))])).await;
    assert_eq!((refused.status, value(&fields_of(&refused, room), english).chars().count()), (422, most + 1));
}
