//! Who is on the staff, as the operator changes it on the server.

use std::process::Command;

use connect_kindness::{
    staff::{self, Role},
    words::Word as _,
};

use crate::harness::TestSite;

/// Runs `staff` with these arguments. Gives whether it went well and everything that it said.
fn staff(site: &TestSite, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_connect-kindness"))
        .env_clear()
        .env("DATABASE_URL", site.database_url())
        .env("DATA_KEYS", "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
        .arg("staff")
        .args(arguments)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

/// The actions on record that nobody who is signed in did, in order.
async fn on_record(site: &TestSite) -> Vec<String> {
    let actions = "select action from audit_entries where staff_member_id is null order by id";
    sqlx::query_scalar(actions).fetch_all(&site.db).await.unwrap()
}

#[tokio::test]
async fn adding_says_which_roles_changed_and_so_does_the_record() {
    let site = TestSite::start().await;
    let (went_well, said) = staff(&site, &["list"]);
    assert!(went_well && said.contains("staff add"), "an empty list says how to go on: {said}");
    let (went_well, said) = staff(&site, &["add", "ada@example.org", "--role", "owner"]);
    assert!(went_well && said.contains("ada@example.org is on the staff as owner"), "{said}");
    staff(&site, &["add", "ben@example.org", "--role", "editor", "--role", "coordinator"]);
    let (went_well, said) = staff(&site, &["add", "BEN@example.org", "--role", "editor", "--role", "treasurer"]);
    assert!(went_well && said.contains("treasurer given") && said.contains("coordinator taken away"), "{said}");
    assert!(!said.contains("editor"), "what did not change is not told: {said}");
    let (_, said) = staff(&site, &["add", "ben@example.org", "--role", "editor", "--role", "treasurer"]);
    assert!(said.contains("nothing changed"), "{said}");
    let expected = [
        "added_staff_member",
        "granted_owner",
        "added_staff_member",
        "granted_editor",
        "granted_coordinator",
        "withdrew_coordinator",
        "granted_treasurer",
    ];
    assert_eq!(on_record(&site).await, expected);
    let (_, said) = staff(&site, &["list"]);
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with("ada@example.org  owner  ") && lines[1].contains("editor, treasurer"), "{said}");
    assert!(!staff(&site, &["add", "no address", "--role", "editor"]).0);
}

#[tokio::test]
async fn who_is_removed_is_out_at_once_and_may_come_back() {
    let site = TestSite::start().await;
    let cookie = site.signed_in_as(Role::Owner).await;
    let email: String = sqlx::query_scalar("select email from staff_members").fetch_one(&site.db).await.unwrap();
    let visit =
        async || site.request("GET", "/admin").header("cookie", &cookie).send().await.unwrap().status().as_u16();
    let (went_well, said) = staff(&site, &["remove", &email]);
    assert!(!went_well && said.contains("last owner"), "{said}");
    assert_eq!(visit().await, 200);
    staff(&site, &["add", "other@example.org", "--role", "owner"]);
    let (went_well, said) = staff(&site, &["remove", &email]);
    assert!(went_well, "{said}");
    assert_eq!(visit().await, 303, "the session has ended");
    assert_eq!(site.count("select count(*) from staff_sessions where ended_at is null").await, 0);
    let (went_well, said) = staff(&site, &["link", &email]);
    assert!(!went_well && said.contains("not on the staff"), "{said}");
    assert!(!staff(&site, &["remove", &email]).0, "nobody is removed twice");
    assert!(staff(&site, &["list"]).1.contains("removed on"));
    let (went_well, said) = staff(&site, &["add", &email, "--role", "editor"]);
    assert!(went_well && said.contains("is on the staff as editor"), "{said}");
    assert_eq!(visit().await, 303, "the old session stays ended");
    assert!(staff(&site, &["link", &email]).0);
}

#[tokio::test]
async fn two_owners_cannot_remove_each_other_at_once() {
    let site = TestSite::start().await;
    for email in ["ada@example.org", "ben@example.org"] {
        staff::queries::add(&site.db, email, &[Role::Owner]).await.unwrap();
    }
    let removals: Vec<_> = std::thread::scope(|scope| {
        let remove = |email| {
            let site = &site;
            scope.spawn(move || staff(site, &["remove", email]).0)
        };
        [remove("ada@example.org"), remove("ben@example.org")].map(|thread| thread.join().unwrap()).into()
    });
    assert_eq!(removals.iter().filter(|went_well| **went_well).count(), 1, "one of them stays");
    assert_eq!(site.count("select count(*) from staff_members where disabled_at is null").await, 1);
}

#[test]
fn routes_prints_every_door_with_its_roles() {
    let output = Command::new(env!("CARGO_BIN_EXE_connect-kindness")).env_clear().arg("routes").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    assert_eq!(said.lines().count(), connect_kindness::admin::house().doors().len());
    for line in said.lines() {
        let is_named =
            Role::ALL.iter().any(|role| line.ends_with(role.word())) || line.ends_with("any member of staff");
        assert!(is_named && line.contains("/admin"), "{line}");
    }
    let volunteers =
        said.lines().find(|line| line.starts_with("POST") && line.contains("/admin/volunteers/{id}")).unwrap();
    assert!(volunteers.ends_with("coordinator, owner"), "{volunteers}");
}
