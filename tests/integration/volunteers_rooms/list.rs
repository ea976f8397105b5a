//! The list of people, its filters, its order, and the search.

use std::collections::BTreeSet;

use connect_kindness::staff::Role;
use uuid::Uuid;

use crate::{
    harness::{TestSite, desk::Desk},
    volunteers_rooms::{CANARY, fields, listed, room},
};

#[tokio::test]
async fn the_list_shows_what_is_asked_for_and_names_nobody() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    let me = site.id_of(&desk).await;
    let waiting = site.somebody_offers("가나다", &format!("@{CANARY}a"), "teaching").await;
    let active = site.somebody_offers("라마바", &format!("@{CANARY}b"), "events").await;
    let closed = site.somebody_offers("사아자", &format!("@{CANARY}c"), "research").await;
    site.alters_person(waiting, "arrived_on = current_date - 20").await;
    let next = "next_step = 'call', next_on = current_date - 1";
    site.alters_person(active, &format!("stage = 'active', last_contact_on = current_date, owner_id = '{me}', {next}"))
        .await;
    site.alters_person(closed, "stage = 'closed', last_contact_on = current_date, erase_on = current_date + 10").await;
    for (query, expected) in [
        ("", vec![waiting, active]),
        ("?stage=all", vec![waiting, active, closed]),
        ("?stage=closed", vec![closed]),
        ("?area=events", vec![active]),
        ("?area=research", vec![]),
        ("?owner=mine", vec![active]),
        ("?owner=nobody", vec![waiting]),
        ("?due=waiting", vec![waiting]),
        ("?due=step", vec![active]),
        ("?due=ending", vec![closed]),
        ("?quiet=14", vec![waiting]),
        (&format!("?owner={me}&due=step&area=events"), vec![active]),
    ] {
        let page = desk.visit(&format!("/admin/volunteers{query}")).await;
        let seen: BTreeSet<Uuid> = listed(&page).into_iter().collect();
        assert_eq!((page.status, seen), (200, expected.into_iter().collect()), "{query}");
        for secret in [CANARY, "가나다", "라마바", "사아자"] {
            assert!(!page.text.contains(secret), "{query} shows {secret}");
        }
    }
    let page = desk.visit("/admin/volunteers").await;
    assert_eq!(listed(&page)[0], waiting, "who is new comes first");
    for text in ["waits more than two weeks", "overdue", desk.email.as_str()] {
        page.shows(text);
    }
    for query in ["?stage=asleep", "?owner=everybody", "?due=now", "?before=x"] {
        assert_eq!(desk.visit(&format!("/admin/volunteers{query}")).await.status, 400, "{query}");
    }
    // The dashboard leads to lists that hold as many as it says.
    let dashboard = desk.visit("/admin").await;
    let links = dashboard.attributes(".todo a[href^='/admin/volunteers']", "href");
    assert_eq!(links.len(), 4, "{links:?}");
    for link in links {
        assert_eq!(listed(&desk.visit(&link).await).len(), 1, "{link}");
    }
}

#[tokio::test]
async fn the_list_goes_on_and_shows_everybody_once_who_waits_longest_first() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    let all: BTreeSet<Uuid> = site.bare_people(70).await.into_iter().collect();
    let some: Vec<Uuid> = all.iter().copied().take(10).collect();
    for (days, id) in some.iter().enumerate() {
        site.alters_person(*id, &format!("arrived_on = current_date - {}", days + 1)).await;
    }
    let first = desk.visit("/admin/volunteers").await;
    assert_eq!(listed(&first)[..10], some.iter().rev().copied().collect::<Vec<_>>());
    assert_eq!(listed(&first).len(), 50);
    let further = first.attribute("nav.pager a", "href").unwrap();
    let second = desk.visit(&further).await;
    let seen: Vec<Uuid> = listed(&first).into_iter().chain(listed(&second)).collect();
    assert_eq!((seen.len(), seen.into_iter().collect::<BTreeSet<_>>()), (70, all));
    let statements = site.statements_of("/admin/volunteers", &desk.cookie).await;
    assert!(statements <= 8, "{statements}");
}

#[tokio::test]
async fn somebody_is_found_by_the_handle_in_either_language_or_by_the_exact_contact() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    let id = site.somebody_offers("반딧불", &format!("@{CANARY}"), "teaching").await;
    let other = site.somebody_offers("개똥벌레", "@someone.else", "teaching").await;
    let english = desk.visit(&room(id)).await.texts("h1")[0].clone();
    let me = site.id_of(&desk).await;
    sqlx::query("update staff_members set rooms_language = 'ko' where id = $1")
        .bind(me)
        .execute(&site.db)
        .await
        .unwrap();
    let korean = desk.visit(&room(id)).await.texts("h1")[0].clone();
    assert_ne!(english, korean);
    let look = async |text: &str| desk.submit("/admin/volunteers", &fields(&[("text", text)])).await;
    let without_blanks = korean.replace(' ', "");
    for text in [&*english, &*korean, &*without_blanks, &format!(" @{CANARY} "), CANARY] {
        let found = look(text).await;
        assert_eq!((found.status, found.location()), (303, &*room(id)), "{text}");
    }
    for text in ["", "반딧불", "@kanaria", "blue pine"] {
        assert_eq!(look(text).await.status, 404, "{text}");
    }
    assert_eq!(site.acts_called("searched_volunteers").await, 8, "each search but the empty one is on record");
    site.alters_person(other, &format!("contact_hash = (select contact_hash from people where id = '{id}')")).await;
    let both = look(CANARY).await;
    let links: BTreeSet<String> = both.attributes("[role=status] a", "href").into_iter().collect();
    assert_eq!((both.status, links), (200, [room(id), room(other)].into()));
}
