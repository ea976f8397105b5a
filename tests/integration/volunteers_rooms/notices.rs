//! What coordinators are told of by mail, each once, whatever instance looks at the clock.

use connect_kindness::{staff::Role, volunteers::notices::tell};
use time::{Duration, OffsetDateTime};

use crate::{
    harness::{TestSite, desk::Desk, mailbox::ReceivedMail},
    volunteers_rooms::{fields, room},
};

/// A morning so many days from now, so that the clock of the site itself tells nothing of it.
fn morning(days: i64) -> OffsetDateTime {
    let day = (OffsetDateTime::now_utc() + Duration::days(days)).date();
    // Ten o'clock in Seoul.
    day.with_hms(1, 0, 0).unwrap().assume_utc()
}

/// The day of a morning, as SQL.
fn day(at: OffsetDateTime) -> String {
    format!("date '{}'", at.date())
}

impl TestSite {
    /// All mails to somebody, once no job is left.
    async fn mails_for(&self, desk: &Desk<'_>) -> Vec<ReceivedMail> {
        self.rests().await;
        self.mailbox.mails().into_iter().filter(|mail| mail.to == desk.email).collect()
    }
}

#[tokio::test]
async fn new_offers_are_told_at_once_and_bundled_by_handles_alone() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    let owner = Desk::of(&site, &[Role::Owner]).await;
    let now = OffsetDateTime::now_utc();
    // Four at once, of whom one is kept apart.
    let people = site.bare_people(4).await;
    site.alters_person(people[3], "admission = 'quarantined'").await;
    let handles = async || -> Vec<String> {
        let mut handles = Vec::new();
        for id in &people[..3] {
            handles.push(desk.visit(&room(*id)).await.texts("h1")[0].clone());
        }
        handles
    };
    tell(&site.state, now).await.unwrap();
    let mails = site.mails_for(&desk).await;
    assert_eq!(mails.len(), 1);
    for handle in handles().await {
        assert!(mails[0].text().contains(&handle), "{}", mails[0].text());
    }
    assert!(mails[0].text().contains(&format!("{}/admin/volunteers?stage=new", site.url)));
    assert!(site.mails_for(&owner).await.is_empty(), "owners do the work of coordinators where there are none");

    // A quarter of an hour is one mail, and what came meanwhile is the next.
    site.somebody_offers("카나리아 이름", "@kanaria", "teaching").await;
    tell(&site.state, now + Duration::minutes(14)).await.unwrap();
    assert_eq!(site.mails_for(&desk).await.len(), 1);
    for _ in 0..2 {
        tell(&site.state, now + Duration::minutes(16)).await.unwrap();
    }
    let mails = site.mails_for(&desk).await;
    assert_eq!(mails.len(), 2);
    assert!(mails[1].text().contains("teaching") || mails[1].text().contains("Teaching"), "{}", mails[1].text());
    assert!(mails.iter().all(|mail| !mail.data.contains("kanaria") && !mail.text().contains("카나리아")));
}

#[tokio::test]
async fn a_next_step_reminds_its_owner_once_on_two_instances_in_their_language() {
    let site = TestSite::start().await;
    let second = site.second().await;
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    let other = Desk::of(&site, &[Role::Coordinator]).await;
    let me = site.id_of(&desk).await;
    sqlx::query("update staff_members set rooms_language = 'ko' where id = $1")
        .bind(me)
        .execute(&site.db)
        .await
        .unwrap();
    let id = site.somebody_offers("카나리아 이름", "@kanaria", "teaching").await;
    site.alters_person(id, &format!("told_new = true, owner_id = '{me}', stage = 'contacted'")).await;
    let at = morning(30);
    let plan = fields(&[("next_step", "meet"), ("next_on", &at.date().to_string())]);
    assert_eq!(desk.submit(&format!("{}/next", room(id)), &plan).await.status, 303);
    tell(&site.state, at - Duration::days(1)).await.unwrap();
    tell(&site.state, at - Duration::hours(3)).await.unwrap();
    assert!(site.mails_for(&desk).await.is_empty(), "not before the day, nor at night");
    for _ in 0..3 {
        let (one, two) = tokio::join!(tell(&site.state, at), tell(&second.state, at));
        one.and(two).unwrap();
    }
    let mails = site.mails_for(&desk).await;
    assert_eq!(mails.len(), 1);
    let handle = desk.visit(&room(id)).await.texts("h1")[0].clone();
    for text in [&*handle, "만나기", "알려 달라고 하신 일입니다."] {
        assert!(mails[0].text().contains(text), "{text}: {}", mails[0].text());
    }
    assert!(!mails[0].text().contains("카나리아") && !mails[0].data.contains("kanaria"));
    assert!(site.mails_for(&other).await.is_empty());
    // What was missed while the site was down is told later, once; a new day reminds anew.
    assert_eq!(desk.submit(&format!("{}/next", room(id)), &plan).await.status, 303);
    for late in [2, 3] {
        tell(&site.state, at + Duration::days(late)).await.unwrap();
    }
    assert_eq!(site.mails_for(&desk).await.len(), 2);
}

#[tokio::test]
async fn who_waits_too_long_is_told_daily_and_what_ends_soon_weekly() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    let other = Desk::of(&site, &[Role::Coordinator]).await;
    let me = site.id_of(&desk).await;
    let people = site.bare_people(4).await;
    // A Monday that is not near.
    let mut at = morning(40);
    while at.weekday() != time::Weekday::Monday {
        at += Duration::DAY;
    }
    for id in &people {
        site.alters_person(*id, "told_new = true").await;
    }
    let arrived = format!("arrived_on = {} - 15, erase_on = {} + 300", day(at), day(at));
    site.alters_person(people[0], &format!("{arrived}, owner_id = '{me}'")).await;
    site.alters_person(people[1], &arrived).await;
    let in_time = format!("arrived_on = {} - 14, erase_on = {} + 300", day(at), day(at));
    site.alters_person(people[2], &in_time).await;
    let ends =
        format!("arrived_on = {} - 2, erase_on = {} + 25, owner_id = '{me}', stage = 'paused'", day(at), day(at));
    site.alters_person(people[3], &ends).await;
    let subjects = async |desk: &Desk<'_>| -> Vec<String> {
        let mails = site.mails_for(desk).await;
        let lines = mails.iter().map(|mail| mail.text().lines().next().unwrap_or_default().to_owned());
        lines.filter(|line| !line.contains("offered help")).collect()
    };
    for _ in 0..2 {
        tell(&site.state, at).await.unwrap();
    }
    let told = subjects(&desk).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().any(|line| line.contains("2 people have waited")), "the own one and that of nobody: {told:?}");
    assert!(told.iter().any(|line| line.contains("One record is erased")), "{told:?}");
    let told = subjects(&other).await;
    assert!(told.len() == 1 && told[0].contains("One person has waited"), "only that of nobody: {told:?}");
    // The next day those who wait, now one more; the end is told again in a week.
    tell(&site.state, at + Duration::DAY).await.unwrap();
    let told = subjects(&desk).await;
    assert!(told.len() == 3 && told[2].contains("3 people have waited"), "{told:?}");
    for id in &people[..3] {
        site.alters_person(*id, "stage = 'contacted'").await;
    }
    tell(&site.state, at + Duration::days(6)).await.unwrap();
    assert_eq!(subjects(&desk).await.len(), 3);
    tell(&site.state, at + Duration::days(8)).await.unwrap();
    let told = subjects(&desk).await;
    assert!(
        told.len() == 4 && told[3].contains("One record is erased"),
        "a Monday that was missed is told on Tuesday: {told:?}"
    );
}
