//! The log of what staff did: what becomes an entry, and that nobody unwrites one.

use connect_kindness::staff::Role;
use uuid::Uuid;

use crate::{access::Person, harness::TestSite};

#[tokio::test]
async fn a_sign_in_that_fails_is_on_record_and_a_flood_of_them_is_a_count() {
    let site = TestSite::start().await;
    for _ in 0..3 {
        assert_eq!(site.submit("/admin/sign-in", &[("token", "made-up")]).await.status, 403);
    }
    let tried = "select count(*) from audit_entries where action = 'tried_to_sign_in' and outcome = 'failed'
                 and cause = 'bad_link' and staff_member_id is null and address is not null and form = 2";
    assert_eq!(site.count(tried).await, 1);
    assert_eq!(site.count("select sum(count) from audit_repeats").await, 2);
}

#[tokio::test]
async fn an_entry_of_the_release_before_follows_and_is_followed() {
    let site = TestSite::start().await;
    site.signed_in_as(Role::Editor).await;
    // What the program before this one writes: the hash of five fields, and no word of the others.
    let old = "insert into audit_entries (action, happened_at, previous_hash, hash)
               select 'signed_out', at, last.hash, sha256(last.hash || sha_field('') || sha_field('signed_out') || sha_field('')
                      || sha_field('') || sha_field((extract(epoch from at) * 1000000)::bigint::text))
               from (select timestamptz '2026-11-30 01:02:03.000004+00' as at) clock,
                    (select hash from audit_entries order by id desc limit 1) last";
    sqlx::raw_sql(
        "create function sha_field(field text) returns bytea language sql as
         $$ select int8send(octet_length(field)) || convert_to(field, 'UTF8') $$",
    )
    .execute(&site.db)
    .await
    .unwrap();
    sqlx::query(old).execute(&site.db).await.unwrap();
    site.signed_in_as(Role::Editor).await;
    let verified = crate::commands::run(&["audit", "verify"], &[("DATABASE_URL", site.database_url())]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    assert_eq!(String::from_utf8_lossy(&verified.stdout).trim(), "audit log: 3 entries, the chain is whole");
}

#[tokio::test]
async fn an_act_that_cannot_be_recorded_is_not_done() {
    let site = TestSite::start().await;
    let cookie = site.signed_in_as(Role::Editor).await;
    let sql = async |sql: &'static str| sqlx::raw_sql(sql).execute(&site.db).await.unwrap();
    sql("alter table audit_entries add constraint closed check (action <> 'signed_out') not valid").await;
    let sign_out = || async { site.request("POST", "/admin/sign-out").header("cookie", &cookie).send().await.unwrap() };
    assert_eq!(sign_out().await.status().as_u16(), 500);
    let admin = || async { site.request("GET", "/admin").header("cookie", &cookie).send().await.unwrap() };
    assert_eq!(admin().await.status().as_u16(), 200, "still signed in");
    sql("alter table audit_entries drop constraint closed").await;
    assert_eq!((sign_out().await.status().as_u16(), admin().await.status().as_u16()), (303, 303));
}

#[tokio::test]
async fn owners_read_the_log_by_person_act_object_and_time_and_mark_it() {
    let site = TestSite::start().await;
    let (ada, ben) = (Person::join(&site, &[Role::Owner]).await, Person::join(&site, &[Role::Treasurer]).await);
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(1).await;
    let donation: Uuid = sqlx::query_scalar("select id from donations").fetch_one(&site.db).await.unwrap();
    assert_eq!(ben.press(&format!("/admin/donations/{donation}"), &[]).await.status, 200);
    assert_eq!(ben.visit("/admin/settings/names").await.status, 403);
    site.submit("/admin/sign-in", &[("token", "made-up")]).await;
    ada.press("/admin/account/language", &[("language", "en")]).await;

    let rows = async |query: &str| {
        ada.visit(&format!("/admin/audit?{query}")).await.texts("[aria-labelledby=entries] tbody tr")
    };
    let all = rows("").await;
    assert_eq!(all.len(), 4, "{all:#?}");
    for (query, words) in [
        (format!("who={}&act=opened_donation", ben.id), "Opened a donor"),
        (format!("object={donation}"), "Opened a donor"),
        ("outcome=refused".to_owned(), "GET /admin/settings/names"),
        ("outcome=failed".to_owned(), "nobody signed in"),
        (format!("who={}", ada.id), "Chose a language"),
    ] {
        let found = rows(&query).await;
        assert_eq!(found.len(), 1, "{query}: {found:#?}");
        assert!(found[0].contains(words), "{query}: {found:#?}");
    }
    assert_eq!(rows("to=2020-01-01").await.len(), 0);
    assert_eq!(rows("from=2020-01-01").await.len(), 4);
    for query in ["who=x", "act=x", "outcome=x", "object=x", "from=x", "before=x"] {
        assert_eq!(ada.visit(&format!("/admin/audit?{query}")).await.status, 400, "{query}");
    }
    assert_eq!(ben.visit("/admin/audit").await.status, 403);

    let page = ada.visit("/admin/audit").await;
    page.shows("Nobody has looked it through yet");
    let entry = page.attribute("form[action='/admin/audit'] input[name=entry]", "value").unwrap();
    assert_eq!(ada.press("/admin/audit", &[("entry", &entry)]).await.status, 303);
    ada.visit("/admin/audit").await.shows(&ada.email);
    assert_eq!(ada.press("/admin/audit", &[("entry", "999999")]).await.status, 400, "there is no such entry");
    assert_eq!(site.count("select count(*) from audit_reviews").await, 1);
}

#[tokio::test]
async fn unusual_access_is_marked_until_somebody_has_looked() {
    let site = TestSite::start().await;
    let (ada, ben) = (Person::join(&site, &[Role::Owner]).await, Person::join(&site, &[Role::Treasurer]).await);
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(1).await;
    let donation: Uuid = sqlx::query_scalar("select id from donations").fetch_one(&site.db).await.unwrap();
    for _ in 0..30 {
        assert_eq!(ben.press(&format!("/admin/donations/{donation}"), &[]).await.status, 200);
    }
    let page = ada.visit("/admin/audit").await;
    page.shows(&format!("{} opened personal data 30 times in one day", ben.email));
    let entry = page.attribute("form[action='/admin/audit'] input[name=entry]", "value").unwrap();
    ada.press("/admin/audit", &[("entry", &entry)]).await;
    assert!(!ada.visit("/admin/audit").await.text.contains("30 times in one day"), "it was looked at");
}
