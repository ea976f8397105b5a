//! Keys that are wrong, missing, new or twins, and a database whose functions no longer run.

use std::process::{Child, Command, Stdio};

use connect_kindness::{seal::new_key_setting, staff::Role};

use crate::{
    commands::run,
    harness::{Answer, TestSite, server_url},
    volunteers::{good, pairs},
};

fn settings<'a>(own: &'a [(&'static str, String)], keys: &'a str) -> Vec<(&'a str, &'a str)> {
    let own = own.iter().map(|(name, value)| (*name, value.as_str()));
    own.chain([("DATA_KEYS", keys), ("BIND", "127.0.0.1:0"), ("PUBLIC_URL", "http://localhost:1")]).collect()
}

fn said(site: &TestSite, command: &str, keys: &str) -> (bool, String) {
    let output = run(&[command], &settings(&site.environment(), keys));
    (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

/// The keys of the site.
fn own_keys(site: &TestSite) -> String {
    site.environment().into_iter().find(|(name, _)| *name == "DATA_KEYS").unwrap().1
}

async fn gift(site: &TestSite) {
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_under_a_known_name_starts_nothing() {
    let site = TestSite::start().await;
    let (right, wrong) = (own_keys(&site), new_key_setting("test"));
    gift(&site).await;
    // Nothing is known of the key yet but what is sealed with it.
    for command in ["serve", "migrate", "doctor"] {
        let (is_good, told) = said(&site, command, &wrong);
        assert!(!is_good && told.contains("the key named test is not the one"), "{command}: {told}");
    }
    assert_eq!(site.count("select count(*) from data_keys").await, 0, "a wrong key is not kept");
    assert!(said(&site, "migrate", &right).0);
    assert!(said(&site, "doctor", &right).1.contains("keys: they open what is sealed"));
    sqlx::query("update donations set name_sealed = null, mail_sealed = null").execute(&site.db).await.unwrap();
    let (is_good, told) = said(&site, "serve", &wrong);
    assert!(!is_good && told.contains("the key named test is not the one"), "by its value alone: {told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_replaced_keeps_opening_and_one_that_is_missing_is_named() {
    let site = TestSite::start().await;
    gift(&site).await;
    let (old, new) = (own_keys(&site), new_key_setting("next"));
    assert!(said(&site, "migrate", &old).0);
    let both = format!("{new},{old}");
    assert!(said(&site, "migrate", &both).0);
    let (_, told) = said(&site, "doctor", &both);
    assert!(told.contains("keys: they open what is sealed"), "{told}");
    let (is_good, told) = said(&site, "migrate", &new);
    assert!(is_good && told.contains("DATA_KEYS lacks test"), "it starts, because new gifts can be taken: {told}");
    let (is_good, told) = said(&site, "doctor", &new);
    assert!(!is_good && told.contains("keys: DATA_KEYS lacks test"), "{told}");
}

/// Starts the program; it ends by itself only if it may not start.
fn start(site: &TestSite, keys: &str) -> Child {
    let own = site.environment();
    let mut command = Command::new(env!("CARGO_BIN_EXE_connect-kindness"));
    command.env_clear().envs(settings(&own, keys)).arg("migrate").stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_instances_that_start_at_once_one_key_decides() {
    let site = TestSite::start().await;
    let (one, other) = (new_key_setting("fresh"), new_key_setting("fresh"));
    let same = [start(&site, &one), start(&site, &one), start(&site, &one)];
    for child in same {
        assert!(child.wait_with_output().unwrap().status.success(), "the same key does not clash");
    }
    sqlx::query("delete from data_keys").execute(&site.db).await.unwrap();
    let different = [start(&site, &one), start(&site, &other)].map(|child| child.wait_with_output().unwrap());
    let good = different.iter().filter(|output| output.status.success()).count();
    assert_eq!(good, 1, "{different:?}");
}

#[test]
fn twins_start_nothing_and_are_named() {
    let url = server_url();
    let (one, other) = (new_key_setting("k1"), new_key_setting("k1"));
    let again = one.replace("k1:", "k2:");
    for (keys, told) in [
        (format!("{one},{other}"), "names two keys k1"),
        (format!("{one},{again}"), "holds one key twice, as k1 and as k2"),
    ] {
        let output = run(&["migrate"], &[("DATABASE_URL", &url), ("DATA_KEYS", &keys)]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains(told), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_fires_a_trigger_and_leaves_no_trace() {
    let site = TestSite::start().await;
    let keys = own_keys(&site);
    let (_, told) = said(&site, "doctor", &keys);
    assert!(told.contains("ledger: a gift that was tried out was booked"), "{told}");
    assert!(told.contains("keys: nothing is sealed yet"), "{told}");
    assert_eq!(site.count("select count(*) from donations").await, 0);
    // As in an installation whose language for functions does not load.
    let broken = "create or replace function derive_donation_state() returns trigger language plpgsql as
                  $$ begin raise exception 'could not load library'; end; $$";
    sqlx::query(broken).execute(&site.db).await.unwrap();
    let (is_good, told) = said(&site, "doctor", &keys);
    assert!(!is_good && told.contains("ledger: a gift could not be booked: could not load library"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_sealed_with_another_key_while_the_site_is_in_use() {
    let site = TestSite::start().await;
    let (old, new) = (own_keys(&site), new_key_setting("next"));
    gift(&site).await;
    for _ in 0..5 {
        assert_eq!(site.submit("/volunteer", &pairs(&good(&site.token("volunteer")))).await.status, 303);
    }
    // First every instance learns to open with the new key, then they seal with it.
    let (learning, sealing) =
        (site.with_keys(&format!("{old},{new}")).await, site.with_keys(&format!("{new},{old}")).await);
    let load = async {
        let mut statuses = Vec::new();
        for turn in 0..40 {
            let instance = if turn % 2 == 0 { &learning } else { &sealing };
            let fields = good(&instance.token("volunteer"));
            statuses.push(instance.submit("/volunteer", &pairs(&fields)).await.status);
        }
        statuses
    };
    let environment = site.environment();
    let both = format!("{new},{old}");
    let rotate = || {
        let output = run(&["keys", "rotate"], &settings(&environment, &both));
        (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    let (statuses, (is_good, told)) = tokio::join!(load, async { tokio::task::block_in_place(rotate) });
    assert!(is_good && told.contains("Nothing needs test any more"), "{told}");
    assert!(statuses.iter().all(|status| *status == 303), "{statuses:?}");
    drop(learning);
    let (is_good, told) = rotate();
    assert!(is_good, "what the other instance sealed meanwhile: {told}");
    assert!(rotate().1.contains("0 values were sealed anew, and 0 mail addresses"), "nothing is left");
    let alone = sealing.with_keys(&new).await;
    let people: Vec<uuid::Uuid> = sqlx::query_scalar("select id from people").fetch_all(&site.db).await.unwrap();
    assert_eq!(people.len(), 45);
    let cookie = alone.signed_in_as(Role::Owner).await;
    let open = alone.request("POST", &format!("/admin/volunteers/{}", people[0])).header("cookie", &cookie);
    let opened = Answer::of(open.form(&[("reason", "first_reading")]).send().await.unwrap()).await;
    opened.shows("카나리아7391 name");
    let found = alone.request("POST", "/admin/donations").header("cookie", &cookie);
    let found = found.form(&[("text", "dana@example.org")]).send().await.unwrap();
    assert_eq!(found.status(), 303, "the donor is found by the address");
    let (is_good, told) = said(&site, "doctor", &new);
    assert!(
        told.contains("keys: they open what is sealed") && told.contains("volunteers: the newest offer opens"),
        "{is_good} {told}"
    );
}
