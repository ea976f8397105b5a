//! Visits are counted as totals a day, and nothing else of a visit is kept.

use std::process::Command;

use connect_kindness::{calendar, language::Language, staff::Role};
use reqwest::RequestBuilder;
use time::OffsetDateTime;
use tokio::net::TcpStream;

use crate::harness::TestSite;

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 Canary-7";

/// A request as browsers send it.
fn browser(request: RequestBuilder) -> RequestBuilder {
    let request = request.header("user-agent", BROWSER).header("accept-language", "ko-KR,ko;q=0.9");
    request.header("accept", "text/html,application/xhtml+xml,*/*;q=0.8").header("x-forwarded-for", "203.0.113.77")
}

impl TestSite {
    async fn opens(&self, path: &str) -> u16 {
        browser(self.request("GET", path)).send().await.unwrap().status().as_u16()
    }

    async fn writes_down(&self) {
        self.state.visits.flush(&self.state.db, calendar::day(OffsetDateTime::now_utc())).await.unwrap();
    }

    /// All visits of a page.
    async fn visits_of(&self, path: &str, language: Language) -> i64 {
        sqlx::query_scalar("select coalesce(sum(count), 0)::bigint from page_visits where path = $1 and language = $2")
            .bind(path)
            .bind(language.tag())
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    async fn arrivals_by(&self, word: &str) -> i64 {
        sqlx::query_scalar("select coalesce(sum(count), 0)::bigint from share_arrivals where word = $1")
            .bind(word)
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    async fn all_visits(&self) -> i64 {
        self.count("select coalesce(sum(count), 0)::bigint from page_visits").await
    }
}

#[tokio::test]
async fn a_page_opened_in_a_browser_is_a_visit() {
    let site = TestSite::start().await;
    for (path, times) in
        [("/", 2), ("/ko", 1), ("/ko/mission?via=band", 3), ("/donate", 1), ("/ko/volunteer?via=poster", 2)]
    {
        for _ in 0..times {
            assert_eq!(site.opens(path).await, 200, "{path}");
        }
    }
    let first = browser(site.request("GET", "/press")).send().await.unwrap();
    let again = browser(site.request("GET", "/press")).header("if-none-match", &first.headers()["etag"]);
    assert_eq!(again.send().await.unwrap().status(), 304, "the browser shows what it has");
    site.opens("/?via=kim@example.org").await;
    site.opens("/?via=line&via=mail").await;
    site.writes_down().await;
    for (path, language, count) in [
        ("/", Language::English, 4),
        ("/", Language::Korean, 1),
        ("/mission", Language::Korean, 3),
        ("/mission", Language::English, 0),
        ("/donate", Language::English, 1),
        ("/volunteer", Language::Korean, 2),
        ("/press", Language::English, 2),
    ] {
        assert_eq!(site.visits_of(path, language).await, count, "{path} {language}");
    }
    for (word, count) in [("band", 3), ("poster", 2), ("line", 1), ("mail", 0)] {
        assert_eq!(site.arrivals_by(word).await, count, "{word}");
    }
    assert_eq!(site.count("select count(*) from share_arrivals").await, 3);
    site.writes_down().await;
    assert_eq!(site.all_visits().await, 13, "nothing is added twice");
}

#[tokio::test]
async fn what_nobody_reads_is_no_visit() {
    let site = TestSite::start().await;
    let get = |path: &str| browser(site.request("GET", path));
    let mut requests = vec![
        browser(site.request("HEAD", "/")),
        browser(site.request("HEAD", "/donate")),
        get("/").header("sec-purpose", "prefetch"),
        get("/?via=line").header("purpose", "prefetch"),
        get("/").header("x-moz", "prefetch"),
        get("/").header("sec-fetch-dest", "empty"),
        site.request("GET", "/").header("user-agent", "facebookexternalhit/1.1;line-poker/1.0"),
        site.request("GET", "/mission"),
        browser(site.request("POST", "/donate")).body(""),
    ];
    for path in [
        "/no/such/page",
        "/mission/",
        "/sitemap.xml",
        "/robots.txt",
        "/qr/home.svg",
        "/volunteer/thanks",
        "/donate/thanks?session_id=cs_test_x",
        "/admin/sign-in",
        "/healthz",
    ] {
        requests.push(get(path));
    }
    for request in requests {
        request.send().await.unwrap();
    }
    site.writes_down().await;
    assert_eq!(site.all_visits().await, 0);
    assert_eq!(site.count("select count(*) from share_arrivals").await, 0);
}

#[tokio::test]
async fn words_in_links_are_counted_as_totals_and_only_so_many_of_a_day() {
    let site = TestSite::start().await;
    let arrivals = "select coalesce(sum(count), 0)::bigint from link_arrivals where word = 'spring'";
    for path in ["/donate?amount=50&via=spring", "/ko/donate?via=Spring", "/mission?via=spring"] {
        assert_eq!(site.opens(path).await, 200);
    }
    for path in ["/?via=kim@example.org", "/?via=a%20b", "/?via=", &format!("/?via={}", "x".repeat(33)), "/?via=line"] {
        site.opens(path).await;
    }
    site.writes_down().await;
    assert_eq!(site.count(arrivals).await, 3);
    assert_eq!(site.count("select count(*) from link_arrivals").await, 1, "no address and no person is a word");
    let columns: Vec<String> = sqlx::query_scalar(
        "select column_name::text from information_schema.columns where table_name = 'link_arrivals' order by 1",
    )
    .fetch_all(&site.db)
    .await
    .unwrap();
    assert_eq!(columns, ["count", "day", "word"]);

    for round in 0..3 {
        for at in 0..60 {
            site.opens(&format!("/?via=made-up-{round}-{at}")).await;
        }
        site.opens("/donate?via=spring").await;
        site.writes_down().await;
    }
    assert_eq!(site.count("select count(*) from link_arrivals").await, 101, "a hundred words and the others together");
    assert_eq!(site.count("select sum(count)::bigint from link_arrivals").await, 3 + 3 * 61, "nobody is lost");
    assert_eq!(site.count(arrivals).await, 6, "a word that was there keeps its place");
    let cookie = site.signed_in_as(Role::Editor).await;
    let room = site.request("GET", "/admin/visits").header("cookie", &cookie).send().await.unwrap();
    let room = crate::harness::Answer::of(room).await;
    assert!(room.texts("tbody tr").contains(&"spring66".to_owned()), "{:?}", room.texts("tbody tr"));
}

#[tokio::test]
async fn instances_add_up_and_stopping_writes_down_the_rest() {
    let mut site = TestSite::start().await;
    let mut second = site.second().await;
    // The second one answers under the name of the first.
    let host = site.url.trim_start_matches("http://").to_owned();
    for _ in 0..5 {
        site.opens("/mission").await;
        let answer = browser(second.request("GET", "/mission")).header("host", &host).send().await.unwrap();
        assert_eq!(answer.status(), 200);
    }
    tokio::join!(site.writes_down(), second.writes_down());
    assert_eq!(site.visits_of("/mission", Language::English).await, 10);
    for _ in 0..3 {
        site.opens("/ko").await;
        browser(second.request("GET", "/ko?via=app")).header("host", &host).send().await.unwrap();
    }
    tokio::join!(site.stop(), second.stop());
    assert_eq!(site.visits_of("/", Language::Korean).await, 6);
    assert_eq!(site.arrivals_by("app").await, 3);
}

#[tokio::test]
async fn visits_wait_for_a_database_that_is_away() {
    for frozen in [false, true] {
        let site = TestSite::start().await;
        site.opens("/mission").await;
        if frozen {
            site.wire.freeze();
        } else {
            site.wire.cut();
        }
        // A commit on its way at this moment could lose its answer, and be counted again.
        site.eventually("the database is away", || async { site.visit("/readyz").await.status == 503 }).await;
        let day = calendar::day(OffsetDateTime::now_utc());
        for path in ["/mission", "/mission?via=copy"] {
            site.opens(path).await;
            // Fails, or finds that the site's own clock holds what there is just now.
            let _ = site.state.visits.flush(&site.state.db, day).await;
        }
        site.wire.mend();
        site.eventually("they are written down", || async {
            site.state.visits.flush(&site.state.db, day).await.is_ok()
                && (site.visits_of("/mission", Language::English).await, site.arrivals_by("copy").await) == (3, 1)
        })
        .await;
    }
}

#[tokio::test]
async fn midnight_in_seoul_parts_the_days() {
    let site = TestSite::start().await;
    let day = time::macros::date!(2026 - 11 - 30);
    site.opens("/").await;
    site.state.visits.flush(&site.state.db, day).await.unwrap();
    site.opens("/").await;
    site.state.visits.flush(&site.state.db, day + time::Duration::DAY).await.unwrap();
    assert_eq!(site.count("select count(*) from page_visits where count = 1").await, 2);
}

#[tokio::test]
async fn neither_the_database_nor_the_log_knows_who_came() {
    let mut site = TestSite::start().await;
    site.stop().await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let name = std::env::temp_dir().join(format!("visits-{}.log", uuid::Uuid::new_v4()));
    let log = std::fs::File::create(&name).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_connect-kindness"));
    command.env_clear().envs(site.environment()).env("BIND", format!("127.0.0.1:{port}"));
    command.env("CLIENT_IP_SOURCE", "RightmostXForwardedFor").env("RUST_LOG", "debug");
    command.env("PUBLIC_URL", format!("http://localhost:{port}")).stdout(log.try_clone().unwrap()).stderr(log);
    let mut program = command.spawn().unwrap();
    site.eventually("it listens", || async { TcpStream::connect(("127.0.0.1", port)).await.is_ok() }).await;
    let client = reqwest::Client::new();
    for path in ["/ko/mission?via=telegram", "/volunteer", "/?via=canary-8@example.org"] {
        let url = format!("http://localhost:{port}{path}");
        let request =
            browser(client.get(url)).header("referer", "https://canary-9.example/").header("cookie", "canary=10");
        assert_eq!(request.send().await.unwrap().status(), 200);
    }
    let stopped = Command::new("kill").arg(program.id().to_string()).status().unwrap();
    assert!(stopped.success());
    program.wait().unwrap();
    let log = std::fs::read_to_string(&name).unwrap();
    std::fs::remove_file(&name).unwrap();
    let dump = Command::new("pg_dump").arg("--inserts").arg(site.database_url()).output().unwrap();
    let dump = String::from_utf8_lossy(&dump.stdout);
    assert!(log.contains("serving"), "the log was heard: {log}");
    assert!(dump.contains("'/mission', 'ko', 1") && dump.contains("'telegram', 1"), "the dump holds the totals");
    for (name, text) in [("log", &*log), ("dump", &*dump)] {
        for trace in ["203.0.113.77", "Canary-7", "canary-8", "canary-9", "canary=10", "Firefox/140"] {
            assert!(!text.contains(trace), "{trace} is in the {name}");
        }
    }
}

#[tokio::test]
async fn staff_of_any_role_see_totals() {
    let site = TestSite::start().await;
    let cookie = site.signed_in_as(Role::Coordinator).await;
    let visit = async || {
        let answer = site.request("GET", "/admin/visits").header("cookie", &cookie).send().await.unwrap();
        crate::harness::Answer::of(answer).await
    };
    let empty = visit().await;
    assert_eq!(empty.status, 200);
    empty.shows("No visits yet.");
    for path in ["/", "/ko", "/ko/mission?via=band", "/ko/mission?via=band"] {
        site.opens(path).await;
    }
    site.writes_down().await;
    let page = visit().await;
    page.shows("4 visits in all");
    assert_eq!(page.texts("svg .chart-column").len(), 2, "one day and one month");
    assert_eq!(
        page.texts("tbody tr").iter().filter(|row| row.as_str() == "/mission022").count(),
        1,
        "{:?}",
        page.texts("tbody tr")
    );
    assert!(page.texts("tbody tr").contains(&"Home112".to_owned()));
    assert!(page.texts("tbody tr").contains(&"BANDband22".to_owned()));
    assert!(!page.text.contains(" style="));
    let guard = 2;
    assert!(site.statements_of("/admin/visits", &cookie).await <= 4 + guard);
}
