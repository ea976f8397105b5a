//! The size of a request and the lengths of its fields agree: what a field allows arrives, and what is too long is told at
//! its field.

use connect_kindness::staff::Role;

use super::{EDITOR, idle, offered, read, send, signs_in, value};
use crate::harness::{
    TestSite,
    desk::{Desk, fields_of, filled},
};

/// A page of forty texts, each with this word again and again, in as many characters as it holds.
fn largest(base: &str, syllable: char) -> Vec<(String, String)> {
    let text: String = std::iter::repeat_n(syllable, 12_000).collect();
    let mut fields: Vec<(String, String)> =
        [("base", base), ("title", "큰 글"), ("menu", "큰 글"), ("summary", "크다"), ("lead", "크다")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into();
    for block in 0..40 {
        fields.push((format!("b{block}.kind"), "prose".to_owned()));
        fields.push((format!("b{block}.text"), text.clone()));
    }
    fields
}

#[tokio::test]
async fn the_largest_page_is_saved_and_one_character_more_is_told_at_its_field() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let mut fields = largest("1", '힣');
    let with = |fields: &[(String, String)], button: &str| [fields, &[("do".to_owned(), button.to_owned())]].concat();
    let saved = desk.submit(EDITOR, &with(&fields, "save")).await;
    assert_eq!(saved.status, 303, "{:.2000}", saved.text);
    let length = "select sum(length(block ->> 'text'))::bigint from page_revisions, jsonb_array_elements(content::jsonb -> 'blocks') as block where number = 2";
    assert_eq!(site.count(length).await, 480_000);
    fields[0].1 = "2".to_owned();
    fields.iter_mut().find(|(name, _)| name == "b39.text").unwrap().1.push('힣');
    let long = desk.submit(EDITOR, &with(&fields, "save")).await;
    assert_eq!(long.status, 422, "{:.2000}", long.text);
    long.shows("Please shorten this to 12000 characters. It has 12001.");
    assert_eq!(value(&fields_of(&long, EDITOR), "b39.text").chars().count(), 12_001, "the text is kept");
    // Some systems send Hangul in pieces; composed, it is as long as before.
    let pieces = |fields: &[(String, String)]| {
        let in_pieces = |text: &String| text.replace('힣', "\u{1112}\u{1175}\u{11c2}");
        fields.iter().map(|(name, text)| (name.clone(), in_pieces(text))).collect::<Vec<_>>()
    };
    let mut fields = pieces(&largest("2", '힣'));
    assert_eq!(desk.submit(EDITOR, &with(&fields, "save")).await.status, 303);
    // Far too much for the room: nothing is saved, and the answer holds it all.
    fields.push(("summary".to_owned(), "x".repeat(2 * 1024 * 1024)));
    let large = desk.submit(EDITOR, &with(&fields, "save")).await;
    assert_eq!(large.status, 413);
    large.shows("more than the room takes");
    assert_eq!(fields_of(&large, EDITOR).iter().map(|(_, text)| text.len()).max(), Some(2 * 1024 * 1024));
    // A text of this size is kept, too.
    idle(&site, &desk.email).await;
    assert_eq!(send(&site, &desk.cookie, EDITOR, &with(&largest("3", '힣'), "save")).await.status, 401);
    let cookie = signs_in(&site, &desk.email).await;
    let kept = read(&site, &cookie, &offered(&read(&site, &cookie, "/admin").await)).await;
    let editor = read(&site, &cookie, &kept.attribute("main a.button", "href").unwrap()).await;
    let action = editor.attribute("form.editor-form", "action").unwrap();
    assert_eq!(value(&fields_of(&editor, &action), "b39.text").chars().count(), 12_000);
}

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
