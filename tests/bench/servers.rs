//! Servers that are measured: started on one core, watched through /proc, ended when dropped.

use std::{
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use super::load::{self, Round};

/// A server that runs.
pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
}

impl Server {
    /// Starts a program on the first core (or on all) and waits until its port answers.
    pub(crate) fn start(
        program: &str,
        arguments: &[&str],
        settings: &[(&str, &str)],
        port: u16,
        is_pinned: bool,
    ) -> Self {
        let mut command = Command::new(if is_pinned { "taskset" } else { program });
        if is_pinned {
            command.args(["-c", "0", program]);
        }
        command.args(arguments).envs(settings.iter().copied()).stdout(Stdio::null()).stderr(Stdio::null());
        let begun = Instant::now();
        let child = command.spawn().unwrap();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "{program} does not listen");
            std::thread::sleep(Duration::from_millis(2));
        }
        Self { child, url: format!("http://localhost:{port}") }
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Loads the server and adds what it cost.
    pub(crate) fn round(&self, path: &str, encoding: Option<&str>, seconds: u32) -> Round {
        let before = self.cpu_seconds();
        let mut round = load::load(&format!("{}{path}", self.url), encoding, 32, seconds);
        round.cpu_us = (self.cpu_seconds() - before) * 1e6 / round.requests.max(1.0);
        round.memory_mb = self.memory_mb();
        round
    }

    /// Waits until it has done what it does after its start, and says how long that took.
    pub(crate) fn rest(&self) -> Duration {
        let begun = Instant::now();
        let mut before = -1.0;
        while self.cpu_seconds() - before > 0.1 {
            before = self.cpu_seconds();
            std::thread::sleep(Duration::from_secs(1));
        }
        begun.elapsed()
    }

    /// Memory that is in use and not shared with others, of the program and its children.
    pub(crate) fn memory_mb(&self) -> f64 {
        let kilobytes = |pid: u32| -> f64 {
            let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
            let line = text.lines().find(|line| line.starts_with("Pss:")).unwrap_or_default();
            line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or_default()
        };
        self.family().into_iter().map(kilobytes).sum::<f64>() / 1024.0
    }

    fn cpu_seconds(&self) -> f64 {
        let ticks = |pid: u32| -> f64 {
            let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            let rest = text.rsplit(") ").next().unwrap_or_default().to_owned();
            rest.split(' ').skip(11).take(2).filter_map(|number| number.parse::<f64>().ok()).sum()
        };
        self.family().into_iter().map(ticks).sum::<f64>() / 100.0
    }

    fn family(&self) -> Vec<u32> {
        let id = self.child.id();
        let path = format!("/proc/{id}/task/{id}/children");
        let children = std::fs::read_to_string(Path::new(&path)).unwrap_or_default();
        std::iter::once(id).chain(children.split_whitespace().filter_map(|pid| pid.parse().ok())).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}
