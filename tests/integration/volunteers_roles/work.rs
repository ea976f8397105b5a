//! Hours, and the confirmation that people ask for.

use connect_kindness::calendar;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::harness::{Answer, TestSite, desk::Desk};

impl Desk<'_> {
    /// Notes hours on the page of somebody.
    async fn notes_hours(&self, person: Uuid, changes: &[(&str, &str)]) -> Answer {
        let work = format!("/admin/volunteers/{person}/work");
        let page = self.visit(&work).await;
        self.send(&format!("{work}/hours"), &page, &[&[("do", "note")][..], changes].concat()).await
    }

    async fn confirms(&self, person: Uuid, changes: &[(&str, &str)]) -> Answer {
        let address = format!("/admin/volunteers/{person}/confirmation");
        let page = self.visit(&address).await;
        self.send(&address, &page, changes).await
    }
}

#[tokio::test]
async fn hours_are_noted_as_people_say_them_summed_by_year_and_removed() {
    let site = TestSite::start().await;
    let desk = Desk::coordinator(&site).await;
    let role = desk.opens_role(&[]).await;
    let person = site.offers_help(None).await;
    let today = calendar::day(OffsetDateTime::now_utc());
    let work = format!("/admin/volunteers/{person}/work");
    for (day, long) in
        [(today.to_string(), "２．５"), ("2025. 3. 9.".to_owned(), "2:30"), ("2025-03-10".to_owned(), "2")]
    {
        let noted =
            desk.notes_hours(person, &[("worked_on", &day), ("long", long), ("for_role", &role.to_string())]).await;
        assert_eq!(noted.location(), format!("{work}?done=noted"), "{}", noted.text);
    }
    let page = desk.visit(&work).await;
    page.shows(&format!("{}: 2 h 30 min, 2025: 4 h 30 min.", today.year()));
    desk.visit(&format!("/admin/volunteers/{person}")).await.shows("Helped for 7 hours in all.");
    // A form that is sent twice is noted once.
    let hours = format!("{work}/hours");
    for _ in 0..2 {
        assert_eq!(desk.send(&hours, &page, &[("long", "1"), ("do", "note")]).await.status, 303);
    }
    assert_eq!(site.count("select count(*) from hours where role_id is null").await, 1);
    let remove = page.attribute("button[value^='remove.']", "value").unwrap();
    let removed = desk.submit(&hours, &[("do".to_owned(), remove)]).await;
    assert_eq!(removed.location(), format!("{work}?done=removed"));
    assert_eq!(site.count("select count(*) from hours").await, 3);
    // What cannot be read is asked about, in words, and stays as it was typed.
    let tomorrow = today.next_day().unwrap().to_string();
    for (field, text, says) in [
        ("long", "두 시간", "Write hours in digits"),
        ("long", "25", "at most 24 hours"),
        ("worked_on", &*tomorrow, "has not come yet"),
        ("worked_on", "soon", "Write a day"),
    ] {
        let again = desk.notes_hours(person, &[("long", "2"), (field, text)]).await;
        assert_eq!(again.status, 422, "{text}");
        again.shows(says);
        assert_eq!(again.attribute(&format!("[name={field}]"), "value").unwrap(), text);
    }
    assert_eq!(site.count("select count(*) from hours").await, 3);
    let noted = site.acts_on_record().await.into_iter().filter(|act| act.ends_with("_hours")).collect::<Vec<_>>();
    assert_eq!(noted, ["noted_hours", "noted_hours", "noted_hours", "noted_hours", "removed_hours"]);
}

#[tokio::test]
async fn hours_are_confirmed_in_both_languages_with_the_name_and_on_record() {
    let site = TestSite::start().await;
    let desk = Desk::coordinator(&site).await;
    let role = desk.opens_role(&[]).await;
    let person = site.offers_help(None).await;
    let nothing = desk.confirms(person, &[]).await;
    assert_eq!(nothing.status, 422);
    nothing.shows("No hours are noted in this time.");
    for (day, long) in [("2025-03-09", "2"), ("2025-03-10", "1:30"), ("2024-12-31", "8")] {
        let fields = [("worked_on", day), ("long", long), ("for_role", &role.to_string())];
        assert_eq!(desk.notes_hours(person, &fields).await.status, 303);
    }
    assert_eq!(site.count("select count(*) from person_openings").await, 0, "nothing was opened so far");
    let period = [("from", "2025-01-01"), ("to", "2025-12-31")];
    let korean = desk.confirms(person, &[&period[..], &[("language", "ko")]].concat()).await;
    assert_eq!((korean.status, korean.headers["cache-control"].to_str().unwrap()), (200, "no-store"));
    let organisation = connect_kindness::language::Language::ALL.map(|language| site.organisation(language));
    for text in [
        "봉사활동 확인서",
        "카나리아7391 name",
        "3시간 30분",
        "2025년 1월 1일 ~ 2025년 12월 31일 (2일)",
        "영어 교사",
        "(서명 또는 인)",
        &organisation[1],
        &calendar::day(OffsetDateTime::now_utc()).year().to_string(),
    ] {
        korean.shows(text);
    }
    assert_eq!(korean.attribute("article.paper", "lang").unwrap(), "ko");
    let english = desk.confirms(person, &[&period[..], &[("language", "en")]].concat()).await;
    for text in
        ["Confirmation of volunteer work", "3 h 30 min", "on 2 days", "English tutor", "Signature", &organisation[0]]
    {
        english.shows(text);
    }
    let on_record = "select count(*) from audit_entries join person_openings on person_openings.id = reason_id
                     where action = 'opened_volunteer' and subject_id = person_id and reason = 'asked_by_person'";
    assert_eq!(site.count(on_record).await, 2);
    let backwards = desk.confirms(person, &[("from", "2025-12-31"), ("to", "2025-01-01")]).await;
    assert_eq!(backwards.status, 422);
    assert!(!backwards.text.contains("카나리아"), "nothing was opened for a mistake");
    assert_eq!(site.count("select count(*) from person_openings").await, 2);
}

impl TestSite {
    /// The name of the organisation, as visitors read it.
    fn organisation(&self, language: connect_kindness::language::Language) -> String {
        let site = serde_json::to_value(&*self.state.site()).unwrap();
        site[if language.tag() == "ko" { "name_korean" } else { "name_english" }].as_str().unwrap().to_owned()
    }
}
