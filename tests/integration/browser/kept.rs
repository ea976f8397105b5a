//! A session ends while somebody writes: signed in again in another tab, they find their text and save it.

use connect_kindness::{
    seal::{new_token, token_hash},
    staff::{self, Role},
};
use time::OffsetDateTime;

use crate::harness::{
    TestSite,
    browser::{Browser, Look},
};

const SENTENCE: &str = "쓰던 이름은 그대로 남는 모임";
const ROOM: &str = "/admin/settings/names";

impl TestSite {
    async fn lets_sessions_be_idle_for(&self, minutes: i32) {
        let idle = "update staff_sessions set last_seen_at = now() - make_interval(mins => $1)";
        sqlx::query(idle).bind(minutes).execute(&self.db).await.unwrap();
    }

    async fn reads_korean(&self) {
        sqlx::query("update staff_members set rooms_language = 'ko'").execute(&self.db).await.unwrap();
    }
}

#[tokio::test]
async fn a_session_that_ends_in_mid_text_loses_nothing_with_and_without_scripts() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    for scripts in [true, false] {
        let writer = browser.window(Look { scripts, ..Look::default() }).await;
        site.signs_in(&writer).await;
        let editor = format!("{}{ROOM}", site.url);
        writer.visit(&editor).await;
        let text = format!("{SENTENCE} {scripts}");
        writer.fill("name_korean", &text).await;
        site.lets_sessions_be_idle_for(31).await;
        writer.send("Save").await;
        writer.shows("Your session has ended").await;
        writer.shows(&text).await;
        writer.picture(if scripts { "staff-kept-late" } else { "staff-kept-late-plain" }).await;

        let first = writer.new_tab().await;
        site.signs_in(&writer).await;
        writer.shows("A form that you sent at").await;
        writer.picture("staff-kept-offer").await;
        // The first tab knows it, too, without a word of what was typed having left this computer otherwise.
        writer.turn_to(first).await;
        writer.follow("I signed in elsewhere: show me the form").await;
        writer.shows("Open it in its room").await;
        writer.shows(&text).await;
        writer.follow("Open it in its room").await;
        writer.shows("Nothing happens until you press its button").await;
        assert_eq!(writer.property("[name=name_korean]", "value").await, text);
        writer.send("Save").await;
        writer.shows("Saved. Visitors read it within seconds.").await;
        assert!(!writer.has(".staff-offer").await, "it is offered no more");
        writer.shows(&text).await;
    }
}

#[tokio::test]
async fn a_page_tells_before_a_session_ends_and_one_press_keeps_what_was_typed() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let writer = browser.window(Look { width: 360, ..Look::default() }).await;
    site.signs_in(&writer).await;
    site.reads_korean().await;
    writer.visit(&format!("{}{ROOM}", site.url)).await;
    writer.fill("name_korean", SENTENCE).await;
    assert!(!writer.find("#session-notice").await.is_displayed().await.unwrap());
    // As when the page comes back into sight after a while.
    let look = "document.dispatchEvent(new Event('visibilitychange')); true";
    site.lets_sessions_be_idle_for(26).await;
    writer.ask(look).await;
    writer.shows("계속 로그인해 두기").await;
    writer.picture("staff-session-near").await;
    assert!(writer.holds("document.activeElement.name === 'name_korean'").await, "the focus stays with the text");
    writer.press("계속 로그인해 두기").await;
    let used = "select count(*) from staff_sessions where last_seen_at > now() - interval '1 minute'";
    site.eventually("the session is kept", || async { site.count(used).await == 1 }).await;
    site.eventually("the notice goes", || async {
        writer.holds("!document.querySelector('#session-notice').matches(':popover-open')").await
    })
    .await;
    assert_eq!(writer.property("[name=name_korean]", "value").await, SENTENCE, "nothing that was typed is lost");

    site.lets_sessions_be_idle_for(31).await;
    writer.ask(look).await;
    writer.shows("로그인이 종료되었습니다").await;
    assert_eq!(writer.property("[name=name_korean]", "value").await, SENTENCE);
    // Signed in in another tab, the same page sends it.
    let first = writer.new_tab().await;
    site.signs_in(&writer).await;
    writer.turn_to(first).await;
    writer.press("저장").await;
    writer.shows("저장했습니다. 몇 초 안에").await;
}

/// The sentence of the page that was there before is true in a browser: Back from the answer does not bring the text, so
/// the answer itself has to hold it.
#[tokio::test]
async fn somebody_unknown_sends_the_text_from_the_answer_itself() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let writer = browser.window(Look { scripts: false, ..Look::default() }).await;
    site.signs_in(&writer).await;
    writer.visit(&format!("{}{ROOM}", site.url)).await;
    writer.fill("name_korean", SENTENCE).await;
    writer.forget_cookies().await;
    writer.send("Save").await;
    writer.shows("This page holds what you wrote").await;
    let first = writer.new_tab().await;
    let id = staff::queries::add(&site.db, "owner@example.org", &[Role::Owner]).await.unwrap();
    let token = new_token();
    staff::queries::add_link(&site.db, &token_hash(&token), id, OffsetDateTime::now_utc()).await.unwrap();
    writer.visit(&format!("{}/admin/sign-in?token={token}", site.url)).await;
    writer.send("Sign in").await;
    writer.turn_to(first).await;
    writer.send("Send it again").await;
    writer.shows("Saved. Visitors read it within seconds.").await;
    writer.shows(SENTENCE).await;
}
