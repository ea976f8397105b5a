//! Two who are one person, and people who go from one colleague to another.

use std::collections::BTreeSet;

use connect_kindness::staff::Role;
use uuid::Uuid;

use crate::{
    harness::{TestSite, desk::Desk},
    volunteers_rooms::{CANARY, fields, listed, opens, room},
};

#[tokio::test]
async fn two_who_are_one_are_merged_once_by_somebody_who_saw_both() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    let colleague = Desk::of(&site, &[Role::Coordinator]).await;
    let one = site.somebody_offers("반딧불", &format!("@{CANARY}"), "teaching").await;
    let other = site.somebody_offers("개똥벌레", &format!("@{CANARY}"), "events").await;
    assert_eq!(site.count("select count(*) from people").await, 2, "a form merges nobody");
    let page = desk.visit(&room(one)).await;
    page.shows("same contact");
    let beside = page.attribute("a[href*='/beside/']", "href").unwrap();
    assert_eq!(beside, format!("{}/beside/{other}", room(one)));
    for id in [one, other] {
        let note = desk.submit(&format!("{}/notes", room(id)), &fields(&[("note", &format!("note {id}"))])).await;
        assert_eq!(note.status, 303);
    }
    let owner = site.id_of(&desk).await;
    site.alters_person(other, &format!("owner_id = '{owner}', erase_on = erase_on + 100")).await;

    let closed = desk.visit(&beside).await;
    assert!(!closed.text.contains(CANARY) && !closed.text.contains("반딧불"));
    let opened = desk.submit(&beside, &[]).await;
    for text in ["반딧불", "개똥벌레", &format!("note {one}"), &format!("note {other}")] {
        opened.shows(text);
    }
    let reasons = "select count(*) from person_openings where reason = 'duplicate'";
    assert_eq!((site.count(reasons).await, site.acts_called("opened_volunteer").await), (2, 2));

    let merge = format!("{}/merge/{other}", room(one));
    let keep = one.to_string();
    let unsure = desk.send(&merge, &opened, &[("keep", &keep)]).await;
    assert_eq!(unsure.status, 422);
    unsure.shows("Tick that you know that this cannot be undone.");
    assert_eq!(desk.send(&merge, &opened, &[("sure", "yes")]).await.status, 422);
    site.alters_person(other, "stage = 'contacted'").await;
    let late = desk.send(&merge, &opened, &[("keep", &keep), ("sure", "yes")]).await;
    assert_eq!((late.status, site.count("select count(*) from people").await), (409, 2));
    let (again, change) = (desk.visit(&beside).await, [("keep", &*keep), ("sure", "yes")]);
    let both = tokio::join!(desk.send(&merge, &again, &change), colleague.send(&merge, &again, &change));
    assert_eq!((both.0.status, both.1.status), (303, 303));
    let locations: BTreeSet<&str> = [both.0.location(), both.1.location()].into();
    assert_eq!(
        locations,
        [&*format!("{}?done=merged", room(one)), &*format!("{}?done=merged-before", room(one))].into()
    );
    assert_eq!(site.acts_called("merged_volunteers").await, 1);

    assert_eq!(site.count("select count(*) from people").await, 1);
    assert_eq!(site.of_person::<Option<Uuid>>(one, "owner_id").await, Some(owner));
    assert!(site.of_person::<bool>(one, "erase_on > current_date + 460").await, "the later end counts");
    assert_eq!(desk.visit(&room(other)).await.status, 404);
    let opened = opens(&desk, one).await;
    for text in ["반딧불", "개똥벌레", &format!("note {one}"), &format!("note {other}")] {
        opened.shows(text);
    }
    assert_eq!(site.count("select count(*) from person_openings").await, 3, "what was opened before stays known");
}

/// A table about people that merging does not know would lose its rows with the one who goes.
#[tokio::test]
async fn merging_knows_every_table_about_people() {
    let site = TestSite::start().await;
    let about: Vec<String> = sqlx::query_scalar(
        "select distinct conrelid::regclass::text from pg_constraint where contype = 'f' and confrelid = 'people'::regclass
         order by 1",
    )
    .fetch_all(&site.db)
    .await
    .unwrap();
    let merging = include_str!("../../../src/volunteers/staff/merge/queries.rs");
    // Of whom coordinators were told by mail is forgotten after a few days.
    for table in about.iter().filter(|table| *table != "volunteer_notice_people") {
        assert!(merging.contains(&format!("update {table} set person_id = $1")), "{table} is not moved");
    }
    assert!(about.len() > 8, "{about:?}");
}

#[tokio::test]
async fn people_of_somebody_who_left_are_handed_over_in_one_act() {
    let site = TestSite::start().await;
    let owner = Desk::of(&site, &[Role::Owner]).await;
    let [leaver, stayer] = [Desk::of(&site, &[Role::Coordinator]).await, Desk::of(&site, &[Role::Coordinator]).await];
    let (gone, here) = (site.id_of(&leaver).await, site.id_of(&stayer).await);
    let people = site.bare_people(5).await;
    for id in &people[..4] {
        site.alters_person(*id, &format!("owner_id = '{gone}', stage = 'active'")).await;
    }
    site.alters_person(people[4], &format!("owner_id = '{here}'")).await;
    let person = owner.visit(&format!("/admin/people/{gone}")).await;
    person.shows("They look after 4 volunteers.");
    assert!(person.attribute("a[href='/admin/volunteers/handing-over']", "href").is_some());
    assert_eq!(listed(&stayer.visit("/admin/volunteers?owner=nobody").await).len(), 0);
    sqlx::query("update staff_members set roles = '{editor}' where id = $1")
        .bind(gone)
        .execute(&site.db)
        .await
        .unwrap();
    let list = stayer.visit("/admin/volunteers?owner=nobody").await;
    assert_eq!(listed(&list).len(), 4);
    list.shows("left the staff or the role");
    let todo = stayer.visit("/admin").await;
    todo.shows("4 volunteers need somebody who looks after them");

    let handing = "/admin/volunteers/handing-over";
    let (from, to) = (gone.to_string(), here.to_string());
    for (from, to) in [("", to.as_str()), (&from, ""), (&to, &to), (&from, &from)] {
        assert_eq!(stayer.submit(handing, &fields(&[("from", from), ("to", to)])).await.status, 422, "{from} {to}");
    }
    let handed = stayer.submit(handing, &fields(&[("from", &from), ("to", &to)])).await;
    assert_eq!(handed.location(), "/admin/volunteers/handing-over?done=handed");
    let owned = || async {
        let count = "select count(*) from people where owner_id = $1";
        sqlx::query_scalar::<_, i64>(count).bind(here).fetch_one(&site.db).await.unwrap()
    };
    assert_eq!(owned().await, 5);
    // One goes on to somebody else before the hand-over is undone.
    let taken = fields(&[("was", &to), ("owner", "nobody")]);
    assert_eq!(stayer.submit(&format!("{}/owner", room(people[0])), &taken).await.status, 303);
    let page = stayer.visit(handing).await;
    page.shows("3 people");
    let undo = page.attribute("[name=undo]", "value").unwrap();
    for _ in 0..2 {
        assert_eq!(stayer.submit(handing, &fields(&[("undo", &undo)])).await.status, 303);
    }
    assert_eq!(owned().await, 1, "what was theirs before stays theirs");
    assert_eq!(
        (site.acts_called("handed_over_volunteers").await, site.acts_called("undid_handing_over").await),
        (1, 1)
    );
}
