//! Two people write on one page in two browsers, and one language falls behind the other: with scripts and without.

use connect_kindness::{
    language::Language,
    staff::{self, Role},
};

use crate::harness::{
    TestSite,
    browser::{Browser, Look},
    window::Window,
};

/// Somebody of the staff at a browser of their own.
async fn editor(site: &TestSite, browser: &Browser, email: &str, scripts: bool) -> Window {
    let id = staff::queries::add(&site.db, email, &[Role::Editor]).await.unwrap();
    let window = browser.window(Look { scripts, ..Look::default() }).await;
    window.visit(&format!("{}{}", site.url, site.link_of(id).await)).await;
    window.send("Sign in").await;
    window
}

/// Presses a button of a block by its value; some stand in the block's menu.
async fn press(window: &Window, block: &str, value: &str) {
    let button = format!("button[value='{value}']");
    if !window.find(&button).await.is_displayed().await.unwrap() {
        window.find(&format!("#block-{block} summary")).await.click().await.unwrap();
    }
    window.find(&button).await.click().await.unwrap();
    window.arrives_at("done=").await;
    window.shows("Undo").await;
}

async fn heads(window: &Window, url: &str, field: &str, text: &str) {
    window.visit(url).await;
    window.fill(field, text).await;
    window.send("Save").await;
    window.shows("Saved in your draft. Visitors read it once you publish.").await;
}

#[tokio::test]
async fn what_two_people_write_comes_together_and_the_same_field_is_theirs_to_decide() {
    let browser = Browser::start();
    for scripts in [true, false] {
        let site = TestSite::start().await;
        let ada = editor(&site, &browser, "ada@example.org", scripts).await;
        let ben = editor(&site, &browser, "ben@example.org", scripts).await;
        let room = format!("{}/admin/pages/mission", site.url);
        // Different blocks, and steps between them.
        heads(&ada, &format!("{room}/en/b2"), "heading", &format!("Ada’s heading {scripts}")).await;
        heads(&ben, &format!("{room}/en/b5"), "heading", &format!("Ben’s heading {scripts}")).await;
        ben.visit(&room).await;
        press(&ben, "en-b9", "up.en.b9").await;
        press(&ben, "en-b1", "duplicate.en.b1").await;
        press(&ben, "en-b4", "remove.en.b4").await;
        // The same field.
        heads(&ada, &format!("{room}/en/head"), "lead", &format!("Ada’s lead {scripts}.")).await;
        heads(&ben, &format!("{room}/en/head"), "lead", &format!("Ben’s lead {scripts}.")).await;
        ada.visit(&format!("{room}/publish")).await;
        ada.send("Publish").await;
        ada.shows("Published.").await;
        ben.visit(&format!("{room}/en/merge?to=publish")).await;
        ben.shows("Two changes of the same words").await;
        ben.shows(&format!("Ada’s lead {scripts}.")).await;
        ben.picture(if scripts { "staff-merge" } else { "staff-merge-plain" }).await;
        ben.find("input[type=radio][value=mine]").await.click().await.unwrap();
        ben.send("Take what is chosen").await;
        ben.shows("What changes for visitors").await;
        ben.send("Publish").await;
        ben.shows("Published.").await;
        let page = site.visit("/mission").await;
        for words in
            [format!("Ada’s heading {scripts}"), format!("Ben’s heading {scripts}"), format!("Ben’s lead {scripts}.")]
        {
            page.shows(&words);
        }
    }
}

#[tokio::test]
async fn korean_that_fell_behind_is_marked_and_mended() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    for scripts in [true, false] {
        let window = browser.window(Look { scripts, ..Look::default() }).await;
        site.signs_in(&window).await;
        let room = format!("{}/admin/pages/mission", site.url);
        let sentence = format!("Since 1996 {scripts}.");
        site.publish("mission", Language::English, |content| content.lead = sentence.clone()).await;
        window.visit(&room).await;
        assert!(window.has("#block-ko-head.piece-behind").await);
        window.picture(if scripts { "staff-behind" } else { "staff-behind-plain" }).await;
        window.find("#block-ko-head .piece-note a").await.click().await.unwrap();
        window.arrives_at("/ko/head").await;
        window.shows("This text changed since both agreed:").await;
        window.shows(&sentence).await;
        window.fill("lead", &format!("1996년부터 {scripts}.")).await;
        window.send("Save").await;
        window.shows("Saved in your draft.").await;
        assert!(!window.has("#block-ko-head.piece-behind").await, "who mended it need not say so");
        window.visit(&format!("{room}/publish")).await;
        window.send("Publish").await;
        window.shows("Published.").await;
        window.visit(&room).await;
        assert!(!window.has(".piece-behind").await, "and it stays so once it is published");
    }
}
