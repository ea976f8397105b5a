//! Places in a role: taken, free again, over.

use time::OffsetDateTime;

use crate::harness::{TestSite, desk::Desk};

#[tokio::test]
async fn a_full_role_is_hidden_and_comes_back_when_somebody_ends_on_every_instance() {
    let site = TestSite::start().await;
    let second = site.second().await;
    let desk = Desk::coordinator(&site).await;
    let role = desk.opens_role(&[("wanted", "1")]).await;
    let (one, other) = (site.offers_help(None).await, site.offers_help(None).await);
    for instance in [&site, &second] {
        instance.eventually("it is there", || instance.publishes("영어 교사")).await;
    }
    assert_eq!(desk.assigns(one, role).await.location(), format!("/admin/volunteers/{one}/work?done=assigned"));
    for instance in [&site, &second] {
        instance.eventually("it is full", || async { !instance.publishes("영어 교사").await }).await;
        instance.visit(&format!("/volunteer?role={role}")).await.shows("is taken or closed by now");
    }
    let full = desk.assigns(other, role).await;
    assert_eq!(full.status, 409);
    full.shows("This task is full");
    // Pressed twice, it is one place.
    assert_eq!(desk.assigns(one, role).await.status, 303);
    desk.visit("/admin/roles?show=full").await.shows("1 of 1");
    let work = format!("/admin/volunteers/{one}/work");
    let end = desk.visit(&work).await.attribute("button[value^='end.']", "value").unwrap();
    let ended = desk.submit(&format!("{work}/roles"), &[("do".to_owned(), end)]).await;
    assert_eq!(ended.location(), format!("{work}?done=ended"));
    for instance in [&site, &second] {
        instance.eventually("it is free again", || instance.publishes("English tutor")).await;
    }
    assert_eq!(desk.assigns(other, role).await.status, 303);
    let acts = ["created_role", "opened_role", "assigned_volunteer", "ended_assignment", "assigned_volunteer"];
    assert_eq!(site.acts_on_record().await, acts);
    // Whoever is erased leaves their place.
    sqlx::query("delete from people where id = $1").bind(other).execute(&site.db).await.unwrap();
    site.eventually("the place is free", || site.publishes("English tutor")).await;
}

#[tokio::test]
async fn two_coordinators_who_take_the_last_place_at_once_are_one() {
    let site = TestSite::start().await;
    let (one, other) = (Desk::coordinator(&site).await, Desk::coordinator(&site).await);
    for round in 1..=3 {
        let role = one.opens_role(&[("wanted", "1")]).await;
        let (first, second) = (site.offers_help(None).await, site.offers_help(None).await);
        let (here, there) = tokio::join!(one.assigns(first, role), other.assigns(second, role));
        let mut found = [here.status, there.status];
        found.sort_unstable();
        assert_eq!(found, [303, 409], "round {round}");
        let late = if here.status == 409 { here } else { there };
        late.shows("somebody else took the last place");
        let taken = "select count(*) from assignments where role_id = $1 and ended_on is null";
        let taken: i64 = sqlx::query_scalar(taken).bind(role).fetch_one(&site.db).await.unwrap();
        assert_eq!(taken, 1, "round {round}");
    }
}

#[tokio::test]
async fn the_last_day_passes_by_the_clock_on_every_instance() {
    let site = TestSite::start().await;
    let second = site.second().await;
    let desk = Desk::coordinator(&site).await;
    let today = connect_kindness::calendar::day(OffsetDateTime::now_utc()).to_string();
    let role = desk.opens_role(&[("until", &today)]).await;
    for instance in [&site, &second] {
        instance.eventually("its last day goes on", || instance.publishes("영어 교사")).await;
    }
    // The day ends in a moment.
    let ends_at = OffsetDateTime::now_utc() + time::Duration::seconds(3);
    let ends = format!("select '{}'::timestamptz", ends_at.unix_timestamp_nanos() / 1000);
    let ends = ends.replace("select '", "select to_timestamp(").replace("'::timestamptz", " / 1000000.0)");
    let change = format!(
        "create or replace function day_ends_at(day date) returns timestamptz language sql stable as $$ {ends} $$;
         notify site_changed"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(change)).execute(&site.db).await.unwrap();
    for instance in [&site, &second] {
        instance.eventually("it is over", || async { !instance.publishes("영어 교사").await }).await;
        assert!(OffsetDateTime::now_utc() >= ends_at, "nothing goes before its time");
        instance.visit("/volunteer/roles").await.shows("No particular task is open right now");
    }
    desk.visit("/admin/roles?show=over").await.shows("English tutor");
    let person = site.offers_help(None).await;
    let refused = desk.assigns(person, role).await;
    assert_eq!(refused.status, 409);
    refused.shows("not open any more");
}

#[tokio::test]
async fn a_day_that_is_over_is_not_opened() {
    let site = TestSite::start().await;
    let desk = Desk::coordinator(&site).await;
    let role = desk.drafts(&[("until", "2026-01-31")]).await;
    let refused = desk.presses_role(role, "open").await;
    assert_eq!(refused.status, 422);
    refused.shows("This day is over");
    let yesterday = connect_kindness::calendar::day(OffsetDateTime::now_utc() - time::Duration::DAY);
    let (over, open) = ("select count(*) from role_places where standing = 'over'", "update roles set state = 'open'");
    sqlx::query(open).execute(&site.db).await.unwrap();
    assert_eq!(site.count(over).await, 1, "the end of a day is that of Seoul");
    for (day, count) in [(yesterday, 1), (yesterday.next_day().unwrap(), 0)] {
        sqlx::query("update roles set until = $1").bind(day).execute(&site.db).await.unwrap();
        assert_eq!(site.count(over).await, count, "{day}");
    }
}
