//! The editor in a browser: words are shown and saved while they are typed, with scripts; every step is a press without.

use thirtyfour::Key;

use crate::harness::{
    TestSite,
    browser::{Browser, Look},
};

const PAGE: &str = "/admin/pages/mission";
const BLOCK: &str = "/admin/pages/mission/en/b2";
const DRAFTS: &str = "select count(*) from page_drafts";
const SENTENCE: &str = "Nobody is forgotten.";
/// Whether the browser would ask before the page is left.
const ASKS: &str = "(() => { const leave = new Event('beforeunload', { cancelable: true }); dispatchEvent(leave);
                     return leave.defaultPrevented })()";

#[tokio::test]
async fn words_are_shown_and_saved_while_they_are_typed() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let writer = browser.window(Look::default()).await;
    site.signs_in(&writer).await;
    writer.visit(&format!("{}{BLOCK}", site.url)).await;
    assert!(!writer.holds(ASKS).await, "nothing was typed");
    writer.fill("heading", SENTENCE).await;
    assert!(writer.holds(ASKS).await, "what is not saved is asked about");
    let shown = format!("document.querySelector('[data-shown] h2')?.textContent === {SENTENCE:?}");
    site.eventually("the words are shown", || async { writer.holds(&shown).await }).await;
    site.eventually("they are saved by themselves", || async { site.count(DRAFTS).await == 1 }).await;
    writer.shows("Saved in your draft.").await;
    assert!(!writer.holds(ASKS).await);
    writer.picture("staff-editor-block").await;

    // A second save goes on from the first; another tab is noticed.
    writer.fill("heading", "Nobody at all is forgotten.").await;
    let twice = "select count(*) from page_drafts where content::text like '%Nobody at all%'";
    writer
        .ask("dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true, cancelable: true })); true")
        .await;
    writer.shows("Saved in your draft.").await;
    site.eventually("Ctrl and S save at once", || async { site.count(twice).await == 1 }).await;
    let first = writer.new_tab().await;
    writer.visit(&format!("{}{BLOCK}", site.url)).await;
    writer.fill("heading", "From the second tab").await;
    writer.send("Save").await;
    writer.shows("Saved in your draft. Visitors read it once you publish.").await;
    writer.turn_to(first).await;
    writer.fill("heading", "From the first tab").await;
    writer.shows("Another tab changed this block. Press Save to compare.").await;
    writer.send("Save").await;
    writer.shows("You changed this block in another tab meanwhile").await;
    assert_eq!(writer.property("[name=heading]", "value").await, "From the first tab");
    writer.picture("staff-editor-second-tab").await;
}

/// An input method puts syllables together; what is saved in between would disturb it and be half a word.
#[tokio::test]
async fn an_input_method_is_never_disturbed_and_enter_never_saves() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    for scripts in [true, false] {
        let writer = browser.window(Look { scripts, ..Look::default() }).await;
        site.signs_in(&writer).await;
        writer.visit(&format!("{}/admin/pages/mission/ko/b2", site.url)).await;
        writer.fill("heading", "누구도").await;
        if scripts {
            let field = "document.querySelector('[name=heading]')";
            writer
                .ask(&format!(
                    "{field}.dispatchEvent(new CompositionEvent('compositionstart', {{ bubbles: true }})); true"
                ))
                .await;
            writer
                .ask("dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true, cancelable: true })); true")
                .await;
            writer.shows("Not saved yet.").await;
            assert_eq!(site.count(DRAFTS).await, 0, "half a syllable is not saved");
        }
        writer.keys(Key::Enter + "").await;
        writer.shows("As visitors will see it").await;
        assert_eq!(writer.property("[name=heading]", "value").await, "누구도");
        if scripts {
            // What Enter showed is no draft yet: the script knows, and saves it as it saves everything.
            site.eventually("it is saved", || async { site.count(DRAFTS).await == 1 }).await;
            sqlx::query("delete from page_drafts").execute(&site.db).await.unwrap();
        } else {
            assert_eq!(site.count(DRAFTS).await, 0, "Enter shows, and saves nothing");
        }
        assert!(writer.holds("document.querySelector('[data-shown] h2').textContent === '누구도'").await || !scripts);
    }
}

#[tokio::test]
async fn blocks_move_by_keyboard_and_what_was_removed_comes_back() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let writer = browser.window(Look::default()).await;
    site.signs_in(&writer).await;
    writer.visit(&format!("{}{PAGE}", site.url)).await;
    writer.picture("staff-editor-page").await;
    let press = "document.querySelector('#block-en-b1 [data-down]').dispatchEvent(
                 new KeyboardEvent('keydown', { key: 'ArrowDown', altKey: true, bubbles: true, cancelable: true })); true";
    writer.ask(press).await;
    writer.shows("The block has moved.").await;
    let second =
        "[...document.querySelectorAll('[id^=block-en-]')].findIndex((block) => block.id === 'block-en-b1') === 2";
    assert!(writer.holds(second).await);
    writer.send("Undo").await;
    writer.shows("Undone.").await;
    writer.ask("document.querySelector('#block-ko-b3 summary').click(); true").await;
    writer.ask("document.querySelector('#block-ko-b3 [value^=remove]').click(); true").await;
    writer.shows("The block is removed.").await;
    assert!(!writer.has("#block-ko-b3").await);
    writer.send("Undo").await;
    writer.shows("Undone.").await;
    assert!(writer.has("#block-ko-b3").await);
}

#[tokio::test]
async fn without_scripts_every_step_is_a_press() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let writer = browser.window(Look { scripts: false, width: 390, ..Look::default() }).await;
    site.signs_in(&writer).await;
    writer.visit(&format!("{}{PAGE}?only=ko", site.url)).await;
    writer.picture("staff-editor-page-390").await;
    writer.visit(&format!("{}/admin/pages/mission/ko/b2", site.url)).await;
    writer.fill("heading", "누구도 잊히지 않습니다").await;
    writer.send("Show how it looks").await;
    assert!(writer.text().await.matches("누구도 잊히지 않습니다").count() >= 1);
    assert_eq!(site.count(DRAFTS).await, 0);
    writer.send("Save").await;
    writer.shows("Saved in your draft. Visitors read it once you publish.").await;
    writer.shows("누구도 잊히지 않습니다").await;
    writer.visit(&format!("{}/admin/pages/mission/ko/add?after=b2", site.url)).await;
    writer.picture("staff-editor-add-390").await;
}
