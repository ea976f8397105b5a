//! The log of what staff did: what becomes an entry, and that nobody unwrites one.

use connect_kindness::staff::Role;

use crate::harness::TestSite;

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
