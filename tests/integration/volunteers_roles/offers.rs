//! A role from its first words to the offers for it.

use connect_kindness::staff::Role;

use super::{WORDS, id_in};
use crate::{
    harness::{TestSite, desk::Desk},
    volunteers::{good, pairs},
};

#[tokio::test]
async fn a_role_is_written_in_both_languages_opened_and_read_by_visitors() {
    let site = TestSite::start().await;
    let desk = Desk::coordinator(&site).await;
    site.visit("/ko/volunteer/roles").await.shows("지금 따로 모집하는 활동은 없습니다");
    // A draft may be unfinished, but it is not opened so.
    let role = desk.drafts(&[("place_ko", ""), ("text_en", " ")]).await;
    let refused = desk.presses_role(role, "open").await;
    assert_eq!(refused.status, 422);
    let fields: Vec<String> = refused.attributes("#problems a", "href");
    assert_eq!(fields, ["text_en", "place_ko"].map(|name| format!("/admin/roles/{role}/change#field-{name}")));
    assert!(!site.publishes("English tutor").await);
    let change = format!("/admin/roles/{role}/change");
    let page = desk.visit(&change).await;
    let words = [("place_ko", "서울 사무실"), ("text_en", "Read together.\n\nWe prepare you.")];
    assert_eq!(desk.send(&change, &page, &words).await.status, 303);
    let preview = desk.visit(&format!("/admin/roles/{role}")).await;
    for text in ["We prepare you.", "서울 사무실", "한 주에 2시간"] {
        preview.shows(text);
    }
    assert_eq!(preview.attributes("article", "lang"), ["en", "ko"]);
    assert_eq!(desk.presses_role(role, "open").await.status, 303);
    site.eventually("visitors read it in English", || site.publishes("English tutor")).await;
    let korean = site.visit("/ko/volunteer/roles").await;
    for text in ["영어 교사", "미리 준비를 도와드립니다.", "서울 사무실", "2명 더", "북한 출신 청소년 가르치기"]
    {
        korean.shows(text);
    }
    assert_eq!(korean.texts("h1").len(), 1);
    assert_eq!(korean.attributes("link[hreflang=en]", "href"), [format!("{}/volunteer/roles", site.url)]);
    assert_eq!(site.statements_of("/volunteer/roles", "").await, 0, "reading asks the database nothing");
    site.visit("/get-involved").await.shows(&format!("/volunteer/roles#role-{role}"));
    let sitemap = site.visit("/sitemap.xml").await;
    for path in ["/volunteer/roles", "/ko/volunteer/roles"] {
        sitemap.shows(&format!("<loc>{}{path}</loc>", site.url));
    }
    // Closing is undone by opening again.
    assert_eq!(desk.presses_role(role, "close").await.status, 303);
    site.eventually("it is gone", || async { !site.publishes("English tutor").await }).await;
    assert_eq!(desk.presses_role(role, "open").await.status, 303);
    site.eventually("it is back", || site.publishes("영어 교사")).await;
    let acts = ["created_role", "changed_role", "opened_role", "closed_role", "opened_role"];
    assert_eq!(site.acts_on_record().await, acts);
}

#[tokio::test]
async fn a_role_is_copied_and_a_draft_deleted_and_only_a_draft() {
    let site = TestSite::start().await;
    let desk = Desk::coordinator(&site).await;
    let role = desk.opens_role(&[("until", "2099-12-31")]).await;
    let page = desk.visit(&format!("/admin/roles/new?from={role}")).await;
    let copied = desk.send("/admin/roles/new", &page, &[("title_en", "Second tutor")]).await;
    let copy = id_in(copied.location());
    assert_ne!(copy, role);
    // Sent twice, it is one.
    assert_eq!(
        desk.send("/admin/roles/new", &page, &[("title_en", "Second tutor")]).await.location(),
        copied.location()
    );
    assert_eq!(
        site.count("select count(*) from roles where until = '2099-12-31' and place_ko = '서울 사무실'").await,
        2
    );
    desk.visit("/admin/roles?show=draft").await.shows("Second tutor");
    assert_eq!(desk.presses_role(copy, "delete").await.location(), "/admin/roles?done=deleted");
    assert_eq!(desk.visit(&format!("/admin/roles/{copy}")).await.status, 404);
    assert_eq!(desk.presses_role(role, "delete").await.location(), format!("/admin/roles/{role}"));
    assert_eq!(site.count("select count(*) from roles").await, 1);
    assert_eq!(site.acts_on_record().await, ["created_role", "opened_role", "created_role", "deleted_role"]);
}

#[tokio::test]
async fn what_is_wrong_with_a_role_stands_at_its_field_and_nothing_typed_is_lost() {
    let site = TestSite::start().await;
    let desk = Desk::coordinator(&site).await;
    sqlx::query("update staff_members set rooms_language = 'ko'").execute(&site.db).await.unwrap();
    let page = desk.visit("/admin/roles/new").await;
    let long = "가".repeat(2001);
    let wrong = [
        ("area", ""),
        ("title_ko", "통역"),
        ("text_ko", &*long),
        ("wanted", "여러 명"),
        ("until", "내년 봄"),
        ("place_en", "x"),
    ];
    let again = desk.send("/admin/roles/new", &page, &wrong).await;
    assert_eq!(again.status, 422);
    let named: Vec<String> = again.attributes("#problems a", "href");
    assert_eq!(named, ["#field-area", "#field-text_ko", "#field-wanted", "#field-until"]);
    again.shows("2000");
    again.shows("1부터 999까지의 숫자로");
    assert_eq!(again.attribute("[name=title_ko]", "value").unwrap(), "통역");
    assert_eq!(again.attribute("[name=until]", "value").unwrap(), "내년 봄");
    again.shows(&long);
    assert_eq!(site.count("select count(*) from roles").await, 0);
}

#[tokio::test]
async fn two_people_who_change_a_role_at_once_see_both_texts() {
    let site = TestSite::start().await;
    let (one, other) = (Desk::coordinator(&site).await, Desk::coordinator(&site).await);
    let role = one.drafts(&[]).await;
    let change = format!("/admin/roles/{role}/change");
    let (first, second) = (one.visit(&change).await, other.visit(&change).await);
    assert_eq!(one.send(&change, &first, &[("title_en", "Reading partner")]).await.status, 303);
    let conflict = other.send(&change, &second, &[("title_en", "Helper with English"), ("wanted", "5")]).await;
    assert_eq!(conflict.status, 409);
    conflict.shows("Reading partner");
    assert_eq!(conflict.attribute("[name=title_en]", "value").unwrap(), "Helper with English");
    assert_eq!(site.count("select count(*) from roles where title_en = 'Reading partner' and wanted = 2").await, 1);
    // Whoever has seen both decides.
    assert_eq!(other.send(&change, &conflict, &[]).await.status, 303);
    assert_eq!(site.count("select count(*) from roles where title_en = 'Helper with English' and wanted = 5").await, 1);
    // Nobody opens what they did not see.
    let seen = one.visit(&format!("/admin/roles/{role}")).await;
    let page = other.visit(&change).await;
    assert_eq!(other.send(&change, &page, &[("title_en", "Tutor")]).await.status, 303);
    let late = one.send(&format!("/admin/roles/{role}"), &seen, &[("do", "open")]).await;
    assert_eq!(late.status, 409);
    assert_eq!(site.count("select count(*) from roles where state = 'open'").await, 0);
}

#[tokio::test]
async fn the_form_opens_for_a_role_in_korean_without_scripts_and_is_stored_with_it() {
    let site = TestSite::start().await;
    let desk = Desk::coordinator(&site).await;
    let role = desk.opens_role(&[]).await;
    site.eventually("visitors read it", || site.publishes("영어 교사")).await;
    let link = site.visit("/ko/volunteer/roles").await.attribute("li .button", "href").unwrap();
    assert_eq!(link, format!("/ko/volunteer?role={role}"));
    let form = site.visit(&link).await;
    form.shows("신청하는 활동: 영어 교사");
    assert_eq!(form.attribute("[name=role]", "value").unwrap(), role.to_string());
    // With a mistake the role stays, also in the other language.
    let token = site.token("volunteer");
    let named = role.to_string();
    let mut fields = good(&token);
    fields.push(("role", named.clone()));
    let mut wrong = pairs(&fields);
    wrong.retain(|(name, _)| *name != "name");
    let again = site.submit("/ko/volunteer", &wrong).await;
    assert_eq!((again.status, again.attribute("[name=role]", "value").unwrap()), (422, named.clone()));
    let english = site.submit("/volunteer", &[&wrong[..], &[("show", "again")]].concat()).await;
    english.shows("You offer help for: English tutor");
    assert_eq!(site.submit("/ko/volunteer", &pairs(&fields)).await.status, 303);
    let stored = "select count(*) from applications where role_id = (select id from roles)";
    assert_eq!(site.count(stored).await, 1);
    let page = desk.visit(&format!("/admin/roles/{role}")).await;
    let person: uuid::Uuid = sqlx::query_scalar("select id from people").fetch_one(&site.db).await.unwrap();
    let offering = page.attributes("[aria-labelledby=offering] a", "href");
    assert_eq!(
        offering,
        [format!("/admin/volunteers/{person}"), format!("/admin/volunteers/{person}/work?role={role}")]
    );
    assert!(!page.text.contains("카나리아"), "nobody is named there");
}

#[tokio::test]
async fn a_role_that_closes_while_somebody_writes_is_told_and_nothing_is_lost() {
    let site = TestSite::start().await;
    let desk = Desk::coordinator(&site).await;
    let role = desk.opens_role(&[]).await;
    let other = desk.opens_role(&[("title_en", "Translator"), ("title_ko", "번역가")]).await;
    site.eventually("both are there", || async {
        site.publishes("번역가").await && site.publishes("영어 교사").await
    })
    .await;
    let mut fields = good(&site.token("volunteer"));
    fields.push(("role", role.to_string()));
    desk.presses_role(role, "close").await;
    site.eventually("it is gone", || async { !site.publishes("영어 교사").await }).await;
    let told = site.submit("/ko/volunteer", &pairs(&fields)).await;
    assert_eq!(told.status, 409);
    told.shows("자리가 찼거나 모집이 끝났습니다");
    assert_eq!(told.attribute("[name=name]", "value").unwrap(), fields[1].1);
    assert_eq!(told.attributes("[name=role]", "value"), [String::new(), other.to_string()]);
    assert_eq!(site.count("select count(*) from applications").await, 0);
    // Without a role it is taken, and so is whatever else is no role.
    fields.pop();
    fields.push(("role", String::new()));
    assert_eq!(site.submit("/ko/volunteer", &pairs(&fields)).await.status, 303);
    assert_eq!(site.count("select count(*) from applications where role_id is null").await, 1);
    for address in [format!("/volunteer?role={role}"), "/volunteer?role=x".to_owned()] {
        let form = site.visit(&address).await;
        assert_eq!(form.status, 200);
        form.shows("Translator");
        form.shows("is taken or closed by now");
    }
}

#[tokio::test]
async fn roles_are_the_rooms_of_coordinators_alone() {
    let site = TestSite::start().await;
    let role = Desk::coordinator(&site).await.opens_role(&[]).await;
    let person = site.offers_help(None).await;
    for other in [Role::Editor, Role::Treasurer] {
        let desk = Desk::of(&site, &[other]).await;
        for path in [
            "/admin/roles".to_owned(),
            format!("/admin/roles/{role}"),
            format!("/admin/roles/{role}/change"),
            format!("/admin/volunteers/{person}/work"),
            format!("/admin/volunteers/{person}/confirmation"),
        ] {
            assert_eq!(desk.visit(&path).await.status, 403, "{path}");
        }
        let fields = WORDS.map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(desk.submit("/admin/roles/new", &fields).await.status, 403);
        assert_eq!(desk.submit(&format!("/admin/roles/{role}"), &[("do".into(), "close".into())]).await.status, 403);
        assert_eq!(desk.assigns(person, role).await.status, 403);
        assert!(!desk.visit("/admin").await.text.contains("/admin/roles"));
    }
    assert_eq!(site.count("select count(*) from roles where state = 'open'").await, 1);
}
