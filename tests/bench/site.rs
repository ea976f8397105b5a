//! The site as it runs for visitors, on a database of its own, and how long it takes to start.

use std::process::Command;

use super::{
    load::median,
    report::{Report, row},
    servers::Server,
};

/// What all instances of the site are started with.
pub(crate) struct Site {
    pub(crate) database_url: String,
    pub(crate) keys: String,
    pub(crate) program: String,
}

/// The first port; the servers of a run count up from it.
pub(crate) const PORT: u16 = 18_080;

impl Site {
    /// A migrated and seeded database in the cluster that `DATABASE_URL` names.
    pub(crate) fn prepare() -> Self {
        let server = std::env::var("DATABASE_URL").expect("script/bench starts a database");
        let program = std::env::var("BENCH_PROGRAM").expect("script/bench builds the program");
        psql(&server, "drop database if exists bench");
        psql(&server, "create database bench");
        let (base, query) = server.split_once('?').unwrap_or((&server, ""));
        let base = &base[..base.rfind('/').unwrap()];
        let database_url = format!("{base}/bench{}{query}", if query.is_empty() { "" } else { "?" });
        let site = Self { database_url, keys: connect_kindness::seal::new_key_setting("bench"), program };
        let migrated = Command::new(&site.program).arg("migrate").envs(site.settings(PORT)).status().unwrap();
        assert!(migrated.success());
        site.sql(include_str!("pages.sql"));
        site
    }

    /// Its settings as a program takes them.
    pub(crate) fn settings(&self, port: u16) -> Vec<(&'static str, String)> {
        vec![
            ("DATABASE_URL", self.database_url.clone()),
            ("DATA_KEYS", self.keys.clone()),
            ("BIND", format!("127.0.0.1:{port}")),
            ("PUBLIC_URL", format!("http://localhost:{port}")),
            ("STRIPE_SECRET_KEY", "sk_test_bench".to_owned()),
            ("STRIPE_WEBHOOK_SECRET", "whsec_bench".to_owned()),
            ("STRIPE_API_BASE", "http://127.0.0.1:9".to_owned()),
            ("CLIENT_IP_SOURCE", "RightmostXForwardedFor".to_owned()),
            ("RUST_LOG", "warn".to_owned()),
        ]
    }

    /// Starts an instance.
    pub(crate) fn start(&self, port: u16, is_pinned: bool) -> Server {
        self.start_by(&[&self.program, "serve"], port, is_pinned)
    }

    /// Starts an instance on the first core by a program that watches it.
    pub(crate) fn start_under(&self, watcher: &[String], port: u16) -> Server {
        let command: Vec<&str> = watcher.iter().map(String::as_str).chain([&*self.program, "serve"]).collect();
        self.start_by(&command, port, true)
    }

    fn start_by(&self, command: &[&str], port: u16, is_pinned: bool) -> Server {
        let settings = self.settings(port);
        let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let server = Server::start(command[0], &command[1..], &settings, port, is_pinned);
        while !get(&format!("{}/", server.url), "identity").0.starts_with("HTTP/1.1 200") {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        server
    }

    /// Runs SQL in its database.
    pub(crate) fn sql(&self, sql: &str) {
        psql(&self.database_url, sql);
    }

    /// Runs a statement of which the answer is a word.
    pub(crate) fn text(&self, sql: &str) -> String {
        let output =
            Command::new("psql").args(["-X", "-q", "-A", "-t", "-c", sql, &self.database_url]).output().unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Runs a statement of which the answer is a number.
    pub(crate) fn number(&self, sql: &str) -> f64 {
        self.text(sql).parse().unwrap()
    }
}

/// Runs SQL.
pub(crate) fn psql(url: &str, sql: &str) {
    let status = Command::new("psql").args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql, url]).status().unwrap();
    assert!(status.success(), "{sql}");
}

/// The head and the body of an answer.
pub(crate) fn get(url: &str, encoding: &str) -> (String, Vec<u8>) {
    let output = Command::new("curl")
        .args(["-s", "-i", "-H", &format!("Accept-Encoding: {encoding}"), url])
        .output()
        .unwrap()
        .stdout;
    let end = output.windows(4).position(|bytes| bytes == b"\r\n\r\n").unwrap_or(output.len());
    let head = String::from_utf8_lossy(&output[..end]).into_owned();
    (head, output.get(end + 4..).unwrap_or_default().to_vec())
}

/// From the start of the program to the first answer with 200, and the memory at rest.
pub(crate) fn measure_start(site: &Site, report: &mut Report) {
    let mut times = Vec::new();
    let mut memory = 0.0;
    for _ in 0..5 {
        let begun = std::time::Instant::now();
        let server = site.start(PORT, false);
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
        server.rest();
        memory = server.memory_mb();
    }
    report.section("Starting and resting");
    report.table(&[
        row(&["what", "figure", "target"]),
        row(&[
            "start to the first 200, database migrated (median of 5)",
            &format!("{:.0} ms", median(times)),
            "1000 ms",
        ]),
        row(&["memory at rest", &format!("{memory:.1} MB"), "60 MB"]),
    ]);
}
