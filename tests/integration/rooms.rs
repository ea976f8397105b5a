//! Who may enter which room of staff: every door that is declared, for everybody who may stand before it, as the site
//! answers. `rooms.txt` is what was agreed; a change of it is read in review.

use std::{fmt::Write as _, path::Path};

use connect_kindness::{
    admin,
    staff::{self, Role},
    words::Word as _,
};

use crate::harness::{Answer, TestSite};

/// Stands for every id in an address. No row has it.
const NO_ROW: &str = "018f0000-0000-7000-8000-000000000000";

/// Who comes, in the order of the columns.
const COMERS: [Comer; 8] = [
    Comer::Nobody,
    Comer::Disabled,
    Comer::Is(Role::Editor),
    Comer::Is(Role::Coordinator),
    Comer::Is(Role::Treasurer),
    Comer::Is(Role::Owner),
    Comer::RoleJustLost,
    Comer::Enrolling,
];

#[derive(Clone, Copy)]
enum Comer {
    /// Somebody without a session.
    Nobody,
    /// An owner who was removed while signed in.
    Disabled,
    Is(Role),
    /// Somebody who had the room's role when signing in, and another one now.
    RoleJustLost,
    /// An owner who has used a link and has no key yet.
    Enrolling,
}

impl Comer {
    fn name(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Disabled => "disabled",
            Self::Is(role) => role.word(),
            Self::RoleJustLost => "lost",
            Self::Enrolling => "enrolling",
        }
    }

    /// A session cookie for this comer, before a door of this role.
    async fn cookie(self, site: &TestSite, wanted: Option<Role>) -> String {
        match self {
            Self::Nobody => String::new(),
            Self::Is(role) => site.signed_in_as(role).await,
            Self::Disabled => {
                let cookie = site.signed_in_as(Role::Owner).await;
                change_newest(site, "disabled_at = now()").await;
                cookie
            }
            Self::Enrolling => {
                let cookie = site.signed_in_as(Role::Owner).await;
                let newest = "select id from staff_sessions order by created_at desc limit 1";
                let change = format!("update staff_sessions set scope = 'enrolling' where id = ({newest})");
                sqlx::raw_sql(sqlx::AssertSqlSafe(change)).execute(&site.db).await.unwrap();
                cookie
            }
            Self::RoleJustLost => {
                let cookie = site.signed_in_as(wanted.unwrap_or(Role::Owner)).await;
                let left = if wanted == Some(Role::Editor) { Role::Treasurer } else { Role::Editor };
                change_newest(site, &format!("roles = array['{left}']")).await;
                cookie
            }
        }
    }
}

/// Changes the row of the member of staff who was added last.
async fn change_newest(site: &TestSite, change: &str) {
    let newest = "(select id from staff_members order by id desc limit 1)";
    let statement = format!("update staff_members set {change} where id = {newest}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&site.db).await.unwrap();
}

/// The address of a door with its places filled.
fn address(path: &str) -> String {
    path.replace("{id}", NO_ROW)
        .replace("{session}", NO_ROW)
        .replace("{language}", "en")
        .replace("{slug}", "mission")
        .replace("{number}", "1")
        .replace("{*section}", "goal")
}

#[tokio::test]
async fn every_door_opens_to_its_roles_and_to_nobody_else() {
    let site = TestSite::start().await;
    let mut found = String::from("# method  path, then the status that each of these gets:");
    for comer in COMERS {
        write!(found, " {}", comer.name()).unwrap();
    }
    found.push('\n');
    for door in admin::house().doors() {
        write!(found, "{:<6} {:<44}", door.method.as_str(), door.path).unwrap();
        for comer in COMERS {
            let cookie = comer.cookie(&site, door.role).await;
            let request = site.request(door.method.as_str(), &address(door.path)).header("cookie", cookie);
            let request = if door.method == "POST" { request.form(&[("nothing", "")]) } else { request };
            write!(found, "  {}", request.send().await.unwrap().status().as_u16()).unwrap();
        }
        found.push('\n');
    }
    let agreed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/integration/rooms.txt");
    if std::env::var_os("UPDATE_ROOMS").is_some() {
        std::fs::write(&agreed, &found).unwrap();
    }
    let agreed = std::fs::read_to_string(agreed).unwrap_or_default();
    let differs: Vec<&str> = found.lines().filter(|line| !agreed.lines().any(|known| known == *line)).collect();
    let gone: Vec<&str> = agreed.lines().filter(|line| !found.lines().any(|known| known == *line)).collect();
    assert!(
        differs.is_empty() && gone.is_empty(),
        "rooms.txt does not say how the doors are. Found:\n{}\nAgreed and not found:\n{}\nIf this is meant, run the test once with UPDATE_ROOMS=1 and have the difference read.",
        differs.join("\n"),
        gone.join("\n")
    );
}

#[tokio::test]
async fn a_door_without_the_role_is_refused_in_words_and_on_record() {
    let site = TestSite::start().await;
    staff::queries::add(&site.db, "owner@example.org", &[Role::Owner]).await.unwrap();
    let refusals =
        "select count(*) from audit_entries where action = 'refused_at_door' and staff_member_id is not null";
    for (role, method, path, wanted) in [
        (Role::Editor, "POST", "/admin/volunteers/018f0000-0000-7000-8000-000000000000", "volunteer coordinators"),
        (Role::Coordinator, "GET", "/admin/pages", "editors"),
        (Role::Editor, "GET", "/admin/donations", "treasurers"),
        (Role::Treasurer, "GET", "/admin/settings/names", "owners"),
    ] {
        let before = site.count(refusals).await;
        let cookie = site.signed_in_as(role).await;
        let answer = Answer::of(site.request(method, path).header("cookie", cookie).send().await.unwrap()).await;
        assert_eq!(answer.status, 403, "{role} {path}");
        assert_eq!(answer.texts("h1"), [format!("This room is for {wanted}")]);
        answer.shows("owner@example.org");
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert!(answer.attribute(".staff-nav a[href='/admin']", "href").is_some(), "the frame of staff");
        assert_eq!(site.count(refusals).await, before + 1);
    }
}

#[tokio::test]
async fn the_navigation_shows_what_one_may_enter_and_nothing_else() {
    let site = TestSite::start().await;
    for role in Role::ALL {
        let cookie = site.signed_in_as(*role).await;
        let visit = async |path: &str| {
            Answer::of(site.request("GET", path).header("cookie", &cookie).send().await.unwrap()).await
        };
        let page = visit("/admin").await;
        let links = page.attributes(".staff-nav a, main a", "href");
        assert!(links.len() >= 3, "{role}: {links:?}");
        for link in links {
            let status = visit(&link).await.status;
            assert_eq!(status, 200, "{role}: {link} stands on the dashboard");
        }
    }
}

/// Routes match the address as it was sent, and its places are decoded afterwards.
#[tokio::test]
async fn no_spelling_of_an_address_leads_around_its_door() {
    let site = TestSite::start().await;
    let names = "select english || korean || short_name || contact_mail from (select name_english as english, name_korean as korean, short_name, contact_mail from site_settings) names";
    let read = async || sqlx::query_scalar::<_, String>(names).fetch_one(&site.db).await.unwrap();
    let before = read().await;
    let cookie = site.signed_in_as(Role::Treasurer).await;
    for path in
        ["/admin/settings/%6Eames", "/admin/settings/n%61mes", "/admin/settings/names/", "/admin//settings/names"]
    {
        for method in ["GET", "POST"] {
            let request = site.request(method, path).header("cookie", &cookie);
            let fields = [("version", ""), ("name_english", "Somebody else"), ("contact_mail", "x@example.org")];
            let request = if method == "POST" { request.form(&fields) } else { request };
            let status = request.send().await.unwrap().status().as_u16();
            assert!([403, 404, 405].contains(&status), "{method} {path}: {status}");
        }
    }
    assert_eq!(read().await, before);
}

#[tokio::test]
async fn knocking_again_and_again_is_one_entry() {
    let site = TestSite::start().await;
    let cookie = site.signed_in_as(Role::Editor).await;
    for method in ["GET", "GET", "HEAD", "POST", "PUT", "DELETE"] {
        let request = site.request(method, "/admin/donations").header("cookie", &cookie);
        assert_eq!(request.send().await.unwrap().status().as_u16(), 403, "{method}");
    }
    let entries = site.count("select count(*) from audit_entries where action = 'refused_at_door'").await;
    assert_eq!(entries, 3, "one for reading, one for acting, one for anything else");
    assert_eq!(site.count("select sum(count) from audit_repeats").await, 3, "the others are counted");
}

/// The hole that was: four hundred volunteers read by an editor.
#[tokio::test]
async fn nobody_but_coordinators_reads_a_volunteer() {
    let site = TestSite::start().await;
    let offer = [
        ("token", &*site.token("volunteer")),
        ("name", "카나리아 이름"),
        ("contact_kind", "signal"),
        ("contact", "@kanaria"),
        ("languages", "한국어"),
        ("areas", "research"),
        ("availability", "weekly"),
        ("consent", "yes"),
        ("of_age", "yes"),
    ];
    assert_eq!(site.submit("/ko/volunteer", &offer).await.status, 303);
    let id: uuid::Uuid = sqlx::query_scalar("select id from people").fetch_one(&site.db).await.unwrap();
    for role in [Role::Editor, Role::Treasurer] {
        let cookie = site.signed_in_as(role).await;
        for (method, path) in [
            ("GET", "/admin/volunteers".to_owned()),
            ("GET", format!("/admin/volunteers/{id}")),
            ("POST", format!("/admin/volunteers/{id}")),
        ] {
            let request = site.request(method, &path).header("cookie", &cookie);
            let answer = Answer::of(request.send().await.unwrap()).await;
            assert_eq!(answer.status, 403, "{role} {method} {path}");
            assert!(!answer.text.contains("카나리아") && !answer.text.contains("@kanaria"));
        }
    }
    assert_eq!(site.count("select count(*) from audit_entries where action = 'opened_volunteer'").await, 0);
}
