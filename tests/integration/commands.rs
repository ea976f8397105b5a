//! The program as its operator runs it.

use std::process::{Command, Output};

use connect_kindness::site::Giving;

use crate::harness::{TestSite, server_url};

/// The program with these settings and nothing else.
pub(crate) fn run(arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_connect-kindness"));
    command.env_clear().envs(settings.iter().copied()).args(arguments).output().unwrap()
}

const KEY: &str = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
/// Thirty-two bytes in base64, as `new-key --kind signing` prints them.
const SIGNING_KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

#[test]
fn wrong_settings_are_named_and_nothing_starts() {
    let url = server_url();
    let production = [
        ("APP_ENV", "production"),
        ("DATABASE_URL", url.as_str()),
        ("PUBLIC_URL", "https://example.org"),
        ("DATA_KEYS", KEY),
        ("SIGNING_KEY", SIGNING_KEY),
        ("STRIPE_SECRET_KEY", "rk_live_abc"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_abc"),
        ("SMTP_URL", "smtps://user:password@mail.example.org"),
        ("MAIL_FROM", "site@example.org"),
        ("CLIENT_IP_SOURCE", "RightmostXForwardedFor"),
    ];
    for (name, value, expected) in [
        ("DATABASE_URL", "", "DATABASE_URL"),
        ("PUBLIC_URL", "http://example.org", "PUBLIC_URL"),
        ("PUBLIC_URL", "https://example.org/site", "PUBLIC_URL"),
        ("PUBLIC_URL", "no-address", "PUBLIC_URL"),
        ("DATA_KEYS", "", "DATA_KEYS"),
        ("DATA_KEYS", "k1:c2hvcnQ=", "DATA_KEYS"),
        ("DATA_KEYS", "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "DATA_KEYS"),
        ("SIGNING_KEY", "", "connect-kindness new-key --kind signing"),
        ("SIGNING_KEY", "c2hvcnQtYnV0LWxvbmctZW5vdWdo", "SIGNING_KEY"),
        ("MIGRATE_DATABASE_URL", "no-address", "MIGRATE_DATABASE_URL"),
        ("STRIPE_SECRET_KEY", "", "STRIPE_SECRET_KEY"),
        ("STRIPE_SECRET_KEY", "pk_live_abc", "STRIPE_SECRET_KEY"),
        ("STRIPE_SECRET_KEY", "password", "STRIPE_SECRET_KEY"),
        ("STRIPE_SECRET_KEY", "sk_test_abc", "ALLOW_TEST_KEYS"),
        ("STRIPE_SECRET_KEY", "rk_test_abc", "ALLOW_TEST_KEYS"),
        ("ALLOW_TEST_KEYS", "perhaps", "ALLOW_TEST_KEYS"),
        ("STRIPE_WEBHOOK_SECRET", "  ", "STRIPE_WEBHOOK_SECRET"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_a,", "STRIPE_WEBHOOK_SECRET"),
        ("STRIPE_API_BASE", "http://127.0.0.1:12111", "STRIPE_API_BASE"),
        ("STRIPE_CHECKOUT_ORIGIN", "http://localhost:12111", "STRIPE_CHECKOUT_ORIGIN"),
        ("STRIPE_PORTAL_ORIGIN", "http://localhost:12111", "STRIPE_PORTAL_ORIGIN"),
        ("STRIPE_PORTAL_CONFIGURATION", "conf_7", "STRIPE_PORTAL_CONFIGURATION"),
        ("DATABASE_URL", "nowhere", "DATABASE_URL"),
        ("CLIENT_IP_SOURCE", "SomeHeader", "--client-ip-source"),
        ("SMTP_URL", "", "SMTP_URL"),
        ("SMTP_URL", "smtp://mail.example.org", "SMTP_URL"),
        ("SMTP_URL", "mail.example.org", "SMTP_URL"),
        ("SMTP_URL", "smtp://u:p@host/@localhost", "SMTP_URL"),
        ("MAIL_FROM", "", "MAIL_FROM"),
        ("MAIL_FROM", "nobody", "MAIL_FROM"),
        ("APP_ENV", "staging", "--app-env"),
        ("BIND", "everywhere", "--bind"),
    ] {
        let mut settings: Vec<(&str, &str)> = production.into_iter().filter(|(other, _)| *other != name).collect();
        settings.push((name, value));
        let output = run(&["serve"], &settings);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{name}={value}");
        assert!(said.contains(expected), "{name}={value}: {said}");
        assert!(
            value.len() < 6 || !said.contains(value) || expected.starts_with("--"),
            "the value is not told: {said}"
        );
    }
    let live = run(
        &["serve"],
        &[
            ("DATABASE_URL", &url),
            ("DATA_KEYS", KEY),
            ("STRIPE_SECRET_KEY", "sk_live_x"),
            ("STRIPE_WEBHOOK_SECRET", "whsec_a"),
        ],
    );
    assert!(String::from_utf8_lossy(&live.stderr).contains("live key"), "no real money while trying out");
    let without = |name: &str| production.into_iter().filter(|(other, _)| *other != name).collect::<Vec<_>>();
    let proxy = run(&["serve"], &without("CLIENT_IP_SOURCE"));
    assert!(
        String::from_utf8_lossy(&proxy.stderr).contains("CLIENT_IP_SOURCE"),
        "behind a proxy everybody would be one"
    );
    let open = run(&["serve"], &[("DATABASE_URL", &url), ("DATA_KEYS", KEY), ("PUBLIC_URL", "https://example.org")]);
    assert!(String::from_utf8_lossy(&open.stderr).contains("PUBLIC_URL"), "development shows mails to everybody");
    let all = run(&["serve"], &[("APP_ENV", "production")]);
    let said = String::from_utf8_lossy(&all.stderr);
    for name in [
        "DATABASE_URL",
        "PUBLIC_URL",
        "DATA_KEYS",
        "SIGNING_KEY",
        "STRIPE_SECRET_KEY",
        "STRIPE_WEBHOOK_SECRET",
        "SMTP_URL",
        "MAIL_FROM",
    ] {
        assert!(said.contains(name), "one start names every fault, {name} too: {said}");
    }
}

#[test]
fn a_database_that_is_away_is_named() {
    let output = run(&["migrate"], &[("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none"), ("DATA_KEYS", KEY)]);
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("database") && !said.contains("nobody@"), "{said}");
}

#[tokio::test]
async fn staff_are_admitted_by_a_link_that_works_once() {
    let site = TestSite::start().await;
    let settings = [("DATABASE_URL", site.database_url()), ("DATA_KEYS", KEY), ("PUBLIC_URL", &site.url)];
    assert!(run(&["staff", "add", "owner@example.org", "--role", "owner"], &settings).status.success());
    assert!(
        run(&["staff", "add", "owner@example.org", "--role", "owner"], &settings).status.success(),
        "twice is once"
    );
    assert!(!run(&["staff", "link", "stranger@example.org"], &settings).status.success());
    let output = run(&["staff", "link", "owner@example.org"], &settings);
    let printed = String::from_utf8_lossy(&output.stdout).lines().last().unwrap().to_owned();
    let (page, token) = printed.strip_prefix(&site.url).unwrap().split_once("?token=").unwrap();

    let path = format!("{page}?token={token}");
    for _ in 0..2 {
        assert_eq!(site.visit(&path).await.status, 200, "opening the link uses nothing up");
    }
    let first = site.submit(page, &[("token", token)]).await;
    assert_eq!((first.status, first.location()), (303, "/admin"));
    let set = first.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap().to_owned());
    let cookie = set.into_iter().find(|cookie| cookie.starts_with("__Host-session=")).unwrap();
    for part in ["__Host-session=", "HttpOnly", "Secure", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let second = site.submit(page, &[("token", token)]).await;
    assert_eq!((second.status, second.headers.contains_key("set-cookie")), (403, false));
    let value = cookie.split(';').next().unwrap();
    let admin = |cookie: String| async {
        site.request("GET", "/admin").header("cookie", cookie).send().await.unwrap().status().as_u16()
    };
    assert_eq!(admin(value.to_owned()).await, 200);
    assert_eq!(admin("__Host-session=guessed".to_owned()).await, 303);

    sqlx::query("update staff_sessions set last_seen_at = now() - interval '31 minutes'")
        .execute(&site.db)
        .await
        .unwrap();
    assert_eq!(admin(value.to_owned()).await, 303, "idle for too long");
    sqlx::query("update staff_sessions set last_seen_at = now(), created_at = now() - interval '12 hours 1 minute'")
        .execute(&site.db)
        .await
        .unwrap();
    assert_eq!(admin(value.to_owned()).await, 303, "too old");
    let other = site.signed_in_staff().await;
    let gone = site.request("POST", "/admin/sign-out").header("cookie", &other).send().await.unwrap();
    assert_eq!((gone.status().as_u16(), gone.headers().contains_key("clear-site-data")), (303, true));
    assert_eq!(admin(other).await, 303, "signed out");
    let verified = run(&["audit", "verify"], &settings);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[tokio::test]
async fn the_doctor_says_what_is_wrong() {
    let site = TestSite::start().await;
    let good = run(&["doctor"], &[("DATABASE_URL", site.database_url()), ("DATA_KEYS", KEY)]);
    let said = String::from_utf8_lossy(&good.stdout);
    assert!(said.contains("settings: good") && said.contains("database: reachable and migrated"), "{said}");
    assert!(said.contains("donation form: open"), "{said}");
    site.decides(&Giving::Guarded).await;
    let guarded = run(&["doctor"], &[("DATABASE_URL", site.database_url()), ("DATA_KEYS", KEY)]);
    assert!(String::from_utf8_lossy(&guarded.stdout).contains("donation form: under attack, says staff"));
    assert!(said.contains("jobs: none keeps failing"), "{said}");
    for sql in [
        "select graphile_worker.add_job('forget', '{}', run_at := now() + interval '1 hour')",
        "update graphile_worker._private_jobs set attempts = 4, last_error = 'it does not read this'",
    ] {
        sqlx::query(sql).execute(&site.db).await.unwrap();
    }
    let failing = run(&["doctor"], &[("DATABASE_URL", site.database_url()), ("DATA_KEYS", KEY)]);
    let told = String::from_utf8_lossy(&failing.stdout).into_owned();
    assert!(!failing.status.success() && told.contains("jobs: these keep failing: forget (1)"), "{told}");
    let bad = run(&["doctor"], &[]);
    assert!(!bad.status.success() && String::from_utf8_lossy(&bad.stdout).contains("DATABASE_URL"));
}

#[test]
fn new_keys_are_good_keys() {
    let output = run(&["new-key", "k2"], &[]);
    let key = String::from_utf8(output.stdout).unwrap();
    assert!(connect_kindness::seal::Keys::parse(&key.trim().into()).is_ok());
    assert_ne!(run(&["new-key", "k2"], &[]).stdout, key.into_bytes());
    assert!(!run(&["new-key", "a b:c"], &[]).status.success());
    let name = |output: Output| String::from_utf8(output.stdout).unwrap().split_once(':').unwrap().0.to_owned();
    assert_ne!(name(run(&["new-key"], &[])), name(run(&["new-key"], &[])), "a fresh key has a fresh name");
}

#[test]
fn the_readme_names_every_event_that_stripe_is_to_send() {
    use connect_kindness::books::reconcile::events::{TOLD, TYPES};
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for name in TYPES.into_iter().chain([TOLD]) {
        assert!(readme.contains(&format!("`{name}`")), "README.md lacks {name}");
    }
}
