//! Databases, mail servers and Stripe that cannot be reached, each told in its own words; and who comes by another name.

use std::{str::FromStr as _, time::Duration};

use sqlx::{AssertSqlSafe, ConnectOptions as _, Executor as _, postgres::PgConnectOptions};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
};
use uuid::Uuid;

use crate::{
    commands::run,
    harness::{Answer, TestSite},
};

/// What the program says in answer to a command, with some settings of the site changed.
fn said(site: &TestSite, command: &[&str], changes: &[(&str, &str)]) -> String {
    let own = site.environment();
    let own = own.iter().map(|(name, value)| (*name, value.as_str()));
    let settings: Vec<(&str, &str)> = own.chain(changes.iter().copied()).collect();
    let output = run(command, &settings);
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_cannot_be_reached_is_told_with_its_cause() {
    let site = TestSite::start().await;
    let role = format!("full_{}", Uuid::new_v4().simple());
    let create = format!("create role {role} login connection limit 0");
    site.db.execute(AssertSqlSafe(create)).await.unwrap();
    let good = PgConnectOptions::from_str(site.database_url()).unwrap();
    let url = |options: PgConnectOptions| options.to_url_lossy().to_string();
    for (url, cause) in [
        (url(good.clone().port(1)), "nothing listens there"),
        (url(good.clone().host("no-such-host.invalid")), "no machine has this name"),
        (url(good.clone().database("no_such_database")), "there is no database of this name"),
        (url(good.clone().username("no_such_user")), "does not let this user in"),
        (url(good.clone().username(&role)), "takes no more connections"),
    ] {
        for command in [&["doctor"][..], &["migrate"], &["staff", "list"], &["serve"]] {
            let settings = [("DATABASE_URL", &*url), ("MIGRATE_DATABASE_URL", ""), ("BIND", "127.0.0.1:0")];
            let told = said(&site, command, &settings);
            assert_eq!(told.matches(cause).count(), 1, "{command:?} {url}: {told}");
            assert!(!told.contains("pool timed out") && !told.contains("routine"), "{told}");
        }
    }
    sqlx::query(AssertSqlSafe(format!("drop role {role}"))).execute(&site.db).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn troubles_with_mail_are_told_apart() {
    let site = TestSite::start().await;
    let port = site.mailbox.port;
    for (url, cause) in [
        ("smtp://127.0.0.1:1".to_owned(), "mail: the mail server cannot be reached (Connection refused"),
        ("smtp://no-such-host.invalid".to_owned(), "mail: the mail server cannot be reached (failed to lookup"),
        (format!("smtps://127.0.0.1:{port}"), "mail: the connection to the mail server cannot be encrypted ("),
        (
            format!("smtp://127.0.0.1:{port}?tls=required"),
            "mail: the connection to the mail server cannot be encrypted (STARTTLS is not supported",
        ),
    ] {
        let told = said(&site, &["doctor"], &[("SMTP_URL", &url)]);
        assert!(told.contains(cause), "{url}: {told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_stripe_is_not_told_as_a_missing_right() {
    let site = TestSite::start().await;
    for command in [&["doctor"][..], &["stripe", "portal"]] {
        let away = said(&site, command, &[("STRIPE_API_BASE", "http://127.0.0.1:1")]);
        let about_stripe = away.lines().filter(|line| line.to_lowercase().contains("stripe"));
        assert!(away.contains("Stripe cannot be reached"), "{away}");
        assert!(!about_stripe.into_iter().any(|line| line.contains("right")), "{away}");
        let stranger = said(&site, command, &[("STRIPE_SECRET_KEY", "sk_test_stranger")]);
        assert!(stranger.contains("Stripe does not know the key"), "{stranger}");
    }
    assert!(said(&site, &["doctor"], &[]).contains("stripe: takes the key"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_behind_the_loopback_of_ipv6_is_reached() {
    let site = TestSite::start().await;
    let options = PgConnectOptions::from_str(site.database_url()).unwrap();
    let server = (options.get_host().to_owned(), options.get_port());
    let listener = TcpListener::bind("[::1]:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut inner, _)) = listener.accept().await {
            let mut outer = TcpStream::connect(&server).await.unwrap();
            tokio::spawn(async move { copy_bidirectional(&mut inner, &mut outer).await });
        }
    });
    let url = options.clone().host("[::1]").port(port).to_url_lossy().to_string();
    assert!(url.contains("@[::1]:"), "{url}");
    let told = said(&site, &["doctor"], &[("DATABASE_URL", &url)]);
    assert!(told.contains("database: reachable"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_far_database_is_only_slow() {
    let site = TestSite::start().await;
    site.wire.stretch(Duration::from_millis(600));
    let options = PgConnectOptions::from_str(site.database_url()).unwrap();
    let url = options.host("127.0.0.1").port(site.wire.port).to_url_lossy().to_string();
    let told = said(&site, &["doctor"], &[("DATABASE_URL", &url)]);
    assert!(told.contains("database: reachable and migrated"), "{told}");
    assert!(said(&site, &["staff", "list"], &[("DATABASE_URL", &url)]).contains("Nobody is on the staff yet"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_by_the_other_name_is_led_to_the_right_one() {
    let site = TestSite::start().await;
    let host = site.url.trim_start_matches("http://");
    for (method, path) in [("GET", "/"), ("GET", "/ko/mission?via=line"), ("HEAD", "/donate"), ("POST", "/donate")] {
        let request = site.request(method, path).header("host", format!("www.{host}"));
        let answer = Answer::of(request.send().await.unwrap()).await;
        assert_eq!((answer.status, answer.location()), (308, &*format!("{}{path}", site.url)), "{method} {path}");
    }
    for other in [format!("wwww.{host}"), format!("www.www.{host}"), "www.example.org".to_owned()] {
        let answer = site.request("GET", "/").header("host", &other).send().await.unwrap();
        assert_eq!(answer.status(), 421, "{other}");
    }
}
