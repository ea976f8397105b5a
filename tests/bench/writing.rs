//! Writing: a volunteer's form that is committed, beside a single-row insert by `pgbench` on the same cluster.

use std::{
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

use connect_kindness::{form::FormToken, seal::Keys};
use time::OffsetDateTime;

use super::{
    load::{has_errors, median},
    report::{Report, row},
    site::{PORT, Site},
};

const CLIENTS: u32 = 32;
const SECONDS: u64 = 5;
const ROUNDS: usize = 5;
/// More forms than are sent in a round.
const FORMS: u32 = 150_000;

/// Both in turns.
pub(crate) fn measure(site: &Site, report: &mut Report) {
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
    server.rest();
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

/// Loads the form by `wrk`, each request with a token and a network of its own and so old that its toll is
/// paid, and counts the rows.
fn sign_ups(site: &Site, url: &str) -> f64 {
    static ADDRESS: AtomicU32 = AtomicU32::new(0x0a00_0000);
    let folder = std::env::var("BENCH_FOLDER").unwrap();
    let keys = Keys::parse(&site.keys.clone().into()).unwrap();
    let shown_at = OffsetDateTime::now_utc() - time::Duration::seconds(100);
    let lines: String = (0..FORMS)
        .map(|_| {
            let token = FormToken::issue(shown_at).sign(&keys, "volunteer");
            let address = std::net::Ipv4Addr::from(ADDRESS.fetch_add(256, Ordering::Relaxed));
            format!("{token} {address}\n")
        })
        .collect();
    std::fs::write(format!("{folder}/forms"), lines).unwrap();
    std::fs::write(format!("{folder}/forms.lua"), include_str!("forms.lua")).unwrap();
    let rows = || site.number("select count(*) from applications");
    let before = rows();
    let output = Command::new("wrk")
        .args(["-t1", &format!("-c{CLIENTS}"), &format!("-d{SECONDS}s"), "-s", &format!("{folder}/forms.lua")])
        .arg(format!("{url}/volunteer"))
        .arg("--")
        .arg(format!("{folder}/forms"))
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && !has_errors(&text), "{text}");
    let added = rows() - before;
    let took =
        text.lines().find_map(|line| line.split_once("requests in ")).and_then(|(_, rest)| rest.split_once("s,"));
    let seconds: f64 = took.unwrap_or_else(|| panic!("{text}")).0.parse().unwrap();
    assert!(added < f64::from(FORMS), "there were too few forms");
    added / seconds
}
