//! Measures the edition of a large site: how long it takes to build and to finish, how long one change takes, what it
//! weighs. `DATABASE_URL` names a PostgreSQL server where databases may be made; `PAGES` how many pages (1000).
//!
//! `script/database with-throwaway cargo bench --bench edition`

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use connect_kindness::{
    database,
    edition::Edition,
    language::Language,
    pages::{
        content::Content,
        edition::{build::build, copy, material::load},
        queries::{self, NewPublication, NewRevision},
        start,
    },
    seal::{Keys, new_key_setting},
};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

const ORIGIN: &str = "https://site.example";

fn main() {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(measure());
}

async fn measure() {
    let pages: usize = std::env::var("PAGES").map_or(1000, |typed| typed.parse().unwrap());
    let db = site_of(pages).await;
    let before = memory();
    let (first, built) = timed(make(&db, None)).await;
    tell("pages and forms, both languages", first.listed.len());
    tell("first edition, ms", built.as_millis());
    tell("its memory, uncompressed, MB", memory() - before);
    let begun = Instant::now();
    first.finish(|| true);
    tell("finished (compressed, cards drawn), ms of one thread", begun.elapsed().as_millis());
    tell("its memory, finished, MB", memory() - before);
    let keys = Keys::parse(&new_key_setting("bench").into()).unwrap();
    let folder = std::env::temp_dir().join(format!("edition-{}", std::process::id()));
    let begun = Instant::now();
    copy::write(&folder, &first, ORIGIN, &keys).unwrap();
    tell("copy on disk written, ms", begun.elapsed().as_millis());
    let begun = Instant::now();
    let kept = copy::read(&folder, ORIGIN, &keys).unwrap().unwrap();
    tell("copy on disk read, ms", begun.elapsed().as_millis());
    let (started, took) = timed(make(&db, Some(&kept))).await;
    tell("first edition from the copy, ms", took.as_millis());
    assert_eq!(started.rendered, 0);
    drop((kept, started));
    std::fs::remove_dir_all(folder).unwrap();
    let mut last = first;
    let mut rebuilds = Vec::new();
    let mut loads = Vec::new();
    let mut finishes = Vec::new();
    for round in 0..20 {
        publish(&db, &format!("page-{round}")).await;
        let (material, loaded) = timed(load(&db, ORIGIN, false, Some(&last))).await;
        let begun = Instant::now();
        let next = build(material.unwrap(), &Arc::from(ORIGIN), Some(&last), OffsetDateTime::now_utc()).unwrap();
        let took = loaded + begun.elapsed();
        assert_eq!(next.rendered, 1);
        loads.push(loaded);
        let begun = Instant::now();
        next.finish(|| true);
        finishes.push(begun.elapsed());
        rebuilds.push(took);
        last = next;
    }
    rebuilds.sort();
    loads.sort();
    finishes.sort();
    tell("one page changed: next edition, median, ms", millis(rebuilds[10]));
    tell("of that, loading, median, ms", millis(loads[10]));
    tell("one page changed: next edition, slowest of 20, ms", millis(rebuilds[19]));
    tell("one page changed: finished after another, median, ms", millis(finishes[10]));
}

async fn make(db: &PgPool, before: Option<&Edition>) -> Edition {
    let material = load(db, ORIGIN, false, before).await.unwrap();
    build(material, &Arc::from(ORIGIN), before, OffsetDateTime::now_utc()).unwrap()
}

async fn timed<T>(work: impl Future<Output = T>) -> (T, Duration) {
    let begun = Instant::now();
    let done = work.await;
    (done, begun.elapsed())
}

/// A site with the start content and more pages like it.
async fn site_of(pages: usize) -> PgPool {
    let server = std::env::var("DATABASE_URL").expect("DATABASE_URL names a server where databases may be made");
    let name = format!("bench_{}", std::process::id());
    let mut connection = PgConnection::connect(&server).await.unwrap();
    connection.execute(AssertSqlSafe(format!("create database {name}"))).await.unwrap();
    let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
    database::migrate(&url.as_str().into()).await.unwrap();
    let db = PgPool::connect(&url).await.unwrap();
    start::seed(&db).await.unwrap();
    let mut connection = db.acquire().await.unwrap();
    for number in 6..pages {
        let page_id = queries::add(&mut connection, &format!("page-{}", number - 6), 0).await.unwrap().unwrap();
        for language in Language::ALL {
            let mut content = start::content("why-awesome", language).unwrap();
            content.title = format!("{} {number}", content.title);
            stands(&db, page_id, language, 0, &content).await;
        }
    }
    db
}

async fn publish(db: &PgPool, slug: &str) {
    let revision = queries::find_revision(db, slug, Language::English, None).await.unwrap().unwrap();
    let mut content = revision.content.0;
    content.lead.push_str(" And one more sentence.");
    stands(db, revision.page_id, revision.language, revision.number, &content).await;
}

/// Publishes words on a side, after its newest revision.
async fn stands(db: &PgPool, page_id: Uuid, language: Language, after: i32, content: &Content) {
    let new = NewRevision { page_id, language, after, content, note: None, author_id: None };
    let revision_id = Some(queries::add_revision(db, new).await.unwrap());
    let (starts_at, ends_at, staff_member_id) = (None, None, None);
    let new = NewPublication { page_id, language, revision_id, starts_at, ends_at, staff_member_id };
    queries::publish(db, new).await.unwrap();
}

/// Megabytes of this process that are in memory.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() / 1024
}

fn millis(took: Duration) -> String {
    format!("{:.1}", took.as_secs_f64() * 1000.0)
}

fn tell(what: &str, value: impl std::fmt::Display) {
    println!("{what}: {value}");
}
