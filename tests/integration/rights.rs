//! The two roles of the database: the site reads and writes rows, and unwrites nothing.

use connect_kindness::staff::Role;
use sqlx::{AssertSqlSafe, PgPool};
use uuid::Uuid;

use crate::{
    commands::run,
    harness::{TestSite, empty_database, site_url},
};

/// PostgreSQL's code for what a role may not do.
const NO_RIGHT: &str = "42501";

async fn refused(db: &PgPool, sql: &str) -> Option<String> {
    let done = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(db).await;
    Some(done.err()?.as_database_error()?.code()?.into_owned())
}

#[tokio::test]
async fn the_site_cannot_unwrite_its_chains() {
    let site = TestSite::start().await;
    site.signed_in_as(Role::Editor).await;
    let db = PgPool::connect(&site_url(site.database_url())).await.unwrap();
    for table in ["audit_entries", "ledger_entries", "chain_heads", "audit_reviews"] {
        for sql in [
            format!("delete from {table}"),
            format!("update {table} set id = default"),
            format!("truncate {table}"),
            format!("drop table {table}"),
            format!("alter table {table} add column other text"),
            format!("alter table {table} disable trigger user"),
            format!("drop trigger {table}_append_only on {table}"),
            format!("create trigger other before insert on {table} for each row execute function refuse_change()"),
        ] {
            let sql = sql.replace("chain_heads set id = default", "chain_heads set line = ''");
            assert_eq!(refused(&db, &sql).await.as_deref(), Some(NO_RIGHT), "{sql}");
        }
        let id = if table == "chain_heads" { "line" } else { "id" };
        assert_eq!(refused(&db, &format!("select {id} from {table}")).await, None, "it reads {table}");
    }
    for sql in [
        "create table other (id int)",
        "create function other() returns int language sql as 'select 1'",
        "create or replace function refuse_change() returns trigger language plpgsql as 'begin return null; end'",
        "alter function refuse_change() rename to other",
        "set session_replication_role = replica",
        "create role other",
        "create schema other",
        "delete from receipts",
        "delete from _sqlx_migrations",
    ] {
        assert_eq!(refused(&db, sql).await.as_deref(), Some(NO_RIGHT), "{sql}");
    }
}

#[tokio::test]
async fn the_triggers_refuse_even_the_owner() {
    let site = TestSite::start().await;
    site.signed_in_as(Role::Editor).await;
    for sql in [
        "delete from audit_entries",
        "update audit_entries set action = ''",
        "truncate audit_entries cascade",
        "update chain_heads set line = ''",
        "delete from audit_reviews",
    ] {
        assert_eq!(refused(&site.db, sql).await.as_deref(), Some("23001"), "{sql}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_and_production_ask_for_a_role_without_rights_beyond_need() {
    let site = TestSite::start().await;
    let own = site.environment();
    let settings = |url: &str| {
        let mut settings: Vec<(&str, String)> = own.clone();
        settings.retain(|(name, _)| *name != "DATABASE_URL");
        settings.push(("DATABASE_URL", url.to_owned()));
        settings
    };
    let said = |command: &str, settings: &[(&str, String)]| {
        let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let output = run(&[command], &settings);
        [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat()
    };
    let good = said("doctor", &own);
    assert!(good.contains("rights: the site may read and write rows, and unwrite nothing"), "{good}");
    let bad = said("doctor", &settings(site.database_url()));
    assert!(bad.contains("rights: the role of DATABASE_URL may make roles, may make databases, owns "), "{bad}");
    let mut production = settings(site.database_url());
    production.retain(|(name, _)| !name.starts_with("STRIPE_") && *name != "SMTP_URL");
    for (name, value) in [
        ("APP_ENV", "production"),
        ("SIGNING_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
        ("PUBLIC_URL", "https://example.org"),
        ("STRIPE_SECRET_KEY", "rk_live_abc"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_abc"),
        ("SMTP_URL", "smtps://user:password@localhost"),
        ("CLIENT_IP_SOURCE", "ConnectInfo"),
        ("BIND", "127.0.0.1:0"),
    ] {
        production.push((name, value.to_owned()));
    }
    let refused = said("serve", &production);
    assert!(refused.contains("give the site a role of its own"), "{refused}");
    sqlx::raw_sql("grant update (action) on audit_entries to connect_kindness_site").execute(&site.db).await.unwrap();
    let one_column = said("doctor", &own);
    assert!(one_column.contains("rights: the role of DATABASE_URL may update audit_entries;"), "{one_column}");
}

#[tokio::test]
async fn migrate_makes_the_role_of_the_site_and_serving_waits_for_it() {
    let owner = empty_database().await;
    let role = format!("site_{}", Uuid::new_v4().simple());
    let url = site_url(&owner).replace("connect_kindness_site", &format!("{role}:p%40ss"));
    let keys = connect_kindness::seal::new_key_setting("k1");
    let settings = [
        ("DATABASE_URL", url.as_str()),
        ("MIGRATE_DATABASE_URL", &owner),
        ("DATA_KEYS", &keys),
        ("BIND", "127.0.0.1:0"),
        ("STAND_IN_BIND", "127.0.0.1:0"),
    ];
    for _ in 0..2 {
        let migrated = run(&["migrate"], &settings);
        assert!(migrated.status.success(), "{}", String::from_utf8_lossy(&migrated.stderr));
    }
    let db = PgPool::connect(&owner).await.unwrap();
    let sql = "select rolcanlogin and not (rolsuper or rolcreatedb or rolcreaterole or rolbypassrls) from pg_roles where rolname = $1";
    assert!(sqlx::query_scalar::<_, bool>(sql).bind(&role).fetch_one(&db).await.unwrap());
    let doctor = run(&["doctor"], &settings);
    let said = String::from_utf8_lossy(&doctor.stdout);
    assert!(said.contains("rights: the site may read and write rows"), "{said}");
    // A database that nobody brought up yet.
    let other = empty_database().await;
    let url = site_url(&other);
    let serve = run(
        &["serve"],
        &[
            ("DATABASE_URL", url.as_str()),
            ("DATA_KEYS", &keys),
            ("BIND", "127.0.0.1:0"),
            ("STAND_IN_BIND", "127.0.0.1:0"),
        ],
    );
    let said = String::from_utf8_lossy(&serve.stderr);
    assert!(!serve.status.success() && said.contains("run `connect-kindness migrate` first"), "{said}");
}
