//! What every request meets first: hosts, origins, sizes, times, and the headers of every answer.

use std::time::Duration;

use connect_kindness::language::Language;
use reqwest::header::HeaderMap;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::harness::{Answer, TestSite, patience::in_time};

/// Sends bytes as they are and reads until the site closes, or falls silent after it said something.
async fn raw(site: &TestSite, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(site.address).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    // It closes by itself when nothing comes.
    if in_time("an answer, or the end", stream.read_buf(&mut answer)).await.is_ok_and(|length| length > 0) {
        // What is late here is no more than a second answer, or the rest of one.
        let _ = tokio::time::timeout(Duration::from_secs(2), stream.read_to_end(&mut answer)).await;
    }
    String::from_utf8_lossy(&answer).into_owned()
}

fn carries_security_headers(answer: &Answer, why: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.headers.get(name).map(|found| found.to_str().unwrap()), Some(value), "{why}: {name}");
    }
    for name in ["strict-transport-security", "permissions-policy", "referrer-policy", "cache-control"] {
        assert!(answer.headers.contains_key(name), "{why}: {name}");
    }
    let policies: Vec<_> = answer.headers.get_all("content-security-policy").iter().collect();
    assert_eq!(policies.len(), 1, "{why}");
    let policy = policies[0].to_str().unwrap();
    assert!(
        policy.starts_with("default-src 'none'") && !policy.contains("unsafe") && !policy.contains('*'),
        "{why}: {policy}"
    );
    assert!(
        !answer.headers.contains_key("server") && !answer.headers.contains_key("access-control-allow-origin"),
        "{why}"
    );
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let site = TestSite::start().await;
    for (method, path, status) in [
        ("GET", "/", 200),
        ("HEAD", "/ko", 200),
        ("GET", "/donate", 200),
        ("GET", "/volunteer/thanks", 200),
        ("GET", "/admin", 303),
        ("GET", "/admin/sign-in", 200),
        ("GET", "/admin/nothing", 303),
        ("POST", "/admin/sign-out", 401),
        ("GET", "/nothing", 404),
        ("GET", "/ko/nothing", 404),
        ("GET", "/.env", 404),
        ("PUT", "/", 405),
        ("DELETE", "/donate", 405),
        ("TRACE", "/", 405),
        ("GET", "/webhooks/stripe", 405),
        ("POST", "/webhooks/stripe", 400),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
    ] {
        let answer = Answer::of(site.request(method, path).send().await.unwrap()).await;
        assert_eq!(answer.status, status, "{method} {path}");
        carries_security_headers(&answer, path);
    }
    let etag = site.visit("/").await.headers["etag"].clone();
    for (path, header, value, status) in [
        ("/robots.txt", "range", "bytes=0-7", 206),
        ("/robots.txt", "range", "bytes=99999999-", 416),
        ("/favicon.ico", "range", "bytes=99999999-", 416),
        ("/", "if-none-match", etag.to_str().unwrap(), 304),
    ] {
        let answer = Answer::of(site.request("GET", path).header(header, value).send().await.unwrap()).await;
        assert_eq!(answer.status, status, "{path} {value}");
        carries_security_headers(&answer, value);
    }
    let policy = |answer: &Answer| answer.headers["content-security-policy"].to_str().unwrap().to_owned();
    let home = policy(&site.visit("/").await);
    let donate = policy(&site.visit("/ko/donate").await);
    let host = site.state.config.stripe.checkout_origin.trim_start_matches("http://");
    assert!(home.contains("form-action 'self';"), "{home}");
    assert!(donate.contains(&format!("form-action 'self' {host};")), "{donate}");
}

/// A request with a body goes by the routes, one without is answered before them.
#[tokio::test]
async fn a_page_is_the_same_by_both_ways() {
    let site = TestSite::start().await;
    for path in ["/", "/ko/mission", "/sitemap.xml", "/robots.txt"] {
        let at_once = site.visit(path).await;
        let routed = Answer::of(site.request("GET", path).body("body").send().await.unwrap()).await;
        assert!(routed.headers.contains_key("x-request-id") && !at_once.headers.contains_key("x-request-id"), "{path}");
        assert_eq!((at_once.status, at_once.text), (200, routed.text), "{path}");
        let sorted = |headers: &HeaderMap| {
            let own = |name: &str| ["date", "x-request-id"].contains(&name);
            let mut found: Vec<_> = headers.iter().filter(|(name, _)| !own(name.as_str())).collect();
            found.sort_by_key(|(name, _)| name.as_str());
            found.into_iter().map(|(name, value)| (name.clone(), value.clone())).collect::<Vec<_>>()
        };
        assert_eq!(sorted(&at_once.headers), sorted(&routed.headers), "{path}");
    }
}

#[tokio::test]
async fn errors_are_pages_in_the_visitors_language() {
    let site = TestSite::start().await;
    let packed = site.request("GET", "/nothing").header("accept-encoding", "gzip").send().await.unwrap();
    assert_eq!(packed.headers()["content-encoding"], "gzip", "a phone reads it, too");
    let big = "x".repeat(65 * 1024);
    for (path, lang) in [("/nothing", "en"), ("/ko/nothing", "ko")] {
        let page = site.visit(path).await;
        assert_eq!((page.status, page.attribute("html", "lang").as_deref()), (404, Some(lang)));
        assert_eq!(page.texts("h1").len(), 1);
    }
    for (path, lang) in [("/volunteer", "en"), ("/ko/volunteer", "ko")] {
        let page = site.submit(path, &[("message", &big)]).await;
        assert_eq!((page.status, page.attribute("html", "lang").as_deref()), (413, Some(lang)));
        carries_security_headers(&page, "413");
        let page = Answer::of(
            site.request("POST", path).header("sec-fetch-site", "cross-site").body("a=b").send().await.unwrap(),
        )
        .await;
        assert_eq!((page.status, page.attribute("html", "lang").as_deref()), (403, Some(lang)));
        let page = Answer::of(
            site.request("POST", path).header("content-type", "application/json").body("{}").send().await.unwrap(),
        )
        .await;
        assert_eq!((page.status, page.attribute("html", "lang").as_deref()), (415, Some(lang)));
        let page = Answer::of(
            site.request("POST", path)
                .header("content-type", "application/x-www-form-urlencoded")
                .body("areas=%ff%fe&name=%00")
                .send()
                .await
                .unwrap(),
        )
        .await;
        assert!(page.status == 422 || page.status == 400, "{}", page.status);
    }
}

#[tokio::test]
async fn other_sites_cannot_act_through_a_visitor() {
    let site = TestSite::start().await;
    let own = site.url.clone();
    let mut refused = 0;
    for path in ["/donate", "/ko/volunteer", "/admin/sign-in", "/admin/sign-out"] {
        for (fetch, origin, allowed) in [
            (Some("cross-site"), None, false),
            (Some("same-site"), None, false),
            (Some("cross-site"), Some(own.as_str()), false),
            (None, Some("https://evil.example"), false),
            (None, Some("null"), false),
            (None, Some("http://localhost"), false),
            (None, Some(own.as_str()), true),
            (Some("same-origin"), Some(own.as_str()), true),
            (Some("none"), None, true),
            (None, None, true),
        ] {
            for content_type in ["application/x-www-form-urlencoded", "text/plain"] {
                let mut request = site.request("POST", path).header("content-type", content_type).body("token=x");
                for (name, value) in [("sec-fetch-site", fetch), ("origin", origin)] {
                    if let Some(value) = value {
                        request = request.header(name, value);
                    }
                }
                let answer = Answer::of(request.send().await.unwrap()).await;
                let by_the_check = answer.status == 403 && !answer.text.contains("Sign in");
                assert_eq!(by_the_check, !allowed, "{path} {fetch:?} {origin:?} {content_type}: {}", answer.status);
                refused += usize::from(by_the_check);
            }
        }
    }
    assert_eq!(refused, 4 * 6 * 2);
}

#[tokio::test]
async fn only_our_hosts_are_answered() {
    let site = TestSite::start().await;
    let port = site.address.port();
    for (head, expected) in [
        (format!("Host: localhost:{port}\r\n"), "200"),
        (format!("Host: LOCALHOST:{port}\r\n"), "200"),
        ("Host: evil.example\r\n".to_owned(), "421"),
        ("Host: localhost\r\n".to_owned(), "421"),
        (format!("Host: localhost:{port}.evil.example\r\n"), "421"),
        (String::new(), "400"),
        (format!("Host: localhost:{port}\r\nHost: localhost:{port}\r\n"), "400"),
        (format!("Host: a@localhost:{port}\r\n"), "421"),
    ] {
        let answer = raw(&site, format!("GET / HTTP/1.1\r\n{head}Connection: close\r\n\r\n").as_bytes()).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {expected}")), "{head:?}: {answer:.60}");
        assert!(!answer.contains("evil.example"));
    }
    let absolute = raw(
        &site,
        format!("GET http://evil.example/ HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n").as_bytes(),
    )
    .await;
    assert!(absolute.starts_with("HTTP/1.1 400"), "{absolute:.60}");
}

#[tokio::test]
async fn broken_requests_get_one_refusal_or_none() {
    let site = TestSite::start().await;
    let host = format!("Host: localhost:{}\r\n", site.address.port());
    for broken in [
        format!("GET / HTTP/1.1\r\n{host}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
        format!("GET / HTTP/1.1\r\n{host}Content-Length: -1\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: gzip\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}X: a\r\n b\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}X : a\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}X: a\0b\r\n\r\n"),
        format!("GET / HTTP/9.9\r\n{host}\r\n"),
        "\0\0\0\0\r\n\r\n".to_owned(),
        format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "x".repeat(40 * 1024)),
        format!("GET / HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(70)),
        format!("GET /{} HTTP/1.1\r\n{host}\r\n", "x".repeat(70 * 1024)),
    ] {
        let answer = raw(&site, broken.as_bytes()).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{broken:.50?}: {answer:.60}");
        assert!(answer.matches("HTTP/1.1").count() <= 1, "{broken:.50?}");
    }
    let promised = raw(&site, format!("POST /donate HTTP/1.1\r\n{host}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1073741824\r\n\r\n").as_bytes()).await;
    assert!(promised.starts_with("HTTP/1.1 413"), "a promise of 1 GiB is refused at once: {promised:.60}");
    assert_eq!(site.visit("/").await.status, 200);
}

#[tokio::test]
async fn silent_connections_are_closed() {
    let site = TestSite::start().await;
    let mut silent = TcpStream::connect(site.address).await.unwrap();
    let mut half = TcpStream::connect(site.address).await.unwrap();
    half.write_all(b"GET / HTTP/1.1\r\nHost: local").await.unwrap();
    for stream in [&mut silent, &mut half] {
        let mut rest = Vec::new();
        let _ = in_time("the end of a silent connection", stream.read_to_end(&mut rest)).await;
    }
}

#[tokio::test]
async fn slow_bodies_do_not_keep_readers_out() {
    let site = TestSite::start().await;
    let head = format!(
        "POST /volunteer HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: 60000\r\n\r\n",
        site.address.port()
    );
    let mut held = Vec::new();
    for turn in 0..450 {
        let mut stream = TcpStream::connect(site.address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        held.push(stream);
        if turn % 50 == 49 {
            assert_eq!(site.submit("/ko/volunteer", &[("name", "x")]).await.status, 422, "{turn}: a form is taken");
        }
    }
    for path in ["/", "/ko", "/volunteer"] {
        assert_eq!(site.visit(path).await.status, 200, "{path}");
    }
    let mut answer = Vec::new();
    let _ = in_time("the end of the oldest body", held[0].read_to_end(&mut answer)).await;
    let answer = String::from_utf8_lossy(&answer).to_lowercase();
    assert!(answer.starts_with("http/1.1 408"), "the oldest gave way: {answer}");
    assert!(answer.contains("content-security-policy:"), "{answer}");
}

#[tokio::test]
async fn many_unfinished_connections_do_not_keep_visitors_out() {
    let site = TestSite::start().await;
    let mut held = Vec::new();
    for _ in 0..200 {
        let mut stream = TcpStream::connect(site.address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
        held.push(stream);
    }
    for language in Language::ALL {
        assert_eq!(site.visit(&language.path("/")).await.status, 200);
    }
    assert_eq!(held.len(), 200);
}

/// More silent connections than there are places, and half-sent heads among them: who comes to read takes the place of the
/// one that was idle for longest. Who is being answered keeps theirs.
#[tokio::test]
async fn silent_connections_give_way_to_readers() {
    let site = TestSite::start().await;
    let mut served = TcpStream::connect(site.address).await.unwrap();
    let head = format!(
        "POST /volunteer HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: 4\r\nConnection: close\r\n\r\n",
        site.address.port()
    );
    served.write_all(head.as_bytes()).await.unwrap();
    let mut held = Vec::new();
    for turn in 0..1500 {
        let mut stream = TcpStream::connect(site.address).await.unwrap();
        if turn % 3 == 0 {
            stream.write_all(b"GET / HTTP/1.1\r\nHost: local").await.unwrap();
        }
        held.push(stream);
        if turn % 100 == 99 {
            for language in Language::ALL {
                assert_eq!(site.visit(&language.path("/")).await.status, 200, "{turn}");
            }
        }
    }
    let mut oldest = [0];
    assert_eq!(held[0].read(&mut oldest).await.unwrap_or(0), 0, "the oldest gave way");
    let newest = held.last_mut().unwrap();
    newest
        .write_all(
            format!("\r\nGET /robots.txt HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", site.address.port()).as_bytes(),
        )
        .await
        .unwrap();
    assert_eq!(newest.read(&mut oldest).await.unwrap(), 1, "the newest is answered");
    served.write_all(b"name").await.unwrap();
    let mut answer = Vec::new();
    served.read_to_end(&mut answer).await.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 422"), "whose form is taken in is not cut off");
}

#[tokio::test]
async fn reading_changes_nothing() {
    let site = TestSite::start().await;
    let cookie = site.signed_in_staff().await;
    let tables = "select md5(string_agg(t, '|' order by t)) from (
        select pages::text as t from pages union all select page_revisions::text from page_revisions
        union all select people::text from people union all select applications::text from applications union all select donations::text from donations
        union all select ledger_entries::text from ledger_entries union all select audit_entries::text from audit_entries
        union all select stripe_events::text from stripe_events union all select mails::text from mails) all_rows";
    let hash = || async { sqlx::query_scalar::<_, String>(tables).fetch_one(&site.db).await.unwrap() };
    let before = hash().await;
    for path in [
        "/",
        "/ko/donate",
        "/volunteer",
        "/donate/thanks?session_id=cs_test_1",
        "/admin",
        "/admin/volunteers",
        "/admin/donations",
        "/admin/reconciliation",
        "/admin/pages",
        "/admin/sign-out",
        "/admin/sign-in?token=x",
        "/webhooks/stripe",
    ] {
        for method in ["GET", "HEAD", "OPTIONS"] {
            let _ = site.request(method, path).header("cookie", &cookie).send().await.unwrap();
        }
    }
    assert_eq!(before, hash().await);
}
