//! Pages as staff write them: a block at a time, in a draft of their own, with the other language beside it.

mod sizes;
mod texts;

use connect_kindness::{language::Language, staff::Role};

use crate::harness::{
    Answer, TestSite,
    desk::{Desk, fields_of, filled},
};

const PAGE: &str = "/admin/pages/mission";
const BLOCK: &str = "/admin/pages/mission/en/b2";
const DRAFTS: &str = "select count(*) from page_drafts";
const REVISIONS: &str = "select count(*) from page_revisions";

impl Desk<'_> {
    /// Presses a button of the editor's page and reads what comes of it.
    async fn step(&self, page: &str, pressed: &str, fields: &[(&str, &str)]) -> Answer {
        let fields = [&[("do", pressed)], fields].concat();
        let fields: Vec<_> = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let answer = self.submit(page, &fields).await;
        assert_eq!(answer.status, 303, "{pressed}: {:.500}", answer.text);
        let to = answer.location();
        self.visit(to.split('#').next().unwrap()).await
    }

    /// Writes into a block as it is now.
    async fn write(&self, block: &str, changes: &[(&str, &str)]) -> Answer {
        let page = self.visit(block).await;
        self.submit(block, &filled(&page, block, &[changes, &[("do", "save")]].concat())).await
    }
}

/// The names of the blocks of a side, in their order.
fn order(page: &Answer, language: &str) -> Vec<String> {
    let prefix = format!("block-{language}-");
    let ids = page.attributes("[data-piece]", "id");
    ids.iter().filter_map(|id| id.strip_prefix(&prefix)).filter(|id| *id != "head").map(str::to_owned).collect()
}

#[tokio::test]
async fn the_page_is_the_editor_and_both_languages_stand_beside_each_other() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let public = site.visit("/mission").await;
    let page = desk.visit(PAGE).await;
    for heading in public.texts("main h2") {
        assert!(page.texts(".piece-page h2").contains(&heading), "{heading}");
    }
    let rows = page.attributes(".piece-row [data-piece]", "id");
    let beside = |one: &str, other: &str| rows.iter().any(|id| id == one) && rows.iter().any(|id| id == other);
    assert!(beside("block-en-b2", "block-ko-b2"), "{rows:?}");
    assert_eq!(order(&page, "en"), order(&page, "ko"));
    assert_eq!(page.texts("h1").len(), 1);
    let korean = desk.visit(&format!("{PAGE}?only=ko")).await;
    assert!(order(&korean, "en").is_empty() && !order(&korean, "ko").is_empty());
    for (address, status) in [
        ("/admin/pages/none", 404),
        ("/admin/pages/mission/en/none", 404),
        ("/admin/pages/mission/fr/b1", 404),
        ("/admin/pages/mission/en/B1", 404),
        ("/admin/pages/mission/en/head", 200),
        ("/admin/pages/mission/ko/add", 200),
    ] {
        assert_eq!(desk.visit(address).await.status, status, "{address}");
    }
}

#[tokio::test]
async fn what_is_written_stands_in_a_draft_of_ones_own_and_no_revision_is_made_of_it() {
    let site = TestSite::start().await;
    let [ada, ben] = [Desk::of(&site, &[Role::Editor]).await, Desk::of(&site, &[Role::Editor]).await];
    let before = site.count(REVISIONS).await;
    let answer = ada.write(BLOCK, &[("heading", "Who is hit first")]).await;
    let back = format!("{PAGE}?done=written&language=en#block-en-b2");
    assert_eq!((answer.status, answer.location()), (303, back.as_str()));
    ada.visit(PAGE).await.shows("Who is hit first");
    let theirs = ben.visit(PAGE).await;
    assert!(!theirs.text.contains("Who is hit first"));
    theirs.shows(&format!("{} is writing here, too", ada.email));
    assert!(!site.visit("/mission").await.text.contains("Who is hit first"));
    assert_eq!((site.count(DRAFTS).await, site.count(REVISIONS).await), (1, before));
    let same = ben.write(BLOCK, &[]).await;
    assert_eq!((same.status, site.count(DRAFTS).await), (303, 1), "who changed nothing has no draft");
}

#[tokio::test]
async fn an_unfinished_block_is_kept_and_named() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let changes = [("heading", ""), ("i0.title", ""), ("i0.source.url", "nowhere"), ("i0.source.date", "")];
    assert_eq!(desk.write("/admin/pages/mission/en/b1", &changes).await.status, 303);
    desk.visit(PAGE).await.shows("4 things to put right before publishing");
    let page = desk.visit("/admin/pages/mission/en/b1").await;
    for field in ["heading", "i0.title", "i0.source.url", "i0.source.date"] {
        assert_eq!(page.texts(&format!("[id='problem-{field}']")).len(), 1, "{field}");
    }
    let fields = fields_of(&page, "/admin/pages/mission/en/b1");
    assert!(fields.contains(&("i0.source.url".to_owned(), "nowhere".to_owned())));
}

#[tokio::test]
async fn blocks_are_added_moved_copied_removed_and_brought_back() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let first = order(&desk.visit(PAGE).await, "en");
    assert_eq!(first[..3], ["b1", "b2", "b3"]);
    let moved = desk.step(PAGE, "down.en.b1", &[]).await;
    assert_eq!(order(&moved, "en")[..3], ["b2", "b1", "b3"]);
    assert_eq!(order(&moved, "ko")[..3], ["b1", "b2", "b3"], "the other side stays");
    let moved = desk.step(PAGE, "place.en.b1", &[("place.en.b1", "3")]).await;
    assert_eq!(order(&moved, "en")[..3], ["b2", "b3", "b1"]);
    let undone = desk.step(PAGE, "undo.en", &[]).await;
    assert_eq!(order(&undone, "en")[..3], ["b2", "b1", "b3"]);
    let removed = desk.step(PAGE, "remove.en.b2", &[]).await;
    assert_eq!(order(&removed, "en")[..2], ["b1", "b3"]);
    removed.shows("The block is removed.");
    let undo = removed.attributes(".editor-notice button", "value");
    assert_eq!(undo, ["undo.en"], "what was pressed in error is one press away");
    let back = desk.step(PAGE, "undo.en", &[]).await;
    assert_eq!(order(&back, "en")[..3], ["b2", "b1", "b3"]);
    let twice = desk.step(PAGE, "duplicate.en.b2", &[]).await;
    assert_eq!(order(&twice, "en").len(), first.len() + 1);
    let added = desk.step(PAGE, "add.en.quote.b1", &[]).await;
    added.shows("As visitors will see it");
    assert!(added.texts(".field-problem").is_empty(), "nothing is asked of a block that is new");
    let discarded = desk.step(PAGE, "discard.en", &[]).await;
    assert_eq!(order(&discarded, "en"), first);
    let again = desk.step(PAGE, "undo.en", &[]).await;
    assert_eq!(order(&again, "en").len(), first.len() + 2, "even that can be undone");
    for bad in ["publish", "up.en", "up.xx.b1", "add.en.colour", "", "place.en.b1"] {
        let fields = [("do".to_owned(), bad.to_owned())];
        assert_eq!(desk.submit(PAGE, &fields).await.status, 400, "{bad}");
    }
    desk.step(PAGE, "up.en.gone", &[]).await.shows("That block is not there any more.");
}

#[tokio::test]
async fn two_tabs_of_one_person_never_overwrite_each_other_unseen() {
    let site = TestSite::start().await;
    let other = site.second().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let (first, second) = (desk.visit(BLOCK).await, desk.visit(BLOCK).await);
    let elsewhere = desk.visit("/admin/pages/mission/en/b3").await;
    let saved = desk.submit(BLOCK, &filled(&first, BLOCK, &[("heading", "From the first"), ("do", "save")])).await;
    assert_eq!(saved.status, 303);
    // Another block is no hindrance, also on another instance.
    let three = "/admin/pages/mission/en/b3";
    let fields = filled(&elsewhere, three, &[("heading", "Another block"), ("do", "save")]);
    let request = other.request("POST", three).header("cookie", &desk.cookie).form(&fields);
    assert_eq!(request.send().await.unwrap().status().as_u16(), 303);
    let refused = desk.submit(BLOCK, &filled(&second, BLOCK, &[("heading", "From the second"), ("do", "save")])).await;
    assert_eq!(refused.status, 409);
    refused.shows("You changed this block in another tab meanwhile");
    assert_eq!(refused.texts(".difference del"), ["first"]);
    assert_eq!(refused.texts(".difference ins"), ["second"]);
    let script = [("heading", "From the second"), ("do", "autosave")];
    let silent = desk.submit(BLOCK, &filled(&second, BLOCK, &script)).await;
    assert_eq!(silent.status, 409, "a script does not overwrite it either");
    desk.visit(PAGE).await.shows("From the first");
    let meant = desk.submit(BLOCK, &filled(&refused, BLOCK, &[("do", "save")])).await;
    assert_eq!(meant.status, 303);
    let page = desk.visit(PAGE).await;
    page.shows("From the second");
    page.shows("Another block");

    let open = desk.visit(BLOCK).await;
    desk.step(PAGE, "remove.en.b2", &[]).await;
    let gone = desk.submit(BLOCK, &filled(&open, BLOCK, &[("heading", "Still here"), ("do", "save")])).await;
    assert_eq!(gone.status, 409);
    gone.shows("You removed this block in another tab meanwhile");
    assert_eq!(desk.submit(BLOCK, &filled(&gone, BLOCK, &[("do", "save")])).await.status, 303);
    assert_eq!(order(&desk.visit(PAGE).await, "en").last().unwrap(), "b2");
}

#[tokio::test]
async fn many_saves_at_once_leave_the_last_of_each_block() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let blocks: Vec<String> = (1..=6).map(|number| format!("/admin/pages/mission/en/b{number}")).collect();
    let one = &desk;
    let saves = blocks.iter().map(|block| async move {
        let page = one.visit(block).await;
        let field = if page.text.contains("name=\"heading\"") { "heading" } else { "attribution" };
        let text = format!("Words for {block}");
        one.submit(block, &filled(&page, block, &[(field, &text), ("do", "autosave")])).await.status
    });
    let statuses = futures_util::future::join_all(saves).await;
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
    let page = desk.visit(PAGE).await;
    for block in &blocks {
        page.shows(&format!("Words for {block}"));
    }
}

#[tokio::test]
async fn korean_that_is_behind_is_marked_shown_with_what_changed_and_mended() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    assert!(desk.visit(PAGE).await.texts(".piece-behind").is_empty());
    site.publish("mission", Language::English, |content| content.lead.push_str(" Since 1996.")).await;
    let page = desk.visit(PAGE).await;
    assert_eq!(page.attributes(".piece-behind", "id"), ["block-ko-head"]);
    let head = "/admin/pages/mission/ko/head";
    let room = desk.visit(head).await;
    assert!(room.texts(".difference ins").join("").contains("Since 1996"), "{:?}", room.texts(".difference"));
    let ticked = fields_of(&room, head).iter().any(|(name, _)| name == "agrees");
    assert!(ticked, "who comes to mend it need not say so");
    let saved = desk.submit(head, &filled(&room, head, &[("lead", "1996년부터."), ("do", "save")])).await;
    assert_eq!(saved.status, 303);
    assert!(desk.visit(PAGE).await.texts(".piece-behind").is_empty());
    // A colleague, who has no draft, says that nothing needs to be done.
    let colleague = Desk::of(&site, &[Role::Editor]).await;
    assert_eq!(colleague.visit(PAGE).await.texts(".piece-behind").len(), 1);
    let noted = colleague.step(PAGE, "agrees.ko.head", &[]).await;
    noted.shows("both languages say the same");
    assert!(noted.texts(".piece-behind").is_empty());
    assert_eq!(site.count("select count(*) from audit_entries where action = 'marked_page'").await, 1);
}

#[tokio::test]
async fn what_one_language_lacks_is_offered_beside_the_other() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    desk.step(PAGE, "add.en.call_to_action.b2", &[]).await;
    let page = desk.visit(PAGE).await;
    let new = order(&page, "en")[2].clone();
    let block = format!("{PAGE}/en/{new}");
    let changes = [("heading", "Join us"), ("text", "Today"), ("label", "Join"), ("path", "/volunteer")];
    assert_eq!(desk.write(&block, &changes).await.status, 303);
    let page = desk.visit(PAGE).await;
    assert_eq!(page.attributes(".piece-missing button", "value"), [format!("counterpart.ko.{new}")]);
    let room = desk.step(PAGE, &format!("counterpart.ko.{new}"), &[]).await;
    let fields = fields_of(&room, &format!("{PAGE}/ko/{new}"));
    assert!(fields.contains(&("path".to_owned(), "/volunteer".to_owned())), "an address is the same: {fields:?}");
    assert!(fields.contains(&("heading".to_owned(), String::new())), "words are to be written");
    room.shows("Join us");
    assert_eq!(order(&desk.visit(PAGE).await, "ko")[2], new);
}

#[tokio::test]
async fn what_a_later_release_wrote_goes_through_the_editor_unharmed() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let newer = "update page_revisions set content = jsonb_set(jsonb_set(content::jsonb, '{blocks,0,mood}', '\"calm\"'),
                 '{blocks}', (content::jsonb -> 'blocks') || '[{\"id\": \"t1\", \"kind\": \"timeline\", \"events\": [1]}]')
                 where language = 'en' and page_id = (select id from pages where slug = 'mission')";
    sqlx::query(newer).execute(&site.db).await.unwrap();
    let page = desk.visit(PAGE).await;
    page.shows("A later release of the program wrote this block.");
    assert_eq!(desk.visit("/admin/pages/mission/en/t1").await.status, 404);
    assert_eq!(desk.write("/admin/pages/mission/en/b1", &[("heading", "Marks")]).await.status, 303);
    desk.step(PAGE, "up.en.t1", &[]).await;
    let kept = "select count(*) from page_drafts, jsonb_array_elements(content::jsonb -> 'blocks') as block
                where block ->> 'id' = 't1' and block -> 'events' = '[1]'";
    assert_eq!(site.count(kept).await, 1);
}

#[tokio::test]
async fn fields_that_no_page_of_ours_has_are_refused() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let page = desk.visit(BLOCK).await;
    for bad in [("colour", "red"), ("i0.title", "x"), ("do", "erase"), ("do", "i0.erase"), ("i-1.x", "y")] {
        let answer = desk.submit(BLOCK, &filled(&page, BLOCK, &[("do", "save"), bad])).await;
        assert_eq!(answer.status, 400, "{bad:?}");
    }
    assert_eq!(site.count(DRAFTS).await, 0);
}
