//! A coordinator follows somebody up, from the mail about a new offer to the end, in Korean and without scripts.

use connect_kindness::{
    language::Language,
    staff::{self, Role},
    volunteers::notices,
};
use time::OffsetDateTime;

use crate::{
    browser::words,
    harness::{
        TestSite,
        browser::{Browser, Look},
        window::Window,
    },
};

#[tokio::test]
async fn a_coordinator_goes_from_the_mail_to_the_end_without_scripts() {
    let site = TestSite::start().await;
    let say = |key| words(Language::Korean, key);
    let id = staff::queries::add(&site.db, "mina@example.org", &[Role::Coordinator]).await.unwrap();
    sqlx::query("update staff_members set rooms_language = 'ko' where id = $1")
        .bind(id)
        .execute(&site.db)
        .await
        .unwrap();
    let person = site.somebody_offers("반딧불", "@firefly", "teaching").await;
    notices::tell(&site.state, OffsetDateTime::now_utc()).await.unwrap();
    site.eventually("the coordinator is told", || async { site.mailbox.mails().len() == 1 }).await;
    let mail = site.mailbox.mails().remove(0);
    assert!(!mail.text().contains("반딧불") && !mail.data.contains("firefly"));

    let browser = Browser::start();
    let window = browser.window(Look { scripts: false, language: "ko", ..Look::default() }).await;
    window.visit(&format!("{}{}&language=ko", site.url, site.link_of(id).await)).await;
    window.send(&say("rooms-access-title")).await;
    window.visit(&format!("{}{}", site.url, mail.path("/admin/volunteers"))).await;
    assert!(!window.text().await.contains("반딧불"));
    window.find("tbody th a").await.click().await.unwrap();
    window.send(&say("rooms-volunteers-open")).await;
    for text in ["반딧불", "@firefly", &say("contact-signal")] {
        window.shows(text).await;
    }
    assert!(!window.has("[data-copy-from]:not([hidden])").await, "without scripts the contact is only selected");

    window.fill("note", "주말에 시간이 된다고 하십니다.").await;
    window.send(&say("rooms-volunteers-note-save")).await;
    window.shows(&say("rooms-volunteers-done-noted")).await;
    assert!(!window.text().await.contains("주말에"), "a note is read by opening alone");
    window.send(&say("rooms-volunteers-take")).await;
    window.shows(&say("rooms-volunteers-done-taken")).await;
    // A mistake is told at its field, and nothing is lost.
    window.send(&say("rooms-volunteers-contact-save")).await;
    window.find("#problem-contact_kind").await;
    window.find("option[value=wrote]").await.click().await.unwrap();
    window.send(&say("rooms-volunteers-contact-save")).await;
    window.shows(&say("rooms-volunteers-done-contact")).await;
    window.shows(&say("rooms-volunteers-stage-contacted")).await;
    for step in ["meeting", "active", "closed"] {
        window
            .send(&say(match step {
                "meeting" => "rooms-volunteers-step-meeting",
                "active" => "rooms-volunteers-step-active",
                _ => "rooms-volunteers-step-closed",
            }))
            .await;
        window.shows(&say("rooms-volunteers-done-stage")).await;
        let stage: String = sqlx::query_scalar("select stage from people where id = $1")
            .bind(person)
            .fetch_one(&site.db)
            .await
            .unwrap();
        assert_eq!(stage, step);
    }
    let acts =
        "select count(*) from audit_entries where action in ('opened_volunteer', 'noted_volunteer', 'took_volunteer',
                'noted_contact', 'changed_volunteer_stage')";
    assert_eq!(site.count(acts).await, 7, "each act is on record");
}

/// Does nothing unless `SCREENSHOTS` names a folder.
#[tokio::test]
async fn the_rooms_of_coordinators_have_their_pictures() {
    if !Window::makes_pictures() {
        return;
    }
    let site = TestSite::start().await;
    let browser = Browser::start();
    let say = |key| words(Language::Korean, key);
    let id = staff::queries::add(&site.db, "mina@example.org", &[Role::Coordinator]).await.unwrap();
    sqlx::query("update staff_members set rooms_language = 'ko' where id = $1")
        .bind(id)
        .execute(&site.db)
        .await
        .unwrap();
    let one = site.somebody_offers("반딧불", "@firefly", "teaching").await;
    let other = site.somebody_offers("개똥벌레", "@firefly", "translation").await;
    let next = format!("owner_id = '{id}', stage = 'meeting', next_step = 'meet', next_on = current_date - 1");
    site.alters_person(one, &next).await;
    site.alters_person(other, "arrived_on = current_date - 20, erase_on = current_date + 12").await;
    let room = format!("{}/admin/volunteers", site.url);
    for (width, dark) in [(360, true), (360, false), (1440, false)] {
        let window = browser.window(Look { width, dark, language: "ko", ..Look::default() }).await;
        window.visit(&format!("{}{}&language=ko", site.url, site.link_of(id).await)).await;
        window.send(&say("rooms-access-title")).await;
        window.find(".staff-nav").await;
        window.picture("coordinator-dashboard-ko").await;
        window.visit(&room).await;
        window.unfold(&say("rooms-volunteers-filter")).await;
        window.picture("coordinator-list-ko").await;
        window.visit(&format!("{room}/{one}")).await;
        window.find("option[value=answering]").await.click().await.unwrap();
        window.send(&say("rooms-volunteers-open")).await;
        window.find("#contact-1").await;
        window.picture("coordinator-person-ko").await;
        window.visit(&format!("{room}/{one}/beside/{other}")).await;
        window.send(&say("rooms-volunteers-beside-open")).await;
        window.picture("coordinator-beside-ko").await;
        window.visit(&format!("{room}/handing-over")).await;
        window.picture("coordinator-handing-over-ko").await;
    }
}
