//! Writing: a volunteer's form that is committed, beside a single-row insert by `pgbench` on the same cluster.

use std::{
    process::Command,
    sync::atomic::{AtomicU32, AtomicU64, Ordering},
    time::{Duration, Instant},
};

use connect_kindness::{form::FormToken, seal::Keys};
use time::OffsetDateTime;

use super::{
    load::median,
    report::{Report, row},
    site::{PORT, Site},
};

const CLIENTS: u32 = 32;
const SECONDS: u64 = 5;
const ROUNDS: usize = 5;

/// Both in turns.
pub fn measure(site: &Site, report: &mut Report) {
    let folder = std::env::var("BENCH_FOLDER").unwrap();
    let script = format!("{folder}/insert.sql");
    site.sql("create table if not exists bench_rows (id bigint generated always as identity primary key, text text)");
    std::fs::write(
        &script,
        "insert into bench_rows (text) values ('one row of a hundred bytes, as far as it goes: \
        ................................................');\n",
    )
    .unwrap();
    let server = site.start(PORT, false);
    let (mut inserts, mut signups) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        inserts.push(pgbench(&script, &site.database_url));
        signups.push(sign_ups(site, &server.url));
    }
    let (insert, signup) = (median(inserts), median(signups));
    report.section(&format!("Writing ({CLIENTS} clients, {ROUNDS} rounds in turns, medians)"));
    report.table(&[
        row(&["what", "a second", "of pgbench", "target"]),
        row(&["pgbench, one row inserted and committed", &format!("{insert:.0}"), "1.00", ""]),
        row(&[
            "a volunteer's form, sealed and committed",
            &format!("{signup:.0}"),
            &format!("{:.2}", signup / insert),
            "0.40",
        ]),
    ]);
}

fn pgbench(script: &str, url: &str) -> f64 {
    let output = Command::new(std::env::var("BENCH_PGBENCH").unwrap())
        .args(["-n", "-f", script, "-c", &CLIENTS.to_string(), "-j", "2", "-T", &SECONDS.to_string(), url])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().find(|line| line.starts_with("tps")).unwrap_or_else(|| panic!("{text}"));
    line.split_whitespace().nth(2).unwrap().parse().unwrap()
}

/// Sends forms from many addresses, each with a token of its own, and counts those that were taken.
fn sign_ups(site: &Site, url: &str) -> f64 {
    static ADDRESS: AtomicU32 = AtomicU32::new(0x0a00_0000);
    let keys = Keys::parse(&site.keys.clone().into()).unwrap();
    let taken = AtomicU64::new(0);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let begun = Instant::now();
    let end = begun + Duration::from_secs(SECONDS);
    runtime.block_on(async {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let one = || async {
            while Instant::now() < end {
                let shown_at = OffsetDateTime::now_utc() - time::Duration::seconds(60);
                let token = FormToken::issue(shown_at).sign(&keys, "volunteer");
                let fields = [
                    ("token", token.as_str()),
                    ("name", "Bench"),
                    ("contact_kind", "mail"),
                    ("contact", "bench@example.org"),
                    ("languages", "English"),
                    ("areas", "translation"),
                    ("availability", "monthly"),
                    ("message", "One of many."),
                    ("consent", "yes"),
                    ("of_age", "yes"),
                ];
                let address = std::net::Ipv4Addr::from(ADDRESS.fetch_add(1, Ordering::Relaxed)).to_string();
                let request = client.post(format!("{url}/volunteer")).header("x-forwarded-for", address).form(&fields);
                let answer = request.send().await.unwrap();
                assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap());
                taken.fetch_add(1, Ordering::Relaxed);
            }
        };
        futures_util::future::join_all((0..CLIENTS).map(|_| one())).await;
    });
    taken.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64()
}
