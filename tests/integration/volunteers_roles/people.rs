//! Checks: what they allow, and when they run out.

use connect_kindness::{calendar, staff::Role};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::harness::{Answer, TestSite, desk::Desk};

impl Desk<'_> {
    /// Notes a check on the page of somebody.
    async fn notes_check(&self, person: Uuid, changes: &[(&str, &str)]) -> Answer {
        let work = format!("/admin/volunteers/{person}/work");
        let page = self.visit(&work).await;
        self.send(&format!("{work}/checks"), &page, &[&[("do", "note")][..], changes].concat()).await
    }
}

#[tokio::test]
async fn a_role_that_needs_a_check_refuses_whoever_has_none() {
    let site = TestSite::start().await;
    let desk = Desk::coordinator(&site).await;
    let role = desk.opens_role(&[("needs_check", "yes")]).await;
    site.eventually("visitors are told", || async {
        site.visit("/ko/volunteer/roles").await.text.contains("서류를 함께 확인합니다")
    })
    .await;
    let (one, other) = (site.offers_help(None).await, site.offers_help(None).await);
    let refused = desk.assigns(one, role).await;
    assert_eq!(refused.status, 422);
    refused.shows("needs a check of the person");
    // Training is no check of that kind, and one that is over is none.
    let until = (calendar::day(OffsetDateTime::now_utc()) + Duration::days(300)).to_string();
    assert_eq!(desk.notes_check(one, &[("kind", "training"), ("valid_until", &until)]).await.status, 303);
    let over = [("kind", "identity"), ("checked_on", "2025-01-01"), ("valid_until", "2026-01-01")];
    assert_eq!(desk.notes_check(one, &over).await.status, 303);
    assert_eq!(desk.assigns(one, role).await.status, 422);
    let good = [("kind", "crimes_against_minors"), ("valid_until", &*until)];
    assert_eq!(desk.notes_check(one, &good).await.status, 303);
    assert_eq!(desk.assigns(one, role).await.status, 303);
    // Or somebody says that it is all right.
    let fields = [("role", role.to_string()), ("confirmed", "yes".to_owned()), ("do", "assign".to_owned())];
    let fields = fields.map(|(name, text)| (name.to_owned(), text));
    let work = format!("/admin/volunteers/{other}/work");
    assert_eq!(desk.submit(&format!("{work}/roles"), &fields).await.location(), format!("{work}?done=assigned"));
    assert_eq!(site.count("select count(*) from assignments").await, 2);
}

#[tokio::test]
async fn checks_that_run_out_are_warned_of_where_coordinators_look() {
    let site = TestSite::start().await;
    let desk = Desk::coordinator(&site).await;
    let role = desk.opens_role(&[]).await;
    let person = site.offers_help(None).await;
    let today = calendar::day(OffsetDateTime::now_utc());
    let day = |days: i64| (today + Duration::days(days)).to_string();
    assert_eq!(desk.assigns(person, role).await.status, 303);
    let work = format!("/admin/volunteers/{person}/work");
    assert_eq!(desk.notes_check(person, &[("kind", "identity"), ("valid_until", &day(31))]).await.status, 303);
    let page = desk.visit(&work).await;
    page.shows("Never keep copies, numbers or findings");
    page.shows(&desk.email);
    assert!(!page.text.contains("runs out soon"), "31 days are enough");
    assert!(!desk.visit("/admin").await.text.contains("The check of a volunteer runs out"));
    let remove = page.attribute("#checks button[value^='remove.']", "value").unwrap();
    let removed = desk.submit(&format!("{work}/checks"), &[("do".to_owned(), remove)]).await;
    assert_eq!(removed.location(), format!("{work}?done=unchecked"));
    assert_eq!(desk.notes_check(person, &[("kind", "identity"), ("valid_until", &day(30))]).await.status, 303);
    desk.visit(&work).await.shows("runs out soon");
    desk.visit(&format!("/admin/volunteers/{person}")).await.shows(&format!("Identity: runs out on {}", day(30)));
    let roles = desk.visit("/admin/roles").await;
    assert_eq!(roles.attributes("[aria-labelledby=running-out] a", "href"), [format!("{work}#checks")]);
    desk.visit("/admin").await.shows("The check of a volunteer runs out");
    let treasurer = Desk::of(&site, &[Role::Treasurer]).await;
    assert!(!treasurer.visit("/admin").await.text.contains("check of a volunteer"));
    // One of the same kind that holds for longer settles it.
    assert_eq!(desk.notes_check(person, &[("kind", "identity"), ("valid_until", &day(400))]).await.status, 303);
    assert!(!desk.visit("/admin").await.text.contains("The check of a volunteer runs out"));
    desk.visit(&work).await.shows("renewed");
    for (field, text) in
        [("kind", ""), ("checked_on", &*day(1)), ("valid_until", &*day(-1)), ("valid_until", "2099-01-01")]
    {
        let changes = [("kind", "identity"), ("valid_until", &*day(100)), (field, text)];
        let again = desk.notes_check(person, &changes).await;
        assert_eq!(again.status, 422, "{field} {text}");
        assert_eq!(again.attributes("#problems a", "href"), [format!("#field-{field}")]);
    }
    let acts = site.acts_on_record().await.into_iter().filter(|act| act.ends_with("_check")).collect::<Vec<_>>();
    assert_eq!(acts, ["noted_check", "removed_check", "noted_check", "noted_check"]);
}
