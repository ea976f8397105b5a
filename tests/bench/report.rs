//! What was measured, as tables that people read, on the screen and in `BENCHMARKS.md`.

use std::{fmt::Write as _, process::Command};

/// The page being written.
pub(crate) struct Report {
    text: String,
}

impl Report {
    /// The head: when and where.
    pub(crate) fn begin() -> Self {
        let output = |program: &str, arguments: &[&str]| {
            let output = Command::new(program).args(arguments).output();
            output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
        };
        let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = cpu.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split(": ").nth(1));
        let cores = std::thread::available_parallelism().map(usize::from).unwrap_or_default();
        let mut report = Self { text: String::new() };
        report.line("# Benchmarks");
        report.line("");
        report.line(&format!(
            "Made by `script/bench` on {} at commit {}: {} ({cores} cores), Linux {}, {}.",
            output("date", &["-u", "+%Y-%m-%d"]),
            output("git", &["describe", "--always", "--dirty"]),
            model.unwrap_or("an unnamed processor"),
            output("uname", &["-r"]),
            output("rustc", &["--version"]),
        ));
        report.line("Ratios are what counts: servers that are compared ran in turns, in one run, on one machine.");
        report
    }

    /// A section's heading.
    pub(crate) fn section(&mut self, title: &str) {
        self.line("");
        self.line(&format!("## {title}"));
        self.line("");
    }

    /// A table, the first row its head.
    pub(crate) fn table(&mut self, rows: &[Vec<String>]) {
        for (number, row) in rows.iter().enumerate() {
            self.line(&format!("| {} |", row.join(" | ")));
            if number == 0 {
                self.line(&format!("|{}", " --- |".repeat(row.len())));
            }
        }
    }

    /// A line of text.
    pub(crate) fn line(&mut self, line: &str) {
        println!("{line}");
        writeln!(self.text, "{line}").unwrap();
    }

    /// Keeps it in the repository.
    pub(crate) fn write(self) {
        std::fs::write("BENCHMARKS.md", self.text).unwrap();
    }
}

/// The cells of a row.
pub(crate) fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}
