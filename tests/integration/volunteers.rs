//! A volunteer offers help, with every mistake that people and programs make.

use connect_kindness::staff::Role;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::harness::{Answer, Strictness, TestSite, site_url};

const CANARY: &str = "카나리아7391";

/// The fields of a good form.
pub(crate) fn good(token: &str) -> Vec<(&'static str, String)> {
    vec![
        ("token", token.to_owned()),
        ("name", format!("{CANARY} name")),
        ("contact_kind", "signal".to_owned()),
        ("contact", format!("@{CANARY}.contact")),
        ("languages", format!("한국어, {CANARY} language")),
        ("areas", "teaching".to_owned()),
        ("areas", "events".to_owned()),
        ("availability", "monthly".to_owned()),
        ("message", format!("{CANARY} message")),
        ("consent", "yes".to_owned()),
        ("of_age", "yes".to_owned()),
    ]
}

pub(crate) fn pairs<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

pub(crate) fn with(
    mut fields: Vec<(&'static str, String)>,
    name: &'static str,
    value: Option<&str>,
) -> Vec<(&'static str, String)> {
    fields.retain(|(field, _)| *field != name);
    fields.extend(value.map(|value| (name, value.to_owned())));
    fields
}

#[tokio::test]
async fn connections_that_died_are_replaced_before_anybody_notices() {
    let site = TestSite::start().await;
    let both = futures_of(&site, good(&site.token("volunteer"))).await;
    assert_eq!(both, [303, 303], "several connections are open");
    let end = "select pg_terminate_backend(pid) from pg_stat_activity
               where datname = current_database() and pid <> pg_backend_pid() and usename = current_user";
    // The role of the site may end its own connections.
    let own = sqlx::PgPool::connect(&site_url(site.database_url())).await.unwrap();
    sqlx::query(end).execute(&own).await.unwrap();
    // At least so long that no connection counts as used just now.
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    for _ in 0..5 {
        let answer = site.submit("/volunteer", &pairs(&good(&site.token("volunteer")))).await;
        assert_eq!(answer.status, 303);
    }
}

#[tokio::test]
async fn an_offer_is_stored_sealed_and_once() {
    let site = TestSite::start().await;
    let fields = good(&site.token("volunteer"));
    for _ in 0..2 {
        let answer = site.submit("/ko/volunteer", &pairs(&fields)).await;
        assert_eq!(answer.status, 303);
        assert!(answer.location().starts_with("/ko/volunteer/thanks?done="), "{}", answer.location());
    }
    let both = futures_of(&site, good(&site.token("volunteer"))).await;
    assert_eq!(both, [303, 303]);
    assert_eq!(site.count("select count(*) from applications").await, 2);
    let thanks = site.visit("/ko/volunteer/thanks").await;
    assert_eq!((thanks.status, thanks.headers["cache-control"].to_str().unwrap()), (200, "no-store"));
    let opened = site.opened_volunteer(ids(&site).await[0]).await;
    for text in ["name", "language", "message"] {
        opened.shows(&format!("{CANARY} {text}"));
    }
    opened.shows("Signal");
    opened.shows(&format!("@{CANARY}.contact"));
    assert_eq!(site.count("select count(*) from people where erase_on >= current_date + 364").await, 2);
}

#[tokio::test]
async fn a_corrected_form_replaces_what_was_sent_until_it_is_read() {
    let site = TestSite::start().await;
    let token = site.token("volunteer");
    assert_eq!(site.submit("/volunteer", &pairs(&good(&token))).await.status, 303);
    let corrected = with(good(&token), "contact", Some("@corrected"));
    assert_eq!(site.submit("/volunteer", &pairs(&corrected)).await.status, 303);
    assert_eq!(site.count("select count(*) from applications").await, 1);
    let id = ids(&site).await[0];
    site.opened_volunteer(id).await.shows("@corrected");
    let late = site.submit("/volunteer", &pairs(&with(good(&token), "contact", Some("@too-late")))).await;
    assert_eq!(late.status, 409);
    late.shows("@too-late");
    assert_ne!(late.attribute("input[name=token]", "value").unwrap(), token, "the fresh form can be sent");
    site.opened_volunteer(id).await.shows("@corrected");
}

/// The offers that are stored, the newest first.
async fn ids(site: &TestSite) -> Vec<Uuid> {
    sqlx::query_scalar("select id from people order by id").fetch_all(&site.db).await.unwrap()
}

impl TestSite {
    /// What a person sent, as a coordinator reads it.
    pub(crate) async fn opened_volunteer(&self, id: Uuid) -> Answer {
        let cookie = self.signed_in_as(Role::Coordinator).await;
        let request = self.request("POST", &format!("/admin/volunteers/{id}")).header("cookie", cookie);
        Answer::of(request.form(&[("reason", "first_reading")]).send().await.unwrap()).await
    }
}

/// The same form sent twice at once.
async fn futures_of(site: &TestSite, fields: Vec<(&'static str, String)>) -> [u16; 2] {
    let fields = pairs(&fields);
    let (first, second) = tokio::join!(site.submit("/volunteer", &fields), site.submit("/volunteer", &fields));
    [first.status, second.status]
}

#[tokio::test]
async fn a_dump_of_the_database_holds_nothing_that_was_typed() {
    let site = TestSite::start().await;
    assert_eq!(site.submit("/volunteer", &pairs(&good(&site.token("volunteer")))).await.status, 303);
    let cookie = site.signed_in_staff().await;
    let dump = std::process::Command::new("pg_dump").arg("--inserts").arg(site.database_url()).output().unwrap();
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    let dump = String::from_utf8_lossy(&dump.stdout);
    assert!(dump.contains("INSERT INTO public.applications"), "the dump holds the row");
    let token = cookie.split('=').nth(1).unwrap();
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    for secret in ["카나리아", "127.0.0.1", token] {
        let stands = dump.contains(secret) || dump.contains(&hex(secret));
        assert_eq!(stands, secret == "127.0.0.1", "{secret}: only the audit log of staff may hold an address");
    }
}

#[tokio::test]
async fn no_field_that_was_typed_stands_in_a_dump_a_mail_or_a_room_of_others() {
    let site = TestSite::start().await;
    let mark = Uuid::new_v4().simple().to_string();
    let canary = |field: &str| format!("카나리{field}{mark}");
    let mut fields = good(&site.token("volunteer"));
    fields.push(("skills", String::new()));
    for (name, value) in &mut fields {
        if ["name", "contact", "languages", "skills", "message"].contains(name) {
            *value = canary(name);
        }
    }
    assert_eq!(site.submit("/ko/volunteer", &pairs(&fields)).await.status, 303);
    let id = ids(&site).await[0];
    site.opened_volunteer(id).await.shows(&canary("skills"));
    let cookie = site.signed_in_as(Role::Coordinator).await;
    let note = site.request("POST", &format!("/admin/volunteers/{id}/notes")).header("cookie", &cookie);
    let noted = note.form(&[("note", canary("note"))]).send().await.unwrap();
    assert_eq!(noted.status(), 303);
    let canaries: Vec<String> =
        ["name", "contact", "languages", "skills", "message", "note"].iter().map(|field| canary(field)).collect();
    let dump = String::from_utf8_lossy(&site.dumped()).into_owned();
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    for canary in &canaries {
        assert!(!dump.contains(canary) && !dump.contains(&hex(canary)), "{canary}");
    }
    for role in [Role::Editor, Role::Treasurer] {
        let cookie = site.signed_in_as(role).await;
        for path in ["/admin", "/admin/pages", "/admin/donations", "/admin/audit", "/admin/mails"] {
            let page = site.request("GET", path).header("cookie", &cookie).send().await.unwrap().text().await.unwrap();
            assert!(!page.contains(&mark), "{role} {path}");
        }
    }
    for mail in site.mailbox.mails() {
        assert!(!mail.text().contains(&mark), "no mail to staff says who it is");
    }
}

#[tokio::test]
async fn what_was_changed_in_the_database_no_longer_opens() {
    let site = TestSite::start().await;
    let changes = [
        "update applications set sealed = (select sealed from applications where person_id <> $1 limit 1) where person_id = $1",
        "update applications set ends_on = ends_on + 365 where person_id = $1",
        "update applications set language = case language when 'en' then 'ko' else 'en' end where person_id = $1",
        "delete from consents where application_id in (select id from applications where person_id = $1)",
        "update person_keys set key_sealed = (select key_sealed from person_keys where person_id <> $1 limit 1)
         where person_id = $1",
        "update applications set id = gen_random_uuid() where person_id = $1",
    ];
    for _ in 0..=changes.len() {
        assert_eq!(site.submit("/volunteer", &pairs(&good(&site.token("volunteer")))).await.status, 303);
    }
    sqlx::query("alter table consents drop constraint consents_application_id_fkey").execute(&site.db).await.unwrap();
    let ids = ids(&site).await;
    for (id, change) in ids.iter().zip(changes) {
        assert_eq!(site.opened_volunteer(*id).await.status, 200, "before: {change}");
        sqlx::query(change).bind(id).execute(&site.db).await.unwrap();
        assert_eq!(site.opened_volunteer(*id).await.status, 500, "{change}");
    }
    assert_eq!(site.opened_volunteer(ids[changes.len()]).await.status, 200, "all others do");
}

#[tokio::test]
async fn a_key_that_an_intruder_put_into_the_database_gets_nothing() {
    let site = TestSite::start().await;
    assert_eq!(site.submit("/volunteer", &pairs(&good(&site.token("volunteer")))).await.status, 303);
    sqlx::query("update epochs set public_key = sha256('mine')").execute(&site.db).await.unwrap();
    let fields = good(&site.token("volunteer"));
    let refused = site.submit("/volunteer", &pairs(&fields)).await;
    assert!(refused.status >= 500, "{}", refused.status);
    assert_eq!(site.count("select count(*) from applications").await, 1);
}

#[tokio::test]
async fn what_is_sealed_tells_nothing_by_its_length() {
    let site = TestSite::start().await;
    for message in ["", "a", &"가".repeat(4000)] {
        let fields = with(good(&site.token("volunteer")), "message", Some(message));
        assert_eq!(site.submit("/volunteer", &pairs(&fields)).await.status, 303);
    }
    assert_eq!(site.count("select count(distinct length(sealed)) from applications").await, 1);
}

#[tokio::test]
async fn a_form_with_mistakes_comes_back_with_everything_that_was_typed() {
    let site = TestSite::start().await;
    let token = site.token("volunteer");
    let table: [(&str, Option<&str>); 10] = [
        ("name", None),
        ("name", Some("   ")),
        ("contact", Some("")),
        ("contact_kind", Some("pigeon")),
        ("areas", None),
        ("areas", Some("spying")),
        ("message", Some("900101-1234567")),
        ("consent", None),
        ("consent", Some("on")),
        ("of_age", None),
    ];
    for (field, value) in table {
        for (path, lang) in [("/volunteer", "en"), ("/ko/volunteer", "ko")] {
            let answer = site.submit(path, &pairs(&with(good(&token), field, value))).await;
            assert_eq!(answer.status, 422, "{field} {value:?}");
            assert_eq!(answer.attribute("html", "lang").as_deref(), Some(lang));
            let sentences = answer.texts(&format!("#problem-{field}"));
            assert!(sentences.len() == 1 && sentences[0].ends_with('.'), "{field} {value:?}: {sentences:?}");
            assert!(
                answer.attribute(&format!("[aria-describedby~=problem-{field}]"), "aria-describedby").is_some(),
                "{field} is tied to its sentence"
            );
            assert!(
                answer.attribute(&format!("#problems a[href='#field-{field}']"), "href").is_some(),
                "{field} stands in the summary"
            );
            let kept = if field == "message" { "contact" } else { "message" };
            answer.shows(&format!("{CANARY}{}{kept}", if kept == "contact" { "." } else { " " }));
            assert_eq!(
                answer.attribute("input[name=token]", "value").as_deref(),
                Some(token.as_str()),
                "the showing stays the same"
            );
        }
    }
    assert_eq!(site.count("select count(*) from applications").await, 0);
}

#[tokio::test]
async fn programs_get_nowhere() {
    let site = TestSite::start().await;
    let filled = with(good(&site.token("volunteer")), "further", Some("https://spam.example"));
    let trapped = site.submit("/volunteer", &pairs(&filled)).await;
    assert_eq!(trapped.status, 422, "a person whose browser filled the trap sees the form again");
    trapped.shows(CANARY);
    assert_eq!(trapped.attribute("input[name=further]", "value").unwrap_or_default(), "");
    let fresh = site.visit("/volunteer").await.attribute("input[name=token]", "value").unwrap();
    let fast = site.submit("/volunteer", &pairs(&good(&fresh))).await;
    assert_eq!(fast.status, 422);
    fast.shows(CANARY);
    for token in ["", "forged", &site.token("donate")] {
        let answer = site.submit("/volunteer", &pairs(&good(token))).await;
        assert_eq!(answer.status, 422, "{token}");
        answer.shows(CANARY);
        assert_ne!(answer.attribute("input[name=token]", "value").unwrap(), token);
    }
    assert_eq!(site.count("select count(*) from applications").await, 0);
}

#[tokio::test]
async fn one_address_has_its_allowance_once_for_all_instances() {
    let site = TestSite::start_as(Strictness::Strict).await;
    let second = site.second().await;
    let mut statuses = Vec::new();
    for turn in 0..22 {
        let instance = if turn % 2 == 0 { &site } else { &second };
        let request = instance.request("POST", "/volunteer").header("x-forwarded-for", format!("203.0.113.{turn}"));
        statuses.push(request.form(&pairs(&good(&site.token("volunteer")))).send().await.unwrap());
    }
    let statuses: Vec<u16> = statuses.iter().map(|answer| answer.status().as_u16()).collect();
    assert!(statuses.iter().all(|status| [303, 422].contains(status)), "{statuses:?}");
    assert!((10..=11).contains(&site.count("select count(*) from applications").await), "{statuses:?}");
}

#[tokio::test]
async fn records_are_erased_when_their_year_is_over() {
    let site = TestSite::start().await;
    site.submit("/volunteer", &pairs(&good(&site.token("volunteer")))).await;
    let now = OffsetDateTime::now_utc();
    connect_kindness::jobs::forget(&site.db, now + time::Duration::days(364)).await.unwrap();
    assert_eq!(site.count("select count(*) from applications").await, 1);
    connect_kindness::jobs::forget(&site.db, now + time::Duration::days(366)).await.unwrap();
    assert_eq!(site.count("select count(*) from applications").await, 0);
}
