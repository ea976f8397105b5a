//! What people may ask for: to be found, to get a copy, to be erased. And rows of the release before, which are taken over.

use std::{
    io::Write as _,
    os::unix::fs::PermissionsExt as _,
    process::{Command, Stdio},
};

use connect_kindness::{seal::Place, staff::Role};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    harness::{Answer, TestSite},
    volunteers::{good, pairs},
};

/// Runs `privacy` about somebody. Gives whether it went well and what it said.
fn privacy(site: &TestSite, arguments: &[&str], whom: &str) -> (bool, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_connect-kindness"))
        .env_clear()
        .envs(site.environment())
        .arg("privacy")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(format!("{whom}\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

async fn acts(site: &TestSite) -> Vec<String> {
    let acts = "select action from audit_entries where staff_member_id is null order by id";
    sqlx::query_scalar(acts).fetch_all(&site.db).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_volunteer_who_asks_gets_a_copy_and_is_erased() {
    let site = TestSite::start().await;
    for _ in 0..2 {
        assert_eq!(site.submit("/ko/volunteer", &pairs(&good(&site.token("volunteer")))).await.status, 303);
    }
    let mut other = good(&site.token("volunteer"));
    other.retain(|(field, _)| *field != "contact");
    other.push(("contact", "@somebody.else".to_owned()));
    assert_eq!(site.submit("/volunteer", &pairs(&other)).await.status, 303);
    let whom = "@카나리아7391.CONTACT";
    let (is_good, told) = privacy(&site, &["find"], whom);
    assert!(is_good && told.matches("volunteer ").count() == 2, "{told}");
    assert!(!privacy(&site, &["find"], "@nobody").0);
    let folder = std::env::temp_dir().join(format!("privacy-{}", Uuid::new_v4()));
    let file = folder.to_str().unwrap();
    let (is_good, told) = privacy(&site, &["export", file], whom);
    assert!(is_good && !told.contains("카나리아"), "{told}");
    let copy: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let offer = &copy["volunteer"][0]["offers"][0];
    assert_eq!(offer["written"]["name"], "카나리아7391 name");
    assert_eq!(offer["consents"][0]["purpose"], "processing");
    assert_eq!(std::fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!privacy(&site, &["export", file], whom).0, "a file that is there is not written over");
    std::fs::remove_file(file).unwrap();
    let (is_good, told) = privacy(&site, &["erase", "--dry-run"], whom);
    assert!(is_good && told.contains("nothing was erased"), "{told}");
    assert_eq!(site.count("select count(*) from people").await, 3);
    let (is_good, told) = privacy(&site, &["erase"], whom);
    assert!(is_good, "{told}");
    assert_eq!(site.count("select count(*) from people").await, 1);
    assert_eq!(site.count("select count(distinct person_id) from applications").await, 1);
    assert_eq!(site.count("select count(*) from person_keys").await, 1);
    assert_eq!(site.count("select count(*) from consents").await, 1);
    assert_eq!(site.count("select sum(people) from erasures where cause = 'asked'").await, 2);
    let expected = [
        "searched_person",
        "searched_person",
        "searched_person",
        "exported_person",
        "exported_person",
        "searched_person",
        "searched_person",
        "erased_person",
        "erased_person",
    ];
    assert_eq!(acts(&site).await, expected, "a trial is a search; what failed leaves nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_from_a_backup_does_not_open_when_the_person_is_erased() {
    let site = TestSite::start().await;
    assert_eq!(site.submit("/volunteer", &pairs(&good(&site.token("volunteer")))).await.status, 303);
    sqlx::raw_sql(
        "create table backup_people as table people; create table backup_applications as table applications;
                   create table backup_consents as table consents",
    )
    .execute(&site.db)
    .await
    .unwrap();
    assert!(privacy(&site, &["erase"], "@카나리아7391.contact").0);
    // The old rows come back, but not the key of the person, which is kept in no copy.
    let id: Uuid = sqlx::query_scalar("select id from backup_people").fetch_one(&site.db).await.unwrap();
    sqlx::raw_sql(
        "do $restore$ begin execute (
             select format('insert into people (%1$s) select %1$s from backup_people', string_agg(column_name, ', '))
             from information_schema.columns
             where table_schema = current_schema() and table_name = 'people' and is_generated = 'NEVER'); end $restore$;
                   insert into person_keys (id, person_id, key_sealed)
                   select key_id, person_id, (select value_sealed from secrets limit 1) from backup_applications;
                   insert into applications select * from backup_applications;
                   insert into consents select * from backup_consents",
    )
    .execute(&site.db)
    .await
    .unwrap();
    let opened = site.opened_volunteer(id).await;
    assert_eq!(opened.status, 500);
    assert!(!opened.text.contains("카나리아"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_donor_is_erased_as_far_as_the_books_allow() {
    let site = TestSite::start().await;
    let paid = site.begin_gift("usd", "25").await;
    site.stripe.pay(&paid).unwrap();
    site.ledger_holds(1).await;
    site.begin_gift("usd", "30").await;
    sqlx::query("update donations set message_sealed = name_sealed, created_at = created_at - interval '2 days'")
        .execute(&site.db)
        .await
        .unwrap();
    let (is_good, told) = privacy(&site, &["find"], "dana@example.org");
    assert!(is_good && told.contains("donor of 2 gifts"), "{told}");
    let (is_good, told) = privacy(&site, &["erase"], "DANA@example.org");
    let year = OffsetDateTime::now_utc().year() + 10;
    assert!(is_good && told.contains("nothing personal is left of 1 gifts"), "{told}");
    assert!(told.contains(&format!("the last until {year}-12-31")), "{told}");
    assert_eq!(site.count("select count(*) from donations where message_sealed is not null").await, 0);
    assert_eq!(
        site.count("select count(*) from donations where name_sealed is not null and paid_at is not null").await,
        1
    );
    assert_eq!(site.count("select count(*) from donations where mail_index is not null and paid_at is null").await, 0);
    let later = OffsetDateTime::now_utc() + time::Duration::days(365 * 11 + 40);
    connect_kindness::jobs::forget(&site.db, later).await.unwrap();
    assert_eq!(
        site.count("select count(*) from donations where coalesce(name_sealed, mail_sealed, mail_index) is not null")
            .await,
        0
    );
    assert_eq!(site.count("select count(*) from ledger_entries where kind <> 'fee'").await, 1, "the books stay whole");
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_the_release_before_are_taken_over_by_several_instances_once() {
    let site = TestSite::start().await;
    let second = site.second().await;
    for number in 0..20_i32 {
        let id = Uuid::now_v7();
        let seal = |column: &'static str, text: String| {
            site.state.config.keys.seal(Place { table: "volunteers", column, row: id }, &text)
        };
        sqlx::query(
            "insert into volunteers (id, language, name_sealed, contact_sealed, languages_sealed, areas, availability,
                                     consent_version, erase_after)
             values ($1, 'ko', $2, $3, $4, '{teaching}', 'weekly', '2026-11', now() + interval '100 days')",
        )
        .bind(id)
        .bind(seal("name_sealed", format!("이름 {number}")))
        .bind(seal("contact_sealed", format!("signal\u{1f}@old.{number}")))
        .bind(seal("languages_sealed", "한국어".to_owned()))
        .execute(&site.db)
        .await
        .unwrap();
    }
    let (one, other) = tokio::join!(
        connect_kindness::volunteers::move_all(&site.state),
        connect_kindness::volunteers::move_all(&second.state)
    );
    assert_eq!(one.unwrap() + other.unwrap(), 20);
    assert_eq!(site.count("select count(*) from volunteers").await, 0);
    assert_eq!(
        site.count("select count(*) from people where erase_on between current_date + 99 and current_date + 101").await,
        20
    );
    assert_eq!(
        site.count("select count(*) from consents join consent_texts on hash = text_hash where version = '2026-11'")
            .await,
        20
    );
    let (is_good, told) = privacy(&site, &["find"], "@old.7");
    assert!(is_good && told.contains("volunteer "), "{told}");
    let id: Uuid = sqlx::query_scalar("select id from people limit 1").fetch_one(&site.db).await.unwrap();
    site.opened_volunteer(id).await.shows("이름 ");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_give_a_copy_and_erase_in_two_presses() {
    let site = TestSite::start().await;
    assert_eq!(site.submit("/ko/volunteer", &pairs(&good(&site.token("volunteer")))).await.status, 303);
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(1).await;
    let cookie = site.signed_in_as(Role::Owner).await;
    let send = |path: String, fields: Vec<(&'static str, &'static str)>| {
        site.request("POST", &path).header("cookie", &cookie).form(&fields).send()
    };
    let person: Uuid = sqlx::query_scalar("select id from people").fetch_one(&site.db).await.unwrap();
    let donation: Uuid = sqlx::query_scalar("select id from donations").fetch_one(&site.db).await.unwrap();
    for (path, shown) in [
        (format!("/admin/volunteers/{person}/copy"), "카나리아7391 message"),
        (format!("/admin/donations/{donation}/copy"), "dana@example.org"),
    ] {
        let answer = send(path, Vec::new()).await.unwrap();
        let headers = answer.headers().clone();
        assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment; filename="));
        assert_eq!(headers["cache-control"], "no-store");
        assert!(answer.text().await.unwrap().contains(shown));
    }
    for path in [format!("/admin/volunteers/{person}/erase"), format!("/admin/donations/{donation}/privacy")] {
        let unsure = Answer::of(send(path, Vec::new()).await.unwrap()).await;
        assert_eq!(unsure.status, 422, "nothing is erased by accident");
    }
    assert_eq!(site.count("select count(*) from people").await, 1);
    let gone = send(format!("/admin/volunteers/{person}/erase"), vec![("sure", "yes")]).await.unwrap();
    assert_eq!(gone.status(), 303);
    let again = send(format!("/admin/volunteers/{person}/erase"), vec![("sure", "yes")]).await.unwrap();
    assert_eq!(again.status(), 404, "twice does no harm");
    let kept =
        Answer::of(send(format!("/admin/donations/{donation}/privacy"), vec![("sure", "yes")]).await.unwrap()).await;
    kept.shows("Gifts in the books keep name and address");
    assert_eq!(site.count("select count(*) from people").await, 0);
    for act in ["exported_person", "exported_donor", "erased_person", "erased_donor"] {
        let written = sqlx::query_scalar::<_, i64>("select count(*) from audit_entries where action = $1").bind(act);
        assert_eq!(written.fetch_one(&site.db).await.unwrap(), 1, "{act}");
    }
    for (role, path) in [
        (Role::Treasurer, format!("/admin/volunteers/{person}/copy")),
        (Role::Coordinator, format!("/admin/donations/{donation}/copy")),
    ] {
        let cookie = site.signed_in_as(role).await;
        let refused = site.request("POST", &path).header("cookie", &cookie).send().await.unwrap();
        assert_eq!(refused.status(), 403);
    }
}
